import type { StaffRole } from '#web/locals.ts'
import type { Types } from 'mongoose'
import type { LeaseFacts, PartyA } from '#models/cases/parts/acceptance.ts'
import type { LocalisedText } from '#models/parts/localised-text.ts'
import type { WorkingCalendar } from '#shared/days/working-days.ts'
import type { Clock } from '#outside/clock.ts'
import type { MailCalendar } from '#outside/mail/mail-message.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import type { KeptSentence, Locale, MessageKey, Wording } from '#shared/texts/i18n.ts'
import type { DocumentsService } from '../documents/service.ts'
import type { LetterRequest } from './letters/content.ts'

/** What this slice needs of the others. `services.ts` hands it in. */

/** Whom a mail goes to, and in which language. */
export type Contact = { email: string; name: string; locale: Locale; verified: boolean }
export type Colleague = { id: string; name: string; role: string }
/** `contactOf` throws "not found" for an account that is gone. */
export type AccountsPort = {
  people: {
    contactOf(id: string): Promise<Contact>
    /** Those of these ids who are no colleague with one of the roles any more. */
    formerAmong(
      ids: readonly string[],
      roles: readonly ('reviewer' | 'decider' | 'administrator')[],
    ): Promise<Set<string>>
    /** Active colleagues of these roles, by name. */
    colleagues(roles: readonly StaffRole[]): Promise<Colleague[]>
  }
  absences: {
    /** Everybody who is away today, by id. */
    away(): Promise<ReadonlyMap<string, Away>>
  }
}

/** Somebody who is away, until when, and who does their work; null where nobody can. */
type Away = { until: CityDay; standIn: { id: string; name: string; role: string } | null }

/** What the tenancy that a case has become says of itself to its tenant. */
export type TenancySummary = {
  id: string
  /** Over once its premises has been seen to; it may end before that. */
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
  /** Invented, and to be marked as such. */
  demo: boolean
  /** Whether an application may begin with it today. */
  open: boolean
}
/** Somebody who has a premises, or is about to: an offer or an accepted one keeps it, a contract lets it. */
export type Won = {
  premises: string
  status: 'held' | 'let'
  holder: { kind: 'application' | 'earlier-tenancy'; id: string }
  /** Names this winning and no other. */
  claim: string
  /** The holder's revision for which it was won; null once the holder has been seen to have it. */
  pending: number | null
  /** A moment ago: whoever won it may still be writing. */
  fresh: boolean
}
/** With the months without rent that the listing promises: a contract takes them over as a term of its own. */
type ListedLease = LeaseFacts & { rentFreeMonths: number }
export type PremisesPort = {
  summaries: {
    /** Null when there is no such code. */
    one(code: string): Promise<PremisesSummary | null>
    /** By code; those that do not exist are left out. */
    several(codes: readonly string[]): Promise<Map<string, PremisesSummary>>
  }
  /** What a paper about a lease says of a premises, on show or not; null when there is no such code. */
  leaseFacts(code: string): Promise<ListedLease | null>
  occupancy: OccupancyPort
}
export type OccupancyPort = {
  /** Takes it for somebody, unless somebody has it or its listing is not wanted as one of `among`: then null. */
  win(
    code: string,
    wish: Pick<Won, 'holder' | 'status' | 'pending'> & {
      among: readonly ('draft' | 'shown' | 'paused' | 'archived')[]
    },
  ): Promise<Won | null>
  /** Who has it, or is about to; null when nobody is. */
  find(code: string): Promise<Won | null>
  /** The holder has been seen to have it. False when it is another's by now. */
  confirm(won: Won, status: 'held' | 'let'): Promise<boolean>
  /** Frees it if it is the same winning still. */
  giveUp(won: Won): Promise<void>
  /** Codes of what was won a while ago, and nobody has been seen to have since. */
  unconfirmed(): Promise<string[]>
  /** Makes the listing say who has it. Idempotent. */
  show(code: string): Promise<void>
}

export type { ScannedDocument } from '../documents/service.ts'
export type StoredDocument = { _id: Types.ObjectId; kind: string; name: string; uploadedAt: Date }
/** What is known of whether a document would still do. */
export type DatedDocument = StoredDocument & {
  scan?: { state: string } | null
  reviews?: readonly { state: string }[]
}
export type DocumentsPort = Pick<
  DocumentsService,
  'list' | 'findOrNext' | 'copy' | 'receive' | 'takeIn' | 'takeOut' | 'drop' | 'withoutRoom' | 'filesOf' | 'store'
> & {
  /** How many of each application nobody has looked at yet, by application; those without any are left out. */
  unreviewed(applicationIds: readonly string[]): Promise<Map<string, number>>
  /** Forgets all documents of a deleted draft. */
  removeAll(applicationId: string): Promise<unknown>
  /** Forgets who has read what, for a case of which nobody is known any more. */
  reads: { forget(applicationId: string): Promise<unknown> }
  /** What came between two instants without being handed in gives way to what had been. Idempotent. */
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
  | 'application-interview'
  | 'application-interview-changed'
  | 'application-interview-cancelled'
  | 'application-interview-reminder'

/** What colleagues are told. */
/** What whoever objected to a decision is told. */
export type ObjectorMail = 'objection-dismissed' | 'objection-upheld'
export type StaffMail = 'case-without-reviewer' | 'case-interview-wish' | 'case-offer-waits' | 'case-mentioned'

export type MailPort = {
  /** Idempotent by `cause`. */
  queue(mail: {
    cause: string
    to: string
    locale: Locale
    template: ApplicationMail | StaffMail | ObjectorMail
    facts: Record<string, string>
    calendar?: MailCalendar
    items?: readonly { title: string; text: string; path: string }[]
  }): Promise<void>
  /** By their causes, when letters left; null for those that have still to leave, none for those that never will. */
  whenLeft(causes: readonly string[]): Promise<Map<string, Date | null>>
}

/** Tells that a public page shows something else now. */
export type ContentPort = { changed(): Promise<void> }
/** Counts one more objection from an address and says whether it is still allowed. */
export type AllowsPort = (limit: 'objections-address', who: string) => Promise<boolean>

/** Photos that the office took for a case. */
export type PicturesPort = {
  list(applicationId: string): Promise<{ _id: Types.ObjectId }[]>
  /** Nothing to do where it has gone. */
  remove(applicationId: string, pictureId: string): Promise<void>
  removeAll(applicationId: string): Promise<void>
}

export type LettersPort = {
  /** Makes the letter of a decision. Idempotent by `cause`. */
  make(letter: LetterRequest): Promise<void>
  /** Removes the files of a case's letters. Idempotent. */
  erase(applicationId: string): Promise<void>
}

/** Numbers of what the office issues, and how it calls itself. */
export type LetterheadPort = {
  numbers: {
    /** The same for the same cause. */
    give(asked: { series: 'letter' | 'contract'; cause: string; reference: string; on: Date }): Promise<string>
  }
  /** What is not set is empty. */
  partyA(): Promise<PartyA>
}
/** Texts of documents as they hold now, or held when one was issued. */
export type TextsPort = {
  current(group: 'contract'): Promise<Wording[]>
  /** Keeps those of now and names them. Idempotent. */
  keep(group: 'contract'): Promise<string>
  read(edition: string): Promise<KeptSentence[]>
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
  /** Where answers to calendar entries go. */
  office: () => Promise<string>
}
