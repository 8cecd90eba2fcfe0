import {
  endedTenancyStates,
  liveTenancyStates,
  tenancyStates,
  type MilestoneKind,
  type Tenancy,
  type TenancyState,
} from '#models/tenancies/tenancy.ts'
import type { Termination, TerminationGround } from '#models/tenancies/tenancy-parts.ts'
import { addDays, addMonths, cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'
import { maxDaysAhead } from './duties/days.ts'
import { expiringMonths, lateMilestones, monthsBefore, openPause } from './rules.ts'

export { tenancyStates, type TenancyState }

export type TenancyActor = {
  kind: 'applicant' | 'reviewer' | 'decider' | 'administrator' | 'listing_manager' | 'system'
  id?: string
  name?: string
}
type Party = 'tenant' | 'officer' | 'decider' | 'system'

/** Actions that change the state, or may. Each is a path below the tenancy and one method of the service. */
export type TenancyAct =
  | 'fit-out'
  | 'opening'
  | 'expiring'
  | 'renewal'
  | 'paid'
  | 'notice'
  | 'recall'
  | 'breach'
  | 'cured'
  | 'pause'
  | 'resume'
  | 'termination'
  | 'appeal'
  | 'end'
  | 'vacate'

/** Conditions of a move besides state and role, named after what is wrong. */
export type MoveCondition =
  | 'reason-needed'
  | 'end-far'
  | 'not-own-notice'
  | 'recall-late'
  | 'office-acted'
  | 'day-future'
  | 'day-before-handover'
  | 'day-past'
  | 'day-far'
  | 'pause-overlaps'
  | 'pause-ends-early'
  | 'renewal-short'
  | 'renewal-long'
  | 'paid-early'
  | 'cure-running'
  | 'opening-not-late'
  | 'reports-not-late'
  | 'appeal-running'
  | 'not-appealed'
  | 'own-termination'
  | 'exit-needed'
export type TenancyRefusal = 'no-such-move' | 'not-yours' | 'wrong-return' | 'termination-running' | MoveCondition

/** `interrupted`: back to the state that the breach, pause or notice interrupted. `same`: the answer decides what follows. */
type TenancyMove = {
  act: TenancyAct
  from: readonly TenancyState[]
  to: TenancyState | 'interrupted' | 'same'
  who: readonly Party[]
  unless?: readonly MoveCondition[]
}

/** States in which a shop is prepared or trades, and which a breach or pause interrupts. */
const running = ['handover', 'fit_out', 'trading', 'expiring', 'renewed', 'converted_to_paid'] as const
const officerOnly = ['officer'] as const
/** Conditions of a recorded day, which must lie between the handover and today. */
const pastDayConditions = ['day-future', 'day-before-handover'] as const
/** Conditions of a deadline. */
const futureDayConditions = ['day-past', 'day-far'] as const

/** All moves of a tenancy: who makes them, from which states, and on which days. Nothing else changes a state. */
export const tenancyMoves: readonly TenancyMove[] = [
  { act: 'fit-out', from: ['handover'], to: 'fit_out', who: officerOnly },
  { act: 'opening', from: ['fit_out'], to: 'trading', who: officerOnly, unless: pastDayConditions },
  { act: 'expiring', from: ['trading', 'renewed'], to: 'expiring', who: ['system', 'officer'], unless: ['end-far'] },
  {
    act: 'renewal',
    from: ['expiring'],
    to: 'renewed',
    who: officerOnly,
    unless: ['renewal-short', 'renewal-long', 'day-past'],
  },
  {
    act: 'paid',
    from: ['expiring'],
    to: 'converted_to_paid',
    who: officerOnly,
    unless: ['paid-early', 'renewal-long'],
  },
  {
    act: 'notice',
    from: running,
    to: 'notice',
    who: ['tenant', 'officer'],
    unless: ['reason-needed', ...futureDayConditions],
  },
  {
    act: 'recall',
    from: ['notice'],
    to: 'interrupted',
    who: ['tenant'],
    unless: ['not-own-notice', 'recall-late', 'office-acted'],
  },
  {
    act: 'breach',
    from: running,
    to: 'breach_cure',
    who: officerOnly,
    unless: ['reason-needed', ...futureDayConditions],
  },
  { act: 'cured', from: ['breach_cure'], to: 'interrupted', who: officerOnly },
  {
    act: 'pause',
    from: running,
    to: 'suspended',
    who: officerOnly,
    unless: ['reason-needed', ...pastDayConditions, 'pause-overlaps', 'pause-ends-early'],
  },
  {
    act: 'resume',
    from: ['suspended'],
    to: 'interrupted',
    who: officerOnly,
    unless: [...pastDayConditions, 'pause-ends-early'],
  },
  {
    act: 'termination',
    from: liveTenancyStates,
    to: 'terminated',
    who: officerOnly,
    unless: ['reason-needed', 'cure-running', 'opening-not-late', 'reports-not-late'],
  },
  // Answer to an appeal: if upheld, the termination is lifted; if dismissed, `end` follows.
  { act: 'appeal', from: liveTenancyStates, to: 'same', who: ['decider'], unless: ['not-appealed', 'own-termination'] },
  { act: 'end', from: liveTenancyStates, to: 'terminated', who: ['system', 'officer'], unless: ['appeal-running'] },
  { act: 'vacate', from: ['expiring', 'notice'], to: 'vacated', who: officerOnly, unless: ['exit-needed'] },
]

/** Returns the states from which an action is possible. */
export const statesOf = (act: TenancyAct): TenancyState[] =>
  tenancyMoves.filter(move => move.act === act).flatMap(({ from }) => from)

const interruptionStates: readonly TenancyState[] = ['breach_cure', 'suspended']

/** Checks whether a history may contain this step. */
export const isAllowedMove = (from: TenancyState, to: TenancyState): boolean =>
  tenancyMoves.some(
    move =>
      move.from.includes(from) &&
      (move.to === 'interrupted' ? (running as readonly TenancyState[]).includes(to) : move.to === to),
  )

const isParty = ({ kind }: TenancyActor, party: Party): boolean => {
  if (party === 'officer') return kind === 'reviewer' || kind === 'decider'
  if (party === 'decider') return kind === 'decider'
  return party === 'tenant' ? kind === 'applicant' : kind === 'system'
}

/** What is given with an action. Days are by the calendar of Suifenhe. */
export type MoveDetails = {
  today: CityDay
  reason?: string | undefined
  /** Day of the action: opening, leaving, cure, first or last day of a pause, new end, or first rent. */
  day?: CityDay
  /** Day on which a pause is planned to end. */
  plannedTo?: CityDay | null
  ground?: TerminationGround
}

type Judged = { was: Tenancy; said: MoveDetails; actor: TenancyActor }

/** Longest renewal in days: three years, as at the beginning. */
const maxRenewalMonths = 36

/**
 * Checks whether a condition is violated. Those about a day are not while no day is given, so that a page can ask what is
 * possible today.
 */
const isViolated: Record<MoveCondition, (judged: Judged) => boolean> = {
  'reason-needed': ({ said }) => !said.reason?.trim(),
  'not-own-notice': ({ was }) => noticeOf(was)?.by.kind !== 'applicant',
  'recall-late': ({ was, said }) => said.today > recallUntil(was),
  'office-acted': ({ was: { events } }) =>
    events.slice(events.findLastIndex(({ to }) => to === 'notice')).some(({ kind }) => actsOnNotice.includes(kind)),
  'end-far': ({ was, said }) => said.today < monthsBefore(was.rentFreeUntil, expiringMonths),
  'day-future': ({ said: { day, today } }) => day !== undefined && day > today,
  'day-before-handover': ({ was, said: { day } }) => day !== undefined && day < was.handoverOn,
  'day-past': ({ said: { day, today } }) => day !== undefined && day < today,
  'day-far': ({ said: { day, today } }) => day !== undefined && day > addDays(today, maxDaysAhead),
  'pause-overlaps': ({ was, said: { day } }) => day !== undefined && was.pauses.some(({ to }) => to && to >= day),
  'pause-ends-early': ({ was, said: { day, plannedTo } }) => {
    const open = openPause(was.pauses)
    if (open) return day !== undefined && day < open.from
    return day !== undefined && Boolean(plannedTo) && String(plannedTo) < day
  },
  'renewal-short': ({ was, said: { day } }) => day !== undefined && day <= was.rentFreeUntil,
  'renewal-long': ({ was, said: { day } }) => day !== undefined && day > addMonths(was.rentFreeUntil, maxRenewalMonths),
  'paid-early': ({ was, said: { day } }) => day !== undefined && day <= was.rentFreeUntil,
  // Until the day by which a breach must be cured, it cannot be a ground.
  'cure-running': ({ was, said: { ground, today } }) =>
    ground === 'breach_not_cured' && !(was.state === 'breach_cure' && was.breach && today > was.breach.cureBy),
  // A shop is not lost for a duty that is not due yet, has been done, or is deferred by a pause.
  'opening-not-late': ({ was, said: { ground, today } }) => ground === 'not_opened' && !isLate(was, 'opening', today),
  'reports-not-late': ({ was, said: { ground, today } }) =>
    ground === 'reports_missing' && !isLate(was, 'quarterly_report', today),
  'appeal-running': ({ was, said: { today } }) => !was.termination || appealRuns(was.termination, today),
  'not-appealed': ({ was: { termination } }) => !termination?.appeal || Boolean(termination.appeal.answeredAt),
  // Nobody decides an appeal against a termination that they proposed or confirmed (ADR 80).
  'own-termination': ({ was, actor: { id } }) => id !== undefined && decidersOf(was).includes(id),
  'exit-needed': ({ was }) => !was.exit,
}

/** Events that show that an officer has acted on a notice. Any move ends it anyway. */
const actsOnNotice: readonly string[] = ['inspection-planned', 'exit-recorded', 'termination-proposed']

const noticeOf = ({ events }: Tenancy) => events.findLast(({ to }) => to === 'notice')

/** Returns the last day on which a tenant may take back a notice given at this moment: the next day of the city. */
export const recallUntil = ({ stateSince }: Pick<Tenancy, 'stateSince'>): CityDay => addDays(cityDayOf(stateSince), 1)

/** Returns the ids of those who confirmed and proposed the termination that waits for its appeal. */
function decidersOf({ events }: Tenancy): (string | null | undefined)[] {
  const decision = events.findLast(({ kind }) => kind === 'termination-decided')
  return [decision?.by.id, decision?.person?.id]
}

const isLate = (was: Tenancy, milestoneKind: MilestoneKind, today: CityDay): boolean =>
  lateMilestones(was, today).some(({ kind }) => kind === milestoneKind)

/** Checks whether an appeal is still possible or unanswered. Until then the tenant keeps the premises. */
export const appealRuns = ({ appealUntil, appeal }: Termination, today: CityDay): boolean =>
  appeal ? !appeal.answeredAt : Boolean(appealUntil) && today <= String(appealUntil)

/** Checks whether a termination is decided but waits for its appeal. No other move is possible meanwhile. */
export const isBeingTerminated = ({ state, termination }: Pick<Tenancy, 'state' | 'termination'>): boolean =>
  Boolean(termination) && !tenancyHasEnded(state)

/** Actions that settle a decided termination. */
const closingActs: readonly TenancyAct[] = ['appeal', 'end']

/** Checks whether an actor may take an action now, with what is given. Pure. */
export function canMoveTenancy(
  act: TenancyAct,
  was: Tenancy,
  actor: TenancyActor,
  said: MoveDetails,
): { ok: true; to: TenancyState } | Extract<Verdict<TenancyRefusal>, { ok: false }> {
  const move = moveOf(act, was)
  if (!move) return no(interruptionStates.includes(was.state) ? 'wrong-return' : 'no-such-move')
  if (!move.who.some(party => isParty(actor, party))) return no('not-yours')
  if (!closingActs.includes(act) && isBeingTerminated(was)) return no('termination-running')
  const [wrong] = findViolations(move, { was, said, actor })
  if (wrong) return no(wrong)
  const to = targetOf(move, was)
  return to ? { ...yes, to } : no('no-such-move')
}

const moveOf = (act: TenancyAct, { state }: Tenancy): TenancyMove | undefined =>
  tenancyMoves.find(candidate => candidate.act === act && candidate.from.includes(state))

const findViolations = ({ unless = [] }: Pick<TenancyMove, 'unless'>, judged: Judged): MoveCondition[] =>
  unless.filter(condition => isViolated[condition](judged))

/** Returns all unmet conditions, for a form that shows all errors at once. Pure. */
export function findAllViolations(
  act: TenancyAct,
  was: Tenancy,
  actor: TenancyActor,
  said: MoveDetails,
): MoveCondition[] {
  const move = moveOf(act, was)
  return move ? findViolations(move, { was, said, actor }) : []
}

/** Returns what is wrong with the day of an action that is no move; undefined when nothing is. Pure. */
export const findDayViolation = (when: 'past' | 'future', was: Tenancy, said: MoveDetails): MoveCondition | undefined =>
  findViolations(
    { unless: { past: pastDayConditions, future: futureDayConditions }[when] },
    { was, said, actor: { kind: 'system' } },
  )[0]

function targetOf({ to }: TenancyMove, was: Tenancy): TenancyState | null {
  if (to === 'same') return was.state
  return to === 'interrupted' ? interruptedState(was) : to
}

/** Checks whether an actor may start an action today, whatever will be given with it. */
export const mayBegin = (act: TenancyAct, was: Tenancy, actor: TenancyActor, today: CityDay): boolean =>
  canMoveTenancy(act, was, actor, { today, reason: 'to be given' }).ok

/** Returns the state before the breach, pause or notice. */
const interruptedState = (tenancy: Tenancy): TenancyState | null =>
  (tenancy.events.findLast(event => event.to === tenancy.state)?.from as TenancyState | undefined) ?? null

export const tenancyHasEnded = (state: TenancyState): boolean =>
  (endedTenancyStates as readonly TenancyState[]).includes(state)
