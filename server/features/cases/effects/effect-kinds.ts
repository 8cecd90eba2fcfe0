import type { LetterDecision } from '#models/deciding/letter.ts'
import type { EffectOf } from '#shared/outbox.ts'
import type { ApplicationMail, StaffMail } from '../ports.ts'

type Nothing = Record<string, never>

/** What follows from changes of a case, by kind, and what each carries. The kinds are stored and never renamed. */
export type ApplicationEffects = {
  /** A letter to the applicant; about which request, or naming which day. */
  mail: { template: ApplicationMail; request?: string; day?: string }
  interview: InterviewFacts
  staff_mail: { template: StaffMail; account: string }
  /** The answer to an objection goes to whoever objected. */
  objection: { objection: string }
  letter: { decision: LetterDecision; premises?: string }
  /** Public pages show something else now. */
  public: Nothing
  /** The listing follows who has the premises. */
  premises: { code: string }
  documents: Nothing
  /** Documents that have arrived are the case's; `at` in ISO 8601. `keepOld`: `yes` where what they replace was handed in. */
  take_in: { intake: string; keepOld: 'yes' | 'no'; at: string }
  /** A document is the case's no longer. */
  take_out: { document: string; keepOld: 'yes' | 'no' }
  /** A photo that the office took is not of the handover. */
  drop_photo: { picture: string }
  unsent: { request: string }
  erase: Nothing
  promotion: { code: string }
  tenancy: { premises: string; handoverOn: string; rentFreeMonths: string }
}

/** All that a letter about an interview says: it may be another one by the time it is written. Instants in ISO 8601. */
export type InterviewFacts = {
  template: Extract<ApplicationMail, `application-interview${string}`>
  interview: string
  sequence: string
  place: string
  note: string
  /** How both were written, as JSON; absent where nobody was asked. */
  placeWriting?: string
  noteWriting?: string
  startsAt: string
  endsAt: string
  interpreter: string
  was?: string
  reason?: string
  ended?: 'withdrawn' | 'gone-on'
}

/** `key` names the cause where it is no single event. */
export type EffectRequest = EffectOf<ApplicationEffects> & { key?: string }
