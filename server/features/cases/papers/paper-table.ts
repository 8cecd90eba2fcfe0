import type { ConditionKind } from '#models/cases/parts/acceptance.ts'
import { documentKinds, type DocumentKind } from '#models/documents/document.ts'
import type { PaperMilestoneKind } from '#models/tenancies/tenancy.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { siteSettings, type PaperRules } from '#shared/site-settings.ts'
import { dutyDays } from '#shared/days/duty-days.ts'
import { existingCompanies, vehicles, type Vehicle } from '../answers/fields.ts'

export const paperUses = ['catering', 'workshop', 'food', 'alcohol', 'hazard', 'extraction'] as const
/** What is done in the premises, as far as a paper depends on it. */
export type PaperUse = (typeof paperUses)[number]

/** An applicant of whom all the named traits are true. One without traits is everybody. */
export type PaperAudience = {
  citizenship?: 'chinese' | 'foreign'
  vehicles?: readonly Vehicle[]
  /** Not a sole trader, who has neither a charter nor owners. */
  asEntity?: true
  byAgent?: true
  /** One of these uses is enough. */
  uses?: readonly PaperUse[]
}

/** Where a demand is known from. `date` is a year, a month or a day; the programme's own rules have none. */
export type PaperSource = { date?: string; checkedOn?: CityDay; confirmed: boolean }
/** The name of each is `papers.source.<key>`. What is not confirmed is shown with the advice to ask the office. */
export const paperSources = {
  programme: { confirmed: false },
  market_entities: { date: '2022-03-01', checkedOn: '2026-12-03', confirmed: false },
  apostille_convention: { date: '2023-11-07', checkedOn: '2026-12-03', confirmed: true },
  food_safety_law: { date: '2021-04-29', checkedOn: '2026-12-03', confirmed: false },
  hazardous_chemicals: { date: '2011-12-01', checkedOn: '2026-12-03', confirmed: true },
  fire_protection_law: { date: '2021-04-29', checkedOn: '2026-12-03', confirmed: true },
} as const satisfies Record<string, PaperSource>
export type PaperSourceName = keyof typeof paperSources

/** Documents with the application. An identity card is stored as the same kind as a passport. */
type ApplicationPaper = Extract<
  DocumentKind,
  | 'passport'
  | 'business_plan'
  | 'experience'
  | 'company_extract'
  | 'company_charter'
  | 'ownership_statement'
  | 'power_of_attorney'
  | 'agent_passport'
>

/** An obligation of the tenancy that comes from a paper, due some days after the handover. */
export type PaperDuty = { kind: PaperMilestoneKind; days: number }

/**
 * A paper, who needs it and when. `contract`: before the contract, due some days after the acceptance of the offer; with a
 * `duty`, a tenant for whom it is still open at the handover owes it then. `tenancy`: only after the handover.
 */
export type PaperRow = {
  /** Name of the row in the settings. Stored, so it is never changed. */
  id: string
  who: readonly PaperAudience[]
  source: PaperSourceName
} & (
  | { when: 'application'; paper: ApplicationPaper | 'identity_card' }
  | { when: 'contract'; paper: ConditionKind; days: number; duty?: PaperDuty }
  | { when: 'tenancy'; paper: 'permit' | 'fire_acceptance'; duty: PaperDuty }
)
export type Paper = PaperRow['paper']

const everybody: readonly PaperAudience[] = [{}]
const companies = vehicles.filter(vehicle => existingCompanies.includes(vehicle))
/** Works that move walls, pipes or hoods. */
const fitOutUses: readonly PaperUse[] = ['catering', 'workshop', 'hazard', 'extraction']

/**
 * Who needs which paper, and when: the application, the conditions of an offer, the contract and the tenancy all follow it.
 * An applicant needs each paper once, by the first row that fits. What needs a finished fit-out is due when the shop opens.
 */
