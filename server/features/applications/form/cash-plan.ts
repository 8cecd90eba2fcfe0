import type { SectionAnswers } from '../../../../models/application.ts'

/** `1 250,5` and `1250.5` are the same number. */
export const readableNumber = (typed: string): string => typed.replaceAll(/[\s\u00a0\u202f]/g, '').replace(',', '.')

/** Whole fen of yuan as typed; null for what is no amount. */
function fenOf(typed: string): number | null {
  const number = readableNumber(typed)
  return /^\d+(\.\d{1,2})?$/.test(number) ? Math.round(Number(number) * 100) : null
}

/** The sums of the cash plan over what is filled in so far; null when nothing is. */
export function cashPlanTotals(answers: SectionAnswers): { revenueFen: number; costsFen: number } | null {
  const column = (name: string) => {
    const typed = answers[name]
    return Array.isArray(typed) ? typed.map(fenOf).filter(fen => fen !== null) : []
  }
  const [revenue, costs] = [column('revenue'), column('costs')]
  if (revenue.length + costs.length === 0) return null
  const sum = (column: number[]) => column.reduce((total, fen) => total + fen, 0)
  return { revenueFen: sum(revenue), costsFen: sum(costs) }
}
