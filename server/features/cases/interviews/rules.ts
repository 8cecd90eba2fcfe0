import type { Application } from '#models/cases/application.ts'
import type { Interview, InterpreterLanguage } from '#models/cases/parts/interview.ts'
import type { Writing } from '#models/parts/writing.ts'
import { startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'
import type { Actor } from '../states.ts'

/** How far ahead an interview may be, in days. */
const maxDaysAhead = 180
const reminderHours = 24
const maxWishes = 10

/** Date and time that an officer proposes; the day and the minutes after midnight are in Suifenhe time. */
export type Slot = {
  on: CityDay
  minuteOfDay: number
  minutes: number
  place: string
  interpreter: InterpreterLanguage | null
  note: string
  /** Languages of place and note. */
  placeWriting?: Writing | undefined
  noteWriting?: Writing | undefined
  /** Id of the text that came back from translation and is sent with the change. */
  sends?: string | undefined
  /** Version of the interview that the form was made from (`versionOf`). */
  arranged?: string | undefined
}

/**
 * Returns a string that is different for every interview, after every change, after whatever the applicant says of it and
 * after its outcome was recorded.
 */
export const versionOf = ({ _id, sequence, wishes, outcome }: Interview): string =>
  [
    _id.toHexString(),
    sequence,
    ...(wishes.length > 0 ? [wishes.length] : []),
    ...(outcome ? [`at${outcome.at.getTime()}`] : []),
  ].join('-')

export const startOf = ({ on, minuteOfDay }: Pick<Slot, 'on' | 'minuteOfDay'>): Date =>
  new Date(startOfCityDay(on).getTime() + minuteOfDay * 60_000)

/** Checks whether an interview can start at this instant. */
export function canBeProposed(startsAt: Date, now: Date): Verdict<'past' | 'too-far'> {
  if (startsAt <= now) return no('past')
  return startsAt.getTime() > now.getTime() + maxDaysAhead * 86_400_000 ? no('too-far') : yes
}

/** Returns the instant of the reminder, one day before the start; null when that has passed. */
export function remindAt(startsAt: Date, now: Date): Date | null {
  const at = new Date(startsAt.getTime() - reminderHours * 3_600_000)
  return at > now ? at : null
}

type InterviewCase = Pick<Application, 'state' | 'interview'>

/** Returns the interview that is arranged and has no outcome yet. */
export const openInterview = ({ interview }: Pick<Application, 'interview'>): Interview | null =>
  interview?.state === 'open' ? interview : null

/** Returns the interview that the case is waiting for, or has just had. */
export const arrangedInterview = (application: InterviewCase): Interview | null =>
  application.state === 'interview' ? openInterview(application) : null

export const isOfficer = ({ kind }: Actor): boolean => kind === 'reviewer' || kind === 'decider'

/** Checks whether the interview can be cancelled: only before it starts. Afterwards it was either held or not. */
export function mayCancel(application: InterviewCase, now: Date): boolean {
  const interview = arrangedInterview(application)
  return interview !== null && interview.startsAt > now
}

/** Checks whether the outcome can be recorded or corrected, which stays possible after the case has moved on. */
export function mayClose({ interview }: InterviewCase, now: Date): boolean {
  return Boolean(interview && interview.state !== 'cancelled' && interview.startsAt <= now)
}

/** Checks whether the applicant may still send a wish about the interview. */
export function mayWish(application: InterviewCase, now: Date): Verdict<'none-open' | 'begun' | 'wishes-full'> {
  const interview = arrangedInterview(application)
  if (!interview) return no('none-open')
  if (interview.startsAt <= now) return no('begun')
  return interview.wishes.length >= maxWishes ? no('wishes-full') : yes
}

type CancelReason = { reason: string; writing?: Writing | undefined }

/** Returns the interview as cancelled, with a higher sequence: calendars take a cancellation only for an entry they know. */
export const cancelInterview = (
  interview: Interview,
  at: Date,
  { reason, writing }: CancelReason = { reason: '' },
): Interview => ({
  ...interview,
  state: 'cancelled',
  sequence: interview.sequence + 1,
  waiting: false,
  remindAt: null,
  cancelled: { at, reason, ...(writing ? { writing } : {}) },
})
