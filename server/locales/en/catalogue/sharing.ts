import type { sharing as ru } from '#server/locales/ru/catalogue/sharing.ts'

export const sharing: Record<keyof typeof ru, string> = {
  'share.link': 'Share or print',
  'share.title': 'Share {code}',
  'share.ways': 'Send it on',
  'share.address': 'Address of the unit',
  'share.copy': 'Copy',
  'share.copied': 'The address is copied.',
  'share.telegram': 'Telegram',
  'share.vk': 'VK',
  'share.mail': 'By e-mail',
  'share.wechat': 'In WeChat, scan the QR code below, or press and hold it.',
  'share.qr': 'QR code with the address of this unit',
  'share.print': 'Print',
  'share.print.hint': 'Only the sheet below is printed: one page of A4.',
  'share.as-of': 'As of {day}. The page at the address is always up to date.',
}
