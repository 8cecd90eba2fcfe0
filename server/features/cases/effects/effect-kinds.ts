import type { LetterDecision } from '#models/deciding/letter.ts'
import type { HistoryEvent } from '#models/parts/history.ts'
import type { EffectOf } from '#shared/outbox.ts'
import type { ApplicationMail, StaffMail } from '../ports.ts'

type Nothing = Record<string, never>

/** Effects of changes of a case, by kind, with the facts of each. The kinds are stored and never renamed. */
export type ApplicationEffects = {
  /** Mail to the applicant. `request`: the information request it is about; `day`: a day that it names. */
  mail: { template: ApplicationMail; request?: string; day?: string }
  interview: InterviewFacts
  staff_mail: { template: StaffMail; account: string }
  /** Answer to an objection, sent to its author. */
  objection: { objection: string }
  letter: { decision: LetterDecision; premises?: string }
  /** Public pages have changed. */
  public: Nothing
  /** Updates the listing to who has the premises. */
  premises: { code: string }
  documents: Nothing
  /** Takes received documents into the case. `at` in ISO 8601. `keepOld`: `yes` when the replaced ones were submitted. */
  take_in: { intake: string; keepOld: 'yes' | 'no'; at: string }
  /** Removes a document from the case. */
  take_out: { document: string; keepOld: 'yes' | 'no' }
  /** Removes a photo of the office from the handover. */
  drop_photo: { picture: string }
  unsent: { request: string }
  erase: Nothing
  promotion: { code: string }
  /** `papers`: what the tenant still owes, as JSON; absent in handovers recorded by an earlier version. */
  tenancy: { premises: string; handoverOn: string; rentFreeMonths: string; papers?: string }
}

/**
 * Everything that a mail about an interview says, because the interview may have changed by the time it is written. Instants
 * in ISO 8601.
 */
export type InterviewFacts = {
  template: Extract<ApplicationMail, `application-interview${string}`>
  interview: string
  sequence: string
  place: string
  note: string
  /** Writing of place and note as JSON; absent when nobody was asked for the language. */
  placeWriting?: string
  noteWriting?: string
  startsAt: string
  endsAt: string
  interpreter: string
  was?: string
  reason?: string
  ended?: 'withdrawn' | 'gone-on'
}

/** `key` names the cause where that is no single event. */
export type EffectRequest = EffectOf<ApplicationEffects> & { key?: string; notBefore?: Date }

/** Returns the id of the event that caused an effect. The last part of the effect's key is this id, "-" and a number. */
export const causeId = (key: string): string | undefined => key.split(':').at(-1)?.split('-')[0]

export const causeOf = (events: readonly HistoryEvent[], key: string): HistoryEvent | undefined =>
  events.find(({ _id }) => _id.toHexString() === causeId(key))
