import mongoose, { type Types } from 'mongoose'
import type { OutboxAttempt } from '#models/outbox-attempt.ts'
import type { PendingEffect } from '#models/parts/history.ts'
import { runWithOrigin } from '#models/parts/origin.ts'
import { signalWork } from '#models/parts/work-signal.ts'
import { isEarly, maxAttempts, notYet, retryAfterMs, type Outbox } from '#shared/outbox.ts'
import type { Clock } from '../clock.ts'
import { isDatabaseAway } from '../database/database-away.ts'
import type { Log } from '../log.ts'
import { processMetrics } from '../metrics.ts'
import { traced } from '../tracing/tracing.ts'
import { outboxAttempts, type Attempts } from './attempts.ts'

/** `patienceMs` is only set by tests. */
type Deps = { clock: Clock; log: Log; outboxes: readonly Outbox[]; attempts?: Attempts; patienceMs?: number }
type Pending = { _id: Types.ObjectId; effects: PendingEffect[] }
type PendingDocument = { _id: Types.ObjectId } & Record<Outbox['field'], PendingEffect[] | undefined>
type FailedEffects = ReadonlyMap<string, OutboxAttempt>
const none: FailedEffects = new Map()

/** Effects that other effects create are carried out in the same turn; this limit ends a cycle of them. */
const maxRounds = 10
/** Timeout of one effect, in milliseconds: after it the effect counts as failed, and the documents behind it continue. */
const patienceMs = 60_000

/**
 * Carries out the pending effects of all slices. An effect may run more than once: it is removed only after it has been
 * done. Within a document effects keep their order; one that fails, is parked or is of a kind this process does not know
 * holds back those behind it, while other documents continue.
 */
export function outboxRunner({ attempts = outboxAttempts, ...deps }: Deps) {
  const { clock, outboxes } = deps
  const { workOn } = createDocumentWorker({ patienceMs, ...deps, attempts })

  /**
   * Carries out all due effects, until `signal` asks to stop. Returns how many were done. Throws only when the database is
   * away.
   */
  async function carryOut(signal?: AbortSignal): Promise<number> {
    let all = 0
    for (let round = 0; round < maxRounds; round += 1) {
      const failed = await attempts.all()
      let done = 0
      for (const outbox of outboxes) {
        const outboxFailures = failed.filter(one => one.outbox === outbox.name)
        done += await carryOutOf(outbox, outboxFailures, signal)
      }
      all += done
      if (done === 0 || signal?.aborted) break
    }
    return all
  }

  async function carryOutOf(outbox: Outbox, failed: readonly OutboxAttempt[], signal?: AbortSignal): Promise<number> {
    const failures = groupByDocument(failed)
    const pending = await findPending(outbox)
    let done = 0
    for (const one of pending) {
      if (signal?.aborted) break
      const documentFailures = failures.get(one._id.toHexString()) ?? none
      if (isWorthReading(outbox, one.effects, documentFailures)) done += await workOn(outbox, one, documentFailures)
    }
    const pendingKeys = new Set(pending.flatMap(({ _id, effects }) => effects.map(({ key }) => effectKeyOf(_id, key))))
    await attempts.forget(failed.filter(({ document, key }) => !pendingKeys.has(effectKeyOf(document, key))))
    return done
  }

  /** Checks, without reading the whole document, whether the first effect that is not held can be tried now. */
  function isWorthReading(outbox: Outbox, effects: readonly PendingEffect[], failures: FailedEffects): boolean {
    const next = effects.find(effect => !isEarly(effect, clock.now()))
    return next !== undefined && canTry(failures.get(next.key), clock.machineNow()) && outbox.knows(next.kind)
  }

  return { carryOut }
}

type Working = Pick<Deps, 'clock' | 'log'> & { attempts: Attempts; patienceMs: number }

