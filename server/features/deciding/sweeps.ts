import { trusted, type QueryFilter, type Types } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { AppError } from '#shared/errors.ts'
import { addDays, cityDayOf, endOfCityDay } from '#shared/days/city-day.ts'
import { applyChange } from '#features/cases/change.ts'
import type { Deps } from '../cases/ports.ts'
import type { Actor } from '../cases/states.ts'

type Ending = 'offer_expired' | 'lapsed'
/** Endings by time. Each sweep is safe to run at any time, repeatedly and in several processes. */
type SweepDeps = Pick<Deps, 'clock'> & {
  move: (id: string, to: Ending, actor: Actor) => Promise<Application>
}
/** Cases handled in one sweep. The next one runs a minute later and handles the rest. */
const batchSize = 500

/** Ends offers whose deadline has passed and frees their premises. */
export const expireOffers = (deps: SweepDeps) =>
  sweep(deps, { state: 'offered', 'offer.deadline': trusted({ $lt: deps.clock.now() }) }, 'offer_expired')

/** Closes cases whose information request was not answered in time. */
export const lapseUnanswered = (deps: SweepDeps) =>
  sweep(deps, { state: 'information_requested', answerBy: trusted({ $lt: deps.clock.now() }) }, 'lapsed')

/** Ends waits that have reached the limit of the programme. */
export const lapseWaiting = (deps: SweepDeps) =>
  sweep(deps, { state: 'waitlisted', 'waiting.until': trusted({ $lt: deps.clock.now() }) }, 'lapsed')

async function sweep(deps: SweepDeps, filter: QueryFilter<Application>, to: Ending): Promise<number> {
  let ended = 0
  for (const id of await idsOf(filter)) ended += await endQuietly(deps, id, to)
  return ended
}

/** Returns 0 when another worker, or the applicant at the last moment, was faster. */
async function endQuietly({ move }: SweepDeps, id: string, to: Ending): Promise<number> {
  try {
    await move(id, to, { kind: 'system' })
    return 1
  } catch (error) {
    if (error instanceof AppError && error.kind === 'conflict') return 0
    throw error
  }
}

async function idsOf(filter: QueryFilter<Application>): Promise<string[]> {
  const found = await ApplicationModel.find(filter, { _id: 1 }).limit(batchSize).lean<{ _id: Types.ObjectId }[]>()
  return found.map(({ _id }) => _id.toHexString())
}

const warningDays = 31

/** Warns each applicant once, a month before the wait ends. Returns the number of warnings. */
export async function warnOfEndingWaits({ clock }: Pick<Deps, 'clock'>): Promise<number> {
  const now = clock.now()
  const soon = await ApplicationModel.find({
    state: 'waitlisted',
    'waiting.until': trusted({ $gte: now, $lte: endOfCityDay(addDays(cityDayOf(now), warningDays)) }),
    'waiting.warnedAt': null,
  })
    .limit(batchSize)
    .lean<Application[]>()
  let warned = 0
  for (const was of soon) warned += (await warn(was, now)) ? 1 : 0
  return warned
}

/** Returns null when the case has changed since it was read. */
async function warn(was: Application, now: Date): Promise<Application | null> {
  if (!was.waiting) return null
  return applyChange({
    was,
    kind: 'wait_ending',
    actor: { kind: 'system' },
    at: now,
    set: { waiting: { ...was.waiting, warnedAt: now } },
    effects: [{ kind: 'mail', facts: { template: 'application-wait-ending' } }],
  })
}
