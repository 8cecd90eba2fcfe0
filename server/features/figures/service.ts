import { trusted } from 'mongoose'
import { MonthlyFiguresModel, publishedStages, type MonthlyFigures } from '#models/reports/monthly-figures.ts'
import type { Clock } from '#outside/clock.ts'
import type { PublicContent } from '#outside/public-content.ts'
import { cacheByStamp } from '#shared/stamped-memory.ts'
import type { CasesService } from '../cases/service.ts'
import type { CatalogueService } from '../catalogue/service.ts'
import type { TenanciesService } from '../tenancies/service.ts'
import { figuresOfCase, endOfMonth, median, monthsBefore, startOfMonth, type Month } from './rules.ts'

const monthsShown = 12

type Deps = {
  clock: Clock
  content: PublicContent
  cases: Pick<CasesService, 'figures'>
  tenancies: Pick<TenanciesService, 'records'>
  catalogue: Pick<CatalogueService, 'codes'>
}

/** Figures that the programme publishes each month, computed from the cases and never typed. */
export function figuresService({ clock, content, cases, tenancies, catalogue }: Deps) {
  /** Returns the completed months, newest first, as far as they have been computed. */
  const published = cacheByStamp<MonthlyFigures[]>(content.stamp, () =>
    MonthlyFiguresModel.find().sort({ _id: -1 }).limit(monthsShown).lean<MonthlyFigures[]>(),
  )

  /** Computes completed months that are missing; safe to run at any time and in several processes. */
  async function publish(): Promise<number> {
    const months = monthsBefore(clock.now(), monthsShown)
    const existing = await MonthlyFiguresModel.find({ _id: trusted({ $in: months }) }, { _id: 1 }).lean()
    const there = new Set(existing.map(({ _id }) => _id))
    const missing = months.filter(month => !there.has(month))
    for (const month of missing) await store(await compute(month))
    if (missing.length > 0) await content.changed()
    return missing.length
  }

  async function compute(month: Month): Promise<MonthlyFigures> {
    const sums = { applications: 0, offers: 0, contracts: 0 }
    const days = new Map(publishedStages.map(stage => [stage, [] as number[]]))
    for await (const course of cases.figures.historiesSince(startOfMonth(month))) {
      const counted = figuresOfCase(course, month)
      sums.applications += counted.applications
      sums.offers += counted.offers
      sums.contracts += counted.contracts
      for (const passage of counted.passages) days.get(passage.stage)?.push(passage.days)
    }
    const stages = publishedStages.map(stage => {
      const passed = days.get(stage) ?? []
      return { stage, cases: passed.length, medianDays: Math.round((median(passed) ?? 0) * 10) / 10 }
    })
    const occupancy = {
      let: await tenancies.records.countOn(endOfMonth(month)),
      total: (await catalogue.codes()).length,
    }
    return { _id: month, computedAt: clock.now(), ...sums, stages, occupancy }
  }

  /** If two processes compute a month at once, the first one's result stays. */
  const store = ({ _id, ...figures }: MonthlyFigures) =>
    MonthlyFiguresModel.updateOne({ _id }, { $setOnInsert: figures }, { upsert: true })

  return { published, publish }
}