export const paperTable: readonly PaperRow[] = [
  { id: 'passport', paper: 'passport', who: [{ citizenship: 'foreign' }], when: 'application', source: 'programme' },
  {
    id: 'identity_card',
    paper: 'identity_card',
    who: [{ citizenship: 'chinese' }],
    when: 'application',
    source: 'programme',
  },
  { id: 'business_plan', paper: 'business_plan', who: everybody, when: 'application', source: 'programme' },
  { id: 'experience', paper: 'experience', who: everybody, when: 'application', source: 'programme' },
  {
    id: 'company_extract',
    paper: 'company_extract',
    who: [{ vehicles: companies }],
    when: 'application',
    source: 'programme',
  },
  {
    id: 'company_charter',
    paper: 'company_charter',
    who: [{ vehicles: companies, asEntity: true }],
    when: 'application',
    source: 'programme',
  },
  {
    id: 'ownership_statement',
    paper: 'ownership_statement',
    who: [{ vehicles: companies, asEntity: true }],
    when: 'application',
    source: 'programme',
  },
  {
    id: 'power_of_attorney',
    paper: 'power_of_attorney',
    who: [{ byAgent: true }],
    when: 'application',
    source: 'programme',
  },
  { id: 'agent_passport', paper: 'agent_passport', who: [{ byAgent: true }], when: 'application', source: 'programme' },
  {
    id: 'business_licence',
    paper: 'business_licence',
    who: everybody,
    when: 'contract',
    days: 60,
    duty: { kind: 'licence', days: dutyDays.licence },
    source: 'market_entities',
  },
  {
    id: 'notarised_translation',
    paper: 'notarised_translation',
    // What an existing Chinese company hands in is Chinese already, whoever owns it.
    who: [
      { vehicles: ['russian_company', 'other_country'] },
      { vehicles: ['individual', 'chinese_company_to_be_founded'], citizenship: 'foreign' },
    ],
    when: 'contract',
    days: 30,
    source: 'apostille_convention',
  },
  {
    id: 'fit_out_drawing',
    paper: 'fit_out_drawing',
    who: [{ uses: fitOutUses }],
    when: 'contract',
    days: 30,
    source: 'programme',
  },
  {
    id: 'food_permit',
    paper: 'permit',
    who: [{ uses: ['catering', 'food', 'alcohol'] }],
    when: 'tenancy',
    duty: { kind: 'permit', days: dutyDays.opening },
    source: 'food_safety_law',
  },
  {
    id: 'hazard_permit',
    paper: 'permit',
    who: [{ uses: ['hazard'] }],
    when: 'tenancy',
    duty: { kind: 'permit', days: dutyDays.opening },
    source: 'hazardous_chemicals',
  },
  {
    id: 'fire_acceptance',
    paper: 'fire_acceptance',
    who: [{ uses: fitOutUses }],
    when: 'tenancy',
    duty: { kind: 'fire_acceptance', days: dutyDays.opening },
    source: 'fire_protection_law',
  },
]

/** Kinds of document that no application needs: those of an accepted offer, a contract or a tenancy. */
export const laterKinds: readonly DocumentKind[] = documentKinds.filter(
  kind => !paperTable.some(({ when, paper }) => when === 'application' && paper === kind),
)

/**
 * Returns the table as it holds on a day: that of the program, with what the office has set from a day on. What a case asks
 * for follows the day of its submission, so that a change does not touch cases under way.
 */
export function paperTableOn(
  day: CityDay,
  changes: readonly PaperRules[] = siteSettings().papers,
): readonly PaperRow[] {
  const rules = changes.findLast(({ from }) => from <= day)?.papers ?? {}
  return paperTable.flatMap(row => {
    const { demanded, days } = rules[row.id] ?? { demanded: true, days: null }
    return demanded ? [days === null ? row : withDays(row, days)] : []
  })
}

/** Returns the days that a row gives; null for papers that come with the application. */
export function daysOf(row: PaperRow): number | null {
  if (row.when === 'contract') return row.days
  return row.when === 'tenancy' ? row.duty.days : null
}

function withDays(row: PaperRow, days: number): PaperRow {
  if (row.when === 'contract') return { ...row, days }
  return row.when === 'tenancy' ? { ...row, duty: { ...row.duty, days } } : row
}

/** Returns the day whose table a case follows: that of its submission, or today for a draft. */
export const paperDay = ({ submittedAt }: { submittedAt?: Date | null | undefined }, now: Date): CityDay =>
  cityDayOf(submittedAt ?? now)
