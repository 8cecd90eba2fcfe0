/** The street and its units as one sees them. */
export const pictures = {
  // The walk along the fronts.
  'elevation.title': 'Прогулка вдоль улицы',
  'elevation.lead':
    'Фасады зданий по порядку, как их видно с улицы. Листайте вбок или переходите от здания к зданию; каждое помещение открывает свою страницу.',
  'elevation.side': '{row, select, north{Северная} other{Южная}} сторона',
  'elevation.sides': 'Сторона улицы',
  'elevation.buildings': 'Перейти к зданию',
  'elevation.scroll': 'Фасады улицы, прокручиваются вбок',
  'elevation.skip': 'Пропустить фасады',
  'elevation.towards': '{end, select, west{на запад} other{на восток}}',
  'elevation.building': 'Здание {code}',
  'elevation.about':
    '{floors, plural, one{# этаж} few{# этажа} many{# этажей} other{# этажа}} · длина {length, number}\u00a0м',
  'elevation.units':
    '{units, plural, one{# помещение} few{# помещения} many{# помещений} other{# помещения}}, свободно {free, number}',
  'elevation.list':
    'Здание {code} списком: {count, plural, one{# помещение} few{# помещения} many{# помещений} other{# помещения}}',
  'elevation.left': 'Налево, к зданию {code}',
  'elevation.right': 'Направо, к зданию {code}',
  'elevation.over': 'Через улицу, здание {code}',
  'elevation.yard': 'Со двора',
  'elevation.unplaced': 'Место уточняется',
  'elevation.state.available': 'Свободно',
  'elevation.state.soon': 'Освободится позже',
  'elevation.state.held': 'Забронировано',
  'elevation.state.let': 'Занято',
  'elevation.state.paused': 'Приостановлено',
  'elevation.soon': 'Свободно с {day}',
  'elevation.width.whole': 'фасад {width}',
  'elevation.width.part': 'фасад {frontage} из {width} ширины, где именно, не указано',
  'elevation.width.none': 'ширина {width}, фасад не указан',
  'elevation.width.yard': 'ширина {width}, во дворе, без фасада на улицу',
  'elevation.width.unplaced': 'место на улице уточняется, ширина не показана',
  'elevation.none': 'Опубликованных помещений здесь нет.',
  'elevation.note':
    'Схема, не чертёж фасада: нарисована по данным объявлений. Ширина зданий и помещений и высота потолков\u00a0— в одном масштабе; высота этажей и крыша условные. Витрины и двери показаны по числу и распределены поровну: где они на стене, не указано. Знак на вывеске\u00a0— основной разрешённый вид деятельности. Пунктир\u00a0— фасад или место известны не полностью. Гладкая стена\u00a0— опубликованных помещений нет.',
  'elevation.link': 'Пройти вдоль улицы',
  'elevation.link.here': 'Это место на улице: фасады рядом',
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
