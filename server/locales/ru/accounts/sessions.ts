/** Where people are signed in. */
export const sessions = {
  'sessions.title': 'Где открыт сеанс',
  'sessions.lead': 'Устройства, на которых вы сейчас вошли. Незнакомое завершите и смените пароль.',
  'sessions.link': 'Посмотреть устройства',
  'sessions.current': 'этот сеанс',
  'sessions.end': 'Завершить',
  'sessions.ended': 'Сеанс завершён.',
  'sessions.device.unknown': 'неизвестное устройство',
  'sessions.from.unknown': 'сеть не записана',
  'sessions.facts': 'Вход {since}, последнее действие {seen}, сеть {from}',
  'people.event.session_ended': 'Сеанс завершён администратором',
} as const
