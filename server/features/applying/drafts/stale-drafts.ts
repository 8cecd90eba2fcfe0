import { trusted, type QueryFilter } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { addDays, cityDayOf, endOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { lastDayOf, noticeDays } from '#features/cases/own/draft-retention.ts'
import type { Deps } from '#features/cases/ports.ts'
import type { deletingDraftsOf } from './deleting-drafts.ts'

/** Most drafts handled in one sweep. The next sweep, a minute later, takes the rest. */
const atOnce = 500
type Found = Pick<Application, '_id' | 'updatedAt' | 'deletionNotice'>

type StaleDeps = Pick<Deps, 'clock' | 'programme' | 'mail'> & Pick<ReturnType<typeof deletingDraftsOf>, 'deleteDraft'>

/**
 * Deletes abandoned drafts. A draft is deleted only after its letter has left and a week has passed, even when the worker
 * stood still for a month at any point. Only announced drafts are removed, and saving a draft cancels the announcement.
 */
export function staleDraftsOf({ clock, programme, mail, deleteDraft }: StaleDeps) {
  /** Announces the deletion of drafts that have a week left. Once for each period in which a draft is untouched. */
  async function warn(): Promise<number> {
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

  /**
   * Removes drafts whose announced last day is over, with their documents. When the letter left late or still waits, the
   * last day is moved instead, so that people have the whole period of notice.
   */
  async function removeStale(): Promise<number> {
    const today = cityDayOf(clock.now())
    const drafts = await endingSoon(today)
    const left = await mail.whenLeft(drafts.map(keyOfNotice))
    let removed = 0
    for (const draft of drafts) {
      const { day } = draft.deletionNotice
      const lastDay = later(day, toldOn(draft, left, today))
      if (lastDay > day) await putOff(draft, lastDay)
      // A draft that is saved at this moment is kept, with its documents.
      else if (day < today && (await deleteDraft(draft))) removed += 1
    }
    return removed
  }

  return { warn, removeStale }
}

const untouchedUntil = (day: CityDay): QueryFilter<Application> => ({
  state: 'draft',
  updatedAt: trusted({ $lte: endOfCityDay(day) }),
})

type Announced = Pick<Application, '_id' | 'updatedAt' | 'revision' | 'pendingEffects'> & {
  deletionNotice: NonNullable<Application['deletionNotice']>
}

/** Finds announced drafts that have not been changed since and have less than the period of notice left. */
const endingSoon = (today: CityDay): Promise<Announced[]> =>
  ApplicationModel.find(
    {
      ...untouchedUntil(addDays(today, -noticeDays)),
      'deletionNotice.day': trusted({ $lt: addDays(today, noticeDays) }),
      $expr: trusted({ $eq: ['$deletionNotice.untouchedSince', '$updatedAt'] }),
    },
    { updatedAt: 1, revision: 1, deletionNotice: 1, pendingEffects: 1 },
  )
    .sort({ 'deletionNotice.day': 1 })
    .limit(atOnce)
    .lean<Announced[]>()

/**
 * Returns the day on which the letter left. Today while it waits; null when there is none, because the address is gone or
 * accepts no letters.
 */
function toldOn(draft: Announced, left: ReadonlyMap<string, Date | null>, today: CityDay): CityDay | null {
  const key = keyOfNotice(draft)
  const leftAt = left.get(key)
  const waits = leftAt === null || draft.pendingEffects.some(effect => effect.key === key)
  if (waits) return today
  return leftAt ? cityDayOf(leftAt) : null
}

/** Returns the last day, moved so that the whole period of notice follows the day on which the applicant was told. */
const later = (lastDay: CityDay, told: CityDay | null): CityDay => {
  const end = told ? addDays(told, noticeDays) : lastDay
  return end > lastDay ? end : lastDay
}

/** Writes the notice and its letter in one update, unless the draft has been changed meanwhile. */
async function announce({ _id, updatedAt }: Found, day: CityDay): Promise<number> {
  const key = keyOfNotice({ _id, updatedAt })
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

/** Moves the announced last day. Letters written after this name the new day. */
async function putOff({ _id, updatedAt }: Announced, day: CityDay): Promise<void> {
  await ApplicationModel.updateOne(
    { _id, state: 'draft', updatedAt, 'deletionNotice.untouchedSince': updatedAt },
    { $set: { 'deletionNotice.day': day } },
    { timestamps: false },
  )
}

/** Key of the effect that writes the letter, and so the cause of the letter. */
const keyOfNotice = ({ _id, updatedAt }: Pick<Found, '_id' | 'updatedAt'>): string =>
  `application:${_id.toHexString()}:draft-ending-${String(updatedAt.getTime())}`
