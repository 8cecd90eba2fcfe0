/** Where a premises or a building stands on the plan. */
export const placing = {
  'placing.title': 'Место на плане: {code}',
  'placing.heading': 'Место на плане',
  'placing.hint':
    'Отступ считается от начала улицы до ближней стены помещения. План ниже показывает этаж с тем, что введено.',
  'placing.preview': 'Показать на плане',
  'placing.back': 'К помещению',
  'placing.plan': 'Этаж {floor} здания {building}: где стоит {code} и кто рядом',
  'placing.unclear': 'План появится, когда все поля будут заполнены числами.',
  'placing.doubts': 'Проверьте место:',
  'placing.overlap': 'Накладывается на соседние помещения: {codes}.',
  'placing.outside': 'Выходит за стены здания.',
  'placing.other-row': 'Здание стоит на другой стороне улицы.',
  'placing.street-wall':
    'Помещение в глубине здания не имеет стены на улицу, а вход, витрина или фасад указаны с улицы.',
  'placing.yard-wall': 'Помещение у улицы не имеет стены во двор, а собственный вход указан со двора.',
  'placing.frontage': 'Ширина по фасаду больше ширины на плане.',
  'placing.ask': 'В месте есть сомнительное: подтвердите его под планом или исправьте числа.',
  'placing.confirm': 'Всё верно, сохранить так',
  'placing.saved': 'Место сохранено.',
  'placing.building.title': 'Место на плане: здание {code}',
  'placing.building.hint':
    'Отступ считается от начала улицы до ближней стены. План ниже показывает здание и его помещения с тем, что введено, и соседние здания.',
  'placing.along': 'Помещения здания',
  'placing.along.hint': 'Каждое сохранит расстояние до стен и получит запись в истории.',
  'placing.along.yes': 'перенести вместе со зданием',
  'placing.along.no': 'оставить на прежних местах',
  'placing.building.back': 'К зданию',
  'placing.building.plan': 'Здание {code} с его помещениями и соседние здания',
  'placing.building.overlap': 'Накладывается на здания: {codes}.',
  'placing.building.far': 'Стоит отдельно: больше чем в 100\u00a0м от любого другого здания улицы.',
  'placing.building.units':
    '{count, plural, one{За его стены выходит # помещение: {codes}} few{За его стены выходят # помещения: {codes}} many{За его стены выходят # помещений: {codes}} other{За его стены выходят # помещения: {codes}}}',
  'placing.building.floors':
    'Так сохранить нельзя. {count, plural, one{# помещение стоит на этаже, которого не станет: {codes}} few{# помещения стоят на этажах, которых не станет: {codes}} many{# помещений стоят на этажах, которых не станет: {codes}} other{# помещения стоят на этажах, которых не станет: {codes}}}',
  'building.units': 'Помещения здания',
  'building.units.hint':
    'По строке на помещение; достаточно номера. Пустое поле повторяет строку выше, а место на плане следует за ней на том же этаже. Строки без номера не нужны.',
  'building.units.row': 'Строка {number}',
  'building.units.as-above': 'как выше',
  'building.units.shared': 'Общее для всех помещений',
  'building.units.shared.hint':
    'Сохраняется у каждого помещения. Потом у каждого можно изменить. Без помещений заполнять не нужно.',
  'building.units.save': 'Сохранить здание и помещения',
  'building.units.saved':
    '{count, plural, one{Создан черновик # помещения.} few{Созданы черновики # помещений.} many{Созданы черновики # помещений.} other{Созданы черновики # помещения.}}',
  'building.free.heading': 'Свободное место на улице',
  'building.free.unclear': 'План появится, когда будут указаны этажи, сторона улицы, отступ и размеры.',
  'building.free': '{row} сторона: {spaces}',
  'building.free.from': 'от {from}\u00a0м и дальше',
  'building.free.between': 'от {from} до {to}\u00a0м ({length}\u00a0м)',
  'listing.field.fromCorner': 'От угла здания',
} as const
