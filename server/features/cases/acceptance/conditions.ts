import mongoose from 'mongoose'
import type { Application } from '#models/cases/application.ts'
import type { Condition, ConditionKind, ConditionState } from '#models/cases/parts/acceptance.ts'
import { doneBefore } from '#outside/audit.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { yes } from '#shared/verdict.ts'
import type { Writing } from '#models/parts/writing.ts'
import {
  applyChange,
  pickOutgoing,
  readCaseFor,
  staleConflict,
  type FurtherEvent,
  type OutgoingText,
} from '../change.ts'
import type { EffectRequest } from '../effects/effect-kinds.ts'
import type { EventKind } from '../event-kinds.ts'
import type { Deps } from '../ports.ts'
import type { Actor } from '../states.ts'
import { turnAfterOfferChange } from '../status/stage.ts'
import { togetherMs } from './changed-together.ts'
import { withAcceptance, conditionsOf } from './offer-acceptance.ts'
import {
  canBeDue,
  canDecideCondition,
  conditionMark,
  conditionsFrom,
  isAwaitingConditions,
  type ConditionToCome,
} from './rules.ts'

/**
 * What an officer decides on one condition: its state, its day, a note. `shown`: mark of the condition on the page with the
 * form (`conditionMark`).
 */
export type ConditionDecision = {
  conditionId: string
  to?: ConditionState | undefined
  dueOn?: CityDay | undefined
  note: string
  writing?: Writing | undefined
  shown?: string | undefined
}
type Addition = OutgoingText & { kind: ConditionKind; text: string; dueOn: CityDay }

/** Returns the conditions that apply from the acceptance of an offer, all open. */
export const initialConditions = (toCome: readonly ConditionToCome[], now: Date): Condition[] =>
  conditionsFrom(toCome, cityDayOf(now)).map(condition => ({
    _id: new mongoose.Types.ObjectId(),
    ...condition,
    state: 'open',
  }))

export function conditionsService({ clock }: Pick<Deps, 'clock'>) {
  /**
   * Marks conditions as fulfilled, waived or open again, and changes their days, for an officer: one write with one event for
   * each. Throws `acceptance.refused.<reason>`, and `error.stale` when the page showed one of them otherwise.
   */
  async function settle(
    id: string,
    actor: Actor,
    { decisions, ...outgoing }: OutgoingText & { decisions: readonly ConditionDecision[] },
  ): Promise<Application> {
    const was = await readWithOpenConditions(id, actor)
    const at = clock.now()
    for (const one of decisions) requireAllowed(one, at)
    const news = decisions.filter(one => !isDone(conditionIn(was, one.conditionId), one))
    if (news.length === 0) return doneBefore(was)
    for (const { conditionId, shown } of news) requireShown(was, conditionIn(was, conditionId), shown)
    const conditions = conditionsOf(was).map(condition => {
      const decision = news.find(({ conditionId }) => conditionId === condition._id.toHexString())
      return decision ? { ...condition, changedAt: at, ...valuesOf(decision) } : condition
    })
    const events = news.map(decision => eventOf(decision, actor))
    const { kind = 'condition_noted', reason = '', writing } = events.at(-1) ?? {}
    const earlier = events.slice(0, -1)
    return change(was, actor, { kind, at, conditions, note: reason, outgoing: { ...outgoing, writing }, earlier })
  }

  /** Adds a condition that the standard list does not contain. */
  async function add(id: string, actor: Actor, { kind, text, dueOn, ...outgoing }: Addition): Promise<Application> {
    const was = await readWithOpenConditions(id, actor)
    const at = clock.now()
    requireDay(dueOn, at)
    if (conditionsOf(was).some(one => isOpen(one, { kind, text, dueOn }))) return doneBefore(was)
    const added = { _id: new mongoose.Types.ObjectId(), kind, text, textWriting: outgoing.writing ?? null, dueOn }
    const conditions = [...conditionsOf(was), { ...added, state: 'open' as const, changedAt: at }]
    return change(was, actor, { kind: 'condition_added', at, conditions, note: text, outgoing })
  }

  function requireAllowed({ to, dueOn, note }: ConditionDecision, now: Date): void {
    const verdict = to ? canDecideCondition(to, note) : yes
    if (!verdict.ok) throw conflict(`acceptance.refused.${verdict.reason}`)
    if (dueOn) requireDay(dueOn, now)
  }

  function requireDay(dueOn: CityDay, now: Date): void {
    const verdict = canBeDue(dueOn, cityDayOf(now))
    if (!verdict.ok) throw conflict(`acceptance.refused.${verdict.reason}`, { facts: { day: dueOn } })
  }

  type ConditionsChange = {
    kind: EventKind
    /** Instant of the event and of its conditions (`changedAt`): by it the mail finds the conditions that it is about. */
    at: Date
    conditions: Condition[]
    note: string
    outgoing: OutgoingText
    earlier?: readonly FurtherEvent[]
  }
  async function change(was: Application, actor: Actor, changing: ConditionsChange): Promise<Application> {
    const { kind, at, conditions, note, outgoing, earlier = [] } = changing
    const facts = { template: 'application-conditions-changed' as const }
    const effects: EffectRequest[] = [{ kind: 'mail', facts, notBefore: new Date(at.getTime() + togetherMs) }]
    const offer = withAcceptance(was, { conditions })
    const set = { ...offer, ...turnAfterOfferChange(was, offer, at) }
    const about = { kind, actor, at, reason: note, ...pickOutgoing(outgoing), earlier }
    const written = await applyChange({ was, ...about, set, effects })
    if (!written) throw staleConflict(was)
    return written
  }

  return { settle, add }
}

