import { trusted } from 'mongoose'
import type { PremisesChange } from '#models/premises/parts/premises-change.ts'
import {
  PremisesBulkItemModel,
  PremisesBulkModel,
  type BulkOutcome,
  type PremisesBulk,
  type PremisesBulkItem,
} from '#models/listings/premises-bulk.ts'
import { runWithOrigin } from '#models/parts/origin.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import type { Clock } from '#outside/clock.ts'
import type { Log } from '#outside/log.ts'
import { changeCatalogue } from '#features/premises/catalogue.ts'
import { occupancyService } from '#features/premises/occupancy/occupancy.ts'
import { createEventPush } from '#features/premises/listing/recording.ts'
import { derivedOf } from '#features/premises/rules.ts'
import { findOccupied } from '#features/premises/occupancy/summaries.ts'
import { storeTexts } from '#features/premises/text/texts.ts'
import { fillEmptyParts } from '#features/premises/listing/stored.ts'
import { movingAlong } from './bulk-progress.ts'
import { applyChanges, toStoredFields, touchesDerived, touchesTexts, reasonOf } from './planning.ts'

const batchSize = 200
/**
 * How long a lease lasts without a sign of its process. It is shorter than the lease of a job, so that the process that
 * takes over from a killed one finds the change free.
 */
const leaseMs = 5_000
const maxFinishedPerRun = 20

const eventKindByMove = {
  publish: 'published',
  pause: 'paused',
  resume: 'resumed',
  archive: 'archived',
  restore: 'restored',
}

/**
 * Carries out confirmed bulk changes, a few hundred premises at a time. Each premises is one guarded write that names the
 * bulk change in its event, so that after a crash the work done is recognised and continued.
 */
export function bulkWork({ clock }: { clock: Clock }) {
  const { carryOn } = movingAlong({ clock })
  const { show } = occupancyService({ clock })

  /** Shows premises as occupied that were won while their listing was written. */
  async function showNewlyOccupied(written: readonly PremisesBulkItem[]): Promise<void> {
    const moved = written.filter(({ changes }) => changesStatus(changes)).map(({ code }) => code)
    for (const code of (await findOccupied(moved)).keys()) await show(code, { putBack: true })
  }

  const lease = () => ({ workedUntil: new Date(clock.machineNow().getTime() + leaseMs) })

  /**
   * Carries out waiting changes until none are left, logged under the ids of the requests that asked for them. Returns how
   * many bulk changes were finished.
   */
  async function finish(log?: Log): Promise<number> {
    await carryOn()
    for (let finished = 0; ; finished += 1) {
      const bulk = finished < maxFinishedPerRun ? await leaseNext() : null
      if (!bulk) return finished
      await runWithOrigin(bulk.origin, () => finishOne(bulk, log))
    }
  }

  async function finishOne(bulk: PremisesBulk, log?: Log): Promise<void> {
    while ((await step(bulk)) > 0) await PremisesBulkModel.updateOne({ _id: bulk._id }, { $set: lease() })
    const done = { state: 'finished' as const, finishedAt: clock.now(), workedUntil: null }
    await PremisesBulkModel.updateOne({ _id: bulk._id, state: 'confirmed' }, { $set: done })
    log?.info({ bulk: bulk._id.toHexString(), kind: bulk.wish.kind }, 'bulk change of premises finished')
  }

  const leaseNext = (): Promise<PremisesBulk | null> =>
    PremisesBulkModel.findOneAndUpdate(
      { state: 'confirmed', $or: [{ workedUntil: null }, { workedUntil: trusted({ $lt: clock.machineNow() }) }] },
      { $set: lease() },
      { sort: { confirmedAt: 1 }, returnDocument: 'after' },
    ).lean<PremisesBulk>()

  /** Changes the next premises of a bulk change. Returns how many there were. */
  async function step(bulk: PremisesBulk): Promise<number> {
    const items = await PremisesBulkItemModel.find({ bulk: bulk._id, refusal: null, outcome: null })
      .sort({ code: 1 })
      .limit(batchSize)
      .lean<PremisesBulkItem[]>()
    if (items.length === 0) return 0
    const found = await findPremises(items)
    const occupied = await findOccupied(items.filter(({ changes }) => changesStatus(changes)).map(({ code }) => code))
    const ready = items.filter(item => outcomeOf(item, found.get(item.code)) === null && !occupied.has(item.code))
    await writeAll({ bulk, found, now: clock.now() }, ready)
    const after = ready.length > 0 ? await findPremises(items) : found
    // A write that matched nothing was overtaken by another.
    await showNewlyOccupied(ready)
    await recordOutcomes(bulk, items, item => outcomeOf(item, after.get(item.code)) ?? 'changed')
    return items.length
  }

  return { finish, step }
}

