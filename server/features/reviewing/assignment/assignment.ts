import type { Application } from '#models/cases/application.ts'
import { doneBefore, type FieldChange } from '#outside/audit.ts'
import { conflict } from '#shared/errors.ts'
import { applyChange, readCaseFor, staleConflict, type FurtherEvent } from '#features/cases/change.ts'
import type { Deps } from '#features/cases/ports.ts'
import { hasEnded, isUnderReview, type Actor } from '#features/cases/states.ts'
import {
  candidatesFor,
  conflictedIn,
  freeSeats,
  leastLoaded,
  leastLoadedOf,
  panelStates,
  presentAmong,
  type Officer,
} from '#features/cases/review/panel.ts'
import { countedAssessments, scoresMissing } from '#features/cases/review/rubric.ts'
import {
  assigneeOf,
  holderOf,
  isReviewer,
  nobody,
  personOf,
  withScore,
  withoutOfficers,
  system,
  type Person,
  type Staffing,
} from '#features/cases/review/staffing.ts'
import type { EffectRequest } from '#features/cases/effects/effect-kinds.ts'
import type { EventKind } from '#features/cases/event-kinds.ts'
import type { RulesInForce } from './review-rules.ts'

type AssignmentDeps = Pick<Deps, 'clock'> & {
  officers: () => Promise<Officer[]>
  rules: { under: (application: Application) => Promise<Application> }
}

type AssignmentChange = {
  kind: EventKind
  person?: Person
  set: Partial<Application>
  also?: FurtherEvent[]
  told?: FieldChange[]
}

/** Builds the functions that assign a case to an officer and fill its panel. */
export function createAssignmentActions({ clock, officers, rules }: AssignmentDeps) {
  /**
   * Assigns a case to an officer, never to one with a conflict of interest. With `from`, only while that colleague has it, or
   * the officer already; otherwise throws `error.stale`.
   */
  async function assign(id: string, actor: Actor, officer: string, from?: string): Promise<Application> {
    const was = await readCaseFor(id, actor)
    if (holderOf(was) !== officer) requireHeldBy(was, from)
    const chosen = (await ableFor(was)).find(one => one.id === officer)
    if (!chosen) throw conflict('case.refused.cannot-take')
    return give(was, actor, chosen)
  }

  /**
   * Assigns a case to the reviewer with the least work. `from` names who had it when the form was shown (`holderOf`). A form
   * that is sent twice assigns it once: by then somebody else has least work. Throws `error.stale` when the case has passed
   * on otherwise. Forms of an earlier release do not name a holder.
   */
  async function assignInTurn(id: string, actor: Actor, { from }: { from?: string | undefined }): Promise<Application> {
    const was = await readCaseFor(id, actor)
    if (from && from !== holderOf(was)) {
      if (isAssignedBy(was, actor, from)) return doneBefore(was)
      throw staleConflict(was)
    }
    const chosen = leastLoaded((await ableFor(was)).filter(isReviewer))
    if (!chosen) throw conflict('case.refused.nobody-left')
    return give(was, actor, chosen)
  }

  /** Returns the officers who may have a case. Throws when it has ended. */
  async function ableFor(was: Application): Promise<Officer[]> {
    if (hasEnded(was.state))
      throw conflict('application.refused.no-such-move', { facts: { id: was._id.toHexString() } })
    return withoutOfficers(await officers(), conflictedIn(was))
  }

  async function give(was: Application, actor: Actor, chosen: Officer): Promise<Application> {
    if (holderOf(was) === chosen.id) return doneBefore(was)
    return write(was, actor, { kind: 'assigned', person: personOf(chosen), set: { assignee: assigneeOf(chosen) } })
  }

  /** Returns a case to the unassigned ones. With `from`, only while that colleague has it. */
  async function release(id: string, actor: Actor, from?: string): Promise<Application> {
    const was = await readCaseFor(id, actor)
    requireHeldBy(was, from)
    return write(was, actor, { kind: 'unassigned', set: { assignee: null } })
  }

  async function write(was: Application, actor: Actor, change: AssignmentChange): Promise<Application> {
    const written = await applyChange({ was, actor, at: clock.now(), ...change, set: withScore(was, change.set) })
    if (!written) throw staleConflict(was)
    return written
  }

  return { assign, assignInTurn, release, ...panelActions({ officers, rules, write }) }
}

