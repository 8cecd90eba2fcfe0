import { Types, trusted } from 'mongoose'
import { ViewingModel, type Viewing } from '#models/viewings/viewing.ts'
import type { Deps } from '../ports.ts'

type Cancel = (visit: string, account: string) => Promise<void>
const nobody = '—'

/** For an account that is deleted. */
export function forgettingVisitors({ clock }: Pick<Deps, 'clock'>, cancel: Cancel) {
  /** Gives up what is to come and takes the person out of what has been. Safe to repeat. */
  async function forgetVisitor(id: string): Promise<void> {
    const account = new Types.ObjectId(id)
    for (const visit of await comingVisits(account)) await cancel(visit, id)
    // Nobody's: an id that leads to no account.
    const stranger = new Types.ObjectId()
    await ViewingModel.updateMany(
      { 'booking.account': account },
      {
        $set: {
          ...{
            'booking.account': stranger,
            'booking.name': nobody,
            'booking.email': '',
            'booking.phone': '',
            'booking.note': '',
          },
          ...{ 'booking.remindAt': null, 'events.$[theirs].by.name': nobody, 'events.$[theirs].by.id': null },
        },
      },
      { arrayFilters: [{ 'theirs.by.id': id }] },
    )
    await ViewingModel.updateMany(
      { 'released.account': account },
      {
        $set: {
          ...{ 'released.$[given].name': nobody, 'released.$[given].account': stranger },
          ...{ 'events.$[theirs].by.name': nobody, 'events.$[theirs].by.id': null },
        },
      },
      { arrayFilters: [{ 'given.account': account }, { 'theirs.by.id': id }] },
    )
  }

  async function comingVisits(account: Types.ObjectId): Promise<string[]> {
    const coming = { 'booking.account': account, state: 'booked', startsAt: trusted({ $gt: clock.now() }) } as const
    const found = await ViewingModel.find(coming, { booking: 1 }).lean<Pick<Viewing, 'booking'>[]>()
    return [...new Set(found.flatMap(({ booking }) => booking?.visit.toHexString() ?? []))]
  }

  return forgetVisitor
}