type Writing = { bulk: PremisesBulk; found: ReadonlyMap<string, Premises>; now: Date }

async function writeAll(writing: Writing, items: readonly PremisesBulkItem[]): Promise<void> {
  if (items.length === 0) return
  const changed = items.flatMap(({ code, changes }) => {
    const before = writing.found.get(code)
    return before && touchesTexts(changes) ? [applyChanges(before, changes)] : []
  })
  await storeTexts(changed)
  await changeCatalogue(revision =>
    PremisesModel.bulkWrite(
      items.flatMap(item => writeOf(writing, item, revision)),
      { ordered: false },
    ),
  )
}

function writeOf({ bulk, found, now }: Writing, { code, version, changes }: PremisesBulkItem, revision: number) {
  const before = found.get(code)
  if (!before) return []
  const derived = touchesDerived(changes) ? derivedOf(applyChanges(before, changes)) : {}
  const act = { at: now, kind: eventKindOf(bulk), by: bulk.by, note: reasonOf(bulk.wish) }
  const facts = changes.filter(isFact)
  const status = changes.find(change => !isFact(change))
  const details = { version: version + 1, changes: facts, bulk: bulk._id, status, brief: briefOf(bulk, changes) }
  const update = {
    $set: { ...toStoredFields(changes), ...derived, revision },
    $inc: { version: 1 },
    $push: createEventPush(act, details),
  }
  return [{ updateOne: { filter: { code, version }, update } }]
}

const changesStatus = (changes: readonly PremisesChange[]): boolean => changes.some(change => !isFact(change))

/** A change of the status is told by the kind of the event. */
const isFact = ({ field }: PremisesChange): boolean => field !== 'status'

function eventKindOf({ wish }: PremisesBulk): string {
  if (wish.kind === 'undo') return 'bulk-undone'
  return wish.kind === 'move' ? eventKindByMove[wish.move] : 'edited'
}

/** Returns the note of the document's own event, which names the fields of an edit as a single edit does. */
const briefOf = ({ wish }: PremisesBulk, changes: readonly PremisesChange[]): string =>
  wish.kind === 'move' || wish.kind === 'undo'
    ? reasonOf(wish)
    : [...new Set(changes.map(({ field }) => field.split('.')[0]))].join(' ')

async function findPremises(items: readonly PremisesBulkItem[]): Promise<Map<string, Premises>> {
  const codes = items.map(({ code }) => code)
  const found = await PremisesModel.find({ code: trusted({ $in: codes }) }, { photos: 0, unfiled: 0 }).lean<
    Premises[]
  >()
  return new Map(found.map(premises => [premises.code, fillEmptyParts(premises)]))
}

/** Returns the outcome of an item; null while the premises is as in the preview. */
function outcomeOf({ bulk, version }: PremisesBulkItem, found: Premises | undefined): BulkOutcome | null {
  if (!found) return 'gone'
  if (found.events.some(event => event.bulk?.equals(bulk))) return 'done'
  return found.version === version ? null : 'changed'
}

async function recordOutcomes(
  { _id }: PremisesBulk,
  items: readonly PremisesBulkItem[],
  outcomeIs: (item: PremisesBulkItem) => BulkOutcome,
): Promise<void> {
  const outcomes = new Map<BulkOutcome, string[]>()
  for (const item of items) outcomes.set(outcomeIs(item), [...(outcomes.get(outcomeIs(item)) ?? []), item.code])
  for (const [outcome, codes] of outcomes)
    await PremisesBulkItemModel.updateMany({ bulk: _id, code: trusted({ $in: codes }) }, { $set: { outcome } })
}
