/** The monthly figures of the programme. */
export const figures = {
  'figures.title': 'Цифры программы',
  'figures.lead':
    'Сколько заявок подано, как быстро они рассматриваются и сколько помещений занято. Считается по самим делам после конца каждого месяца.',
  'figures.month': 'Месяц',
  'figures.applications': 'Заявки',
  'figures.offers': 'Предложения',
  'figures.contracts': 'Договоры',
  'figures.stage.screening': 'Проверка, дней',
  'figures.stage.review': 'Оценка, дней',
  'figures.stage.decision': 'Решение, дней',
  'figures.stage.offered': 'Ответ заявителя, дней',
  'figures.occupancy': 'Занято',
  'figures.share': '{share}\u00a0%',
  'figures.share.about': '{taken} из {total}',
  'figures.too-few': 'мало случаев',
  'figures.quiet':
    'Ещё {count, plural, one {# месяц прошёл} few {# месяца прошли} many {# месяцев прошло} other {# месяца прошло}} без заявок, предложений и договоров.',
  'figures.none': 'Цифры появятся, когда закончится первый месяц.',
  'figures.note.computed': 'Цифры месяца считаются один раз, после его конца, и больше не меняются.',
  'figures.note.median':
    'Дни\u00a0— медиана по делам, которые прошли этап в этом месяце. Если их меньше {count}, число не публикуется.',
  'figures.note.occupancy':
    'Занятые помещения\u00a0— с арендатором в последний день месяца; общее число\u00a0— на день расчёта.',
}
