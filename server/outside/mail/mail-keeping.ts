import { trusted } from 'mongoose'
import { MailModel } from '#models/mail.ts'
import { addMonths, cityDayOf, startOfCityDay } from '#shared/days/city-day.ts'
import type { Clock } from '../clock.ts'

/** Forgets that letters were sent, and to whom, once so many months have passed. Returns how many. */
const forgetSentMail = (clock: Clock) =>
  async function forgetSent(months: number): Promise<number> {
    const before = startOfCityDay(addMonths(cityDayOf(clock.now()), -months))
    const { deletedCount } = await MailModel.deleteMany({ status: 'sent', sentAt: trusted({ $lt: before }) })
    return deletedCount
  }

/** Which letters went to an address, the latest first. Their texts are not kept. */
const mailsTo = (to: string) =>
  MailModel.find({ to }, { _id: 0, template: 1, status: 1, createdAt: 1, sentAt: 1 }).sort({ createdAt: -1 }).lean()

/** Forgets the letters to an address that have left, or never will, but for one. What waits is still sent. */
async function forgetMailsTo(to: string, besides: string): Promise<void> {
  await MailModel.deleteMany({ to, status: trusted({ $in: ['sent', 'failed'] }), cause: trusted({ $ne: besides }) })
}

/** Of these causes, when their letters left, or null where they have still to leave. Without those that were given up or forgotten. */
async function whenLeft(causes: readonly string[]): Promise<Map<string, Date | null>> {
  const filter = { cause: trusted({ $in: [...causes] }), status: trusted({ $in: ['queued', 'sent'] as const }) }
  const found = await MailModel.find(filter, { cause: 1, sentAt: 1 }).lean()
  return new Map(found.map(({ cause, sentAt }) => [cause, sentAt ?? null]))
}

/** What becomes of letters once they have left. */
export const mailKeeping = (clock: Clock) => ({
  forgetSent: forgetSentMail(clock),
  forgetTo: forgetMailsTo,
  mailsTo,
  whenLeft,
})
