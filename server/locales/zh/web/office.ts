import type { office as ru } from '#server/locales/ru/web/office.ts'

export const office: Record<keyof typeof ru, string> = {
  'office.title': '项目办公室',
  'office.phone': '电话',
  'office.address': '地址',
  'office.hours': '办公时间',
  'office.hours.days': '{from}至{to}',
  'office.hours.line': '{days} {times}',
  'office.hours.zone': '绥芬河时间（UTC+8），中国法定节假日不办公。',
  'office.open': '现在办公中，至{time}',
  'office.closed': '现在不办公',
  'office.closed.today': '现在不办公，{time}开始办公',
  'office.closed.until': '现在不办公，{day} {time}开始办公',
  'office.messengers': '即时通讯',
  'office.messenger.Telegram': 'Telegram',
  'office.messenger.Whatsapp': 'WhatsApp',
  'office.messenger.Wechat': '微信',
  'office.messenger.Vk': 'VK',
  'office.messenger.Max': 'MAX',
  'office.invented': '演示用虚构信息，无人应答。',
}
