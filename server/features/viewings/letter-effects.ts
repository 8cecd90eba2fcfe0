import type { PendingEffect } from '#models/parts/history.ts'
import type { Booking } from '#models/viewings/viewing.ts'
import type { MailTemplate } from '#outside/mail/mail-message.ts'
import type { EffectOf } from '#shared/outbox.ts'

export type ViewingMail = Extract<MailTemplate, `viewing-${string}`>
/** All that a letter will say: the slot may be somebody else's by the time it is written. `was` is an instant, ISO 8601. */
export type ViewingFacts = {
  visit: string
  sequence: string
  name: string
  email: string
  locale: string
  was?: string
  /** To which colleague, where it is not just whoever shows it when it is written. */
  guide?: string
  reason?: string
}
/** What follows from changes of a slot: letters, each a kind of its own. The kinds are stored and never renamed. */
export type ViewingEffects = Record<ViewingMail, ViewingFacts>
type Told = Pick<Booking, 'visit' | 'sequence' | 'name' | 'email' | 'locale'>

/** A letter that a change owes. */
export function effectOf(
  mail: ViewingMail,
  booking: Told,
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