/** Carries out the effects of one document, in their order. */
function createDocumentWorker({ clock, log, attempts, patienceMs: mostMs }: Working) {
  /** Reads the document again before each effect: earlier effects change it, and another write may withdraw later ones. */
  async function workOn(outbox: Outbox, { _id, effects }: Pending, failures: FailedEffects): Promise<number> {
    let done = 0
    for (const { key } of effects) {
      const document = await collectionOf(outbox).findOne({ _id })
      const effect = document?.[outbox.field]?.find(one => one.key === key)
      if (!document || !effect) continue
      const came = canTry(failures.get(key), clock.machineNow())
        ? await runWithOrigin(effect.origin, () => attempt({ outbox, document, effect }))
        : 'waits'
      if (came === 'waits') break
      if (came === 'done') done += 1
    }
    return done
  }

  /** Carries out an effect and removes it. A failure is counted, unless the database is away. */
  async function attempt(tried: EffectAttempt): Promise<'done' | 'held' | 'waits'> {
    const { outbox, document, effect } = tried
    try {
      if (outbox.isHeld(document, effect, clock.now())) return 'held'
      if (!outbox.knows(effect.kind)) return 'waits'
      const answer = await withTimeout(
        mostMs,
        traced(`effect ${outbox.name} ${effect.kind}`, { kind: 'consumer' }, () => outbox.carryOut(document, effect)),
      )
      if (answer === notYet) return 'held'
    } catch (error) {
      if (isDatabaseAway(error)) throw error
      await recordFailure(tried, error)
      return 'waits'
    }
    await removeEffect(outbox, document._id, effect.key)
    processMetrics.effects.inc({ outbox: outbox.name, result: 'done' })
    log.info({ outbox: outbox.name, document: document._id.toHexString(), kind: effect.kind }, 'effect carried out')
    return 'done'
  }

  async function recordFailure(
    { outbox: { name }, document, effect: { key, kind } }: EffectAttempt,
    error: unknown,
  ): Promise<void> {
    const place = { outbox: name, document: document._id, key, kind }
    const { failures, parkedAt } = await attempts.failed(place, error, clock)
    processMetrics.effects.inc({ outbox: name, result: parkedAt ? 'parked' : 'failed' })
    const facts = { err: error, outbox: name, document: document._id.toHexString(), kind, failures }
    if (parkedAt) log.error(facts, 'an effect is parked and waits for an administrator')
    else {
      log.warn(facts, 'an effect could not be carried out')
      // Wakes the job at the time of the retry: its own interval may be longer.
      setTimeout(() => signalWork('effects'), retryAfterMs(failures)).unref()
    }
  }

  return { workOn }
}

/** Throws when `work` has no result in time. What it does afterwards is ignored. */
async function withTimeout(ms: number, work: Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing came of it in ${String(ms / 1_000)} s`)), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

type EffectAttempt = { outbox: Outbox; document: PendingDocument; effect: PendingEffect }

const collectionOf = ({ collection }: Pick<Outbox, 'collection'>) =>
  mongoose.connection.collection<PendingDocument>(collection)

/** Returns the pending effects without the rest of their documents, those that have waited longest first. */
async function findPending(outbox: Outbox): Promise<Pending[]> {
  const { field } = outbox
  const found = await collectionOf(outbox)
    .find({ [`${field}.key`]: { $exists: true } }, { projection: { [field]: 1 } })
    .sort({ updatedAt: 1 })
    .toArray()
  return found.map(one => ({ _id: one._id, effects: one[field] ?? [] }))
}

export const removeEffect = (outbox: Outbox, id: Types.ObjectId, key: string) =>
  collectionOf(outbox).updateOne({ _id: id }, { $pull: { [outbox.field]: { key } } })

const effectKeyOf = (document: Types.ObjectId, key: string): string => `${document.toHexString()} ${key}`

function groupByDocument(failed: readonly OutboxAttempt[]): Map<string, Map<string, OutboxAttempt>> {
  const grouped = new Map<string, Map<string, OutboxAttempt>>()
  for (const attempt of failed) {
    const id = attempt.document.toHexString()
    grouped.set(id, (grouped.get(id) ?? new Map<string, OutboxAttempt>()).set(attempt.key, attempt))
  }
  return grouped
}

/**
 * Checks whether an effect may be tried now. A time further ahead than any retry was set before the machine's clock was set
 * back.
 */
function canTry(attempt: OutboxAttempt | undefined, machineNow: Date): boolean {
  if (!attempt) return true
  const waitMs = attempt.nextAttemptAt.getTime() - machineNow.getTime()
  return !attempt.parkedAt && (waitMs <= 0 || waitMs > retryAfterMs(maxAttempts))
}