type PanelDeps = Omit<AssignmentDeps, 'clock'> & {
  write: (was: Application, actor: Actor, change: AssignmentChange) => Promise<Application>
}

function panelActions({ officers, rules, write }: PanelDeps) {
  /** Adds a reviewer to the panel, or with `null` as many as it still needs. */
  async function seat(id: string, actor: Actor, reviewer: string | null): Promise<Application> {
    const was = await readCaseFor(id, actor)
    if (!panelStates.includes(was.state)) throw conflict('application.refused.no-such-move', { facts: { id } })
    const free = freeSeats(await rules.under(was))
    if (free === 0) throw conflict('case.refused.panel-full', { facts: { id } })
    const able = candidatesFor(was, await officers())
    const chosen = reviewer === null ? leastLoadedOf(able, free) : able.filter(one => one.id === reviewer)
    const [first, ...rest] = chosen.map(personOf)
    if (!first) throw conflict(reviewer === null ? 'case.refused.nobody-left' : 'case.refused.cannot-take')
    return write(was, actor, {
      kind: 'panel_joined',
      person: first,
      set: { panel: [...(was.panel ?? []), first, ...rest] },
      also: rest.map(person => ({ kind: 'panel_joined', actor, person })),
    })
  }

  /** Removes a reviewer who has not given scores from the panel. */
  async function unseat(id: string, actor: Actor, reviewer: string): Promise<Application> {
    const was = await readCaseFor(id, actor)
    const person = findPanelMember(was, reviewer)
    const set = { panel: (was.panel ?? []).filter(member => member !== person) }
    return write(was, actor, { kind: 'panel_left', person: personOf(person), set })
  }

  /**
   * Passes a seat on the panel to another reviewer, or with `null` removes its holder. One write, because a vacant seat in
   * between could reveal the scores of others. Refused on the same grounds as leaving and joining.
   */
  async function passSeat(id: string, actor: Actor, { from, to }: { from: string; to: string | null }) {
    if (to === null) return unseat(id, actor, from)
    const was = await readCaseFor(id, actor)
    if (!panelStates.includes(was.state)) throw conflict('application.refused.no-such-move', { facts: { id } })
    const leaver = findPanelMember(was, from)
    const staying = (was.panel ?? []).filter(member => member !== leaver)
    if (freeSeats({ ...(await rules.under(was)), panel: staying }) === 0)
      throw conflict('case.refused.panel-full', { facts: { id } })
    const taker = candidatesFor(was, await officers()).find(one => one.id === to)
    if (!taker) throw conflict('case.refused.cannot-take')
    const next = personOf(taker)
    return write(was, actor, {
      kind: 'panel_left',
      person: personOf(leaver),
      set: { panel: [...staying, next] },
      also: [{ kind: 'panel_joined', actor, person: next }],
      told: [
        { field: 'event', before: null, after: 'panel_joined' },
        { field: 'colleague', before: null, after: next.id },
      ],
    })
  }

  return { seat, unseat, passSeat }
}

function requireHeldBy(was: Application, from: string | undefined): void {
  if (from && holderOf(was) !== from) throw staleConflict(was)
}

/** Checks whether it was this person who last passed the case on, and from whom the form names. */
function isAssignedBy({ events }: Application, { id }: Actor, from: string): boolean {
  const [before, last] = [
    undefined,
    ...events.filter(({ kind }) => kind === 'assigned' || kind === 'unassigned'),
  ].slice(-2)
  return last?.kind === 'assigned' && last.by.id === id && (before?.person?.id ?? nobody) === from
}

/** Returns the panel member who is to leave. Throws when they are not on the panel or have given scores. */
function findPanelMember(was: Application, reviewer: string): Person {
  const member = was.panel?.find(({ id }) => id === reviewer)
  if (!member || countedAssessments(was).some(assessment => assessment.reviewer === reviewer))
    throw conflict('case.refused.cannot-leave', { facts: { id: was._id.toHexString() } })
  return member
}

type InitialStaffingDeps = { rules: { current: () => Promise<RulesInForce> }; officers: () => Promise<Officer[]> }
const nothing: Staffing = { set: {}, also: [], effects: [] }

