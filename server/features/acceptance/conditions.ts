import type { Application } from '#models/cases/application.ts'
import type { Condition, ConditionState } from '#models/cases/parts/acceptance.ts'
import type { Writing } from '#models/parts/writing.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { conflict } from '#shared/errors.ts'
import { togetherMs } from '../cases/acceptance/changed-together.ts'
import { withAcceptance } from '../cases/acceptance/offer-acceptance.ts'
import { canBeDue, isAwaitingConditions } from '../cases/acceptance/rules.ts'
import {
  applyChange,
  pickOutgoing,
  readCaseFor,
  staleConflict,
  type FurtherEvent,
  type OutgoingText,
} from '../cases/change.ts'
import type { EffectRequest } from '../cases/effects/effect-kinds.ts'
import type { EventKind } from '../cases/event-kinds.ts'
import type { CaseFile } from '../cases/queue/case-file.ts'
import type { Actor } from '../cases/states.ts'
import { turnAfterOfferChange } from '../cases/status/stage.ts'

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

/** Checks whether this person can change the conditions of a case now. */
export function canChangeConditions({ application }: CaseFile, { kind }: Actor): boolean {
  return (kind === 'reviewer' || kind === 'decider') && isAwaitingConditions(application)
}

/** Reads a case whose conditions can still change. Throws when the actor is no officer or the conditions are closed. */
export async function readWithOpenConditions(id: string, actor: Actor): Promise<Application> {
  if (actor.kind !== 'reviewer' && actor.kind !== 'decider') throw conflict('application.refused.not-yours')
  const was = await readCaseFor(id, actor)
  if (!isAwaitingConditions(was)) throw conflict('acceptance.refused.closed', { facts: { id } })
  return was
}

/** Throws `acceptance.refused.due-past` when a condition cannot be due on this day any more. */
export function requireDay(dueOn: CityDay, now: Date): void {
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

/** Writes changed conditions with their events and one mail. Throws `error.stale` when the case was changed meanwhile. */
export async function writeConditions(
  was: Application,
  actor: Actor,
  changing: ConditionsChange,
): Promise<Application> {
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
