import type { Application } from '#models/cases/application.ts'
import { addDays, cityDayOf, type CityDay } from '#shared/days/city-day.ts'

/** How many days before its end the applicant is told that a draft will go. */
export const noticeDays = 7

type Kept = Pick<Application, 'updatedAt' | 'deletionNotice'>

/** A notice is about a draft as it was: whoever saves it afterwards has made it void. */
export const noticeHolds = ({ deletionNotice, updatedAt }: Kept): boolean =>
  deletionNotice?.untouchedSince.getTime() === updatedAt.getTime()

/** The last day on which a draft is kept when nobody changes it: the one that was announced, once one has been. */
export function lastDayOf(draft: Kept, draftDays: number): CityDay {
  const { deletionNotice, updatedAt } = draft
  return deletionNotice && noticeHolds(draft) ? deletionNotice.day : addDays(cityDayOf(updatedAt), draftDays)
}
