import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '../../../models/application.ts'

/** A case's way through its states, without anything that tells whose it is. */
export type CaseCourse = { submittedAt: Date; moves: { at: Date; to: string }[] }

type Read = Pick<Application, 'submittedAt' | 'events'>

/** The courses of all cases that changed since an instant, one at a time: 50,000 never stand in memory. */
export async function* coursesSince(start: Date): AsyncGenerator<CaseCourse> {
  const filter = { submittedAt: trusted({ $type: 'date' as const }), updatedAt: trusted({ $gte: start }) }
  const found = ApplicationModel.find(filter, { submittedAt: 1, 'events.at': 1, 'events.to': 1 })
    .lean<Read[]>()
    .cursor({ batchSize: 500 })
  for await (const { submittedAt, events } of found as AsyncIterable<Read>) {
    const moves = events.flatMap(({ at, to }) => (to ? [{ at, to }] : []))
    if (submittedAt) yield { submittedAt, moves }
  }
}
