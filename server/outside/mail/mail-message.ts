import type { Locale, MessageKey } from '#shared/texts/i18n.ts'
import type { CalendarEntry, CalendarMethod } from './calendar.ts'

type TemplateOf<Key> = Key extends `mail.${infer Template}.subject` ? Template : never
/** Name of a mail. It has a subject, a body and perhaps a button: `mail.<template>.subject`, `.body`, `.action`. */
export type MailTemplate = TemplateOf<MessageKey>

/** A line of a list in a mail; `path` is on the site (`/ru/…`). */
export type MailItem = { title: string; text: string; path: string }

export type MailRequest = {
  /** Unique name of the reason; a second mail for the same cause is silently not queued. */
  cause: string
  to: string
  /** Address for answers, if not that of the sender of all mails. */
  replyTo?: string
  /** Message-ID of the letter that this one answers. */
  references?: string
  locale: Locale
  template: MailTemplate
  /** Values for the gaps of the sentences. `link` is a path on the site (`/ru/…`) for the button. */
  facts?: Record<string, string>
  /** Calendar entry, attached as an `.ics` file that is made when the mail is sent. */
  calendar?: MailCalendar
  items?: readonly MailItem[]
  /** A path on the site where a POST without cookies ends letters of this kind: one-click unsubscribe (RFC 8058). */
  unsubscribe?: string
}

/** `REQUEST` adds the entry to the reader's calendar, `CANCEL` removes it. */
export type MailCalendar = { method: Exclude<CalendarMethod, 'PUBLISH'>; entry: CalendarEntry }

/** Headers beyond those of every mail. Values are made from the site's own addresses, never from what people typed. */
export type MailHeaders = { 'List-Unsubscribe': string; 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }

export type RenderedMail = {
  subject: string
  text: string
  html: string
  calendar?: { method: MailCalendar['method']; content: string }
  headers?: MailHeaders
  replyTo?: string
  references?: string
}
