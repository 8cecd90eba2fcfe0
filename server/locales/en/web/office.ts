import type { office as ru } from '#server/locales/ru/web/office.ts'

export const office: Record<keyof typeof ru, string> = {
  'office.title': 'The programme’s office',
  'office.phone': 'Phone',
  'office.address': 'Address',
  'office.hours': 'Opening hours',
  'office.hours.days': '{from}–{to}',
  'office.hours.line': '{days} {times}',
  'office.hours.zone': 'Suifenhe time (UTC+8). Closed on public holidays in China.',
  'office.open': 'Open now, until {time}',
  'office.closed': 'Closed now',
  'office.closed.today': 'Closed now, opens at {time}',
  'office.closed.until': 'Closed now, opens on {day} at {time}',
  'office.messengers': 'Messengers',
  'office.messenger.Telegram': 'Telegram',
  'office.messenger.Whatsapp': 'WhatsApp',
  'office.messenger.Wechat': 'WeChat',
  'office.messenger.Vk': 'VK',
  'office.messenger.Max': 'MAX',
  'office.invented': 'Invented for the demonstration: nobody answers at these numbers and addresses.',
}
