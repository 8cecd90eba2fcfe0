import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { streamOf } from '#outside/database/stream.ts'
import { fenForArea } from '#shared/money/price-by-area.ts'

/** The states a case went through, without anything that tells whose case it is. */
export type CaseHistory = { submittedAt: Date; premises: string[]; moves: { at: Date; to: string }[] }

type Read = Pick<Application, 'submittedAt' | 'premises' | 'events'>

/** Yields the histories of cases changed since an instant one by one: 50,000 cases are never in memory at once. */
export async function* historiesSince(start: Date): AsyncGenerator<CaseHistory> {
  const filter = { submittedAt: trusted({ $type: 'date' as const }), updatedAt: trusted({ $gte: start }) }
  const found = ApplicationModel.find(filter, {
    submittedAt: 1,
    premises: 1,
    'events.at': 1,
    'events.to': 1,
    'events.kind': 1,
  }).lean<Read[]>()
  for await (const { submittedAt, premises, events } of streamOf<Read>(found, { batchSize: 500 })) {
    if (submittedAt) yield { submittedAt, premises, moves: movesAmong(events) }
  }
}

/** Leaves out a decision that was undone before anybody was notified of it. */
function movesAmong(events: Read['events']): CaseHistory['moves'] {
  const moves: CaseHistory['moves'] = []
  for (const { at, to, kind } of events) {
    if (kind === 'decision_undone') moves.pop()
    else if (to) moves.push({ at, to })
  }
  return moves
}

const contract = 'offer.acceptance.contract.premises'

/** Returns the market rent a month in fen by case, from its contract; cases without a contract are left out. */
export async function rentsOf(ids: readonly string[]): Promise<Map<string, number>> {
  const found = await ApplicationModel.find(
    { _id: trusted({ $in: [...ids] }) },
    { [`${contract}.marketRentPerSqMMonthFen`]: 1, [`${contract}.areaUsableSqM`]: 1 },
  ).lean<Pick<Application, '_id' | 'offer'>[]>()
  return new Map(
    found.flatMap(({ _id, offer }) => {
      const facts = offer?.acceptance?.contract?.premises
      if (!facts) return []
      const { marketRentPerSqMMonthFen, areaUsableSqM } = facts
      return [[_id.toHexString(), fenForArea(marketRentPerSqMMonthFen, areaUsableSqM)] as const]
    }),
  )
}
