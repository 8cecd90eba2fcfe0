export const retention = {
  'programme.retention': 'Сколько хранятся данные',
  'programme.retention.about':
    'Персональные данные хранятся не дольше, чем нужно (Закон КНР о защите персональной информации, статьи 19 и 47). Что отслужило срок, сайт удаляет сам, без возможности восстановления.',
  'programme.keepDocumentsMonths': 'Документы завершённых заявок',
  'programme.keepDocumentsMonths.hint': 'Считая с дня, когда заявка завершилась без аренды. От {min} до {max}.',
  'programme.keepCasesMonths': 'Завершённые заявки',
  'programme.keepCasesMonths.hint':
    'Потом от заявки остаются номер, решение, даты, помещение и оценки, без имён и ответов. От {min} до {max}.',
  'programme.keepTenanciesMonths': 'Документы завершённых аренд',
  'programme.keepTenanciesMonths.hint':
    'Договоры, протоколы передачи с фотографиями и отчёты, считая с конца аренды. Потом остаются даты, помещение и цифры. От {min} до {max}.',
  'programme.keepLettersMonths': 'Записи об отправленных письмах',
  'programme.keepLettersMonths.hint': 'Кому и когда отправлено; тексты писем не хранятся вовсе. От {min} до {max}.',
  'programme.keepEnquiriesMonths': 'Обращения, на которые ответили',
  'programme.keepEnquiriesMonths.hint': 'Считая с дня обращения. От {min} до {max}.',
  'case.event.documents_erased': 'документы удалены: истёк срок хранения',
  'case.event.anonymised': 'персональные данные удалены: истёк срок хранения',
  'case.retention.documents': 'Документы удалены {day}: истёк срок их хранения.',
  'case.retention.anonymised':
    'Персональные данные удалены {day}: истёк срок хранения. Остались номер, решение, даты, помещения и оценки.',
  'letters.erased': 'файл удалён {day}: истёк срок хранения; контрольная сумма подтвердит подлинность вашей копии',
}
