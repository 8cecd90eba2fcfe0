import type { MailRequest, MailTemplate } from '#outside/mail/mail-message.ts'
import { mailRenderer } from '#outside/mail/mail-rendering.ts'
import { catalogueText, messageKeys, type Locale } from '#shared/texts/i18n.ts'

const render = mailRenderer('https://street.example')
export const mailTemplates = messageKeys.flatMap(
  key => (/^mail\.(.+)\.subject$/.exec(key)?.[1] ?? []) as MailTemplate | [],
)
export const mailItems = [
  { title: 'SFH-A-0101', text: '64,5 м², ¥1 240', path: '/ru/premises/SFH-A-0101' },
  { title: 'SFH-A-0102', text: '', path: '/ru/premises/SFH-A-0102' },
]

/** Returns a letter with everything it can have: each placeholder filled, links where its text has some. */
export function letter(locale: Locale, template: MailTemplate, parts: Partial<MailRequest> = {}) {
  const words = messageKeys.filter(key => key.startsWith(`mail.${template}.`)).map(key => catalogueText(locale, key))
  const gaps = words.flatMap(text => [...text.matchAll(/\{(\w+)/g)].map(([, name = '']) => [name, '1'] as const))
  const facts = { ...Object.fromEntries(gaps), link: '/ru/verify/abc', manage: '/ru/saved' }
  return render({ cause: 'test', to: 'anna@example.com', locale, template, facts, ...parts })
}
