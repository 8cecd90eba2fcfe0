import { trusted, type Types } from 'mongoose'
import { OutboxAttemptModel, type OutboxAttempt } from '../../../models/outbox-attempt.ts'
import { mostAttempts, retryAfterMs, type OutboxName } from '../../shared/outbox.ts'
import type { Clock } from '../clock.ts'
import { AppError } from '../../shared/errors.ts'

/** An effect, as its slice's outbox, its document and its key name it. */
export type EffectPlace = { outbox: OutboxName; document: Types.ObjectId; key: string }
export type Attempts = typeof outboxAttempts

/** The failures of effects, and which of them wait for an administrator. */
export const outboxAttempts = {
  all: (): Promise<OutboxAttempt[]> => OutboxAttemptModel.find().lean<OutboxAttempt[]>(),

  /** Counts a failure; the last one that is allowed parks the effect. Returns how it stands. */
  async failed(place: EffectPlace & { kind: string }, error: unknown, clock: Clock): Promise<OutboxAttempt> {
    const now = clock.now()
    const { kind, ...where } = place
    const before = await OutboxAttemptModel.findOne(where, { failures: 1 }).lean<OutboxAttempt>()
    const failures = (before?.failures ?? 0) + 1
    return OutboxAttemptModel.findOneAndUpdate(
      where,
      {
        $set: {
          ...{ kind, failures, lastError: inShort(error) },
          nextAttemptAt: new Date(clock.machineNow().getTime() + retryAfterMs(failures)),
          parkedAt: failures >= mostAttempts ? now : null,
        },
        $setOnInsert: { firstFailedAt: now },
      },
      { upsert: true, returnDocument: 'after' },
    ).lean<OutboxAttempt>()
  },

  async forget(attempts: readonly OutboxAttempt[]): Promise<void> {
    if (attempts.length === 0) return
    await OutboxAttemptModel.deleteMany({ _id: trusted({ $in: attempts.map(({ _id }) => _id) }) })
  },
}

const longest = 300

/** For administrators: no address of anybody, and not the whole of what a database quotes. */
function inShort(error: unknown): string {
  if (error instanceof AppError) return error.code
  return String(error)
    .replaceAll(/\S+@\S+/g, '…')
    .slice(0, longest)
}
