import type { PremisesStatus } from '#models/premises/parts/premises-vocabulary.ts'
import type { Viewing, ViewingState } from '#models/viewings/viewing.ts'
import { addDays, mondayOf, startOfCityDay, weekdayOf, type CityDay } from '#shared/days/city-day.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'

export const slotMinutes = [15, 30, 45, 60, 90] as const
/** Slots made by one form; and how far ahead they may lie. */
const mostSlots = 200
const furthestDays = 180
export const mostWeeks = 12
/** People who may come together. */
export const largestParty = 6
const reminderHours = 24
/** Whoever shows a viewing that begins sooner is on the way by then: it changes hands no more by itself. */
const settledHours = 2

const minuteMs = 60_000
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

export type Plan = {
  day: CityDay
  /** Minutes since midnight in the city; `to` may be 1440. */
  from: number
  to: number
  minutes: number
  /** ISO weekdays on which it is repeated; none means only `day`. */
  weekdays: readonly number[]
  /** From the week of `day` on. */
  weeks: number
  /** Slots go to these in turn: one guide walks through a building. */
  premises: readonly string[]
}
export type PlannedSlot = { premises: string; startsAt: Date; endsAt: Date }

/** The slots of a plan, in order. Those that would have begun already are left out. */
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

/** Can a plan be published? */
export function canPublish(
  plan: Plan,
  now: Date,
): Verdict<'ends-before' | 'too-short' | 'past' | 'too-many' | 'too-far'> {
  if (plan.to <= plan.from) return no('ends-before')
  if (plan.to - plan.from < plan.minutes) return no('too-short')
  const slots = slotsOf(plan, now)
  const last = slots.at(-1)
  if (!last) return no('past')
  if (slots.length > mostSlots) return no('too-many')
  return last.startsAt.getTime() > now.getTime() + furthestDays * 86_400_000 ? no('too-far') : yes
}

/** May people still come and look? Not once it is let, and not while it is not on show (null). */
export const canBeViewed = (status: PremisesStatus | null): boolean => status !== null && status !== 'let'

type Standing = Pick<Viewing, 'startsAt'> & { state: ViewingState }

/** May its visitor move or cancel it? */
export function canChange({ state, startsAt }: Standing, now: Date): Verdict<'not-booked' | 'begun'> {
  if (state !== 'booked') return no('not-booked')
  return startsAt > now ? yes : no('begun')
}

const closed: readonly ViewingState[] = ['booked', 'attended', 'missed']

/** May a colleague note whether the visitor came? Also to correct it. */
export function canNoteOutcome({ state, startsAt }: Standing, now: Date): Verdict<'not-booked' | 'not-begun'> {
  if (!closed.includes(state)) return no('not-booked')
  return startsAt <= now ? yes : no('not-begun')
}

/** Viewings that begin later may still go back to their guide by themselves: colleague and visitor read of it in time. */
export const settledUntil = (now: Date): Date => new Date(now.getTime() + settledHours * 3_600_000)

/** When to remind of a viewing booked at `now`; null when that moment has passed. */
export function remindAt(startsAt: Date, now: Date): Date | null {
  const at = new Date(startsAt.getTime() - reminderHours * 3_600_000)
  return at > now ? at : null
}
