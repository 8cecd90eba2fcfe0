import type { Premises } from '#models/premises/premises.ts'
import type { UseClass } from '#models/premises/parts/premises-vocabulary.ts'
import { apportion } from '#shared/apportion.ts'
import { fenForArea } from '#shared/money/by-area.ts'
import { costOf } from './rules.ts'

/**
 * What the office assumes electricity and water to cost, in fen per usable m² and month. Nobody publishes such a rate for
 * the street: these are the administrators' own examples (`/staff/settings`), and every page that uses them says so.
 */
export type UtilityRates = {
  utilitiesUsualPerSqMMonthFen: number
  utilitiesIntensivePerSqMMonthFen: number
  utilitiesStoragePerSqMMonthFen: number
}

/** How much electricity and water a use takes: kitchens and machines much, a warehouse little. */
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

/** By the main use, which stands first. */
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

/** Whole fen a month, part by part. `billedFen` is what the listing itself states; `totalFen` has the estimate with it. */
export type MonthlyBill = Record<CostPart, number> & { billedFen: number; totalFen: number }

export type Bill = {
  /** The first twelve months, averaged: if fewer of them are free of rent, the others' rent is in it. */
  firstYear: MonthlyBill
  /** A month at market rent, once the free months are over; at today's rates, with no forecast. */
  later: MonthlyBill
  freeMonths: number
  /** Market rent a month, times the free months. */
  rentWaivedFen: number
  marketRentMonthlyFen: number
  heatingSeasonFen: number
  /** Paid once and returned, so in no month's total. */
  depositFen: number
}

type Billed = Parameters<typeof costOf>[0] & Pick<Premises, 'allowedUses'>

/**
 * A month in the first year and a month at market rent. Fees and estimates are charged on the usable area; heating is paid
 * for the season of 15 October to 15 April and spread over twelve months. Source of the fees: the listing.
 */
export function billOf(premises: Billed, rates: UtilityRates): Bill {
  const cost = costOf(premises)
  const { managementMonthlyFen: management, heatingMonthlyFen: heating } = cost
  const utilities = fenForArea(utilityRate(premises, rates), premises.areaUsableSqM)
  const firstYearRent = cost.firstYearMonthlyFen - management - heating
  return {
    firstYear: summed({ management, heating, utilities, rent: firstYearRent }),
    later: summed({ management, heating, utilities, rent: cost.marketRentMonthlyFen }),
    freeMonths: premises.rentFreeMonths,
    rentWaivedFen: cost.rentWaivedFen,
    marketRentMonthlyFen: cost.marketRentMonthlyFen,
    heatingSeasonFen: cost.heatingSeasonFen,
    depositFen: cost.depositFen,
  }
}

function summed(parts: Record<CostPart, number>): MonthlyBill {
  const billedFen = parts.management + parts.heating + parts.rent
  return { ...parts, billedFen, totalFen: billedFen + parts.utilities }
}

/**
 * The bill as pages show it, its months in whole yuan (though still counted in fen): what is billed is rounded as on every
 * card, its parts add up to it, and it and the estimate add up to the total.
 */
export function shownBillOf(premises: Billed, rates: UtilityRates): Bill {
  const bill = billOf(premises, rates)
  return { ...bill, firstYear: inWholeYuan(bill.firstYear), later: inWholeYuan(bill.later) }
}

const yuan = 100

function inWholeYuan(bill: MonthlyBill): MonthlyBill {
  const [management = 0, heating = 0, rent = 0] = apportion([bill.management, bill.heating, bill.rent], yuan)
  return summed({ management, heating, rent, utilities: Math.round(bill.utilities / yuan) * yuan })
}
