import type { SectionAnswers } from '../../../../models/application.ts'
import { cashPlanMonths } from './fields.ts'

/** `1 250,5` and `1250.5` are the same number. */
export const readableNumber = (typed: string): string => typed.replaceAll(/[\s\u00a0\u202f]/g, '').replace(',', '.')

/** Whole fen of yuan as typed; null for what is no amount. */
function fenOf(typed: string): number | null {
  const number = readableNumber(typed)
  return /^\d+(\.\d{1,2})?$/.test(number) ? Math.round(Number(number) * 100) : null
}

const columnOf = (answers: SectionAnswers, name: 'revenue' | 'costs'): (number | null)[] => {
  const typed = answers[name]
  return Array.isArray(typed) ? typed.map(fenOf) : []
}

/** The sums of the cash plan over what is filled in so far; null when nothing is. */
export function cashPlanTotals(answers: SectionAnswers): { revenueFen: number; costsFen: number } | null {
  const [revenue, costs] = (['revenue', 'costs'] as const).map(name => columnOf(answers, name).filter(isAmount))
  if (!revenue || !costs || revenue.length + costs.length === 0) return null
  const sum = (column: number[]) => column.reduce((total, fen) => total + fen, 0)
  return { revenueFen: sum(revenue), costsFen: sum(costs) }
}

const isAmount = (fen: number | null): fen is number => fen !== null

/** What a month leaves and what there is after it, counted from nothing; null for a month that is not filled in. */
export type CashMonth = { resultFen: number; balanceFen: number } | null

/** Each month of the plan. A month with only one of its two amounts counts the other as nothing. */
export function cashPlanByMonth(answers: SectionAnswers): CashMonth[] {
  const [revenue, costs] = [columnOf(answers, 'revenue'), columnOf(answers, 'costs')]
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
