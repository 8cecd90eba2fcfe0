import type { introduction as ru } from '#server/locales/ru/accounts/introduction.ts'

export const introduction: Record<keyof typeof ru, string> = {
  'introduction.title': 'How you are introduced to visitors',
  'introduction.lead':
    'Whoever has booked a viewing with you sees your name in their own script, and your number to call when they are late. Nobody else sees the number.',
  'introduction.about':
    'Your name in Cyrillic, Latin and Chinese letters, and a number for those who have booked a viewing with you.',
  'introduction.link': 'Name and number for visitors',
  'introduction.names': 'Name in other scripts',
  'introduction.name.ru': 'Name in Russian letters',
  'introduction.name.en': 'Name in Latin letters',
  'introduction.name.en.hint': 'Shown to Russian readers too where there is no name in Russian letters.',
  'introduction.name.zh': 'Name in Chinese characters',
  'introduction.phone': 'Number for visitors',
  'introduction.phone.hint':
    'With the country code, such as +86 131 0453 0000. Seen only until the viewing is over; removed when your account is closed.',
  'introduction.saved': 'Saved. Visitors see it at once.',
}
