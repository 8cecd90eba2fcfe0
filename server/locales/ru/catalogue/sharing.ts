/** Sending a premises on, and its sheet of paper. */
export const sharing = {
  'share.link': 'Поделиться или распечатать',
  'share.title': 'Поделиться: {code}',
  'share.ways': 'Отправить',
  'share.address': 'Ссылка на помещение',
  'share.copy': 'Скопировать',
  'share.copied': 'Ссылка скопирована.',
  'share.telegram': 'Telegram',
  'share.vk': 'ВКонтакте',
  'share.mail': 'Письмом',
  'share.wechat': 'В WeChat отсканируйте QR-код ниже или нажмите на него и удерживайте.',
  'share.qr': 'QR-код со ссылкой на это помещение',
  'share.print': 'Распечатать',
  'share.print.hint': 'На бумаге останется только листок ниже: одна страница А4.',
  'share.as-of': 'Данные на {day}. Актуальные\u00a0— по ссылке.',
} as const
