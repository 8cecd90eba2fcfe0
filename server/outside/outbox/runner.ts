import mongoose, { type Types } from 'mongoose'
import type { OutboxAttempt } from '../../../models/outbox-attempt.ts'
import type { PendingEffect } from '../../../models/parts/history.ts'
import { isEarly, type Outbox } from '../../shared/outbox.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { outboxAttempts, type Attempts } from './attempts.ts'

type Deps = { clock: Clock; log: Log; outboxes: readonly Outbox[]; attempts?: Attempts }
type Owing = { _id: Types.ObjectId } & Record<Outbox['field'], PendingEffect[] | undefined>
type FailedEffects = ReadonlyMap<string, OutboxAttempt>
const none: FailedEffects = new Map()

/** Effects that other effects leave are done in the same turn, but a circle of them ends. */
const mostRounds = 10

/**
 * Carries out what changes have left to be done, for every slice. Each effect may be repeated: it is crossed out only after
 * it has been done. Within one document effects keep their order, and one that fails, is parked or is of a kind this process
 * does not know holds back those behind it; other documents go on.
 */
export function outboxRunner({ attempts = outboxAttempts, ...deps }: Deps) {
  const { clock, outboxes } = deps
  const { workOn } = documentWork({ ...deps, attempts })

  /** Everything that is due. Returns how many effects were done. Throws only when the database is away. */
  async function carryOut(): Promise<number> {
    let all = 0
    for (let round = 0; round < mostRounds; round += 1) {
      const failed = await attempts.all()
      let done = 0
      for (const outbox of outboxes) {
        const theirs = failed.filter(one => one.outbox === outbox.name)
        done += await carryOutOf(outbox, theirs)
      }
      all += done
      if (done === 0) break
    }
    return all
  }

  async function carryOutOf(outbox: Outbox, failed: readonly OutboxAttempt[]): Promise<number> {
    const failures = byDocument(failed)
    const pending = await pendingIn(outbox)
    let done = 0
    for (const { _id, effects } of pending) {
      const theirs = failures.get(_id.toHexString()) ?? none
      if (isWorthReading(outbox, effects, theirs)) done += await workOn(outbox, _id, theirs)
    }
    const left = new Set(pending.flatMap(({ _id, effects }) => effects.map(({ key }) => placeOf(_id, key))))
    await attempts.forget(failed.filter(({ document, key }) => !left.has(placeOf(document, key))))
    return done
  }

  /** Without opening the whole document: whether the first effect that is not held can be tried now. */
  function isWorthReading(outbox: Outbox, effects: readonly PendingEffect[], failures: FailedEffects): boolean {
    const next = effects.find(effect => !isEarly(effect, clock.now()))
    return next !== undefined && mayTry(failures.get(next.key), clock.machineNow()) && outbox.knows(next.kind)
  }

  return { carryOut }
}

/** The effects of one document, in their order. */
function documentWork({ clock, log, attempts }: Pick<Deps, 'clock' | 'log'> & { attempts: Attempts }) {
  async function workOn(outbox: Outbox, id: Types.ObjectId, failures: FailedEffects): Promise<number> {
    const document = await collectionOf(outbox).findOne({ _id: id })
    const effects = document?.[outbox.field] ?? []
    let done = 0
    for (const effect of document ? effects : []) {
      if (outbox.isHeld(document as object, effect, clock.now())) continue
      if (!mayTry(failures.get(effect.key), clock.machineNow()) || !outbox.knows(effect.kind)) break
      if (!(await isDone(outbox, document as Owing, effect))) break
      done += 1
    }
    return done
  }

  /** Does it and crosses it out; a failure is counted. */
  async function isDone(outbox: Outbox, document: Owing, effect: PendingEffect): Promise<boolean> {
    try {
      await outbox.carryOut(document, effect)
    } catch (error) {
      await note({ outbox, document, effect }, error)
      return false
    }
    await crossOut(outbox, document._id, effect.key)
    return true
  }

  async function note({ outbox: { name }, document, effect: { key, kind } }: Tried, error: unknown): Promise<void> {
    const place = { outbox: name, document: document._id, key, kind }
    const { failures, parkedAt } = await attempts.failed(place, error, clock)
    const facts = { err: error, outbox: name, document: document._id.toHexString(), kind, failures }
    if (parkedAt) log.error(facts, 'an effect is parked and waits for an administrator')
    else log.warn(facts, 'an effect could not be carried out')
  }

  return { workOn }
}

type Tried = { outbox: Outbox; document: Owing; effect: PendingEffect }

const collectionOf = ({ collection }: Pick<Outbox, 'collection'>) => mongoose.connection.collection<Owing>(collection)

/** What is pending, without the rest of its documents; who has waited longest comes first. */
async function pendingIn(outbox: Outbox): Promise<{ _id: Types.ObjectId; effects: PendingEffect[] }[]> {
  const { field } = outbox
  const found = await collectionOf(outbox)
    .find({ [`${field}.key`]: { $exists: true } }, { projection: { [field]: 1 } })
    .sort({ updatedAt: 1 })
    .toArray()
  return found.map(one => ({ _id: one._id, effects: one[field] ?? [] }))
}

export const crossOut = (outbox: Outbox, id: Types.ObjectId, key: string) =>
  collectionOf(outbox).updateOne({ _id: id }, { $pull: { [outbox.field]: { key } } })

const placeOf = (document: Types.ObjectId, key: string): string => `${document.toHexString()} ${key}`

function byDocument(failed: readonly OutboxAttempt[]): Map<string, Map<string, OutboxAttempt>> {
  const grouped = new Map<string, Map<string, OutboxAttempt>>()
  for (const attempt of failed) {
    const id = attempt.document.toHexString()
    grouped.set(id, (grouped.get(id) ?? new Map<string, OutboxAttempt>()).set(attempt.key, attempt))
  }
  return grouped
}

const mayTry = (attempt: OutboxAttempt | undefined, machineNow: Date): boolean =>
  !attempt || (!attempt.parkedAt && attempt.nextAttemptAt <= machineNow)
