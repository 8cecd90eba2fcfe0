import pLimit from 'p-limit'
import type { Clock } from '#outside/clock.ts'
import { cityDayOf, endOfCityDay, startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import type { WorkingCalendar } from '#shared/days/working-days.ts'
import type { CasesService } from '../cases/service.ts'
import type { EnquiriesService } from '../enquiries/service.ts'
import { minCases, median } from '../figures/rules.ts'
import type { PremisesService } from '../premises/service.ts'
import type { ProgrammeService } from '../programme/service.ts'
import type { TenanciesService } from '../tenancies/service.ts'
import {
  countHistory,
  funnelSteps,
  timedStages,
  type FunnelStep,
  type Passage,
  type TimedStage,
} from './case-histories.ts'
import { enquiryFigures, type EnquiryFigures } from './enquiries.ts'
import { yearBefore, type Period } from './period.ts'
import { freeDays, rentWaivedFen } from './rent-waived.ts'

type Deps = {
  clock: Clock
  cases: Pick<CasesService, 'figures'>
  tenancies: Pick<TenanciesService, 'freeTimes'>
  premises: Pick<PremisesService, 'occupancyDays'>
  programme: Pick<ProgrammeService, 'settings'>
  enquiries: Pick<EnquiriesService, 'histories'>
}

export type StageTime = { stage: TimedStage; cases: number; calendarDays: number | null; workingDays: number | null }
export type Demand = { code: string; first: number; any: number }
export type ReportFigures = {
  period: Period
  madeAt: Date
  submitted: number
  funnel: { step: FunnelStep; reached: number }[]
  /** Current states of the cases submitted in the period. */
  now: { state: string; count: number }[]
  stages: StageTime[]
  demand: Demand[]
  waived: { tenancies: number; days: number; fen: number; toDateFen: number; unknown: number }
  enquiries: EnquiryFigures
} & StreetFigures & {
    /** The same days a year before. */ before: Pick<CachedFigures, 'submitted' | 'waived' | 'enquiries'>
  }
/** The street as it is now. Computed for each request, so that it never contradicts the desk. */
type StreetFigures = {
  countedAt: Date
  uses: Awaited<ReturnType<PremisesService['occupancyDays']['areaByUse']>>
  occupancy: Awaited<ReturnType<PremisesService['occupancyDays']['list']>>
}
type CachedFigures = Omit<ReportFigures, keyof StreetFigures | 'before'>

const cacheMinutes = 5
const maxCachedReports = 20
const maxDemand = 10
/** Before any programme; the beginning of "to date". */
const programmeStart: CityDay = '2000-01-01'

/** Reports on a period, computed from recorded data and without naming anybody. */
export function reportsService({ clock, cases, tenancies, premises, programme, enquiries }: Deps) {
  const oneAtATime = pLimit(1)
  const cachedFigures = new Map<string, Promise<CachedFigures>>()

  /** Returns the report of a period, both days included: what happened in it, and the current state of the street. */
  async function report(period: Period): Promise<ReportFigures> {
    const [happened, before, street] = await Promise.all([
      readPeriodFigures(period),
      readPeriodFigures(yearBefore(period)),
      readStreetFigures(period),
    ])
    return { ...happened, ...street, before }
  }

  async function readStreetFigures(period: Period): Promise<StreetFigures> {
    const countedAt = clock.now()
    const [uses, occupancy] = await Promise.all([
      premises.occupancyDays.areaByUse(),
      premises.occupancyDays.list(period.from, period.to),
    ])
    return { countedAt, uses, occupancy }
  }

  /** Cached for five minutes, so that the page and its files agree. */
  function readPeriodFigures(period: Period): Promise<CachedFigures> {
    const slot = Math.floor(clock.now().getTime() / (cacheMinutes * 60_000))
    const key = `${period.from} ${period.to} ${slot}`
    const cached = cachedFigures.get(key)
    if (cached) return cached
    const computed = oneAtATime(() => compute(period))
    cachedFigures.set(key, computed)
    computed.catch(() => cachedFigures.delete(key))
    const [oldest] = cachedFigures.keys()
    if (cachedFigures.size > maxCachedReports && oldest !== undefined) cachedFigures.delete(oldest)
    return computed
  }

  async function compute(period: Period): Promise<CachedFigures> {
    const [cases, waived, asked] = await Promise.all([
      countCases(period),
      sumWaivedRent(period),
      enquiries.histories(startOfCityDay(period.from), endOfCityDay(period.to)),
    ])
    return { period, madeAt: clock.now(), ...cases, waived, enquiries: enquiryFigures(asked, period) }
  }

  async function countCases(period: Period) {
    const calendar: WorkingCalendar = await programme.settings()
    const tally = createCaseTally()
    for await (const course of cases.figures.historiesSince(startOfCityDay(period.from))) {
      const { cohort, passages } = countHistory(course, period, calendar)
      for (const passage of passages) tally.pass(passage)
      if (cohort) tally.submit(cohort, course.premises)
    }
    return tally.sum()
  }

  async function sumWaivedRent(period: Period) {
    const waived = { tenancies: 0, days: 0, fen: 0, toDateFen: 0, unknown: 0 }
    for await (const batch of tenancies.freeTimes(period.to)) {
      const rents = await cases.figures.rents(batch.flatMap(({ application }) => application ?? []))
      for (const { application, rentMonthFen, ...time } of batch) {
        const rent = rentMonthFen ?? rents.get(application ?? '')
        const days = freeDays(time, period)
        waived.days += days
        waived.tenancies += days > 0 ? 1 : 0
        waived.unknown += rent === undefined ? 1 : 0
        waived.fen += rentWaivedFen(time, rent ?? 0, period)
        waived.toDateFen += rentWaivedFen(time, rent ?? 0, { from: programmeStart, to: period.to })
      }
    }
    return waived
  }

  return {
    report,
    today: () => cityDayOf(clock.now()),
  }
}

function createCaseTally() {
  const reached = new Map<FunnelStep, number>()
  const now = new Map<string, number>()
  const passed = new Map<TimedStage, Passage[]>()
  const demandByCode = new Map<string, Demand>()
  let submitted = 0

  function pass(passage: Passage): void {
    const sameStage = passed.get(passage.stage)
    if (sameStage) sameStage.push(passage)
    else passed.set(passage.stage, [passage])
  }

  function submit(cohort: { reached: FunnelStep[]; now: string }, codes: readonly string[]): void {
    submitted += 1
    for (const step of cohort.reached) reached.set(step, (reached.get(step) ?? 0) + 1)
    now.set(cohort.now, (now.get(cohort.now) ?? 0) + 1)
    for (const [index, code] of codes.entries()) {
      const before = demandByCode.get(code) ?? { code, first: 0, any: 0 }
      demandByCode.set(code, { code, first: before.first + (index === 0 ? 1 : 0), any: before.any + 1 })
    }
  }

  const sum = () => ({
    submitted,
    funnel: funnelSteps.map(step => ({ step, reached: reached.get(step) ?? 0 })),
    now: [...now].map(([state, count]) => ({ state, count })).sort((a, b) => b.count - a.count),
    stages: timedStages.map(stage => stageTime(stage, passed.get(stage) ?? [])),
    demand: [...demandByCode.values()]
      .sort((a, b) => b.any - a.any || b.first - a.first || a.code.localeCompare(b.code))
      .slice(0, maxDemand),
  })

  return { pass, submit, sum }
}

/** Medians of fewer cases than may be published would reveal single people. */
function stageTime(stage: TimedStage, passages: readonly Passage[]): StageTime {
  const isPublishable = passages.length >= minCases
  return {
    stage,
    cases: passages.length,
    calendarDays: isPublishable ? median(passages.map(({ calendarDays }) => calendarDays)) : null,
    workingDays: isPublishable ? median(passages.map(({ workingDays }) => workingDays)) : null,
  }
}
