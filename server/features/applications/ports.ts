import type { Clock } from '../../outside/clock.ts'
import type { Locale } from '../../shared/i18n.ts'

/** What this slice needs of the others. `services.ts` hands it in. */

/** Whom a mail goes to, and in which language. */
export type Contact = { email: string; name: string; locale: Locale; verified: boolean }
export type AccountsPort = { contact(id: string): Promise<Contact | null> }

export type PremisesStanding = { code: string; status: string }
/** Who has a premises: an offer or an accepted one keeps it, a contract lets it, and null is nobody. */
export type Occupancy = { application: string; status: 'held' | 'let'; until: Date | null } | null
export type PremisesPort = {
  /** Null when there is no such code. */
  standing(code: string): Promise<PremisesStanding | null>
  /** Makes the listing say what this slice knows. Idempotent; leaves drafts, paused and archived listings as they are. */
  occupy(code: string, occupancy: Occupancy): Promise<void>
}

export type StoredDocument = { id: string; kind: string; name: string }
export type DocumentsPort = {
  list(applicationId: string): Promise<StoredDocument[]>
  /** Forgets all documents of a deleted draft. */
  removeAll(applicationId: string): Promise<void>
}

export type ApplicationMail =
  | 'application-submitted'
  | 'application-information-requested'
  | 'application-ineligible'
  | 'application-rejected'
  | 'application-waitlisted'
  | 'application-offered'
  | 'application-accepted'
  | 'application-declined'
  | 'application-offer-expired'
  | 'application-lapsed'
  | 'application-conditions-not-met'
  | 'application-contracted'
  | 'application-withdrawn'
  | 'application-reopened'
  | 'application-handed-over'

export type MailPort = {
  /** Idempotent by `cause`. */
  queue(mail: {
    cause: string
    to: string
    locale: Locale
    template: ApplicationMail
    facts: Record<string, string>
  }): Promise<void>
}

export type ProgrammePort = {
  settings(): Promise<{
    offerDays: number
    answerDays: number
    publicNoticeDays: number
    rentFreeMonths: number
    draftDays: number
    citizenships: readonly string[] | 'any'
  }>
}

export type Deps = {
  clock: Clock
  accounts: AccountsPort
  premises: PremisesPort
  documents: DocumentsPort
  mail: MailPort
  programme: ProgrammePort
}
