import pLimit from 'p-limit'
import type { Clock } from '#outside/clock.ts'
import { cityDayOf, endOfCityDay, startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import type { WorkingCalendar } from '#shared/days/working-days.ts'
import type { CasesService } from '../cases/service.ts'
import type { EnquiriesService } from '../enquiries/service.ts'
import { fewestCases, median } from '../figures/rules.ts'
import type { PremisesService } from '../premises/service.ts'
import type { ProgrammeService } from '../programme/service.ts'
import type { TenanciesService } from '../tenancies/service.ts'
import {
  countCourse,
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
    /** The same days a year before. */ before: Pick<KeptFigures, 'submitted' | 'waived' | 'enquiries'>
  }
/** The street as it is now. Computed for each request, so that it never contradicts the desk. */
type StreetFigures = {
  countedAt: Date
  uses: Awaited<ReturnType<PremisesService['occupancyDays']['areaByUse']>>
  occupancy: Awaited<ReturnType<PremisesService['occupancyDays']['list']>>
}
type KeptFigures = Omit<ReportFigures, keyof StreetFigures | 'before'>

const minutesKept = 5
const reportsKept = 20
const mostWanted = 10
/** Before any programme; the beginning of "to date". */
const beginning: CityDay = '2000-01-01'

/** Reports on a period, computed from recorded data and without naming anybody. */
export function reportsService({ clock, cases, tenancies, premises, programme, enquiries }: Deps) {
  const oneAtATime = pLimit(1)
  const kept = new Map<string, Promise<KeptFigures>>()

  /** Returns the report of a period, both days included: what happened in it, and the current state of the street. */
  async function report(period: Period): Promise<ReportFigures> {
    const [happened, before, street] = await Promise.all([
      happenedIn(period),
      happenedIn(yearBefore(period)),
      streetIn(period),
    ])
    return { ...happened, ...street, before }
  }

  async function streetIn(period: Period): Promise<StreetFigures> {
    const countedAt = clock.now()
    const [uses, occupancy] = await Promise.all([
      premises.occupancyDays.areaByUse(),
      premises.occupancyDays.list(period.from, period.to),
    ])
    return { countedAt, uses, occupancy }
  }

  /** Cached for five minutes, so that the page and its files agree. */
  function happenedIn(period: Period): Promise<KeptFigures> {
    const slot = Math.floor(clock.now().getTime() / (minutesKept * 60_000))
    const key = `${period.from} ${period.to} ${slot}`
    const known = kept.get(key)
    if (known) return known
    const made = oneAtATime(() => compute(period))
    kept.set(key, made)
    made.catch(() => kept.delete(key))
    const [oldest] = kept.keys()
    if (kept.size > reportsKept && oldest !== undefined) kept.delete(oldest)
    return made
  }

  async function compute(period: Period): Promise<KeptFigures> {
    const [cases, waived, asked] = await Promise.all([
      casesIn(period),
      waivedIn(period),
      enquiries.histories(startOfCityDay(period.from), endOfCityDay(period.to)),
    ])
    return { period, madeAt: clock.now(), ...cases, waived, enquiries: enquiryFigures(asked, period) }
  }

  async function casesIn(period: Period) {
    const calendar: WorkingCalendar = await programme.settings()
    const tally = caseTally()
    for await (const course of cases.figures.historiesSince(startOfCityDay(period.from))) {
      const { cohort, passages } = countCourse(course, period, calendar)
      for (const passage of passages) tally.pass(passage)
      if (cohort) tally.submit(cohort, course.premises)
    }
    return tally.sum()
  }

  async function waivedIn(period: Period) {
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
        waived.toDateFen += rentWaivedFen(time, rent ?? 0, { from: beginning, to: period.to })
      }
    }
    return waived
  }

  return {
    report,
    today: () => cityDayOf(clock.now()),
  }
}

function caseTally() {
  const reached = new Map<FunnelStep, number>()
  const now = new Map<string, number>()
  const passed = new Map<TimedStage, Passage[]>()
  const wanted = new Map<string, Demand>()
  let submitted = 0

  function pass(passage: Passage): void {
    const known = passed.get(passage.stage)
    if (known) known.push(passage)
    else passed.set(passage.stage, [passage])
  }

  function submit(cohort: { reached: FunnelStep[]; now: string }, codes: readonly string[]): void {
    submitted += 1
    for (const step of cohort.reached) reached.set(step, (reached.get(step) ?? 0) + 1)
    now.set(cohort.now, (now.get(cohort.now) ?? 0) + 1)
    for (const [index, code] of codes.entries()) {
      const before = wanted.get(code) ?? { code, first: 0, any: 0 }
      wanted.set(code, { code, first: before.first + (index === 0 ? 1 : 0), any: before.any + 1 })
    }
  }

  const sum = () => ({
    submitted,
    funnel: funnelSteps.map(step => ({ step, reached: reached.get(step) ?? 0 })),
    now: [...now].map(([state, count]) => ({ state, count })).sort((a, b) => b.count - a.count),
    stages: timedStages.map(stage => stageTime(stage, passed.get(stage) ?? [])),
    demand: [...wanted.values()]
      .sort((a, b) => b.any - a.any || b.first - a.first || a.code.localeCompare(b.code))
      .slice(0, mostWanted),
  })

  return { pass, submit, sum }
}

/** Medians of fewer cases than may be published would reveal single people. */
function stageTime(stage: TimedStage, passages: readonly Passage[]): StageTime {
  const told = passages.length >= fewestCases
  return {
    stage,
    cases: passages.length,
    calendarDays: told ? median(passages.map(({ calendarDays }) => calendarDays)) : null,
    workingDays: told ? median(passages.map(({ workingDays }) => workingDays)) : null,
  }
}
