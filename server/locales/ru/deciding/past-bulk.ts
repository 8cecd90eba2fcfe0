/** The list of a decider's past decisions on several cases. */
export const pastBulk = {
  'bulk.past': 'Прошлые групповые решения',
  'bulk.past.lead': 'Решения по нескольким заявкам сразу, которые вы подтвердили. Подробности\u00a0— по ссылке.',
  'bulk.past.none': 'Вы ещё не принимали решений по нескольким заявкам.',
  'bulk.past.when': 'Когда',
  'bulk.past.what': 'Решение',
  'bulk.past.cases': 'Заявки',
  'bulk.past.undone': 'Отменено',
  'bulk.past.outcome.decided': 'в силе: {count}',
  'bulk.past.outcome.left': 'пропущено: {count}',
  'bulk.past.outcome.pending': 'ещё не выполнено: {count}',
  'bulk.past.outcome.gone': 'удалено: {count}',
}