/**
 * Returns the fields of a decided condition. Its note and the language of that replace the previous ones; without a new state
 * the note stays unless there is another. An officer who opens a condition (again) asks for other papers.
 */
const valuesOf = ({ to, dueOn, note, writing }: ConditionDecision): Partial<Condition> => ({
  ...(to ? { state: to, handedInAt: null } : {}),
  ...(dueOn ? { dueOn } : {}),
  ...(to || note ? { note, noteWriting: writing ?? null } : {}),
})

const eventOf = ({ to, dueOn, note, writing }: ConditionDecision, actor: Actor): FurtherEvent => ({
  kind: `condition_${to ?? (dueOn ? 'moved' : 'noted')}`,
  actor,
  reason: note,
  writing,
})

/** Checks whether a condition is as the form wants it: the form was sent twice. */
const isDone = (is: Condition, { to, dueOn, note }: ConditionDecision): boolean =>
  (!to || is.state === to) && (!dueOn || is.dueOn === dueOn) && (to || note ? (is.note ?? '') === note : true)

/** Reads a case whose conditions can still change. Throws when the actor is no officer or the conditions are closed. */
async function readWithOpenConditions(id: string, actor: Actor): Promise<Application> {
  if (actor.kind !== 'reviewer' && actor.kind !== 'decider') throw conflict('application.refused.not-yours')
  const was = await readCaseFor(id, actor)
  if (!isAwaitingConditions(was)) throw conflict('acceptance.refused.closed', { facts: { id } })
  return was
}

function conditionIn(was: Application, conditionId: string): Condition {
  const found = conditionsOf(was).find(({ _id }) => _id.toHexString() === conditionId)
  if (!found) throw notFound('acceptance.condition-not-found')
  return found
}

/** Throws unless the condition is as the form showed it. The write is guarded by the case in which it is read here. */
function requireShown(was: Application, is: Condition, shown: string | undefined): void {
  if (shown && shown !== conditionMark(is)) throw staleConflict(was)
}

/** Checks whether a condition is the one that is being added: the form was sent twice. */
const isOpen = (one: Condition, { kind, text, dueOn }: Pick<Addition, 'kind' | 'text' | 'dueOn'>): boolean =>
  one.state === 'open' && one.kind === kind && one.text === text && one.dueOn === dueOn
