import type { PremisesStatus } from '#models/premises/parts/premises-vocabulary.ts'
import type { Viewing, ViewingState } from '#models/viewings/viewing.ts'
import { addDays, mondayOf, startOfCityDay, weekdayOf, type CityDay } from '#shared/days/city-day.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'

export const slotMinutes = [15, 30, 45, 60, 90] as const
/** Most slots created by one form, and most days between now and the last one. */
const maxSlots = 200
const maxDaysAhead = 180
export const maxWeeks = 12
/** Most people who may come together. */
export const maxPartySize = 6
const reminderHours = 24
/** Hours before a viewing in which it is no longer given back automatically, because its guide may be on the way. */
const settledHours = 2

const minuteMs = 60_000
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

export type Plan = {
  day: CityDay
  /** Minutes since midnight in Suifenhe. `to` may be 1440. */
  from: number
  to: number
  minutes: number
  /** ISO weekdays on which the plan is repeated. Empty means only `day`. */
  weekdays: readonly number[]
  /** Number of weeks, counted from the week of `day`. */
  weeks: number
  /** Premises that get the slots in turn, because one guide walks through a building. */
  premises: readonly string[]
}
export type PlannedSlot = { premises: string; startsAt: Date; endsAt: Date }

/** Returns the slots of a plan, in order. Leaves out those that have already begun. */
export function slotsOf(plan: Plan, now: Date): PlannedSlot[] {
  return daysOf(plan)
    .flatMap(day => slotsOfDay(plan, day))
    .filter(({ startsAt }) => startsAt > now)
}

function daysOf({ day, weekdays: chosen, weeks }: Plan): CityDay[] {
  if (chosen.length === 0) return [day]
  const all = Array.from({ length: weeks * 7 }, (_, index) => addDays(mondayOf(day), index))
  return all.filter(candidate => candidate >= day && chosen.includes(weekdayOf(candidate)))
}

function slotsOfDay({ from, to, minutes, premises }: Plan, day: CityDay): PlannedSlot[] {
  const count = Math.max(0, Math.floor((to - from) / minutes))
  const midnight = startOfCityDay(day).getTime()
  return Array.from({ length: count }, (_, index) => {
    const startsAt = new Date(midnight + (from + index * minutes) * minuteMs)
    return {
      premises: premises[index % premises.length] ?? '',
      startsAt,
      endsAt: new Date(startsAt.getTime() + minutes * minuteMs),
    }
  })
}

/** Checks whether a plan can be published. */
export function canPublish(
  plan: Plan,
  now: Date,
): Verdict<'ends-before' | 'too-short' | 'past' | 'too-many' | 'too-far'> {
  if (plan.to <= plan.from) return no('ends-before')
  if (plan.to - plan.from < plan.minutes) return no('too-short')
  const slots = slotsOf(plan, now)
  const last = slots.at(-1)
  if (!last) return no('past')
  if (slots.length > maxSlots) return no('too-many')
  return last.startsAt.getTime() > now.getTime() + maxDaysAhead * 86_400_000 ? no('too-far') : yes
}

/** Checks whether a premises can be viewed. Not when it is let or not shown (null). */
export const canBeViewed = (status: PremisesStatus | null): boolean => status !== null && status !== 'let'

type SlotStatus = Pick<Viewing, 'startsAt'> & { state: ViewingState }

/** Checks whether the visitor may move or cancel a viewing. */
export function canChange({ state, startsAt }: SlotStatus, now: Date): Verdict<'not-booked' | 'begun'> {
  if (state !== 'booked') return no('not-booked')
  return startsAt > now ? yes : no('begun')
}

const outcomeStates: readonly ViewingState[] = ['booked', 'attended', 'missed']

/** Checks whether a colleague may record, or correct, whether the visitor came. */
export function canNoteOutcome({ state, startsAt }: SlotStatus, now: Date): Verdict<'not-booked' | 'not-begun'> {
  if (!outcomeStates.includes(state)) return no('not-booked')
  return startsAt <= now ? yes : no('not-begun')
}

/**
 * Returns the time after which viewings may still go back to their guide automatically, so that colleague and visitor can
 * read of it in time.
 */
export const settledUntil = (now: Date): Date => new Date(now.getTime() + settledHours * 3_600_000)

/** Returns when to remind of a viewing booked at `now`; null when that time has passed. */
export function reminderTimeOf(startsAt: Date, now: Date): Date | null {
  const at = new Date(startsAt.getTime() - reminderHours * 3_600_000)
  return at > now ? at : null
}
