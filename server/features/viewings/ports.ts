import type { AccountRole } from '#models/accounts/account.ts'
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
/** Somebody who is away, until when, and who does their work; null where nobody can. */
type Away = { until: CityDay; standIn: (Scoped & { name: string }) | null }
type Accounts = {
  people: {
    /** Throws "not found". */
    contactOf(id: string): Promise<Contact>
    get(id: string): Promise<{ role: AccountRole; state: string; email: string; name: string; locale: Locale }>
    colleagues(roles: readonly StaffRole[]): Promise<{ id: string; name: string }[]>
  }
  buildings: {
    /** Colleagues with one of the roles, with the buildings that they are limited to. */
    colleagues(roles: readonly StaffRole[]): Promise<(Scoped & { name: string })[]>
  }
  /** What visitors are told of a colleague; null once they no longer work here. */
  introduction: {
    of(id: string): Promise<{ name: string; names: LocalisedText; phone: string; invented: boolean } | null>
  }
  absences: {
    /** Everybody who is away on a day, today unless said, by id. */
    away(day?: CityDay): Promise<ReadonlyMap<string, Away>>
  }
  /** Whose calendar a secret address opens. */
  calendarFeeds: { ownerOf(token: string): Promise<Scoped | null> }
  demonstration: { accountIds(): Promise<Map<string, string>> }
}
type PremisesState = { status: PremisesStatus; title: LocalisedText; demo: boolean }
type Premises = {
  /** Of which premises a colleague sees the viewings. */
  reachOf(colleague: Scoped): Promise<Reach>
  summaries: {
    /** Null when it is not on show. */
    one(code: string): Promise<PremisesState | null>
    /** Those that are on show, by code. */
    several(codes: readonly string[]): Promise<ReadonlyMap<string, PremisesState>>
  }
}
type Catalogue = {
  byCode(code: string): Promise<{ building: Pick<Building, 'address'> } | null>
  plan(): Promise<{ units: { code: string; status: string }[]; demo: boolean }>
}

/** What this slice uses of others. */
export type Deps = {
  clock: Clock
  mail: Pick<MailService, 'queue'>
  accounts: Accounts
  premises: Premises
  catalogue: Catalogue
  /** Told when public pages must be made anew. */
  content: Pick<PublicContent, 'changed'>
  /** Where answers to calendar entries go. */
  office: () => Promise<string>
  publicUrl: string
  demonstration: boolean
}

/** Who books: an account, as the request knows it. */
export type Visitor = { id: string; email: string; name: string; locale: Locale; verified: boolean }
/** Who acts on the calendar. */
export type Manager = { kind: EventActor; id: string; name: string }

/** Colleagues who keep the calendar and show premises. */
export const guideRoles = ['listing_manager', 'administrator'] as const satisfies readonly StaffRole[]
