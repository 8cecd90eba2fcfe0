import type { Locale, MessageKey } from '../shared/i18n.ts'

type TemplateOf<Key> = Key extends `mail.${infer Template}.subject` ? Template : never
/** A mail is a subject, a body and perhaps a button: `mail.<template>.subject`, `.body`, `.action`. */
export type MailTemplate = TemplateOf<MessageKey>

export type MailRequest = {
  /** Unique name of the reason; a second mail for the same cause is silently not queued. */
  cause: string
  to: string
  locale: Locale
  template: MailTemplate
  /** Gaps of the sentences. `link` is a path on the site (`/ru/…`) for the button. */
  facts?: Record<string, string>
}

export type RenderedMail = { subject: string; text: string; html: string }
