import mongoose from 'mongoose'
import type { Application } from '#models/cases/application.ts'
import type { Condition, ConditionKind, ConditionState } from '#models/cases/parts/acceptance.ts'
import { doneBefore } from '#outside/audit.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { applyChange, pickOutgoing, readCaseFor, staleConflict, type OutgoingText } from '../change.ts'
import type { EffectRequest } from '../effects/effect-kinds.ts'
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

/** `shown`: mark of the condition on the page with the form (`conditionMark`). Forms of an earlier release do not say it. */
type ConditionNote = OutgoingText & { conditionId: string; note: string; shown?: string | undefined }
type Addition = OutgoingText & { kind: ConditionKind; text: string; dueOn: CityDay }

/** Returns the conditions that apply from the acceptance of an offer, all open. */
export const initialConditions = (toCome: readonly ConditionToCome[], now: Date): Condition[] =>
  conditionsFrom(toCome, cityDayOf(now)).map(condition => ({
    _id: new mongoose.Types.ObjectId(),
    ...condition,
    state: 'open',
  }))

export function conditionsService({ clock }: Pick<Deps, 'clock'>) {
  const changedNow = () => ({ changedAt: clock.now() })

  /**
   * Marks one condition as fulfilled, waived or open again, for an officer. Throws `acceptance.refused.<reason>`, and
   * `error.stale` when the page showed the condition otherwise.
   */
  async function decide(
    id: string,
    actor: Actor,
    { conditionId, to, note, shown, ...outgoing }: ConditionNote & { to: ConditionState },
  ): Promise<Application> {
    const was = await readWithOpenConditions(id, actor)
    const verdict = canDecideCondition(to, note)
    if (!verdict.ok) throw conflict(`acceptance.refused.${verdict.reason}`)
    const is = conditionIn(was, conditionId)
    if (is.state === to && isSame(is.note, note)) return doneBefore(was)
    requireShown(was, is, shown)
    return change(was, actor, {
      kind: `condition_${to}`,
      // An officer who opens a condition (again) asks for other papers.
      conditions: withCondition(was, conditionId, {
        ...changedNow(),
        state: to,
        handedInAt: null,
        ...noteFields(note, outgoing),
      }),
      ...{ note, outgoing },
    })
  }

  /** Changes the due day of one condition. Throws `error.stale` when the page showed the condition otherwise. */
  async function moveDay(
    id: string,
    actor: Actor,
    { conditionId, dueOn, note, shown, ...outgoing }: ConditionNote & { dueOn: CityDay },
  ): Promise<Application> {
    const was = await readWithOpenConditions(id, actor)
    requireDay(dueOn)
    const is = conditionIn(was, conditionId)
    if (is.dueOn === dueOn && (!note || isSame(is.note, note))) return doneBefore(was)
    requireShown(was, is, shown)
    const conditions = withCondition(was, conditionId, {
      ...changedNow(),
      dueOn,
      ...(note ? noteFields(note, outgoing) : {}),
    })
    return change(was, actor, { kind: 'condition_moved', conditions, note, outgoing })
  }

  /** Adds a condition that the standard list does not contain. */
  async function add(id: string, actor: Actor, { kind, text, dueOn, ...outgoing }: Addition): Promise<Application> {
    const was = await readWithOpenConditions(id, actor)
    requireDay(dueOn)
    if (conditionsOf(was).some(one => isOpen(one, { kind, text, dueOn }))) return doneBefore(was)
    const added = { _id: new mongoose.Types.ObjectId(), kind, text, textWriting: outgoing.writing ?? null, dueOn }
    const conditions = [...conditionsOf(was), { ...added, state: 'open' as const, ...changedNow() }]
    return change(was, actor, { kind: 'condition_added', conditions, note: text, outgoing })
  }

  function requireDay(dueOn: CityDay): void {
    const verdict = canBeDue(dueOn, cityDayOf(clock.now()))
    if (!verdict.ok) throw conflict(`acceptance.refused.${verdict.reason}`, { facts: { day: dueOn } })
  }

  type ConditionsChange = { kind: string; conditions: Condition[]; note: string; outgoing: OutgoingText }
  async function change(was: Application, actor: Actor, changing: ConditionsChange): Promise<Application> {
    const { kind, conditions, note, outgoing } = changing
    const at = clock.now()
    const facts = { template: 'application-conditions-changed' as const }
    const effects: EffectRequest[] = [{ kind: 'mail', facts, notBefore: new Date(at.getTime() + togetherMs) }]
    const offer = withAcceptance(was, { conditions })
    const set = { ...offer, ...turnAfterOfferChange(was, offer, at) }
    const written = await applyChange({ was, kind, actor, at, reason: note, ...pickOutgoing(outgoing), set, effects })
    if (!written) throw staleConflict(was)
    return written
  }

  return { decide, moveDay, add }
}

/** Returns a note and the language it is written in; both replace the previous ones. */
const noteFields = (note: string, { writing }: OutgoingText) => ({ note, noteWriting: writing ?? null })

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

const isSame = (stored: string | null | undefined, note: string): boolean => (stored ?? '') === note

/** Checks whether a condition is the one that is being added: the form was sent twice. */
const isOpen = (one: Condition, { kind, text, dueOn }: Pick<Addition, 'kind' | 'text' | 'dueOn'>): boolean =>
  one.state === 'open' && one.kind === kind && one.text === text && one.dueOn === dueOn

function withCondition(was: Application, conditionId: string, values: Partial<Condition>): Condition[] {
  return conditionsOf(was).map(condition =>
    condition._id.toHexString() === conditionId ? { ...condition, ...values } : condition,
  )
}
