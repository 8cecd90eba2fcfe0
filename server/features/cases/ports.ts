import type { StaffRole } from '#web/locals.ts'
import type { Types } from 'mongoose'
import type { LeaseFacts, PartyA } from '#models/cases/parts/acceptance.ts'
import type { LocalisedText } from '#models/parts/localised-text.ts'
import type { WorkingCalendar } from '#shared/days/working-days.ts'
import type { Clock } from '#outside/clock.ts'
import type { MailCalendar } from '#outside/mail/mail-message.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import type { StoredSentence, Locale, MessageKey, Wording } from '#shared/texts/i18n.ts'
import type { DocumentsService } from '../documents/service.ts'
import type { LetterRequest } from './letters/content.ts'

/** What this slice needs from other slices. `services.ts` provides it. */

/** Recipient and language of a mail. */
export type Contact = { email: string; name: string; locale: Locale; verified: boolean }
export type Colleague = { id: string; name: string; role: string }
export type AccountsPort = {
  people: {
    /** Throws "not found" for a deleted account. */
    contactOf(id: string): Promise<Contact>
    /** Returns null for a deleted account. */
    findContact(id: string): Promise<Contact | null>
    /** Returns those of the ids that no longer belong to a colleague with one of the roles. */
    formerAmong(
      ids: readonly string[],
      roles: readonly ('reviewer' | 'decider' | 'administrator')[],
    ): Promise<Set<string>>
    /** Returns the active colleagues with these roles, sorted by name. */
    colleagues(roles: readonly StaffRole[]): Promise<Colleague[]>
  }
  absences: {
    /** Returns everybody who is away today, by id. */
    away(): Promise<ReadonlyMap<string, Absence>>
  }
}

/** Absence of a colleague: until when, and who covers for them; null when nobody can. */
type Absence = { until: CityDay; standIn: { id: string; name: string; role: string } | null }

/** What the tenancy of a case says to its tenant. */
export type TenancySummary = {
  id: string
  /** `ended` after a termination until the exit inspection is recorded; `over` from then on, and once it is vacated. */
  stage: 'lasts' | 'ended' | 'over'
  since: Date
  now: { key: MessageKey; until: CityDay; day: CityDay; ground: MessageKey | null }
}

/** What a list of choices shows of a premises. */
export type PremisesSummary = {
  code: string
  status: string
  title: LocalisedText
  areaUsableSqM: number
  floor: number
  allowedUses: readonly string[]
  prohibitedUses: readonly string[]
  electricityKw: number
  water: boolean
  extraction: boolean
  /** True for invented data, which must be marked as such. */
  demo: boolean
  /** Whether an application can start with this premises today. */
  open: boolean
}
/** The holder of a premises: an offer, open or accepted, holds it; a contract lets it. */
export type WonOccupancy = {
  premises: string
  status: 'held' | 'let'
  holder: { kind: 'application' | 'earlier-tenancy'; id: string }
  /** Unique id of this win. */
  claim: string
  /** The holder's revision for which it was won; null once the holder has been confirmed. */
  pending: number | null
  /** True for a short time after the win, while its writer may still be writing. */
  fresh: boolean
}
/** With what the listing promises beside the facts; an offer takes them over as its terms. */
export type ListedLease = LeaseFacts & { rentFreeMonths: number; availableFrom: CityDay | null }
export type PremisesPort = {
  summaries: {
    /** Returns null when there is no such code. */
    one(code: string): Promise<PremisesSummary | null>
    /** Returns the summaries by code; those that do not exist are left out. */
    several(codes: readonly string[]): Promise<Map<string, PremisesSummary>>
  }
  /** Returns what a contract or similar paper says about a premises, published or not; null when there is no such code. */
  leaseFacts(code: string): Promise<ListedLease | null>
  occupancy: OccupancyPort
}
export type OccupancyPort = {
  /** Wins a premises for a holder. Returns null when somebody has it, or the intent of its listing is not one of `among`. */
  win(
    code: string,
    wish: Pick<WonOccupancy, 'holder' | 'status' | 'pending'> & {
      among: readonly ('draft' | 'shown' | 'paused' | 'archived')[]
    },
  ): Promise<WonOccupancy | null>
  /** Returns the present holder; null when there is none. */
  find(code: string): Promise<WonOccupancy | null>
  /** Records that the holder has the premises. Returns false when somebody else has won it meanwhile. */
  confirm(won: WonOccupancy, status: 'held' | 'let'): Promise<boolean>
  /** Frees the premises if this win still applies. */
  giveUp(won: WonOccupancy): Promise<void>
  /** Returns the codes of premises won some time ago without a confirmed holder. */
  unconfirmed(): Promise<string[]>
  /** Makes the listing show who has the premises. Idempotent. */
  show(code: string): Promise<void>
}

export type { ScannedDocument } from '../documents/service.ts'
export type StoredDocument = { _id: Types.ObjectId; kind: string; name: string; uploadedAt: Date }
/** A document with the facts that decide whether it can be reused. */
export type DatedDocument = StoredDocument & {
  scan?: { state: string } | null
  reviews?: readonly { state: string }[]
}
export type DocumentsPort = Pick<
  DocumentsService,
  'list' | 'findOrNext' | 'copy' | 'receive' | 'takeIn' | 'takeOut' | 'drop' | 'withoutRoom' | 'filesOf' | 'store'
