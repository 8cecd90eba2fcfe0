import type { PendingEffect } from '../../../models/parts/history.ts'
import type { Booking } from '../../../models/viewing.ts'
import type { MailTemplate } from '../../outside/mail-message.ts'

export type ViewingMail = Extract<MailTemplate, `viewing-${string}`>
type Told = Pick<Booking, 'visit' | 'sequence' | 'name' | 'email' | 'locale'>

/** A letter that a change owes, with all it will say: the slot may be somebody else's by the time it is written. */
export function owed(mail: ViewingMail, booking: Told, more: Record<string, string> = {}): PendingEffect {
  const { visit, sequence, name, email, locale } = booking
  const id = visit.toHexString()
  return {
    key: `${id}:${sequence}:${mail}`,
    kind: mail,
    facts: { visit: id, sequence: String(sequence), name, email, locale, ...more },
  }
}
