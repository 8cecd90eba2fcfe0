/** The staff's box that finds everything. */
export const caseSearch = {
  'finding.title': 'Поиск',
  'finding.title.of': 'Поиск: {words}',
  'finding.label': 'Найти помещение, заявку, человека, аренду, обращение',
  'finding.placeholder': 'Код, номер заявки, имя, телефон',
  'finding.go': 'Найти',
  'finding.found':
    '{count, plural, one{Найдена # запись} few{Найдены # записи} many{Найдено # записей} other{Найдено # записи}}',
  'finding.none': 'Ничего не нашлось. Проверьте, как написано, или введите только начало.',
  'finding.hints': 'Искать можно так:',
  'finding.hint.code': 'по коду помещения, целиком или без начала: SFH-A-0107, A0107, 0107;',
  'finding.hint.reference': 'по номеру заявки: SS-2026-000123, 2026-123 или просто 123;',
  'finding.hint.name': 'по имени, кириллицей, латиницей или иероглифами, целиком или началом: {examples};',
  'finding.hint.phone': 'по последним четырём цифрам телефона.',
  'finding.hint.passport':
    'по номеру паспорта, целиком или последним четырём цифрам, по последним четырём цифрам телефона, по ИНН, ОГРН или китайскому коду компании.',
  'finding.more': 'Найдено больше: открыть весь список',
  'finding.place': 'здание {building}, этаж {floor}',
  'finding.submitted': 'подана {day}',
  'finding.since': 'с {day}',
} as const
