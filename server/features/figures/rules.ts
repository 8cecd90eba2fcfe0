import { publishedStages, type MonthlyFigures, type PublishedStage } from '#models/reports/monthly-figures.ts'
import { addMonths, cityDayOf, startOfCityDay, type CityDay } from '#shared/days/city-day.ts'

/** `YYYY-MM` in Suifenhe. */
export type Month = string
/** The states of a case over time, earliest first. */
export type CaseHistory = { submittedAt: Date; moves: readonly { at: Date; to: string }[] }

const monthOf = (instant: Date): Month => cityDayOf(instant).slice(0, 7)
const firstDayOf = (month: Month): CityDay => `${month}-01`
export const startOfMonth = (month: Month): Date => startOfCityDay(firstDayOf(month))
export const endOfMonth = (month: Month): Date => startOfCityDay(addMonths(firstDayOf(month), 1))

/** Returns the months that are over, newest first. */
export function monthsBefore(now: Date, count: number): Month[] {
  const today = cityDayOf(now)
  return Array.from({ length: count }, (_, index) => addMonths(`${today.slice(0, 7)}-01`, -index - 1).slice(0, 7))
}

/** Median; the mean of the middle two of an even number of values; null of none. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)]
  if (upper === undefined) return null
  return Number.isInteger(middle) ? (upper + (sorted[middle - 1] ?? upper)) / 2 : upper
}

type Passage = { stage: PublishedStage; days: number }
const isPublished = (state: string): state is PublishedStage => (publishedStages as readonly string[]).includes(state)
const day = 86_400_000

/** Returns the steps that a case left in a month, and the days (with fractions) spent in each. */
function passagesIn({ moves }: CaseHistory, month: Month): Passage[] {
  return moves.flatMap(({ to, at }, index) => {
    const next = moves[index + 1]
    if (!next || !isPublished(to) || monthOf(next.at) !== month) return []
    return [{ stage: to, days: (next.at.getTime() - at.getTime()) / day }]
  })
}

/** Returns what a case adds to the figures of a month. */
export function figuresOfCase(course: CaseHistory, month: Month) {
  const reached = (state: string) => course.moves.filter(({ to, at }) => to === state && monthOf(at) === month).length
  return {
    applications: monthOf(course.submittedAt) === month ? 1 : 0,
    offers: reached('offered'),
    contracts: reached('contracted'),
    passages: passagesIn(course, month),
  }
}

/** Medians of fewer cases would reveal single people. */
export const minCases = 3

/** Median days that a step took, of the cases that left it in a month. */
export type Median = { days: number; month: Month }

/** Returns the newest published median of each step; `months` are newest first. */
export function newestMedians(months: readonly MonthlyFigures[]): Partial<Record<PublishedStage, Median>> {
  const newest: Partial<Record<PublishedStage, Median>> = {}
  for (const { _id: month, stages } of months) {
    for (const { stage, cases, medianDays } of stages) {
      if (cases >= minCases) newest[stage] ??= { days: medianDays, month }
    }
  }
  return newest
}