> & {
  /** Returns the number of documents without a finding, by application; applications without any are left out. */
  unreviewed(applicationIds: readonly string[]): Promise<Map<string, number>>
  /** Removes all documents of a deleted draft. */
  removeAll(applicationId: string): Promise<unknown>
  /** Removes the records of who read what, for an anonymised case. */
  reads: { forget(applicationId: string): Promise<unknown> }
  /**
   * Supersedes documents that arrived between two instants and were never submitted; the submitted ones that they had
   * replaced become current again. Idempotent.
   */
  setAsideUnsent(unsent: { applicationId: string; handedIn: readonly string[]; from: Date; until: Date }): Promise<void>
}

export type ApplicationMail =
  | 'application-draft-ending'
  | 'application-submitted'
  | 'application-information-requested'
  | 'application-answer-extended'
  | 'application-answer-reminder'
  | 'application-ineligible'
  | 'application-rejected'
  | 'application-public-notice'
  | 'application-review-again'
  | 'application-offer-waits'
  | 'application-waitlisted'
  | 'application-offered'
  | 'application-accepted'
  | 'application-declined'
  | 'application-offer-expired'
  | 'application-lapsed'
  | 'application-wait-ending'
  | 'application-wait-over'
  | 'application-offer-extended'
  | 'application-conditions-not-met'
  | 'application-contracted'
  | 'application-withdrawn'
  | 'application-reopened'
  | 'application-handed-over'
  | 'application-message'
  | 'application-conditions-changed'
  | 'application-condition-due'
  | 'application-contract-ready'
  | 'application-contract-reminder'
  | 'application-offer-reminder'
  | 'application-interview'
  | 'application-interview-changed'
  | 'application-interview-cancelled'
  | 'application-interview-reminder'

/** Mails to the author of an objection. */
export type ObjectorMail = 'objection-dismissed' | 'objection-upheld'
/** Mails to colleagues. */
export type StaffMail = 'case-without-reviewer' | 'case-interview-wish' | 'case-offer-waits' | 'case-mentioned'

/** When a letter was sent; null while it waits, `failed` when it was given up. */
export type WhenLeft = Date | null | 'failed'
export type MailPort = {
  /** Queues a mail. Idempotent by `cause`. */
  queue(mail: {
    cause: string
    to: string
    locale: Locale
    template: ApplicationMail | StaffMail | ObjectorMail
    facts: Record<string, string>
    calendar?: MailCalendar
    items?: readonly { title: string; text: string; path: string }[]
  }): Promise<void>
  /** Returns, by cause, when mails were sent; null for those still to be sent, no entry for sent ones long ago. */
  whenLeft(causes: readonly string[]): Promise<Map<string, WhenLeft>>
}

/** Announces that a public page has changed. */
export type ContentPort = { changed(): Promise<void> }
/** Counts another objection from an address and returns whether it is still allowed. */
export type AllowsPort = (limit: 'objections-address', who: string) => Promise<boolean>

/** Photos that the office took for a case. */
export type PicturesPort = {
  list(applicationId: string): Promise<{ _id: Types.ObjectId }[]>
  /** Does nothing when the picture is already gone. */
  remove(applicationId: string, pictureId: string): Promise<void>
  removeAll(applicationId: string): Promise<void>
}

export type LettersPort = {
  /** Makes the letter of a decision. Idempotent by `cause`. */
  make(letter: LetterRequest): Promise<void>
  /** Removes the files of a case's letters. Idempotent. */
  erase(applicationId: string): Promise<void>
}

/** Document numbers and the letterhead of the office. */
export type LetterheadPort = {
  numbers: {
    /** Returns a document number, the same for the same cause. */
    give(request: { series: 'letter' | 'contract'; cause: string; reference: string; on: Date }): Promise<string>
  }
  /** Returns Party A; values that are not set are empty. */
  partyA(): Promise<PartyA>
}
/** Texts of documents, current or as they were when one was issued. */
export type TextsPort = {
  current(group: 'contract'): Promise<Wording[]>
  /** Stores the current texts and returns the name of this edition. Idempotent. */
  keep(group: 'contract'): Promise<string>
  read(edition: string): Promise<StoredSentence[]>
}

export type ProgrammePort = {
  settings(): Promise<
    WorkingCalendar & {
      offerDays: number
      answerDays: number
      intakeDays: number
      decisionDays: number
      publicNoticeDays: number
      appealDays: number
      rentFreeMonths: number
      draftDays: number
      keepDocumentsMonths: number
      keepCasesMonths: number
      waitingMonths: number
      citizenships: readonly string[] | 'any'
    }
  >
}

export type Deps = {
  clock: Clock
  accounts: AccountsPort
  premises: PremisesPort
  documents: DocumentsPort
  mail: MailPort
  letters: LettersPort
  letterhead: LetterheadPort
  texts: TextsPort
  pictures: PicturesPort
  content: ContentPort
  allows: AllowsPort
  programme: ProgrammePort
  /** Returns the address for replies to calendar entries. */
  office: () => Promise<string>
}
