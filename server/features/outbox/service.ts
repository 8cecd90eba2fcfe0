import mongoose, { trusted, type Types } from 'mongoose'
import { OutboxAttemptModel, type OutboxAttempt } from '#models/outbox-attempt.ts'
import type { PendingEffect } from '#models/parts/history.ts'
import { signalWork } from '#models/parts/work-signal.ts'
import { recordAudit, type Action, type Subject } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import type { Log } from '#outside/log.ts'
import { removeEffect, outboxRunner } from '#outside/outbox/runner.ts'
import { conflict } from '#shared/errors.ts'
import type { Outbox, OutboxName } from '#shared/outbox.ts'

/** An effect as identified by the page's form. */
export type Named = { outbox: OutboxName; document: string; key: string }
/** An effect that waits for an administrator: it failed too often, or no running version knows its kind. */
export type Stuck = Named & {
  kind: string
  subject: Subject
  /** Id of the request, or of the job's run, that created it, as in the log; null where unknown. */
  requestId: string | null
  /** Null for an unknown kind, which was never tried. */
  failed: Pick<OutboxAttempt, 'failures' | 'firstFailedAt' | 'lastError'> | null
}

/** Most effects shown to an administrator; the next ones appear once these are dealt with. */
const maxListed = 100

type EffectDocument = { _id: Types.ObjectId } & Record<string, unknown>

/** `elsewhere`: outboxes that a chore of their own carries out. */
type Deps = { clock: Clock; log: Log; outboxes: readonly Outbox[]; elsewhere?: readonly Outbox[] }

/** Carries out pending effects, and shows administrators those that cannot be carried out. */
export function outboxService({ elsewhere = [], ...deps }: Deps) {
  const { clock } = deps
  const outboxes = [...deps.outboxes, ...elsewhere]

  /**
   * Returns the effects that wait for an administrator, oldest failure first; at most `most` of each sort, or all with 0.
   */
  async function stuck(most = maxListed): Promise<Stuck[]> {
    const parked = OutboxAttemptModel.find({ parkedAt: trusted({ $type: 'date' }) }).sort({ firstFailedAt: 1 })
    const found: Stuck[] = []
    for (const attempt of await parked.limit(most).lean<OutboxAttempt[]>()) {
      const outbox = outboxes.find(({ name }) => name === attempt.outbox)
      const document = outbox && (await read(outbox, attempt.document))
      const effect = outbox && document && effectIn(outbox, document, attempt.key)
      if (effect) found.push(toStuck(outbox, document, effect, attempt))
    }
    for (const outbox of outboxes) found.push(...(await findUnknown(outbox, most)))
    return found
  }

  /**
   * Returns how many effects wait for an administrator, including unknown kinds; how many are being retried; when the oldest
   * failure of both, and of the latter, occurred.
   */
  async function figures() {
    const oldest = (some: object) =>
      OutboxAttemptModel.findOne(some, { firstFailedAt: 1 }).sort({ firstFailedAt: 1 }).lean<OutboxAttempt>()
    const [parked, failing, failed, failingFirst, unknown] = await Promise.all([
      OutboxAttemptModel.countDocuments({ parkedAt: trusted({ $type: 'date' }) }),
      OutboxAttemptModel.countDocuments({ parkedAt: null }),
      oldest({}),
      oldest({ parkedAt: null }),
      Promise.all(outboxes.map(outbox => findUnknown(outbox, 0))),
    ])
    return {
      parked: parked + unknown.flat().length,
      failing,
      oldestFailureAt: failed?.firstFailedAt ?? null,
      failingSince: failingFirst?.firstFailedAt ?? null,
    }
  }

  /** Retries a parked effect, with as many attempts as any other. Throws `outbox.gone` when it no longer waits. */
  async function repeat(named: Named): Promise<void> {
    const { outbox, document, effect } = await find(named)
    const anew = { failures: 0, parkedAt: null, nextAttemptAt: clock.machineNow() }
    const where = { outbox: outbox.name, document: document._id, key: effect.key }
    const { matchedCount } = await OutboxAttemptModel.updateOne(
      { ...where, parkedAt: trusted({ $type: 'date' }) },
      { $set: anew },
    )
    if (matchedCount === 0) throw conflict('outbox.gone')
    recordAct({ action: 'effect.repeated' }, outbox, document, effect)
    signalWork('effects')
  }

  /** Drops an effect for good; the effects behind it continue. Throws `outbox.gone` when it no longer waits. */
  async function drop(named: Named, reason: string): Promise<void> {
    const { outbox, document, effect } = await find(named)
    const where = { outbox: outbox.name, document: document._id, key: effect.key }
    const parked = await OutboxAttemptModel.exists({ ...where, parkedAt: trusted({ $type: 'date' }) })
    if (!parked && outbox.knows(effect.kind)) throw conflict('outbox.gone')
    const { modifiedCount } = await removeEffect(outbox, document._id, effect.key)
    if (modifiedCount === 0) throw conflict('outbox.gone')
    recordAct({ action: 'effect.dropped', reason }, outbox, document, effect)
    await OutboxAttemptModel.deleteOne(where)
    signalWork('effects')
  }

  async function find({ outbox: name, document: id, key }: Named) {
    const outbox = outboxes.find(one => one.name === name)
    const document = outbox && (await read(outbox, new mongoose.Types.ObjectId(id)))
    const effect = outbox && document && effectIn(outbox, document, key)
    if (!effect) throw conflict('outbox.gone')
    return { outbox, document, effect }
  }

  return { ...outboxRunner(deps), stuck, figures, repeat, drop }
}
export type OutboxService = ReturnType<typeof outboxService>

