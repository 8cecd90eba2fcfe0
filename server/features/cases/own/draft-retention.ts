import type { Application } from '#models/cases/application.ts'
import { addDays, cityDayOf, type CityDay } from '#shared/days/city-day.ts'

/** Number of days before the deletion of a draft at which the applicant is notified. */
export const noticeDays = 7

type NoticedDraft = Pick<Application, 'updatedAt' | 'deletionNotice'>

/** Checks whether a deletion notice is still valid. Saving the draft after the notice makes it void. */
export const noticeHolds = ({ deletionNotice, updatedAt }: NoticedDraft): boolean =>
  deletionNotice?.untouchedSince.getTime() === updatedAt.getTime()

/** Returns the last day on which an unchanged draft is kept: the announced day, if there is a valid notice. */
export function lastDayOf(draft: NoticedDraft, draftDays: number): CityDay {
  const { deletionNotice, updatedAt } = draft
  return deletionNotice && noticeHolds(draft) ? deletionNotice.day : addDays(cityDayOf(updatedAt), draftDays)
}
