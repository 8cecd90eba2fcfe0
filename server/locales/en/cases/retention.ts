export const retention = {
  'programme.retention': 'How long data are kept',
  'programme.retention.about':
    'Personal data are kept no longer than needed (Personal Information Protection Law of the PRC, articles 19 and 47). What is past its time is deleted by the site and cannot be brought back.',
  'programme.keepDocumentsMonths': 'Documents of ended applications',
  'programme.keepDocumentsMonths.hint': 'From the day the application ended without a tenancy. From {min} to {max}.',
  'programme.keepCasesMonths': 'Ended applications',
  'programme.keepCasesMonths.hint':
    'Afterwards the reference, the decision, the days, the unit and the scores remain, without names and answers. From {min} to {max}.',
  'programme.keepTenanciesMonths': 'Documents of tenancies that have ended',
  'programme.keepTenanciesMonths.hint':
    'Contracts, handover records with photos, and reports, from the end of the tenancy. Then days, premises and figures remain. From {min} to {max}.',
  'programme.keepLettersMonths': 'Records of letters sent',
  'programme.keepLettersMonths.hint': 'To whom and when; the texts are not kept at all. From {min} to {max}.',
  'programme.keepEnquiriesMonths': 'Messages that were answered',
  'programme.keepEnquiriesMonths.hint': 'From the day of the message. From {min} to {max}.',
  'case.event.documents_erased': 'documents deleted under the retention rule',
  'case.event.anonymised': 'personal data deleted under the retention rule',
  'case.retention.documents': 'The documents were deleted under the retention rule on {day}.',
  'case.retention.anonymised':
    'The personal data were deleted under the retention rule on {day}. The reference, the decision, the days, the unit and the scores remain.',
  'letters.erased': 'the file was deleted on {day} under the retention rule; the hash still proves a copy genuine',
}