async function findUnknown(outbox: Outbox, most: number): Promise<Stuck[]> {
  // Uses the index of pending effects: most documents have none.
  const hasEffects = { [`${outbox.field}.key`]: { $exists: true } }
  const unknown = { ...hasEffects, [outbox.field]: { $elemMatch: { kind: { $nin: [...outbox.kinds] } } } }
  const found = await collectionOf(outbox)
    .find(unknown, { projection: shownFields(outbox) })
    .limit(most)
    .toArray()
  return found.flatMap(document =>
    effectsIn(outbox, document)
      .filter(({ kind }) => !outbox.knows(kind))
      .map(effect => toStuck(outbox, document, effect, null)),
  )
}

const collectionOf = ({ collection }: Outbox) => mongoose.connection.collection<EffectDocument>(collection)
const shownFields = ({ field }: Outbox) => ({ [field]: 1, reference: 1, premises: 1, account: 1 })

const read = (outbox: Outbox, id: Types.ObjectId): Promise<EffectDocument | null> =>
  collectionOf(outbox).findOne({ _id: id }, { projection: shownFields(outbox) })

const effectsIn = ({ field }: Outbox, document: EffectDocument) => (document[field] ?? []) as PendingEffect[]
const effectIn = (outbox: Outbox, document: EffectDocument, key: string) =>
  effectsIn(outbox, document).find(effect => effect.key === key)

const toStuck = (
  outbox: Outbox,
  document: EffectDocument,
  { key, kind, origin }: PendingEffect,
  failed: Stuck['failed'],
): Stuck => ({
  outbox: outbox.name,
  document: document._id.toHexString(),
  key,
  kind,
  failed,
  subject: subjectOf(outbox, document),
  requestId: origin?.requestId ?? null,
})

const subjectKinds: Record<OutboxName, Subject['kind']> = {
  applications: 'application',
  tenancies: 'tenancy',
  enquiries: 'enquiry',
  viewings: 'viewing',
  saved: 'account',
  push: 'account',
}

/** The document as named in the audit trail; saved searches and devices are named by their account. */
function subjectOf({ name }: Outbox, { _id, reference, account }: EffectDocument): Subject {
  const id =
    (name === 'saved' || name === 'push') && account instanceof mongoose.Types.ObjectId
      ? account.toHexString()
      : _id.toHexString()
  return { kind: subjectKinds[name], id, ...(typeof reference === 'string' ? { label: reference } : {}) }
}

type Act = { action: Action; reason?: string }
function recordAct(act: Act, outbox: Outbox, document: EffectDocument, { kind }: PendingEffect): void {
  const changes = [{ field: 'effect', before: kind, after: null }]
  recordAudit({ ...act, subject: subjectOf(outbox, document), changes })
}
