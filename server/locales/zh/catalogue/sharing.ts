import type { sharing as ru } from '#server/locales/ru/catalogue/sharing.ts'

export const sharing: Record<keyof typeof ru, string> = {
  'share.link': '分享或打印',
  'share.title': '分享 {code}',
  'share.ways': '发送给他人',
  'share.address': '房源链接',
  'share.copy': '复制',
  'share.copied': '链接已复制。',
  'share.telegram': 'Telegram',
  'share.vk': 'VK',
  'share.mail': '电子邮件',
  'share.wechat': '使用微信扫描下方二维码，或长按识别。',
  'share.qr': '本房源链接的二维码',
  'share.print': '打印',
  'share.print.hint': '只打印下方内容，共一页 A4 纸。',
  'share.as-of': '数据截至{day}，最新信息以链接页面为准。',
}
