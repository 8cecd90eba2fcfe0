import { ApplicationModel, type Application } from '#models/cases/application.ts'
import type { BulkItem } from '#models/deciding/bulk-decision.ts'
import type { HistoryEvent } from '#models/parts/history.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { AppError } from '#shared/errors.ts'
import { applyChange, requireMove, moveFacts } from '#features/cases/change.ts'
import { causeId, type EffectRequest } from '#features/cases/effects/effect-kinds.ts'
import { dueAfter, type OfficeDays } from '#features/cases/status/due.ts'
import type { Deps } from '#features/cases/ports.ts'
import { withoutLeavers } from '#features/cases/review/staffing.ts'
import type { Actor } from '#features/cases/states.ts'

const undoMinutes = 10
/** The worker waits a minute longer, for clocks that differ and for an undo in progress. */
const mailHoldMinutes = undoMinutes + 1
const minuteMs = 60_000
const maxAttempts = 5

export const mailHeldUntil = (decidedAt: Date): Date => new Date(decidedAt.getTime() + mailHoldMinutes * minuteMs)
export const undoableUntil = (decidedAt: Date): Date => new Date(decidedAt.getTime() + undoMinutes * minuteMs)

type TooLateReason = 'bulk.late.moved' | 'bulk.late.objected' | 'bulk.late.time' | 'bulk.late.mailed'
type Decided = Pick<Application, 'events' | 'pendingEffects' | 'objections'>

export const findBulkDecision = ({ events }: Pick<Application, 'events'>, bulk: string): HistoryEvent | undefined =>
  events.find(event => event.bulk === bulk && event.kind === 'moved')
export const findUndoing = ({ events }: Pick<Application, 'events'>, bulk: string): HistoryEvent | undefined =>
  events.find(event => event.bulk === bulk && event.kind === 'decision_undone')

/** Returns why a decision can no longer be undone; null while it can. */
export function tooLateReason(was: Decided, bulk: string, now: Date): TooLateReason | null {
  const decision = findBulkDecision(was, bulk)
  if (!decision || was.events.findLast(({ to }) => to) !== decision) return 'bulk.late.moved'
  if (was.objections?.length) return 'bulk.late.objected'
  if (now > undoableUntil(decision.at)) return 'bulk.late.time'
  return heldEffectKeys(was, decision).length > 0 ? null : 'bulk.late.mailed'
}

/** Returns the keys of the effects that notify the applicant; none once the mail has been queued. */
function heldEffectKeys({ pendingEffects }: Pick<Application, 'pendingEffects'>, { _id }: HistoryEvent): string[] {
  const held = pendingEffects.filter(({ key, notBefore }) => notBefore && causeId(key) === _id.toHexString())
  return held.some(({ kind }) => kind === 'mail') ? held.map(({ key }) => key) : []
}

export type UndoResult = { undone: number; refused: string[] }
export type UndoDeps = Pick<Deps, 'clock' | 'programme' | 'content' | 'accounts'>

/** Undoes the decision on each of the cases for which it is not too late. */
export async function undoItems(
  deps: UndoDeps,
  bulk: string,
  actor: Actor,
  items: readonly BulkItem[],
): Promise<UndoResult> {
  const refused: string[] = []
  let undone = 0
  for (const item of items)
    if (await undoQuietly(deps, item.application.toHexString(), bulk, actor)) undone += 1
    else refused.push(item.reference)
  if (undone > 0) await deps.content.changed()
  return { undone, refused }
}

async function undoQuietly(deps: UndoDeps, id: string, bulk: string, actor: Actor): Promise<boolean> {
  try {
    return await undo(deps, id, bulk, actor)
  } catch (error) {
    // The decider has declared a conflict of interest since, or the applicant has started a new application.
    if (error instanceof AppError && error.kind === 'conflict') return false
    if (isDuplicateKey(error)) return false
    throw error
  }
}

/**
 * Undoes one decision, unless another request has done so. Reads the case again when the worker removes an effect between
 * reading and writing.
 */
async function undo(deps: UndoDeps, id: string, bulk: string, actor: Actor): Promise<boolean> {
  const settings = await deps.programme.settings()
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const was = await ApplicationModel.findById(id).lean<Application>()
    const now = deps.clock.now()
    if (was && findUndoing(was, bulk)) return true
    if (!was || tooLateReason(was, bulk, now)) return false
    requireMove(was, 'decision', actor, { ...moveFacts(was, now, settings), undoable: true })
    if (await revertDecision(deps, was, actor, { bulk, settings })) return true
  }
  return false
}

type UndoContext = { bulk: string; settings: OfficeDays }
async function revertDecision(
  { clock, accounts }: UndoDeps,
  was: Application,
  actor: Actor,
  { bulk, settings }: UndoContext,
): Promise<Application | null> {
  const decision = findBulkDecision(was, bulk)
  const parted = await withoutLeavers(was, 'decision', accounts)
  return applyChange({
    was,
    to: 'decision',
    kind: 'decision_undone',
    actor,
    at: clock.now(),
    set: { ...dueAfter(was.state, 'decision', { now: clock.now(), settings }), ...parted.set },
    also: parted.also,
    unset: ['heldPremises', 'notice', 'objections', 'waiting'],
    withdrawn: decision ? heldEffectKeys(was, decision) : [],
    effects: effectsOfUndo(was),
    bulk: { id: bulk, revision: was.revision },
  })
}

/** Returns the effects: the listing shows the premises as free, and it is offered to the next in line. */
function effectsOfUndo({ heldPremises: code, state }: Application): EffectRequest[] {
  return [
    ...(code ? [{ kind: 'premises' as const, facts: { code } }] : []),
    ...(state === 'public_notice' ? [{ kind: 'public' as const, facts: {} }] : []),
    ...(code ? [{ kind: 'promotion' as const, facts: { code } }] : []),
  ]
}
