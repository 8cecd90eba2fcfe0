import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { BulkDecisionModel, type BulkDecision, type BulkItem } from '#models/deciding/bulk-decision.ts'
import { currentOrigin } from '#models/parts/origin.ts'
import { skipAudit } from '#outside/audit.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { conflict, notFound } from '#shared/errors.ts'
import type { Actor } from '#features/cases/states.ts'
import { carryOut, type ExecutionDeps } from './carrying-out.ts'
import { planItems, type BulkRequest, type PlanningDeps } from './planning.ts'
import { findBulkDecision, findUndoing, undoItems, type UndoDeps, type UndoResult } from './undoing.ts'

/** A case of a bulk decision as it is now; null when it no longer exists. */
export type BulkCase = { item: BulkItem; application: Application | null }

/** Stores the plan, for its decider to confirm on the same day. Returns its id. */
export async function planBulk(
  deps: PlanningDeps,
  ids: readonly string[],
  actor: Actor,
  wish: BulkRequest,
): Promise<string> {
  const planned = await planItems(deps, ids, actor, wish)
  if (planned.items.length === 0) throw notFound()
  const by = { id: actor.id ?? '', name: actor.name ?? '' }
  const storedDecision = await BulkDecisionModel.create({
    ...wish,
    ...planned,
    by,
    at: deps.clock.now(),
    state: 'previewed',
  })
  return storedDecision._id.toHexString()
}

/** Reads a bulk decision for the decider who made it. Throws "not found" for anybody else. */
export async function findBulk(id: string, actor: Actor): Promise<BulkDecision> {
  const found = await BulkDecisionModel.findOne({ _id: id, 'by.id': actor.id ?? '' }).lean<BulkDecision>()
  if (!found) throw notFound()
  return found
}

/** Returns the cases as they are now, in the order of the plan. */
export async function casesOfBulk({ items }: BulkDecision): Promise<BulkCase[]> {
  const ids = items.map(({ application }) => application)
  const found = await ApplicationModel.find({ _id: trusted({ $in: ids }) }).lean<Application[]>()
  const byId = new Map(found.map(application => [application._id.toHexString(), application]))
  return items.map(item => ({ item, application: byId.get(item.application.toHexString()) ?? null }))
}

/** Carries out what the preview showed. Safe to repeat. Throws `bulk.refused.old` when the preview is from another day. */
export async function confirmBulk(deps: ExecutionDeps, id: string, actor: Actor): Promise<void> {
  const bulk = await findBulk(id, actor)
  if (bulk.state === 'finished') {
    skipAudit()
    return
  }
  if (bulk.state === 'previewed') {
    if (cityDayOf(bulk.at) !== cityDayOf(deps.clock.now())) throw conflict('bulk.refused.old')
    const confirmed = { state: 'confirmed' as const, confirmedAt: deps.clock.now(), origin: currentOrigin() ?? null }
    await BulkDecisionModel.updateOne({ _id: bulk._id, state: 'previewed' }, { $set: confirmed })
  }
  await carryOut(deps, bulk)
}

/**
 * Undoes all or one of the cases, as far as nobody has been notified (see `tooLateReason`). Where all of them are undone already, as
 * when the form is sent twice, returns their number.
 */
export async function undoBulk(deps: UndoDeps, id: string, actor: Actor, only?: string): Promise<UndoResult> {
  const bulk = await findBulk(id, actor)
  const cases = await casesOfBulk(bulk)
  const selected = cases.filter(({ item }) => !only || item.application.toHexString() === only)
  const decided = selected.filter(({ application }) => application && findBulkDecision(application, id))
  const open = decided.filter(({ application }) => application && !findUndoing(application, id))
  if (open.length === 0) return { undone: decided.length, refused: [] }
  const items = open.map(({ item }) => item)
  return undoItems(deps, id, actor, items)
}
