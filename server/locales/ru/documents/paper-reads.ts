/** Papers about an applicant that the city makes, as the list of who opened what calls them. */
export const paperReads = {
  'document.kind.address_proof': 'Справка об адресе',
  'document.kind.application_copy': 'Копия поданной заявки',
  'document.kind.contract': 'Договор',
  'document.kind.decision_letter': 'Письмо с решением',
  'document.kind.handover_record': 'Акт передачи помещения',
  'document.kind.handover_photos': 'Фотографии к акту передачи',
} as const
