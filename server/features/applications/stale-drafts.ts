import { trusted, type QueryFilter } from 'mongoose'
import { ApplicationModel, type Application } from '../../../models/application.ts'
import { addDays, cityDayOf, endOfCityDay, type CityDay } from '../../shared/city-day.ts'
import type { deletingDraftsOf } from './deleting-drafts.ts'
import { lastDayOf, noticeDays } from './keeping.ts'
import type { Deps } from './ports.ts'

/** A sweep goes round again in a minute: what does not fit waits. */
const atOnce = 500
type Found = Pick<Application, '_id' | 'updatedAt' | 'deletionNotice'>

type StaleDeps = Pick<Deps, 'clock' | 'programme'> & Pick<ReturnType<typeof deletingDraftsOf>, 'deleteDraft'>

/**
 * Drafts nobody comes back to. None goes without a letter that named its last day a week before, even when the worker
 * stood still for a month: only what was announced is removed, and saving a draft makes the announcement void.
 */
export function staleDraftsOf({ clock, programme, deleteDraft }: StaleDeps) {
  /** Announces the end of drafts that have a week left. Once for each time that one lies untouched. */
  async function warnOfDeletion(): Promise<number> {
    const { draftDays } = await programme.settings()
    const today = cityDayOf(clock.now())
    const ending = {
      ...untouchedUntil(addDays(today, noticeDays - draftDays)),
      $expr: trusted({ $ne: ['$deletionNotice.untouchedSince', '$updatedAt'] }),
    }
    const drafts = await ApplicationModel.find(ending, { updatedAt: 1, deletionNotice: 1 })
      .limit(atOnce)
      .lean<Found[]>()
    let warned = 0
    for (const draft of drafts) warned += await announce(draft, later(lastDayOf(draft, draftDays), today))
    return warned
  }

  /** Removes drafts whose announced last day is over, and their documents. */
  async function removeStaleDrafts(): Promise<number> {
    const today = cityDayOf(clock.now())
    const over: QueryFilter<Application> = {
      ...untouchedUntil(addDays(today, -noticeDays)),
      'deletionNotice.day': trusted({ $lt: today }),
      $expr: trusted({ $eq: ['$deletionNotice.untouchedSince', '$updatedAt'] }),
    }
    const fields = { _id: 1, revision: 1 } as const
    const found = await ApplicationModel.find(over, fields)
      .limit(atOnce)
      .lean<Pick<Application, '_id' | 'revision'>[]>()
    let removed = 0
    // Whoever saves a draft at this moment keeps it, documents and all.
    for (const draft of found) if (await deleteDraft(draft)) removed += 1
    return removed
  }

  return { warnOfDeletion, removeStaleDrafts }
}

const untouchedUntil = (day: CityDay): QueryFilter<Application> => ({
  state: 'draft',
  updatedAt: trusted({ $lte: endOfCityDay(day) }),
})

/** Whoever is told late still has the whole time of the notice. */
const later = (lastDay: CityDay, today: CityDay): CityDay =>
  [lastDay, addDays(today, noticeDays)].sort().at(-1) ?? lastDay

/** The notice and its letter in one write, unless somebody has touched the draft meanwhile. */
async function announce({ _id, updatedAt }: Found, day: CityDay): Promise<number> {
  const key = `application:${_id.toHexString()}:draft-ending-${String(updatedAt.getTime())}`
  const { modifiedCount } = await ApplicationModel.updateOne(
    { _id, state: 'draft', updatedAt, 'pendingEffects.key': trusted({ $ne: key }) },
    {
      $set: { deletionNotice: { untouchedSince: updatedAt, day } },
      $push: { pendingEffects: { key, kind: 'mail', facts: { template: 'application-draft-ending', day } } },
    },
    { timestamps: false },
  )
  return modifiedCount
}
