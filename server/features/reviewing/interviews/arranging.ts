import type { Application } from '#models/cases/application.ts'
import type { Interview } from '#models/cases/parts/interview.ts'
import { applyChange, staleConflict } from '#features/cases/change.ts'
import { canBeProposed, isOfficer, remindAt, startOf, versionOf, type Slot } from '#features/cases/interviews/rules.ts'
import type { Actor } from '#features/cases/states.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { timeSpan } from '#shared/days/city-time.ts'
import { conflict, forbidden } from '#shared/errors.ts'
import { describeWritingForAudit } from '#shared/texts/writing.ts'

/** `arranged`: version of the interview that the form showed (`versionOf`). Forms of an earlier release do not name one. */
export type Shown = Pick<Slot, 'arranged'>

/** Throws unless the interview is the one that the form showed. */
export function requireShown(interview: Interview, { arranged }: Shown): void {
  if (arranged && arranged !== versionOf(interview)) throw conflict('interview.changed-meanwhile')
}

/** Throws unless the actor is an officer of cases. */
export function requireOfficer(actor: Actor): void {
  if (!isOfficer(actor)) throw forbidden('application.refused.not-yours')
}

/** Returns the fields of an interview from a slot. Throws when it cannot be at that time. */
export function toInterviewFields(slot: Slot, now: Date) {
  const { minutes, place, interpreter, note, placeWriting = null, noteWriting = null } = slot
  const startsAt = startOf(slot)
  const verdict = canBeProposed(startsAt, now)
  if (!verdict.ok) throw conflict(`interview.${verdict.reason}`, { facts: { startsAt: startsAt.toISOString() } })
  const endsAt = new Date(startsAt.getTime() + minutes * 60_000)
  const texts = { place, placeWriting, note, noteWriting }
  return { startsAt, endsAt, interpreter, ...texts, remindAt: remindAt(startsAt, now) }
}

/** Returns how place and note were sent, translated or not, and the waiting text that this sends. */
export const outgoingTexts = ({ placeWriting, noteWriting, sends }: Slot) => ({
  told: [...describeWritingForAudit(placeWriting), ...describeWritingForAudit(noteWriting)],
  sends,
})

/** Returns the slot for the history, independent of language: `2026-12-03 14:00–14:45, room 204 (ru)`. */
export function slotAsNote(interview: Interview): string {
  const { startsAt, place, interpreter } = interview
  const when = `${cityDayOf(startsAt)} ${timeSpan('en', interview)}`
  return `${when}, ${place}${interpreter ? ` (${interpreter})` : ''}`
}

/** Applies a change. Throws `error.stale` when the case was changed meanwhile. */
export async function writeChange(change: Parameters<typeof applyChange>[0]): Promise<Application> {
  const written = await applyChange(change)
  if (!written) throw staleConflict(change.was)
  return written
}
