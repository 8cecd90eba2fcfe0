import { trusted } from 'mongoose'
import { EarlierTenancyModel, type EarlierTenancy } from '#models/tenancies/earlier-tenancy.ts'
import { TenancyModel, type Tenancy } from '#models/tenancies/tenancy.ts'
import { addDays, cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { tenancyHasEnded } from './states.ts'

/** Rent-free time of one tenancy up to a day; see `server/features/reports/rent-waived.ts`. */
type Time = { from: CityDay; to: CityDay; pauses: { from: CityDay; to: CityDay }[] }
type FreeTime = Time & {
  /** Application whose contract names the rent; null for a tenancy from before the site, which has `rentMonthFen`. */
  application: string | null
  rentMonthFen?: number
}

const fields = {
  application: 1,
  state: 1,
  stateSince: 1,
  handoverOn: 1,
  rentFreeUntil: 1,
  pauses: 1,
  paid: 1,
  exit: 1,
} as const
const batchSize = 500

/** Yields the rent-free times of all tenancies up to a day, in batches of hundreds, so that they are never all in memory. */
export async function* freeTimes(day: CityDay): AsyncGenerator<FreeTime[]> {
  yield* streamCaseTenancies(day)
  yield* streamEarlierTenancies(day)
}

/** Yields those of tenancies from before the site whose rent is waived or unknown. Unknown ones have no days and no rent. */
async function* streamEarlierTenancies(day: CityDay): AsyncGenerator<FreeTime[]> {
  const waived = { taken: 'let' as const, rent: trusted({ $in: ['free' as const, 'unknown' as const] }) }
  const filter = { ...waived, state: trusted({ $ne: 'entering' as const }), since: trusted({ $lte: day }) }
  const found = EarlierTenancyModel.find(filter, { events: 0 }).lean<EarlierTenancy[]>().cursor({ batchSize })
  let batch: FreeTime[] = []
  for await (const tenancy of found) {
    batch.push(earlierTimeOf(tenancy, day))
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function earlierTimeOf(
  { since: from, rent, rentFreeUntil, until, endedOn, rentMonthFen }: EarlierTenancy,
  day: CityDay,
) {
  const base = { application: null, from, pauses: [] }
  if (rent === 'unknown') return { ...base, to: addDays(from, -1) }
  // A tenant who stays after the end of the contract has no term that waives the rent.
  const ends = [day, rentFreeUntil, until, endedOn].filter(end => typeof end === 'string')
  return { ...base, to: ends.sort()[0] ?? day, rentMonthFen }
}

async function* streamCaseTenancies(day: CityDay): AsyncGenerator<FreeTime[]> {
  let batch: FreeTime[] = []
  for await (const tenancy of TenancyModel.find({}, fields).lean<Tenancy[]>().cursor({ batchSize })) {
    batch.push(freeTimeOf(tenancy, day))
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function freeTimeOf(tenancy: Tenancy, day: CityDay): FreeTime {
  const { application, handoverOn, pauses } = tenancy
  const to = lastFreeDay(tenancy, day)
  return {
    application: application.toHexString(),
    from: handoverOn,
    to,
    pauses: pauses.map(({ from, to: until }) => ({ from, to: until ?? to })),
  }
}

/** Returns the last rent-free day: the agreed end, the end of the tenancy or the eve of the rent, whichever is first. */
function lastFreeDay({ state, stateSince, rentFreeUntil, paid, exit }: Tenancy, day: CityDay): CityDay {
  const ends = [day, rentFreeUntil]
  if (paid) ends.push(addDays(paid.from, -1))
  if (tenancyHasEnded(state)) ends.push(exit?.on ?? cityDayOf(stateSince))
  return ends.sort()[0] ?? day
}
