import type { Application } from '#models/cases/application.ts'
import type { Interview, InterpreterLanguage } from '#models/cases/parts/interview.ts'
import type { Writing } from '#models/parts/writing.ts'
import { startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'
import type { Actor } from '../states.ts'

/** How far ahead an interview may lie. */
const furthestDays = 180
const reminderHours = 24
const wishesAtMost = 10

/** What an officer proposes: the day and the minutes after midnight are the city's. */
export type Slot = {
  on: CityDay
  minuteOfDay: number
  minutes: number
  place: string
  interpreter: InterpreterLanguage | null
  note: string
  /** In which languages both are. */
  placeWriting?: Writing | undefined
  noteWriting?: Writing | undefined
  /** The text with which it came back from a translator. */
  sends?: string | undefined
  /** The interview as the form showed it that changes it (`versionOf`). */
  arranged?: string | undefined
}

/** Another one after every change, and for every interview. */
export const versionOf = ({ _id, sequence }: Pick<Interview, '_id' | 'sequence'>): string =>
  `${_id.toHexString()}-${String(sequence)}`

export const startOf = ({ on, minuteOfDay }: Pick<Slot, 'on' | 'minuteOfDay'>): Date =>
  new Date(startOfCityDay(on).getTime() + minuteOfDay * 60_000)

/** Can an interview begin at this instant? */
export function canBeProposed(startsAt: Date, now: Date): Verdict<'past' | 'too-far'> {
  if (startsAt <= now) return no('past')
  return startsAt.getTime() > now.getTime() + furthestDays * 86_400_000 ? no('too-far') : yes
}

/** A day before; null when that moment has passed. */
export function remindAt(startsAt: Date, now: Date): Date | null {
  const at = new Date(startsAt.getTime() - reminderHours * 3_600_000)
  return at > now ? at : null
}

type Standing = Pick<Application, 'state' | 'interview'>

/** The interview that is arranged and of which nobody has written down yet what came of it. */
export const openInterview = ({ interview }: Pick<Application, 'interview'>): Interview | null =>
  interview?.state === 'open' ? interview : null

/** The one that the case is waiting for, or has just had. */
export const arranged = (application: Standing): Interview | null =>
  application.state === 'interview' ? openInterview(application) : null

export const isOfficer = ({ kind }: Actor): boolean => kind === 'reviewer' || kind === 'decider'

/** One that has begun can no longer be called off: then it was held, or it was not. */
export function mayCancel(application: Standing, now: Date): boolean {
  const interview = arranged(application)
  return interview !== null && interview.startsAt > now
}

/** Also to correct what was written; long after the case has gone on, too. */
export function mayClose({ interview }: Standing, now: Date): boolean {
  return Boolean(interview && interview.state !== 'cancelled' && interview.startsAt <= now)
}

/** May the applicant still say something about it? */
export function mayWish(application: Standing, now: Date): Verdict<'none-open' | 'begun' | 'wishes-full'> {
  const interview = arranged(application)
  if (!interview) return no('none-open')
  if (interview.startsAt <= now) return no('begun')
  return interview.wishes.length >= wishesAtMost ? no('wishes-full') : yes
}

type Why = { reason: string; writing?: Writing | undefined }

/** A reader of calendars takes a cancellation only for what it knows: the sequence is higher. */
export const calledOff = (interview: Interview, at: Date, { reason, writing }: Why = { reason: '' }): Interview => ({
  ...interview,
  ...{ state: 'cancelled', sequence: interview.sequence + 1, waiting: false, remindAt: null },
  cancelled: { at, reason, ...(writing ? { writing } : {}) },
})
