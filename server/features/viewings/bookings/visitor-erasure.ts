import { Types, trusted } from 'mongoose'
import { ViewingModel, type Viewing } from '#models/viewings/viewing.ts'
import type { Deps } from '../ports.ts'

type ErasureDeps = Pick<Deps, 'clock'> & { cancel: (visit: string, account: string) => Promise<void> }
const erasedName = '—'

/** Cancels coming viewings and removes the person from past ones. Idempotent. */
export async function forgetVisitor(deps: ErasureDeps, id: string): Promise<void> {
  const account = new Types.ObjectId(id)
  for (const visit of await findUpcomingVisits(account, deps.clock.now())) await deps.cancel(visit, id)
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

async function findUpcomingVisits(account: Types.ObjectId, now: Date): Promise<string[]> {
  const coming = { 'booking.account': account, state: 'booked', startsAt: trusted({ $gt: now }) } as const
  const found = await ViewingModel.find(coming, { booking: 1 }).lean<Pick<Viewing, 'booking'>[]>()
  return [...new Set(found.flatMap(({ booking }) => booking?.visit.toHexString() ?? []))]
}
