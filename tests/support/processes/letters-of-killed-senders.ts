import { trusted } from 'mongoose'
import { MailModel } from '#models/mail.ts'

/**
 * A letter belongs to its sender for a minute. Here sending takes milliseconds, so that after five seconds its sender has
 * been killed. One that was refused waits longer and stays as it is.
 */
export async function hastenLetters(): Promise<void> {
  const takenBefore = new Date(Date.now() + 55_000)
  await MailModel.updateMany(
    {
      status: 'queued',
      attempts: trusted({ $gt: 0 }),
      lastError: trusted({ $exists: false }),
      nextAttemptAt: trusted({ $gt: new Date(), $lt: takenBefore }),
    },
    { $set: { nextAttemptAt: new Date() } },
  )
}
