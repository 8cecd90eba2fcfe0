import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { BulkDecisionModel, type BulkDecision, type BulkItem } from '#models/deciding/bulk-decision.ts'
import { currentOrigin } from '#models/parts/origin.ts'
import { skipAudit } from '#outside/audit.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { conflict, notFound } from '#shared/errors.ts'
import type { Deps } from '#features/cases/ports.ts'
import type { Actor } from '#features/cases/states.ts'
import { createBulkExecutionService, type ExecutionDeps } from './carrying-out.ts'
import { pastBulk } from './past.ts'
import { createBulkPlanningService, type BulkRequest } from './planning.ts'
import { findBulkDecision, findUndoing, createBulkUndoService, type UndoResult } from './undoing.ts'

type BulkDeps = ExecutionDeps & Pick<Deps, 'premises' | 'programme' | 'content' | 'accounts'>
/** A case of a bulk decision as it is now; null when it no longer exists. */
export type BulkCase = { item: BulkItem; application: Application | null }

/** Bulk decisions (ADR 34): planned, previewed, confirmed, carried out case by case, and possibly undone. */
export function createBulkDecisionService(deps: BulkDeps) {
  const { clock } = deps
  const { carryOut, finish } = createBulkExecutionService(deps)
  const { planItems, readersOf } = createBulkPlanningService(deps)
  const { undoItems } = createBulkUndoService(deps)

  /** Stores the plan, for its decider to confirm on the same day. Returns its id. */
  async function plan(ids: readonly string[], actor: Actor, wish: BulkRequest): Promise<string> {
    const planned = await planItems(ids, actor, wish)
    if (planned.items.length === 0) throw notFound()
    const by = { id: actor.id ?? '', name: actor.name ?? '' }
    const storedDecision = await BulkDecisionModel.create({
      ...wish,
      ...planned,
      by,
      at: clock.now(),
      state: 'previewed',
    })
    return storedDecision._id.toHexString()
  }

  /** Reads a bulk decision for the decider who made it. Throws "not found" for anybody else. */
  async function get(id: string, actor: Actor): Promise<BulkDecision> {
    const found = await BulkDecisionModel.findOne({ _id: id, 'by.id': actor.id ?? '' }).lean<BulkDecision>()
    if (!found) throw notFound()
    return found
  }

  async function casesOf({ items }: BulkDecision): Promise<BulkCase[]> {
    const ids = items.map(({ application }) => application)
    const found = await ApplicationModel.find({ _id: trusted({ $in: ids }) }).lean<Application[]>()
    const byId = new Map(found.map(application => [application._id.toHexString(), application]))
    return items.map(item => ({ item, application: byId.get(item.application.toHexString()) ?? null }))
  }

  /** Carries out what the preview showed. Safe to repeat. Throws `bulk.refused.old` when the preview is from another day. */
  async function confirm(id: string, actor: Actor): Promise<void> {
    const bulk = await get(id, actor)
    if (bulk.state === 'finished') {
      skipAudit()
      return
    }
    if (bulk.state === 'previewed') {
      if (cityDayOf(bulk.at) !== cityDayOf(clock.now())) throw conflict('bulk.refused.old')
      const confirmed = { state: 'confirmed' as const, confirmedAt: clock.now(), origin: currentOrigin() ?? null }
      await BulkDecisionModel.updateOne({ _id: bulk._id, state: 'previewed' }, { $set: confirmed })
    }
    await carryOut(bulk)
  }

  /**
   * Undoes all or one of the cases, as far as nobody has been notified (see `tooLateReason`). Where all of them are undone already, as
   * when the form is sent twice, returns their number.
   */
  async function undo(id: string, actor: Actor, only?: string): Promise<UndoResult> {
    const bulk = await get(id, actor)
    const cases = await casesOf(bulk)
    const selected = cases.filter(({ item }) => !only || item.application.toHexString() === only)
    const decided = selected.filter(({ application }) => application && findBulkDecision(application, id))
    const open = decided.filter(({ application }) => application && !findUndoing(application, id))
    if (open.length === 0) return { undone: decided.length, refused: [] }
    const items = open.map(({ item }) => item)
    return undoItems(id, actor, items)
  }

  return { plan, readersOf, get, casesOf, confirm, finish, undo, past: pastBulk }
}
