import { formatApproximate, type MoneyReader } from '#shared/money/currencies.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { formatMoney, formatRoundMoney } from '#shared/texts/format.ts'
import { roundedBillOf, type Bill, type CostPart } from '#features/premises/costs.ts'
import { factGroups } from '../browse/facts.ts'
import type { Assumptions } from '../browse/money.ts'
import type { CatalogueService } from '../service.ts'

export type Compared = NonNullable<Awaited<ReturnType<CatalogueService['byCode']>>>
export type Cell = {
  value: string
  /** Approximate amount in the visitor's currency; empty when that is yuan. */ beside: string
  /** "Lowest", "most"; empty when no word applies. */ best: string
}
export type Row = { label: string; note: string; differs: boolean; cells: Cell[] }
export type Group = { title: string; rows: Row[] }

/** Which value is best for a founder, and the word for it. */
type Better = 'lowest' | 'largest' | 'most'
type Subject = { compared: readonly Compared[]; assumptions: Assumptions; today: string }

/** Returns all facts of the premises by group; each row has a cell for each premises. */
export function groupsOf(reader: MoneyReader, subject: Subject): Group[] {
  return [{ title: reader.t('costs.title'), rows: moneyRows(reader, subject) }, ...factRows(reader, subject)]
}

type MoneyLine = {
  label: string
  note?: string
  part?: CostPart
  fen: (bill: Bill) => number
  better?: Better
  exact?: boolean
}

function moneyRows(reader: MoneyReader, { compared, assumptions }: Subject): Row[] {
  const { t, locale } = reader
  const bills = compared.map(({ premises }) => roundedBillOf(premises, assumptions))
  // No rent to add when the whole first year is free.
  const isPaid = bills.some(({ firstYear }) => firstYear.rent > 0)
  const lines = moneyLines(reader).filter(({ part }) => part !== 'rent' || isPaid)
  const rows = lines.map(({ label, note = '', fen, better, exact = false }) => {
    const values = bills.map(fen)
    const shown = values.map(value => (exact ? formatMoney(locale, value) : formatRoundMoney(locale, value)))
    const row = rowOf(reader, label, shown, better && { values, better })
    const cells = row.cells.map((cell, index) => ({ ...cell, beside: formatApproximate(reader, values[index] ?? 0) }))
    return { ...row, cells, note }
  })
  const months = bills.map(({ freeMonths }) => freeMonths)
  const free = months.map(count => t('compare.months', { count }))
  return [...rows, rowOf(reader, t('compare.free-months'), free, { values: months, better: 'most' })]
}

const moneyLines = ({ t }: Reader): MoneyLine[] => [
  { label: t('compare.first-year'), fen: bill => bill.firstYear.billedFen, better: 'lowest' },
  { label: t('costs.part.management'), fen: bill => bill.firstYear.management },
  { label: t('costs.part.heating'), fen: bill => bill.firstYear.heating },
  { label: t('compare.first-year-rent'), part: 'rent', fen: bill => bill.firstYear.rent },
  { label: t('costs.part.utilities'), note: t('compare.estimate'), fen: bill => bill.firstYear.utilities },
  {
    label: t('compare.with-utilities'),
    note: t('compare.estimate'),
    fen: bill => bill.firstYear.totalFen,
    better: 'lowest',
  },
  { label: t('compare.later'), note: t('compare.estimate'), fen: bill => bill.later.totalFen, better: 'lowest' },
  { label: t('compare.waived'), fen: bill => bill.rentWaivedFen, better: 'most' },
  { label: t('costs.deposit'), fen: bill => bill.depositFen, better: 'lowest', exact: true },
]

/** Returns the facts as the page of a listing has them. A row that only some premises have is empty for the others. */
function factRows(reader: Reader, { compared, today }: Subject): Group[] {
  const { t } = reader
  const facts = compared.map(one => factGroups(reader, { ...one, today }))
  const largest: Record<string, number[]> = {
    [t('premises.fact.area-usable')]: compared.map(({ premises }) => premises.areaUsableSqM),
    [t('premises.fact.area-gross')]: compared.map(({ premises }) => premises.areaGrossSqM),
  }
  return (facts[0] ?? []).map(({ title }, index) => {
    const lists = facts.map(groups => groups[index]?.rows ?? [])
    const labels = [...new Set(lists.flatMap(rows => rows.map(({ label }) => label)))]
    const rows = labels.map(label => {
      const values = lists.map(list => list.find(row => row.label === label)?.value ?? '—')
      const numbers = largest[label]
      return rowOf(reader, label, values, numbers && { values: numbers, better: 'largest' })
    })
    return { title, rows }
  })
}

function rowOf(
  { t }: Reader,
  label: string,
  values: readonly string[],
  ranked?: { values: readonly number[]; better: Better },
): Row {
  const differs = new Set(values).size > 1
  const best = differs && ranked ? bestOf(ranked.values, ranked.better) : null
  const word = ranked ? t(`compare.${ranked.better}`) : ''
  return {
    label,
    note: '',
    differs,
    cells: values.map((value, index) => ({ value, beside: '', best: best?.has(index) ? word : '' })),
  }
}

/** Returns the positions of the best values; none when all are equal. */
export function bestOf(values: readonly number[], better: Better): Set<number> {
  const best = better === 'lowest' ? Math.min(...values) : Math.max(...values)
  const positions = values.flatMap((value, index) => (value === best ? [index] : []))
  return new Set(positions.length === values.length ? [] : positions)
}
