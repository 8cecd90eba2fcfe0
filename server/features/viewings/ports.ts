import type { Building } from '#models/premises/building.ts'
import type { EventActor } from '#models/parts/history.ts'
import type { LocalisedText } from '#models/parts/localised-text.ts'
import type { PremisesStatus } from '#models/premises/parts/premises-vocabulary.ts'
import type { Clock } from '#outside/clock.ts'
import type { MailService } from '#outside/mail/mail.ts'
import type { PublicContent } from '#outside/public-content.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import type { StaffRole } from '#web/locals.ts'
import type { Reach, Scoped } from '../accounts/scope.ts'

type Contact = { email: string; name: string; locale: Locale }
/** A colleague's absence: its last day and the person covering; null when nobody can. */
type Away = { until: CityDay; standIn: (Scoped & { name: string }) | null }
type Accounts = {
  people: {
    /** Throws "not found". */
    contactOf(id: string): Promise<Contact>
    /** Returns null when there is no such account. */
    findContact(id: string): Promise<(Contact & { state: string }) | null>
    colleagues(roles: readonly StaffRole[]): Promise<{ id: string; name: string }[]>
  }
  buildings: {
    /** Returns colleagues with one of the roles, with the buildings to which they are limited. */
    colleagues(roles: readonly StaffRole[]): Promise<(Scoped & { name: string })[]>
  }
  /** What visitors are told about a colleague; null for former colleagues. */
  introduction: {
    of(id: string): Promise<{ name: string; names: LocalisedText; phone: string; invented: boolean } | null>
  }
  absences: {
    /** Returns everybody who is away on a day, by default today, by id. */
    away(day?: CityDay): Promise<ReadonlyMap<string, Away>>
  }
  /** Returns the owner of a secret calendar address. */
  calendarFeeds: { ownerOf(token: string): Promise<Scoped | null> }
  demonstration: { accountIds(): Promise<Map<string, string>> }
}
type PremisesState = { status: PremisesStatus; title: LocalisedText; demo: boolean }
type Premises = {
  /** Returns the premises whose viewings a colleague may see. */
  reachOf(colleague: Scoped): Promise<Reach>
  summaries: {
    /** Returns null when the premises is not shown. */
    one(code: string): Promise<PremisesState | null>
    /** Returns those that are shown, by code. */
    several(codes: readonly string[]): Promise<ReadonlyMap<string, PremisesState>>
  }
}
type Catalogue = {
  byCode(code: string): Promise<{ building: Pick<Building, 'address'> } | null>
  plan(): Promise<{ units: { code: string; status: string }[]; demo: boolean }>
}

/** Services of other slices that this one uses. */
export type Deps = {
  clock: Clock
  mail: Pick<MailService, 'queue'>
  accounts: Accounts
  premises: Premises
  catalogue: Catalogue
  /** Notified when public pages have to be rendered again. */
  content: Pick<PublicContent, 'changed'>
  /** Returns the address for replies to calendar entries. */
  office: () => Promise<string>
  publicUrl: string
  demonstration: boolean
}

/** A visitor: an account as the request knows it. */
export type Visitor = { id: string; email: string; name: string; locale: Locale; verified: boolean }
/** A colleague who changes the calendar. */
export type Manager = { kind: EventActor; id: string; name: string }

/** Roles that manage the calendar and show premises. */
export const guideRoles = ['listing_manager', 'administrator'] as const satisfies readonly StaffRole[]
