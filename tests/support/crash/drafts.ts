import { noticeDays } from '#features/cases/own/draft-retention.ts'
import { addDays, cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import type { Acknowledged } from './acknowledged.ts'
import { draftDays } from './pace.ts'

/** What was acknowledged of an application while it was a draft. Days are those of the lives. */
type Told = {
  /** Its applicant has done nothing with it since. */
  touchedOn: CityDay
  /** It was there when this life began, or began in it. */
  seenOn: CityDay
  handedIn: boolean
  /** Its applicant has asked to delete it, and has done nothing with it since. */
  asked: boolean
  /** They have been told that it is deleted. */
  deleted: boolean
  /** Of its last acknowledged save. */
  count: number
  documents: string[]
}
/** A letter that named the last day of a draft: about a draft untouched since an instant, and the day it left, if it has. */
export type EndingLetter = { application: string; untouchedSince: Date; leftOn: CityDay | null }
export type Stored = {
  /** Of each application that is there, the number of its last save. */
  savedIn: ReadonlyMap<string, number>
  documents: ReadonlySet<string>
  letters: readonly EndingLetter[]
}

const untouched = { handedIn: false, asked: false, deleted: false, count: 0 }

/** Of each application that was ever acknowledged or seen as a draft. */
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
    // Starting again what one has started already touches nothing.
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

/** Drafts, saves and papers that were acknowledged and are gone, unless the program was right to delete the draft. Pure. */
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

/** The promise: only what its applicant deletes goes, or what lay untouched for its time and was announced a week before. */
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
