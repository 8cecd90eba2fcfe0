import { formatApproximate, type MoneyReader } from '#shared/money/currencies.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { pathTo } from '#server/paths.ts'
import { formatMoney, formatRoundMoney } from '#shared/texts/format.ts'
import type { ProgrammeSettings } from '#features/programme/rules.ts'
import {
  roundedBillOf,
  costParts,
  utilityRate,
  type Bill,
  type CostPart,
  type MonthlyBill,
} from '#features/premises/costs.ts'
import { box, escapeXml } from '#features/street/drawing/canvas.ts'
import type { PublicPremises } from '../service.ts'

export type Assumptions = Pick<
  ProgrammeSettings,
  | 'rentFreeMonths'
  | 'utilitiesUsualPerSqMMonthFen'
  | 'utilitiesIntensivePerSqMMonthFen'
  | 'utilitiesStoragePerSqMMonthFen'
>

type Column = { first: string; later: string | null }
/** Amounts with approximate equivalents in the visitor's currency; those are empty when the currency is yuan. */
type Amounts = Column & { firstBeside: string; laterBeside: string }
export type MoneyRow = Amounts & { part: CostPart; label: string; note: string }
export type MoneyPanel = {
  pay: string
  payBeside: string
  /** Empty when no month is rent-free. */
  waived: string
  withUtilities: string
  bars: string
  heads: Column
  rows: MoneyRow[]
  total: Amounts
  deposit: { value: string; beside: string; note: string }
  how: CostExplanation
}
export type CostExplanation = { sentences: string[]; ask: string; sources: string }

const threeYearsMonths = 36

/** Returns the costs of a premises: a month of the first year, part by part, and a month after the rent-free ones. */
export function moneyPanel(reader: MoneyReader, premises: PublicPremises, assumptions: Assumptions): MoneyPanel {
  const { t, locale } = reader
  const bill = roundedBillOf(premises, assumptions)
  const money = (fen: number) => formatRoundMoney(locale, fen)
  const heads = headsOf(reader, bill)
  return {
    pay: t('premises.one.pay', { cost: money(bill.firstYear.billedFen) }),
    payBeside: formatApproximate(reader, bill.firstYear.billedFen),
    waived: waivedOf(reader, bill),
    withUtilities: t('costs.with-utilities', { cost: money(bill.firstYear.totalFen) }),
    bars: costBars([
      { label: heads.first, total: money(bill.firstYear.totalFen), bill: bill.firstYear },
      ...(heads.later ? [{ label: heads.later, total: money(bill.later.totalFen), bill: bill.later }] : []),
    ]),
    heads,
    rows: costParts.map(part => ({
      part,
      label: t(`costs.part.${part}`),
      note: notesOf(reader, premises, assumptions)[part],
      ...amountsOf(reader, bill, ({ [part]: fen }) => fen),
    })),
    total: amountsOf(reader, bill, ({ totalFen }) => totalFen),
    deposit: {
      value: formatMoney(locale, bill.depositFen),
      beside: formatApproximate(reader, bill.depositFen),
      note: t('premises.one.deposit-note'),
    },
    how: costExplanation(reader, assumptions),
  }
}

/** Returns a sentence such as "¥212,000 of rent is waived over three years." */
function waivedOf({ t, locale }: Reader, { freeMonths, rentWaivedFen }: Bill): string {
  if (freeMonths === 0) return ''
  const rent = formatRoundMoney(locale, rentWaivedFen)
  return freeMonths === threeYearsMonths
    ? t('premises.one.waived', { rent })
    : t('premises.one.waived-months', { rent, months: freeMonths })
}

/** Returns the headings; without rent-free months one column is enough. */
function headsOf({ t }: Reader, { freeMonths }: Bill): Column {
  return {
    first: t('costs.first-year'),
    later: freeMonths === 0 ? null : t('costs.later', { months: freeMonths }),
  }
}

function amountsOf(reader: MoneyReader, bill: Bill, fenOf: (month: Bill['later']) => number): Amounts {
  const money = (fen: number) => formatRoundMoney(reader.locale, fen)
  const first = fenOf(bill.firstYear)
  const later = fenOf(bill.later)
  const isSame = bill.freeMonths === 0
  return {
    first: money(first),
    firstBeside: formatApproximate(reader, first),
    later: isSame ? null : money(later),
    laterBeside: isSame ? '' : formatApproximate(reader, later),
  }
}

function notesOf({ t, locale }: Reader, premises: PublicPremises, assumptions: Assumptions): Record<CostPart, string> {
  const rate = (fen: number) => formatMoney(locale, fen)
  const bill = roundedBillOf(premises, assumptions)
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

/** Returns the assumptions behind every figure, in sentences. */
export function costExplanation({ t, locale }: Reader, assumptions: Assumptions): CostExplanation {
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

type CostBar = { label: string; total: string; bill: MonthlyBill }

const width = 320
const step = 46
const thickness = 16
const gap = 1

/**
 * Draws the parts of a month end to end, one bar below the other, on one scale, 320 wide. Estimates are hatched. The drawing
 * is hidden from screen readers, because the table beside it has the same figures.
 */
export function costBars(bars: readonly CostBar[]): string {
  const most = Math.max(1, ...bars.map(({ bill }) => bill.totalFen))
  const drawn = bars.map((bar, index) => barAt(bar, index * step, width / most))
  const hatch =
    '<defs><pattern id="cost-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
    '<path class="cost-hatch-ground" d="M0 0h6v6H0z"/><path class="cost-hatch" d="M0 0v6"/></pattern></defs>'
  return `<svg class="cost-bars" viewBox="0 0 ${width} ${bars.length * step}" aria-hidden="true">${hatch}${drawn.join('')}</svg>`
}

function barAt({ label, total, bill }: CostBar, top: number, scale: number): string {
  let left = 0
  const parts = costParts
    .filter(part => bill[part] > 0)
    .map(part => {
      const long = bill[part] * scale
      const shape = box(rounded(left), top + 20, rounded(Math.max(1, long - gap)), thickness)
      left += long
      return `<path class="cost-${part}" d="${shape}"/>`
    })
  return `<text x="0" y="${top + 14}">${escapeXml(label)}</text><text class="cost-total" x="${width}" y="${top + 14}">${escapeXml(total)}</text>${parts.join('')}`
}

const rounded = (value: number): number => Math.round(value * 10) / 10
