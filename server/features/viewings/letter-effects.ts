import type { PendingEffect } from '#models/parts/history.ts'
import type { Booking } from '#models/viewings/viewing.ts'
import type { MailTemplate } from '#outside/mail/mail-message.ts'
import type { EffectOf } from '#shared/outbox.ts'

export type ViewingMail = Extract<MailTemplate, `viewing-${string}`>
/**
 * Everything that a mail will say, because the slot may be booked by somebody else when it is written. `was` is an instant,
 * ISO 8601.
 */
export type ViewingFacts = {
  visit: string
  sequence: string
  name: string
  email: string
  locale: string
  was?: string
  /** Id of the addressed guide, when it is not the guide at the time of writing. */
  guide?: string
  reason?: string
}
/** Effects of changes to a slot: mails, each a kind of its own. The kinds are stored and never renamed. */
export type ViewingEffects = Record<ViewingMail, ViewingFacts>
type NotifiedBooking = Pick<Booking, 'visit' | 'sequence' | 'name' | 'email' | 'locale'>

/** Returns the effect for a mail that a change causes. */
export function effectOf(
  mail: ViewingMail,
  booking: NotifiedBooking,
  more: Pick<ViewingFacts, 'was' | 'reason' | 'guide'> = {},
): EffectOf<ViewingEffects> & Pick<PendingEffect, 'key' | 'facts'> {
  const { visit, sequence, name, email, locale } = booking
  const id = visit.toHexString()
  return {
    key: `${id}:${sequence}:${mail}`,
    kind: mail,
    facts: { visit: id, sequence: String(sequence), name, email, locale, ...more },
  }
}
