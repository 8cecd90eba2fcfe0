/** The street and its units as one sees them. */
export const pictures = {
  // The drawing of a unit: its captions and signs, and what it says in words.
  'schematic.title': 'Схема помещения {code}',
  'schematic.floor': '{floor} этаж из {floors}',
  'schematic.north': 'С',
  'schematic.street': 'Улица',
  'schematic.yard': 'Двор',
  'schematic.unknown': 'пропорции неизвестны',
  'schematic.note':
    'Схема, не план: нарисована по данным объявления. Знаки показывают, с какой стороны вход и витрины, но не точное место.',
  'schematic.note.whole': 'Ширина помещения и глубина здания\u00a0— в одном масштабе.',
  'schematic.note.part':
    'Ширина помещения и глубина здания\u00a0— в одном масштабе; где проходит внутренняя стена, не измерено.',
  'schematic.note.unknown':
    'Пропорции неизвестны: данные о размерах и месте помещения расходятся, поэтому рисунок без масштаба.',
  'schematic.key.front': 'Ширина фасада {width}',
  'schematic.key.front-part': 'Ширина фасада {width}, место на стене не указано',
  'schematic.key.entrance': 'Вход {entrance}',
  'schematic.key.windows': '{count, plural, one{# витрина} few{# витрины} many{# витрин} other{# витрины}}',
  'schematic.key.parking':
    '{count, plural, one{# место для машины} few{# места для машин} many{# мест для машин} other{# места для машин}}',
  'schematic.said.place': '{row, select, north{Северная} other{Южная}} сторона улицы, {floor}',
  'schematic.said.whole': 'Ширина помещения {width}, глубина здания {depth}, помещение занимает её всю',
  'schematic.said.part':
    'Ширина помещения {width}, глубина здания {depth}, помещение занимает её половину {part, select, street{у улицы} other{у двора}}; где проходит внутренняя стена, не измерено',
  'schematic.said.unknown': 'Пропорции неизвестны',
  'schematic.said.area': 'Полезная площадь {area}',
  'schematic.said.neighbours': '{side, select, left{Слева} right{Справа} other{За внутренней стеной}}: {codes}',
  'schematic.said.end': '{side, select, left{Слева} other{Справа}} торец здания',
} as const
