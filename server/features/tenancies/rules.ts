import type { Milestone, MilestoneKind, PaperMilestoneKind, Tenancy } from '#models/tenancies/tenancy.ts'
import {
  terminationGrounds,
  type Proposal,
  type RenewalRequest,
  type TerminationGround,
} from '#models/tenancies/tenancy-parts.ts'
import { addDays, addMonths, daysBetween, type CityDay } from '#shared/days/city-day.ts'
import { dutyDays } from '#shared/days/duty-days.ts'
import { fenForArea } from '#shared/money/price-by-area.ts'

/** Days on which the clock was paused, both included. */
export type PausedDays = { from: CityDay; to: CityDay }

/**
 * Returns the last rent-free day: start + months − 1 day, later by each paused day. Example: handed over on 1 March 2026,
 * free until 28 February 2029; after a pause of ten days until 10 March.
 */
export const rentFreeEndOf = (handoverOn: CityDay, months: number, pauses: readonly PausedDays[] = []): CityDay =>
  pauses
    .toSorted((a, b) => a.from.localeCompare(b.from))
    .reduce<CityDay>(endAfterPause, addDays(addMonths(handoverOn, months), -1))

/**
 * Returns the rent-free end after a pause: the days left at its start are left at its end. A pause that starts after the end
 * changes nothing.
 */
export const endAfterPause = (end: CityDay, pause: PausedDays): CityDay =>
  pause.from > end ? end : addDays(end, pausedDays(pause))

export const pausedDays = ({ from, to }: PausedDays): number => daysBetween(from, to) + 1

/** Moves duties that fall on or after the start of a pause by its length. Duties due before it, or done, stay. */
export const milestonesAfterPause = (milestones: readonly Milestone[], pause: PausedDays): Milestone[] =>
  milestones.map(milestone =>
    milestone.doneOn || milestone.dueOn < pause.from
      ? milestone
      : { ...milestone, dueOn: addDays(milestone.dueOn, pausedDays(pause)) },
  )

const intervalMonths = { quarterly_report: 3, yearly_assessment: 12 } as const
type Repeated = keyof typeof intervalMonths
const repeated = ['quarterly_report', 'yearly_assessment'] as const satisfies Repeated[]

/** A paper that the tenant owes, and in how many days after the handover. */
export type PaperOwed = { kind: PaperMilestoneKind; days: number }
/** Papers of a tenant of whom nothing else is known, as in handovers recorded by an earlier version. */
const usualPapers: readonly PaperOwed[] = [{ kind: 'licence', days: dutyDays.licence }]

/**
 * Returns what the tenant owes the programme, sorted by due day: papers, the opening, a report for each full quarter since
 * the handover and an assessment for each full year, for the rent-free time. The last ones are due on the last day, because
 * nothing can be asked of the tenant after it.
 */
export function milestonesOf(handoverOn: CityDay, months: number, papers = usualPapers): Milestone[] {
  const end = rentFreeEndOf(handoverOn, months)
  const every = (kind: Repeated): Milestone[] =>
    Array.from({ length: Math.floor(months / intervalMonths[kind]) }, (_, index) => ({
      kind,
      dueOn: noLaterThan(end, addMonths(handoverOn, (index + 1) * intervalMonths[kind])),
    }))
  const milestones: Milestone[] = [
    ...papers.map(({ kind, days }) => ({ kind, dueOn: addDays(handoverOn, days) })),
    { kind: 'opening', dueOn: addDays(handoverOn, dutyDays.opening) },
    ...repeated.flatMap(every),
  ]
  return inOrder(milestones)
}

const noLaterThan = (end: CityDay, day: CityDay): CityDay => (day > end ? end : day)
const inOrder = (milestones: readonly Milestone[]) => milestones.toSorted((a, b) => a.dueOn.localeCompare(b.dueOn))

type TenancyTerm = Pick<Tenancy, 'handoverOn' | 'rentFreeUntil' | 'milestones'>

type RenewableTerm = TenancyTerm & { pauses?: Tenancy['pauses'] }

/**
 * Returns the milestones after a renewal. Reports and assessments continue in their rhythm up to the new end. If the time
 * before was too short for any, they count from the handover, later by the paused days.
 */
export const milestonesUntil = (was: RenewableTerm, end: CityDay): Milestone[] =>
  inOrder([...was.milestones, ...repeated.flatMap(kind => milestonesAfterTerm(was, kind, end))])

