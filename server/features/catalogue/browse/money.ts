import type { Reader } from '#shared/texts/i18n.ts'
import { pathTo } from '#server/paths.ts'
import { formatMoney, formatRoundMoney } from '#shared/texts/format.ts'
import type { ProgrammeSettings } from '#features/programme/rules.ts'
import { shownBillOf, costParts, utilityRate, type Bill, type CostPart } from '#features/premises/costs.ts'
import { costBars } from '../compare/cost-bars.ts'
import type { PublicPremises } from '../service.ts'

export type Assumptions = Pick<
  ProgrammeSettings,
  | 'rentFreeMonths'
  | 'utilitiesUsualPerSqMMonthFen'
  | 'utilitiesIntensivePerSqMMonthFen'
  | 'utilitiesStoragePerSqMMonthFen'
>

type Column = { first: string; later: string | null }
export type MoneyRow = Column & { part: CostPart; label: string; note: string }
export type MoneyPanel = {
  pay: string
  /** Empty where no month is free of rent. */
  waived: string
  withUtilities: string
  bars: string
  heads: Column
  rows: MoneyRow[]
  total: Column
  deposit: { value: string; note: string }
  how: HowWeCount
}
export type HowWeCount = { sentences: string[]; ask: string; sources: string }

const threeYears = 36

/** What a premises costs: a month in the first year, part by part, and a month once the free ones are over. */
export function moneyPanel(words: Reader, premises: PublicPremises, assumptions: Assumptions): MoneyPanel {
  const { t, locale } = words
  const bill = shownBillOf(premises, assumptions)
  const money = (fen: number) => formatRoundMoney(locale, fen)
  const heads = headsOf(words, bill)
  return {
    pay: t('premises.one.pay', { cost: money(bill.firstYear.billedFen) }),
    waived: waivedOf(words, bill),
    withUtilities: t('costs.with-utilities', { cost: money(bill.firstYear.totalFen) }),
    bars: costBars([
      { label: heads.first, total: money(bill.firstYear.totalFen), bill: bill.firstYear },
      ...(heads.later ? [{ label: heads.later, total: money(bill.later.totalFen), bill: bill.later }] : []),
    ]),
    heads,
    rows: costParts.map(part => ({
      part,
      label: t(`costs.part.${part}`),
      note: notesOf(words, premises, assumptions)[part],
      ...partOf(words, part, bill),
    })),
    total: { first: money(bill.firstYear.totalFen), later: heads.later && money(bill.later.totalFen) },
    deposit: { value: formatMoney(locale, bill.depositFen), note: t('premises.one.deposit-note') },
    how: howWeCount(words, assumptions),
  }
}

/** "¥212,000 of rent is waived over three years." */
function waivedOf({ t, locale }: Reader, { freeMonths, rentWaivedFen }: Bill): string {
  if (freeMonths === 0) return ''
  const rent = formatRoundMoney(locale, rentWaivedFen)
  return freeMonths === threeYears
    ? t('premises.one.waived', { rent })
    : t('premises.one.waived-months', { rent, months: freeMonths })
}

/** Where nothing is free there is no "later": one column says it all. */
function headsOf({ t }: Reader, { freeMonths }: Bill): Column {
  return {
    first: t('costs.first-year'),
    later: freeMonths === 0 ? null : t('costs.later', { months: freeMonths }),
  }
}

function partOf({ locale }: Reader, part: CostPart, bill: Bill): Column {
  const money = (fen: number) => formatRoundMoney(locale, fen)
  return { first: money(bill.firstYear[part]), later: bill.freeMonths === 0 ? null : money(bill.later[part]) }
}

function notesOf({ t, locale }: Reader, premises: PublicPremises, assumptions: Assumptions): Record<CostPart, string> {
  const rate = (fen: number) => formatMoney(locale, fen)
  const bill = shownBillOf(premises, assumptions)
  return {
    management: t('premises.one.management-note', { rate: rate(premises.managementFeePerSqMMonthFen) }),
    heating: t('premises.one.heating-note', {
      season: formatRoundMoney(locale, bill.heatingSeasonFen),
      rate: rate(premises.heatingFeePerSqMSeasonFen),
    }),
    utilities: t('costs.utilities-note', { rate: rate(utilityRate(premises, assumptions)) }),
    rent: t('premises.one.rent-note', { rate: rate(premises.marketRentPerSqMMonthFen) }),
  }
}

/** The assumptions behind every figure, in sentences. */
export function howWeCount({ t, locale }: Reader, assumptions: Assumptions): HowWeCount {
  const rate = (fen: number) => formatMoney(locale, fen)
  return {
    sentences: [
      t('costs.how.area'),
      t('costs.how.heating'),
      t('costs.how.utilities', {
        usual: rate(assumptions.utilitiesUsualPerSqMMonthFen),
        intensive: rate(assumptions.utilitiesIntensivePerSqMMonthFen),
        storage: rate(assumptions.utilitiesStoragePerSqMMonthFen),
      }),
      t('costs.how.deposit'),
      t('costs.how.rent', { months: assumptions.rentFreeMonths }),
      t('costs.how.without'),
    ],
    ask: pathTo(locale, '/contact'),
    sources: pathTo(locale, '/incentives'),
  }
}
