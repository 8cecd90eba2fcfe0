import type { SectionAnswers } from '#models/cases/application.ts'
import { formatMoney } from '#shared/texts/format.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { readNumber } from '#shared/texts/parse-number.ts'
import { cashPlanMonths } from './fields.ts'

/** Whole fen of yuan as typed; null for what is no amount. `locale` is null for stored answers. */
export function fenOf(typed: string, locale: Locale | null): number | null {
  const read = readNumber(typed, { decimals: 2, unit: 'yuan', locale })
  return read.ok ? Math.round(read.value * 100) : null
}

/** What is typed in one cell: fen, null for an empty cell, and `unread` for what is no amount. */
type Cell = number | null | 'unread'
type Column = 'revenue' | 'costs'

const columnOf = (answers: SectionAnswers, name: Column, locale: Locale | null): Cell[] => {
  const typed = answers[name]
  return Array.isArray(typed) ? typed.map(one => (one.trim() ? (fenOf(one, locale) ?? 'unread') : null)) : []
}

/** A sum is null when something in it is no amount: what cannot be read is not nothing. */
export type CashSum = number | null
export type CashTotals = { revenueFen: CashSum; costsFen: CashSum; resultFen: CashSum }

/**
 * The sums of the cash plan over what is filled in so far; null when nothing is. `locale` is the language of the page where
 * it is typed; none for stored answers.
 */
export function cashPlanTotals(answers: SectionAnswers, locale: Locale | null = null): CashTotals | null {
  const [revenue, costs] = [columnOf(answers, 'revenue', locale), columnOf(answers, 'costs', locale)]
  if ([...revenue, ...costs].every(cell => cell === null)) return null
  const [revenueFen, costsFen] = [sumOf(revenue), sumOf(costs)]
  return { revenueFen, costsFen, resultFen: difference(revenueFen, costsFen) }
}

const sumOf = (column: readonly Cell[]): CashSum =>
  column.reduce<CashSum>((sum, cell) => (sum === null || cell === 'unread' ? null : sum + (cell ?? 0)), 0)

const difference = (came: CashSum, went: CashSum): CashSum => (came === null || went === null ? null : came - went)

/** Nothing before there is something to sum, and a dash where a part of the sum cannot be read. */
export function cashSumInWords(locale: Locale, sum: CashSum | undefined): string {
  if (sum === undefined) return ''
  return sum === null ? '—' : formatMoney(locale, sum)
}

/** What a month leaves and what there is after it, counted from nothing; null for a month that is not filled in. */
export type CashMonth = { resultFen: CashSum; balanceFen: CashSum } | null

/** Each month of the plan. A month with only one of its two amounts counts the other as nothing. */
export function cashPlanByMonth(answers: SectionAnswers, locale: Locale | null = null): CashMonth[] {
  const [revenue, costs] = [columnOf(answers, 'revenue', locale), columnOf(answers, 'costs', locale)]
  let balanceFen: CashSum = 0
  return Array.from({ length: cashPlanMonths }, (_, index) => {
    const [came, went] = [revenue[index] ?? null, costs[index] ?? null]
    if (came === null && went === null) return null
    const resultFen = difference(sumOf([came]), sumOf([went]))
    balanceFen = balanceFen === null || resultFen === null ? null : balanceFen + resultFen
    return { resultFen, balanceFen }
  })
}

/**
 * The month, from 1, after which most money is missing: so much has to be there from the beginning. Null when none is, and
 * when what there is after some month is not known.
 */
export function cashPlanLowest(months: readonly CashMonth[]): { month: number; balanceFen: number } | null {
  let lowest: { month: number; balanceFen: number } | null = null
  for (const [index, month] of months.entries()) {
    if (!month) continue
    if (month.balanceFen === null) return null
    if (month.balanceFen < (lowest?.balanceFen ?? 0)) lowest = { month: index + 1, balanceFen: month.balanceFen }
  }
  return lowest
}
