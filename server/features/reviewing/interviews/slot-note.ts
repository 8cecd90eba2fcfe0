import type { Interview } from '#models/applications/parts/interview.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { timeSpan } from '#shared/days/city-time.ts'

/** The slot as the history keeps it, in no language: `2026-12-03 14:00–14:45, room 204 (ru)`. */
export function slotAsNote(interview: Interview): string {
  const { startsAt, place, interpreter } = interview
  const when = `${cityDayOf(startsAt)} ${timeSpan('en', interview)}`
  return `${when}, ${place}${interpreter ? ` (${interpreter})` : ''}`
}
