import { noticeDays } from '#features/cases/own/draft-retention.ts'
import { addDays, cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import type { Acknowledged } from './acknowledged.ts'
import { draftDays } from './pace.ts'

/** What was acknowledged about an application while it was a draft. Days are the days of the lives. */
type Told = {
  /** Day of the applicant's last act on the draft. */
  touchedOn: CityDay
  /** Day of the last life in which the draft existed at the start or was created. */
  seenOn: CityDay
  handedIn: boolean
  /** The applicant asked to delete the draft and has done nothing with it since. */
  asked: boolean
  /** The deletion was acknowledged. */
  deleted: boolean
  /** Number of the last acknowledged save. */
  count: number
  documents: string[]
}
/**
 * A letter that announced the deletion of a draft: the draft, the instant since which it was untouched, and the day the
 * letter left; null while it has not left.
 */
export type EndingLetter = { application: string; untouchedSince: Date; leftOn: CityDay | null }
export type Stored = {
  /** Number of the last save of each stored application. */
  savedIn: ReadonlyMap<string, number>
  documents: ReadonlySet<string>
  letters: readonly EndingLetter[]
}

const untouched = { handedIn: false, asked: false, deleted: false, count: 0 }

/** Returns what was acknowledged about each application that was ever acknowledged or seen as a draft. */
export function toldOfDrafts(said: readonly Acknowledged[]): Map<string, Told> {
  const drafts = new Map<string, Told>()
  let today = ''
  const draft = (id: string): Told => {
    const known = drafts.get(id) ?? { ...untouched, touchedOn: today, seenOn: today, documents: [] }
    drafts.set(id, known)
    return known
  }
  for (const one of said) {
    if (one.what === 'up') {
      today = one.day
      for (const id of one.drafts) draft(id).seenOn = today
    }
    // Starting a draft that already exists does not touch it.
    if (one.what === 'started') draft(one.application)
    if (one.what === 'saved')
      Object.assign(draft(one.application), { touchedOn: today, count: one.count, asked: false })
    if (one.what === 'asked_to_delete') draft(one.application).asked = true
    if (one.what === 'deleted') draft(one.application).deleted = true
    if (one.what === 'uploaded') {
      Object.assign(draft(one.application), { touchedOn: today, asked: false })
      draft(one.application).documents.push(one.document)
    }
    if (one.what === 'done') draft(one.application).handedIn = true
  }
  return drafts
}

/**
 * Returns the drafts, saves and documents that were acknowledged and are gone, unless the deletion of the draft was right.
 * Pure.
 */
export function lostDrafts(said: readonly Acknowledged[], stored: Stored): { lost: string[]; deleted: number } {
  const told = [...toldOfDrafts(said)]
  const gone = told.filter(([id]) => !stored.savedIn.has(id))
  const lost = gone.flatMap(([id, draft]) => {
    const why = whyUnlawful(draft, lettersTo(id, stored))
    return why ? [`draft ${id}: ${why}`] : []
  })
  const kept = told.filter(([id]) => stored.savedIn.has(id))
  const back = kept.filter(([, { deleted }]) => deleted).map(([id]) => `deletion of draft ${id}`)
  const saves = kept
    .filter(([id, { count }]) => (stored.savedIn.get(id) ?? 0) < count)
    .map(([id, { count }]) => `save ${String(count)} of ${id}`)
  const papers = kept.flatMap(([id, { documents }]) =>
    documents.filter(document => !stored.documents.has(document)).map(document => `document ${document} of ${id}`),
  )
  return { lost: [...lost, ...back, ...saves, ...papers], deleted: gone.length - lost.length }
}

/**
 * Returns why a draft should not have been deleted, or null. A draft may go when its applicant deletes it, or when it lay
 * untouched for its time and a letter announced the deletion a week before.
 */
function whyUnlawful({ handedIn, asked, touchedOn, seenOn }: Told, letters: readonly EndingLetter[]): string | null {
  if (handedIn) return 'was handed in'
  if (asked) return null
  if (addDays(touchedOn, draftDays) >= seenOn) return `was touched on ${touchedOn} and deleted on ${seenOn}`
  const inTime = letters.some(
    ({ untouchedSince, leftOn }) =>
      leftOn !== null && cityDayOf(untouchedSince) >= touchedOn && addDays(leftOn, noticeDays) < seenOn,
  )
  return inTime ? null : `deleted on ${seenOn} without a letter a week before`
}

export const lettersTo = (id: string, { letters }: Pick<Stored, 'letters'>) =>
  letters.filter(({ application }) => application === id)
