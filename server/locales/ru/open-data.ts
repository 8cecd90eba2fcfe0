/** Open data: the API's words, the table, the feed, the embed and the page about them. */
export const openData = {
  'open-data.problem.title': 'Вопрос не понят',
  'open-data.problem.detail': 'Часть параметров запроса не подходит; каждый назван ниже.',
  'open-data.problem.unknown': 'Такого параметра нет.',
  'open-data.problem.one-of': 'Возможные значения: {values}.',
  'open-data.problem.at-least': 'Не меньше {least}.',
  'open-data.problem.at-most': 'Не больше {most}.',
  'open-data.problem.number': 'Нужно число.',
  'open-data.problem.once': 'Параметр указывают один раз.',
  'open-data.problem.cursor': 'Такого указателя страницы нет: берите его из ссылки next.',
  'open-data.problem.form': 'Значение записано не так, как ожидается.',
  'open-data.problem.method': 'Только чтение',
  'open-data.problem.method-detail': 'Открытые данные можно только читать: GET или HEAD.',
  'open-data.picture.demo': 'Демонстрация',
} as const
