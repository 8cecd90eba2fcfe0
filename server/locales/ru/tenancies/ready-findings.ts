/** Ready texts of findings: a title for the office and what the tenant reads. */
export const readyFindings = {
  'finding.template.use_other': 'Другое использование',
  'finding.template.use_other.text':
    'Помещение используется не по тому назначению, которое названо в договоре. Вернитесь к согласованному назначению или попросите администрацию согласовать другое.',
  'finding.template.passed_on': 'Помещение передано другому лицу',
  'finding.template.passed_on.text':
    'Помещением или его частью пользуется кто-то другой. Субаренда не допускается: помещение должно вернуться к вам.',
  'finding.template.not_open': 'Не открыто',
  'finding.template.not_open.text':
    'Срок открытия прошёл, а дело в помещении не ведётся. Откройтесь и ответьте на это замечание, приложив снимки.',
  'finding.template.licence_missing': 'Нет лицензии',
  'finding.template.licence_missing.text':
    'При проверке не показана лицензия на ведение деятельности. Ответьте на это замечание и приложите её снимок.',
  'finding.template.permit_missing': 'Нет разрешения',
  'finding.template.permit_missing.text':
    'Для того, что делается в помещении, нужно разрешение, которое при проверке не показано. Получите его; до этого такую деятельность нужно прекратить.',
  'finding.template.altered': 'Переделки без согласия',
  'finding.template.altered.text':
    'В помещении сделаны переделки, на которые не было письменного согласия. Передайте в администрацию чертежи на согласование или верните всё в прежнее состояние.',
  'finding.template.damaged': 'Повреждения',
  'finding.template.damaged.text':
    'Помещение или то, что в нём передано, повреждено. Устраните повреждения; снимки до и после можно приложить к ответу.',
  'finding.template.costs_unpaid': 'Неоплаченные счета',
  'finding.template.costs_unpaid.text':
    'Не оплачены отопление, плата за управление или коммунальные услуги. Оплатите счета и покажите подтверждение.',
} as const