function milestonesAfterTerm(was: RenewableTerm, kind: Repeated, end: CityDay): Milestone[] {
  const { handoverOn, rentFreeUntil: before, milestones, pauses = [] } = was
  const last = milestones.findLast(milestone => milestone.kind === kind)?.dueOn
  const first = addDays(handoverOn, countDeferredDays(pauses))
  // The last one is due on the last day and covers the time up to it.
  const from = last === before ? addDays(last, 1) : (last ?? first)
  const later: Milestone[] = []
  for (;;) {
    const next = addMonths(from, (later.length + 1) * intervalMonths[kind])
    if (next > addDays(end, 1)) return later
    later.push({ kind, dueOn: noLaterThan(end, next) })
  }
}

/** Returns the days a quarterly report covers, both included: from the handover, or from the due day of the one before. */
export function quarterOf({ handoverOn, rentFreeUntil: end, milestones }: TenancyTerm, number: number) {
  const due = milestones.filter(({ kind }) => kind === 'quarterly_report').map(({ dueOn }) => dueOn)
  const periodStartAt = (day: CityDay | undefined) => (day === end ? addDays(day, 1) : day)
  const dueOn = due[number - 1]
  if (!dueOn) return null
  return { from: periodStartAt(due[number - 2]) ?? handoverOn, to: addDays(periodStartAt(dueOn) ?? dueOn, -1), dueOn }
}

/**
 * Returns the milestones with their number within their kind, from 1, and their id for paths. Both stay the same when a
 * pause moves the day.
 */
export function numberMilestones(milestones: readonly Milestone[]): (Milestone & { number: number; id: string })[] {
  const countsByKind = new Map<MilestoneKind, number>()
  return milestones.map(milestone => {
    const number = (countsByKind.get(milestone.kind) ?? 0) + 1
    countsByKind.set(milestone.kind, number)
    return { ...milestone, number, id: `${milestone.kind}-${number}` }
  })
}

/** Returns the tenant's letter about the renewal that waits for a decision; null when there is none. */
export const openLetterOf = ({ renewal }: Pick<Tenancy, 'renewal'>): RenewalRequest | null =>
  renewal && !renewal.decidedAt ? renewal : null

/** Days before the due day from which a quarter can be reported: two weeks. */
const reportOpenDays = 14
export const reportOpensOn = (dueOn: CityDay): CityDay => addDays(dueOn, -reportOpenDays)

/** Months before the rent-free end at which the tenant is reminded. */
export const reminderMonths = [12, 6, 3, 1] as const
/** Months before the end from which a trading shop counts as expiring: with the second reminder, in time for a renewal. */
export const expiringMonths = 6

export const monthsBefore = (end: CityDay, months: number): CityDay => addMonths(end, -months)

/** Returns the reminders that are due and were not sent, the nearest to the end first. Only the first is worth sending. */
export const remindersDue = (end: CityDay, sent: readonly number[], today: CityDay): number[] =>
  today > end
    ? []
    : reminderMonths.filter(months => !sent.includes(months) && monthsBefore(end, months) <= today).reverse()

export type RentFreeClock = {
  totalDays: number
  /** Days used, today included; 0 before the handover, `totalDays` after the end. */
  usedDays: number
  leftDays: number
  /** 0 to 1, for the ring. */
  usedShare: number
  over: boolean
}

/** Returns how far the rent-free clock has run on a day. The first and the last day are both rent-free and counted. */
export function readClock(
  { startOn, freeUntil }: { startOn: CityDay; freeUntil: CityDay },
  today: CityDay,
): RentFreeClock {
  const totalDays = daysBetween(startOn, freeUntil) + 1
  const usedDays = Math.min(totalDays, Math.max(0, daysBetween(startOn, today) + 1))
  const over = daysBetween(freeUntil, today) > 0
  return { totalDays, usedDays, leftDays: totalDays - usedDays, usedShare: usedDays / totalDays, over }
}

type Timed = Pick<Tenancy, 'handoverOn' | 'rentFreeUntil'> & { pauses?: Tenancy['pauses'] }

/** Returns the clock of a tenancy. During a pause it stays as on the day before. Paused days do not count as used. */
export function clockOf({ handoverOn, rentFreeUntil: freeUntil, pauses = [] }: Timed, today: CityDay): RentFreeClock {
  const open = openPause(pauses)
  const now = open && open.from <= freeUntil ? addDays(open.from, -1) : today
  const stood = countDeferredDays(pauses.filter(({ to }) => to && to <= now))
  const clock = readClock({ startOn: handoverOn, freeUntil }, now)
  const totalDays = clock.totalDays - stood
  const usedDays = Math.max(0, clock.usedDays - stood)
  return { ...clock, totalDays, usedDays, leftDays: totalDays - usedDays, usedShare: usedDays / totalDays }
}

