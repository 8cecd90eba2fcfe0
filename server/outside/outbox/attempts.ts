import { trusted, type Types } from 'mongoose'
import { OutboxAttemptModel, type OutboxAttempt } from '#models/outbox-attempt.ts'
import { isDuplicateKey } from '../database/duplicate-key.ts'
import { maxAttempts, retryAfterMs, type OutboxName } from '#shared/outbox.ts'
import { AppError } from '#shared/errors.ts'
import type { Clock } from '../clock.ts'
import { reasonOf } from '../database/database-away.ts'

/** Identifies an effect by the outbox of its slice, its document and its key. */
export type EffectIdentity = { outbox: OutboxName; document: Types.ObjectId; key: string }
export type Attempts = typeof outboxAttempts

/** Stores the failures of effects, and which of them are parked and wait for an administrator. */
export const outboxAttempts = {
  all: (): Promise<OutboxAttempt[]> => OutboxAttemptModel.find().lean<OutboxAttempt[]>(),

  /** Counts a failure; the last allowed one parks the effect. Returns the updated record. */
  async failed(place: EffectIdentity & { kind: string }, error: unknown, clock: Clock): Promise<OutboxAttempt> {
    try {
      return await countFailure(place, summariseError(error), clock)
    } catch (refused) {
      // Another process counted the first failure at the same moment.
      if (!isDuplicateKey(refused)) throw refused
      return countFailure(place, summariseError(error), clock)
    }
  },

  async forget(attempts: readonly OutboxAttempt[]): Promise<void> {
    if (attempts.length === 0) return
    await OutboxAttemptModel.deleteMany({ _id: trusted({ $in: attempts.map(({ _id }) => _id) }) })
  },
}

async function countFailure({ kind, ...where }: EffectIdentity & { kind: string }, lastError: string, clock: Clock) {
  const now = clock.now()
  const before = await OutboxAttemptModel.findOne(where, { failures: 1 }).lean<OutboxAttempt>()
  const failures = (before?.failures ?? 0) + 1
  return OutboxAttemptModel.findOneAndUpdate(
    where,
    {
      $set: {
        kind,
        failures,
        lastError,
        nextAttemptAt: new Date(clock.machineNow().getTime() + retryAfterMs(failures)),
        parkedAt: failures >= maxAttempts ? now : null,
      },
      $setOnInsert: { firstFailedAt: now },
    },
    { upsert: true, returnDocument: 'after' },
  ).lean<OutboxAttempt>()
}

const maxErrorLength = 300

/**
 * Returns a short text for administrators: the kind of error without quoted values, which may be somebody's name, address or
 * number. Names of fields and functions stay.
 */
function summariseError(error: unknown): string {
  if (error instanceof AppError) return error.code
  if (!(error instanceof Error)) return 'something was thrown that is no error'
  const summary = `${error.name}: ${reasonOf(error)}`
  return summary
    .replaceAll(quotedValues, '…')
    .replaceAll(/\S+@\S+|(?<!\bE)\d{5,}/g, '…')
    .slice(0, maxErrorLength)
}
const quotedValues = /"[^"]*"|'[^']*[^\w'][^']*'|\(`[^`]*`\)/g
