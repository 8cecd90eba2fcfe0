import type { Premises } from '#models/premises/premises.ts'
import type { UseClass } from '#models/premises/parts/premises-vocabulary.ts'
import { apportion } from '#shared/apportion.ts'
import { fenForArea } from '#shared/money/price-by-area.ts'
import { costOf } from './rules.ts'

/**
 * Assumed costs of electricity and water, in fen per usable m² and month. Nobody publishes such a rate for the street. The
 * values are the administrators' own examples (`/staff/settings`), and every page that uses them says so.
 */
export type UtilityRates = {
  utilitiesUsualPerSqMMonthFen: number
  utilitiesIntensivePerSqMMonthFen: number
  utilitiesStoragePerSqMMonthFen: number
}

/** How much electricity and water a use consumes: kitchens and machines much, a warehouse little. */
export type Consumption = 'usual' | 'intensive' | 'storage'
const consumptions: Record<UseClass, Consumption> = {
  retail: 'usual',
  catering: 'intensive',
  services: 'usual',
  office: 'usual',
  showroom: 'usual',
  workshop: 'intensive',
  warehouse: 'storage',
  ecommerce: 'usual',
}

/** Returns the consumption of the main use, which is the first of `allowedUses`. */
export const consumptionOf = ({ allowedUses: [main] }: { allowedUses: readonly UseClass[] }): Consumption =>
  main ? consumptions[main] : 'usual'

export const utilityRate = (premises: { allowedUses: readonly UseClass[] }, rates: UtilityRates): number =>
  ({
    usual: rates.utilitiesUsualPerSqMMonthFen,
    intensive: rates.utilitiesIntensivePerSqMMonthFen,
    storage: rates.utilitiesStoragePerSqMMonthFen,
  })[consumptionOf(premises)]

export const costParts = ['management', 'heating', 'utilities', 'rent'] as const
export type CostPart = (typeof costParts)[number]

/**
 * Whole fen a month for each part. `billedFen` is the sum of what the listing states; `totalFen` includes the estimated
 * utilities.
 */
export type MonthlyBill = Record<CostPart, number> & { billedFen: number; totalFen: number }

export type Bill = {
  /** Average month of the first twelve. It includes rent if fewer than twelve months are rent-free. */
  firstYear: MonthlyBill
  /** A month at market rent after the rent-free months, at today's rates without a forecast. */
  later: MonthlyBill
  freeMonths: number
  /** Market rent a month times the rent-free months. */
  rentWaivedFen: number
  marketRentMonthlyFen: number
  heatingSeasonFen: number
  /** Paid once and returned, so it is in no monthly total. */
  depositFen: number
}

type Billed = Parameters<typeof costOf>[0] & Pick<Premises, 'allowedUses'>

/**
 * Returns the bill of an average month of the first year and of a month at market rent. Fees and estimates are charged on
 * the usable area. Heating is paid for the season of 15 October to 15 April and spread over twelve months. Source of the
 * fees: the listing.
 */
export function billOf(premises: Billed, rates: UtilityRates): Bill {
  const cost = costOf(premises)
  const { managementMonthlyFen: management, heatingMonthlyFen: heating } = cost
  const utilities = fenForArea(utilityRate(premises, rates), premises.areaUsableSqM)
  const firstYearRent = cost.firstYearMonthlyFen - management - heating
  return {
    firstYear: sumBill({ management, heating, utilities, rent: firstYearRent }),
    later: sumBill({ management, heating, utilities, rent: cost.marketRentMonthlyFen }),
    freeMonths: premises.rentFreeMonths,
    rentWaivedFen: cost.rentWaivedFen,
    marketRentMonthlyFen: cost.marketRentMonthlyFen,
    heatingSeasonFen: cost.heatingSeasonFen,
    depositFen: cost.depositFen,
  }
}

function sumBill(parts: Record<CostPart, number>): MonthlyBill {
  const billedFen = parts.management + parts.heating + parts.rent
  return { ...parts, billedFen, totalFen: billedFen + parts.utilities }
}

/**
 * Returns the bill as pages show it: monthly amounts rounded to whole yuan, still in fen. The billed sum is rounded as on
 * every card, its parts add up to it, and together with the estimate it adds up to the total.
 */
export function roundedBillOf(premises: Billed, rates: UtilityRates): Bill {
  const bill = billOf(premises, rates)
  return { ...bill, firstYear: roundToYuan(bill.firstYear), later: roundToYuan(bill.later) }
}

const yuan = 100

function roundToYuan(bill: MonthlyBill): MonthlyBill {
  const [management = 0, heating = 0, rent = 0] = apportion([bill.management, bill.heating, bill.rent], yuan)
  return sumBill({ management, heating, rent, utilities: Math.round(bill.utilities / yuan) * yuan })
}