/** Returns the days of past pauses that extended the rent-free time. */
const countDeferredDays = (pauses: Tenancy['pauses']): number =>
  pauses.reduce((sum, { from, to, endBefore }) => (to && from <= endBefore ? sum + pausedDays({ from, to }) : sum), 0)

export const openPause = (pauses: readonly Tenancy['pauses'][number][] = []) => pauses.find(({ to }) => !to)

type DutyContext = Partial<Pick<Tenancy, 'pauses' | 'state' | 'leavesOn'>>

/** Checks whether a pause defers a milestone: it will be due later by as many days as the pause lasts. */
export function isDeferredByPause({ dueOn, doneOn }: Milestone, { pauses }: DutyContext): boolean {
  const open = openPause(pauses)
  return open !== undefined && !doneOn && dueOn >= open.from
}

/** Checks whether a duty is due after the day on which the tenant leaves by notice. */
export const isAfterLeaving = (
  { dueOn }: { dueOn: CityDay },
  { state, leavesOn }: Partial<Pick<Tenancy, 'state' | 'leavesOn'>>,
): boolean => state === 'notice' && Boolean(leavesOn && dueOn > leavesOn)

/** Checks whether the tenant has to fulfil a milestone by its day. */
export const isDutyDue = (milestone: Milestone, tenancy: DutyContext): boolean =>
  !milestone.doneOn && !isDeferredByPause(milestone, tenancy) && !isAfterLeaving(milestone, tenancy)

/** Returns the milestones that were due before today and are still owed. */
export const lateMilestones = (tenancy: DutyContext & Pick<Tenancy, 'milestones'>, today: CityDay) =>
  numberMilestones(tenancy.milestones).filter(milestone => milestone.dueOn < today && isDutyDue(milestone, tenancy))

/** Returns the rent in a listing in fen; that of a month is rounded to the fen. */
export function rentTerms({
  marketRentPerSqMMonthFen: rentPerSqMMonthFen,
  areaUsableSqM,
}: {
  marketRentPerSqMMonthFen: number
  areaUsableSqM: number
}) {
  return { rentPerSqMMonthFen, areaUsableSqM, rentMonthFen: fenForArea(rentPerSqMMonthFen, areaUsableSqM) }
}

/** Returns the rent that a proposal starts; the listing's where the proposal names none. */
export const proposedRent = (
  proposal: Pick<Proposal, 'rentPerSqMMonthFen'> | null | undefined,
  listing: Parameters<typeof rentTerms>[0],
) =>
  rentTerms({
    ...listing,
    marketRentPerSqMMonthFen: proposal?.rentPerSqMMonthFen ?? listing.marketRentPerSqMMonthFen,
  })

/** Settings with the days of an appeal, by ground of the termination. */
const appealSettings = {
  breach_not_cured: 'appealBreachNotCuredDays',
  not_opened: 'appealNotOpenedDays',
  reports_missing: 'appealReportsMissingDays',
  costs_unpaid: 'appealCostsUnpaidDays',
  sublet: 'appealSubletDays',
  unlawful_use: 'appealUnlawfulUseDays',
  false_information: 'appealFalseInformationDays',
  mutual_consent: 'appealMutualConsentDays',
  other: 'appealOtherDays',
} as const satisfies Record<TerminationGround, string>
type AppealDays = Record<(typeof appealSettings)[TerminationGround], number>

/** Returns the days from the decision for an appeal against this ground; with 0 the termination takes effect at once. */
export const appealDaysOf = (settings: AppealDays, ground: TerminationGround): number =>
  settings[appealSettings[ground]]

const ofTheCity = terminationGrounds.filter(ground => ground !== 'mutual_consent')

/** Returns which terminations by the city can be appealed: those on all grounds, on some, or on none. */
export function appealableGrounds(settings: AppealDays): 'all' | 'some' | 'none' {
  const appealable = ofTheCity.filter(ground => appealDaysOf(settings, ground) > 0)
  if (appealable.length === 0) return 'none'
  return appealable.length === ofTheCity.length ? 'all' : 'some'
}
