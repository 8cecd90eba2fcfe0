import mongoose, { type Types } from 'mongoose'
import { BuildingModel } from '#models/premises/building.ts'
import { PremisesBulkItemModel, PremisesBulkModel, type BulkChange } from '#models/listings/premises-bulk.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { recordAudit } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import type { PlacedBuilding, Shift } from '#features/street/placing.ts'
import { fillEmptyParts } from '#features/premises/listing/stored.ts'
import { planChange } from './planning.ts'

/** A bulk change and its number of premises. */
export type PlannedMove = { bulk: Types.ObjectId; possible: number }
type Author = { id: string; name: string; role: string }

/**
 * Moves the premises of a building along with it, as a bulk change (ADR 37): one guarded write each with its entry in the
 * history. Like every bulk change it has a page and can be undone. It is planned before the building is saved, and the one
 * write of the building names it. After a crash `carryOn` sees from this that the premises must follow; those of a building
 * that has not moved do not.
 */
export function movingAlong({ clock }: { clock: Clock }) {
  /** Stores the planned change of each premises. Returns null when there are none. */
  async function planAlong({ code }: PlacedBuilding, shift: Shift, by: Author): Promise<PlannedMove | null> {
    await carryOn()
    const without = { events: 0, unfiled: 0, photos: 0, texts: 0 }
    const found = await PremisesModel.find({ buildingCode: code }, without).lean<Premises[]>()
    if (found.length === 0) return null
    const bulk = new mongoose.Types.ObjectId()
    const at = clock.now()
    const wish: Extract<BulkChange, { kind: 'shift' }> = { kind: 'shift', building: code, ...shift }
    const items = found.map(premises => ({
      bulk,
      code: premises.code,
      version: premises.version,
      outcome: null,
      ...planChange(fillEmptyParts(premises), wish, at),
    }))
    await PremisesBulkItemModel.collection.insertMany(items, { ordered: false })
    const possible = items.filter(({ refusal }) => refusal === null).length
    const { id, name, role } = by
    const author = { id, name, role }
    const counts = { chosen: found.length, possible }
    await PremisesBulkModel.create({ _id: bulk, by: author, at, wish, state: 'previewed', ...counts })
    return { bulk, possible }
  }

  /** Queues the outstanding changes of moved buildings for the worker. Safe to repeat. */
  async function carryOn(): Promise<void> {
    const moved = await BuildingModel.find({ movedAlong: mongoose.trusted({ $type: 'objectId' }) })
      .select({ movedAlong: 1 })
      .lean<{ _id: Types.ObjectId; movedAlong: Types.ObjectId }[]>()
    for (const { _id, movedAlong } of moved) {
      const now = { state: 'confirmed' as const, confirmedAt: clock.now() }
      await PremisesBulkModel.updateOne({ _id: movedAlong, state: 'previewed' }, { $set: now })
      await BuildingModel.updateOne({ _id, movedAlong }, { $unset: { movedAlong: 1 } })
    }
  }

  /**
   * Does the same at once, after somebody has moved the building, and records in the audit trail that this change is
   * confirmed. It is not if the write of the building does not name it.
   */
  async function follow({ bulk, possible }: PlannedMove): Promise<void> {
    await carryOn()
    if (await PremisesBulkModel.exists({ _id: bulk, state: 'previewed' })) return
    const subject = { kind: 'bulk' as const, id: bulk.toHexString(), label: 'shift' }
    recordAudit({
      action: 'premises.bulk-confirmed',
      subject,
      changes: [{ field: 'premises', before: null, after: possible }],
    })
  }

  /** Deletes the plan, if there is one, of a building that was not saved; nothing refers to it. */
  async function stay(along: PlannedMove | null): Promise<void> {
    if (!along) return
    const { bulk } = along
    await PremisesBulkModel.deleteOne({ _id: bulk, state: 'previewed' })
    await PremisesBulkItemModel.deleteMany({ bulk })
  }

  return { planAlong, carryOn, follow, stay }
}