/** Builds what the review rules add when a case is submitted and when its review begins. */
export function beginningsOf({ rules, officers }: InitialStaffingDeps) {
  /** Assigns a new application to the reviewer with the least work, when the rules say so. */
  async function beginHandling(): Promise<Staffing> {
    const { autoAssign } = await rules.current()
    const chosen = autoAssign ? leastLoaded((await officers()).filter(({ role }) => role === 'reviewer')) : null
    if (!chosen) return nothing
    const { id, name } = chosen
    const assignee = id as unknown as NonNullable<Application['assignee']>
    return {
      ...nothing,
      set: { assignee },
      also: [{ kind: 'assigned', actor: { kind: 'system' }, person: { id, name } }],
    }
  }

  /**
   * Stores the current version of the rules in the case. A case that returns to review keeps the version it was scored by.
   */
  async function beginReview(was: Application): Promise<Staffing> {
    const comesBack = was.assessments.length > 0 || was.state === 'information_requested'
    if (was.rubric && comesBack) return nothing
    const { rubric, autoAssign } = await rules.current()
    const { panel = [] } = was
    const free = rubric.panelSize - panel.length
    if (!autoAssign || free <= 0) return { ...nothing, set: { rubric } }
    const chosen = leastLoadedOf(candidatesFor(was, await officers()), free).map(({ id, name }) => ({ id, name }))
    return {
      ...nothing,
      set: { rubric, panel: [...panel, ...chosen] },
      also: chosen.map(person => ({ kind: 'panel_joined', actor: { kind: 'system' }, person })),
    }
  }

  return { beginHandling, beginReview }
}

type ReplacingDeps = Pick<Deps, 'accounts'> & { officers: () => Promise<Officer[]> }

export function createReplacementService({ accounts, officers }: ReplacingDeps) {
  /**
   * Returns the changes after somebody declares a conflict of interest: they leave the panel and the assignment, their
   * scores no longer count, and the officer with the least work replaces them. When there is nobody, the administrators are
   * notified.
   */
  async function replacing(was: Application, leaver: Person): Promise<Staffing> {
    const able = withoutOfficers(await officers(), [...conflictedIn(was), leaver.id])
    const staffing = merged(removeFromPanel(was, leaver, able), unassignLeaver(was, leaver, able))
    staffing.set = withScore(was, staffing.set)
    const after = { ...was, ...staffing.set }
    if (!isUnderReview(after.state) || scoresMissing(after) <= presentAmong(able.filter(isReviewer)).length)
      return staffing
    return merged(staffing, await nobodyLeft())
  }

  async function nobodyLeft(): Promise<Staffing> {
    const administrators = await accounts.people.colleagues(['administrator'])
    const effects = administrators.map(({ id }): EffectRequest => ({
      kind: 'staff_mail',
      facts: { template: 'case-without-reviewer', account: id },
    }))
    return { set: {}, also: [{ kind: 'nobody_left', actor: system }], effects }
  }

  return replacing
}

function removeFromPanel(was: Application, leaver: Person, able: readonly Officer[]): Staffing {
  const assessments = was.assessments.map(one => (one.reviewer === leaver.id ? { ...one, noConflict: false } : one))
  const panel = was.panel ?? []
  if (!panel.some(({ id }) => id === leaver.id)) return { set: { assessments }, also: [], effects: [] }
  const staying = panel.filter(({ id }) => id !== leaver.id)
  const next = leastLoaded(candidatesFor({ ...was, panel: staying }, able))
  const left: FurtherEvent = { kind: 'panel_left', actor: system, person: personOf(leaver) }
  if (!next) return { set: { assessments, panel: staying }, also: [left], effects: [] }
  const joined: FurtherEvent = { kind: 'panel_joined', actor: system, person: personOf(next) }
  return { set: { assessments, panel: [...staying, personOf(next)] }, also: [left, joined], effects: [] }
}

function unassignLeaver(was: Application, leaver: Person, able: readonly Officer[]): Staffing {
  if (was.assignee?.toHexString() !== leaver.id) return { set: {}, also: [], effects: [] }
  const next = leastLoaded(able.filter(isReviewer))
  if (!next) return { set: { assignee: null }, also: [{ kind: 'unassigned', actor: system }], effects: [] }
  const also: FurtherEvent[] = [{ kind: 'assigned', actor: system, person: personOf(next) }]
  return { set: { assignee: assigneeOf(next) }, also, effects: [] }
}

const merged = (one: Staffing, other: Staffing): Staffing => ({
  set: { ...one.set, ...other.set },
  also: [...one.also, ...other.also],
  effects: [...one.effects, ...other.effects],
})
