import { Types, trusted } from 'mongoose'
import { ViewingModel, type Viewing } from '#models/viewings/viewing.ts'
import type { Deps } from '../ports.ts'

type Cancel = (visit: string, account: string) => Promise<void>
const erasedName = '—'

/** Builds the part of account deletion that concerns viewings. */
export function createForgetVisitor({ clock }: Pick<Deps, 'clock'>, cancel: Cancel) {
  /** Cancels coming viewings and removes the person from past ones. Idempotent. */
  async function forgetVisitor(id: string): Promise<void> {
    const account = new Types.ObjectId(id)
    for (const visit of await findUpcomingVisits(account)) await cancel(visit, id)
    // A new id that belongs to no account.
    const stranger = new Types.ObjectId()
    await ViewingModel.updateMany(
      { 'booking.account': account },
      {
        $set: {
          'booking.account': stranger,
          'booking.name': erasedName,
          'booking.email': '',
          'booking.phone': '',
          'booking.note': '',
          'booking.remindAt': null,
          'events.$[theirs].by.name': erasedName,
          'events.$[theirs].by.id': null,
        },
      },
      { arrayFilters: [{ 'theirs.by.id': id }] },
    )
    await ViewingModel.updateMany(
      { 'released.account': account },
      {
        $set: {
          'released.$[given].name': erasedName,
          'released.$[given].account': stranger,
          'events.$[theirs].by.name': erasedName,
          'events.$[theirs].by.id': null,
        },
      },
      { arrayFilters: [{ 'given.account': account }, { 'theirs.by.id': id }] },
    )
  }

  async function findUpcomingVisits(account: Types.ObjectId): Promise<string[]> {
    const coming = { 'booking.account': account, state: 'booked', startsAt: trusted({ $gt: clock.now() }) } as const
    const found = await ViewingModel.find(coming, { booking: 1 }).lean<Pick<Viewing, 'booking'>[]>()
    return [...new Set(found.flatMap(({ booking }) => booking?.visit.toHexString() ?? []))]
  }

  return forgetVisitor
}
