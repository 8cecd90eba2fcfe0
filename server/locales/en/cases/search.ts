/** The staff's box that finds everything. */
export const caseSearch = {
  'finding.title': 'Search',
  'finding.title.of': 'Search: {words}',
  'finding.label': 'Find a unit, an application, a person, a tenancy, an enquiry',
  'finding.placeholder': 'Code, reference, name, phone',
  'finding.go': 'Search',
  'finding.found': '{count, plural, one{# result} other{# results}}',
  'finding.none': 'Nothing was found. Check the spelling, or type only the beginning.',
  'finding.hints': 'You can search:',
  'finding.hint.code': 'by the code of a unit, whole or without its beginning: SFH-A-0107, A0107, 0107;',
  'finding.hint.reference': 'by the reference of an application: SS-2026-000123, 2026-123 or just 123;',
  'finding.hint.name': 'by name in Cyrillic, Latin or Chinese, whole or from its beginning: {examples};',
  'finding.hint.phone': 'by the last four digits of a telephone number.',
  'finding.hint.passport':
    'by the number of a passport, whole or its last four digits, by the last four digits of a telephone number, by INN, OGRN or the Chinese credit code of a company.',
  'finding.more': 'There are more: open the whole list',
  'finding.place': 'building {building}, floor {floor}',
  'finding.submitted': 'submitted {day}',
  'finding.since': 'since {day}',
} as const
