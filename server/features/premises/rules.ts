import type { Premises } from '#models/premises/premises.ts'
import type { LocalisedText } from '#models/parts/localised-text.ts'
import type { Photo } from '#models/premises/parts/photo.ts'
import type {
  ListingIntent,
  PremisesFeature,
  PremisesStatus,
  UseClass,
} from '#models/premises/parts/premises-vocabulary.ts'
import { fenForArea } from '#shared/money/price-by-area.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'
import { daysBetween, type CityDay } from '#shared/days/city-day.ts'
import { intentOf, type IntentFacts } from './listing/intent.ts'
import { textsOf, type DescribedPremises as Worded } from './text/terms.ts'
import { textGapsOf } from './listing/text-gaps.ts'

/** Heating is paid for the season (15 October to 15 April) and shown spread over the year. */
const monthsInYear = 12

/** Statuses that the public sees. Held, let and paused premises stay visible with their status. */
export const publicStatuses = ['available', 'held', 'let', 'paused'] as const satisfies readonly PremisesStatus[]
export type PublicStatus = (typeof publicStatuses)[number]

export const nonPublicIntents: readonly ListingIntent[] = ['draft', 'archived']

type Shown = IntentFacts & Pick<Premises, 'publishAt' | 'expiresAt'>

/**
 * Checks whether the public can see a listing. After its expiry it is hidden unless the premises is held or let. Drafts and
 * archived listings are always hidden.
 */
export function isPublic(listing: Shown, now: Date): boolean {
  const { status, publishAt, expiresAt } = listing
  if (nonPublicIntents.includes(intentOf(listing))) return false
  if (!publishAt || publishAt > now) return false
  return status === 'held' || status === 'let' || !expiresAt || expiresAt > now
}

type Publishable = Pick<Premises, 'title' | 'allowedUses'> & { photos?: readonly Pick<Photo, 'alt'>[] }
export type PublishingObstacle = 'no-title' | 'no-uses' | 'no-alt'

/**
 * Checks whether a listing can be published. It needs a title, at least one allowed use, and for each photo a description in
 * every language, which screen readers read out (WCAG 2.2, 1.1.1).
 */
export function canPublish(premises: Publishable): Verdict<PublishingObstacle> {
  const { ru, en, zh } = premises.title
  if (!ru && !en && !zh) return no('no-title')
  if (premises.allowedUses.length === 0) return no('no-uses')
  return (premises.photos ?? []).every(({ alt }) => isInAllLanguages(alt)) ? yes : no('no-alt')
}

const isInAllLanguages = ({ ru, en, zh }: LocalisedText): boolean => [ru, en, zh].every(Boolean)

/** Returns the main use, the one shown by pages that name a single use; null while none is chosen. */
export const mainUseOf = ({ allowedUses }: Pick<Premises, 'allowedUses'>): UseClass | null => allowedUses[0] ?? null

type Applicable = Shown & Pick<Premises, 'applicationWindow'>

/**
 * Checks whether an application can name this premises today. `day` and `now` are the same moment; `day` is in the city's
 * time zone.
 */
export function canApply(
  premises: Applicable,
  { now, day }: { now: Date; day: CityDay },
): Verdict<'not-public' | 'not-available' | 'not-open-yet' | 'closed'> {
  if (!isPublic(premises, now)) return no('not-public')
  if (premises.status !== 'available') return no('not-available')
  const { from, to } = premises.applicationWindow
  if (from && daysBetween(day, from) > 0) return no('not-open-yet')
  return to && daysBetween(day, to) < 0 ? no('closed') : yes
}

type Priced = Pick<
  Premises,
  | 'areaUsableSqM'
  | 'rentFreeMonths'
  | 'marketRentPerSqMMonthFen'
  | 'managementFeePerSqMMonthFen'
  | 'heatingFeePerSqMSeasonFen'
  | 'depositFen'
>

export type Cost = {
  /** Market rent of the whole premises a month. It is due after the rent-free months. */
  marketRentMonthlyFen: number
  /** Market rent of the rent-free months, which is not paid. */
  rentWaivedFen: number
  managementMonthlyFen: number
  heatingSeasonFen: number
  /** Heating of the season divided by twelve. */
  heatingMonthlyFen: number
  /**
   * Average month of the first year: management, heating, and rent for the months that are not free. No deposit, no
   * utilities.
   */
  firstYearMonthlyFen: number
  /** Paid once and returned. */
  depositFen: number
}

/** Returns what is free and what is paid, in whole fen. Fees are charged on the usable area. */
export function costOf(premises: Priced): Cost {
  const area = premises.areaUsableSqM
  const marketRentMonthlyFen = fenForArea(premises.marketRentPerSqMMonthFen, area)
  const managementMonthlyFen = fenForArea(premises.managementFeePerSqMMonthFen, area)
  const heatingSeasonFen = fenForArea(premises.heatingFeePerSqMSeasonFen, area)
  const heatingMonthlyFen = Math.round(heatingSeasonFen / monthsInYear)
  const paidMonths = Math.max(0, monthsInYear - premises.rentFreeMonths)
  return {
    marketRentMonthlyFen,
    rentWaivedFen: marketRentMonthlyFen * premises.rentFreeMonths,
    managementMonthlyFen,
    heatingSeasonFen,
    heatingMonthlyFen,
    firstYearMonthlyFen:
      managementMonthlyFen + heatingMonthlyFen + Math.round((marketRentMonthlyFen * paidMonths) / monthsInYear),
    depositFen: premises.depositFen,
  }
}

type FeatureFacts = Pick<
  Premises,
  | 'usableAsRegisteredAddress'
  | 'entrance'
  | 'stepFree'
  | 'shopWindows'
  | 'water'
  | 'extraction'
  | 'gas'
  | 'electricityPhases'
  | 'internet'
  | 'parkingSpaces'
  | 'fireAccepted'
  | 'certificateNumber'
  | 'insideBorderTradeZone'
>

const featureTests: Record<PremisesFeature, (premises: FeatureFacts) => boolean> = {
  registered_address: premises => premises.usableAsRegisteredAddress,
  own_entrance: premises => premises.entrance.sharing === 'own',
  street_entrance: premises => premises.entrance.side === 'street',
  step_free: premises => premises.stepFree,
  shop_windows: premises => premises.shopWindows > 0,
  water: premises => premises.water,
  extraction: premises => premises.extraction,
  gas: premises => premises.gas,
  three_phase: premises => premises.electricityPhases === 3,
  internet: premises => premises.internet,
  parking: premises => premises.parkingSpaces > 0,
  fire_accepted: premises => premises.fireAccepted,
  certificate: premises => Boolean(premises.certificateNumber),
  border_trade_zone: premises => premises.insideBorderTradeZone,
}

export function featuresOf(premises: FeatureFacts): PremisesFeature[] {
  const names = Object.keys(featureTests) as PremisesFeature[]
  return names.filter(name => featureTests[name](premises))
}

type Searchable = FeatureFacts & Priced & Worded & Partial<Pick<Premises, 'defects' | 'managingBody'>>

/** Returns the fields derived from others. Every write of a premises stores them. */
export function derivedOf(premises: Searchable) {
  return {
    features: featuresOf(premises),
    firstYearMonthlyFen: costOf(premises).firstYearMonthlyFen,
    /** Numbers of the texts only. The caller must store the texts first (`storeTexts`). */
    texts: textsOf(premises).map(({ _id }) => _id),
    textGaps: textGapsOf(premises),
  }
}
