import type { SectionAnswers } from '#models/cases/application.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { readNumber } from '#shared/texts/parse-number.ts'
import { cashPlanMonths } from './fields.ts'

/** Whole fen of yuan as typed; null for what is no amount. `locale` is null for stored answers. */
export function fenOf(typed: string, locale: Locale | null): number | null {
  const read = readNumber(typed, { decimals: 2, unit: 'yuan', locale })
  return read.ok ? Math.round(read.value * 100) : null
}

const columnOf = (answers: SectionAnswers, name: 'revenue' | 'costs', locale: Locale | null): (number | null)[] => {
  const typed = answers[name]
  return Array.isArray(typed) ? typed.map(one => fenOf(one, locale)) : []
}

type Totals = { revenueFen: number; costsFen: number }

/**
 * The sums of the cash plan over what is filled in so far; null when nothing is. `locale` is the language of the page where
 * it is typed; none for stored answers.
 */
export function cashPlanTotals(answers: SectionAnswers, locale: Locale | null = null): Totals | null {
  const columns = (['revenue', 'costs'] as const).map(name => columnOf(answers, name, locale).filter(isAmount))
  const [revenue, costs] = columns
  if (!revenue || !costs || revenue.length + costs.length === 0) return null
  const sum = (column: number[]) => column.reduce((total, fen) => total + fen, 0)
  return { revenueFen: sum(revenue), costsFen: sum(costs) }
}

const isAmount = (fen: number | null): fen is number => fen !== null

/** What a month leaves and what there is after it, counted from nothing; null for a month that is not filled in. */
export type CashMonth = { resultFen: number; balanceFen: number } | null

/** Each month of the plan. A month with only one of its two amounts counts the other as nothing. */
export function cashPlanByMonth(answers: SectionAnswers, locale: Locale | null = null): CashMonth[] {
  const [revenue, costs] = [columnOf(answers, 'revenue', locale), columnOf(answers, 'costs', locale)]
  let balanceFen = 0
  return Array.from({ length: cashPlanMonths }, (_, index) => {
    const [came, went] = [revenue[index] ?? null, costs[index] ?? null]
    if (came === null && went === null) return null
    const resultFen = (came ?? 0) - (went ?? 0)
    balanceFen += resultFen
    return { resultFen, balanceFen }
  })
}

/** The month, from 1, after which most money is missing: so much has to be there from the beginning. Null when none is. */
export function cashPlanLowest(months: readonly CashMonth[]): { month: number; balanceFen: number } | null {
  let lowest: { month: number; balanceFen: number } | null = null
  for (const [index, month] of months.entries())
    if (month && month.balanceFen < (lowest?.balanceFen ?? 0))
      lowest = { month: index + 1, balanceFen: month.balanceFen }
  return lowest
}
