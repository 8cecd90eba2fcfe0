/** What a unit lacks for a plan, and that it is offered all the same. */
export const misfits = {
  'case.misfit.use': 'такое назначение там не разрешено',
  'case.misfit.power': 'мощности меньше, чем нужно',
  'case.misfit.water': 'нет воды',
  'case.misfit.extraction': 'нет вытяжки',
  'case.misfit.why': 'причина: {reason} ({name})',
  'case.misfit.tick': 'Я знаю, чего в помещении не хватает, и его всё равно предлагают',
  'case.field.misfit': 'Помещение не подходит под план',
  'case.field.misfitReason': 'Почему его всё равно предлагают',
  'case.hint.misfitReason': 'Нужно, если отмечено выше. Видят сотрудники, заявитель не видит.',
  'case.fact.misfit': 'Не подходит под план',
  'application.misfit':
    'В помещении нет того, что нужно по плану: смотрите выше. Подтвердите это и напишите, почему его всё равно предлагают, или выберите другое.',
  'application.misfit-new':
    'С тех пор как вы открыли страницу, выяснилось, что помещению не хватает и другого, см. выше. Подтвердите ещё раз.',
  'application.misfit-reason': 'Напишите, почему помещение предлагают, хотя оно не подходит под план.',
  'bulk.refused.misfit':
    'Помещение {code} не подходит под план: решите эту заявку на её странице, там это можно подтвердить.',
}
