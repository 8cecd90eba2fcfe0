import type { SectionAnswers } from '#models/cases/application.ts'
import type { Translate, Reader } from '#shared/texts/i18n.ts'
import {
  cashPlanByMonth,
  cashPlanLowest,
  cashPlanTotals,
  cashSumInWords,
  type CashMonth,
  type CashSum,
} from '../cases/answers/cash-plan.ts'
import { cashPlanMonths, type Field } from '../cases/answers/fields.ts'
import { formatFieldAnswer } from '../cases/answers/plain-answers.ts'

type Month = {
  month: string
  first: boolean
  revenue: string
  costs: string
  revenueLabel: string
  costsLabel: string
  result: string
  balance: string
}
/** Table of the cash plan with the sums of the amounts filled in so far. */
export type CashTable = {
  months: Month[]
  totals: { revenue: string; costs: string; result: string }
  lowest: string
  /** Pattern that the script fills in: `%m` is the month, `%a` the amount. */
  lowestPattern: string
}

export function cashTable({ t, locale }: Reader, field: Field, answers: SectionAnswers): CashTable {
  const months = cashPlanByMonth(answers)
  const totals = cashPlanTotals(answers)
  const money = (sum: CashSum | undefined) => cashSumInWords(locale, sum)
  const lowest = cashPlanLowest(months)
  return {
    months: Array.from({ length: cashPlanMonths }, (_, index) => ({
      ...labelsOf(t, index),
      revenue: formatFieldAnswer(field, cell(answers.revenue, index), locale),
      costs: formatFieldAnswer(field, cell(answers.costs, index), locale),
      ...sumsOf(months[index] ?? null, money),
    })),
    totals: {
      revenue: money(totals?.revenueFen),
      costs: money(totals?.costsFen),
      result: money(totals?.resultFen),
    },
    lowest: lowest ? t('apply.cash.lowest', { month: lowest.month, amount: money(-lowest.balanceFen) }) : '',
    lowestPattern: t('apply.cash.lowest', { month: '%m', amount: '%a' }),
  }
}

const labelsOf = (t: Translate, index: number) => ({
  month: String(index + 1),
  first: index === 0,
  revenueLabel: t('apply.cash.cell-revenue', { month: index + 1 }),
  costsLabel: t('apply.cash.cell-costs', { month: index + 1 }),
})

const sumsOf = (month: CashMonth, money: (sum: CashSum | undefined) => string) => ({
  result: money(month?.resultFen),
  balance: money(month?.balanceFen),
})

const cell = (column: string | string[] | undefined, index: number): string =>
  Array.isArray(column) ? (column[index] ?? '') : ''

type Posted = Readonly<Record<string, unknown>>

/** Returns the posted values. An amount typed once for all months is copied into every month. */
export function fillAllMonths(posted: Posted, each: { revenueEach: string; costsEach: string }): Posted {
  const column = (input: string) => Array.from({ length: cashPlanMonths }, () => input)
  return {
    ...posted,
    ...(each.revenueEach.trim() ? { revenue: column(each.revenueEach) } : {}),
    ...(each.costsEach.trim() ? { costs: column(each.costsEach) } : {}),
  }
}
