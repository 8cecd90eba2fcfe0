import type { SectionAnswers } from '#models/cases/application.ts'
import { formatMoney } from '#shared/texts/format.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { readNumber } from '#shared/texts/parse-number.ts'
import { cashPlanMonths } from './fields.ts'

/** Parses a typed amount of yuan into whole fen; null when it is no amount. `locale` is null for stored answers. */
export function parseFen(input: string, locale: Locale | null): number | null {
  const read = readNumber(input, { decimals: 2, unit: 'yuan', locale })
  return read.ok ? Math.round(read.value * 100) : null
}

/** Value of one cell in fen; null for an empty cell, `unread` for one that is no amount. */
type Cell = number | null | 'unread'
type Column = 'revenue' | 'costs'

const columnOf = (answers: SectionAnswers, name: Column, locale: Locale | null): Cell[] => {
  const input = answers[name]
  return Array.isArray(input) ? input.map(one => (one.trim() ? (parseFen(one, locale) ?? 'unread') : null)) : []
}

/** A sum in fen; null when one of its cells is no amount. */
export type CashSum = number | null
export type CashTotals = { revenueFen: CashSum; costsFen: CashSum; resultFen: CashSum }

/**
 * Returns the totals of the cells filled in so far; null when there are none. `locale` is the language of the page on which
 * they are typed; null for stored answers.
 */
export function cashPlanTotals(answers: SectionAnswers, locale: Locale | null = null): CashTotals | null {
  const revenue = columnOf(answers, 'revenue', locale)
  const costs = columnOf(answers, 'costs', locale)
  if ([...revenue, ...costs].every(cell => cell === null)) return null
  const revenueFen = sumOf(revenue)
  const costsFen = sumOf(costs)
  return { revenueFen, costsFen, resultFen: difference(revenueFen, costsFen) }
}

const sumOf = (column: readonly Cell[]): CashSum =>
  column.reduce<CashSum>((sum, cell) => (sum === null || cell === 'unread' ? null : sum + (cell ?? 0)), 0)

const difference = (came: CashSum, went: CashSum): CashSum => (came === null || went === null ? null : came - went)

/** Returns a sum as text: empty when there is nothing to sum yet, a dash when one of its cells cannot be read. */
export function cashSumInWords(locale: Locale, sum: CashSum | undefined): string {
  if (sum === undefined) return ''
  return sum === null ? '—' : formatMoney(locale, sum)
}

/** Result of a month and the balance after it, starting from zero; null for a month that is not filled in. */
export type CashMonth = { resultFen: CashSum; balanceFen: CashSum } | null

/** Returns result and balance of each month. Where only one of the two amounts is filled in, the other counts as zero. */
export function cashPlanByMonth(answers: SectionAnswers, locale: Locale | null = null): CashMonth[] {
  const revenue = columnOf(answers, 'revenue', locale)
  const costs = columnOf(answers, 'costs', locale)
  let balanceFen: CashSum = 0
  return Array.from({ length: cashPlanMonths }, (_, index) => {
    const came = revenue[index] ?? null
    const went = costs[index] ?? null
    if (came === null && went === null) return null
    const resultFen = difference(sumOf([came]), sumOf([went]))
    balanceFen = balanceFen === null || resultFen === null ? null : balanceFen + resultFen
    return { resultFen, balanceFen }
  })
}

/**
 * Returns the month, from 1, with the lowest balance below zero: this amount is needed from the start. Null when no balance
 * is below zero, and when one is unknown.
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
