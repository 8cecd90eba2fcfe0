/**
 * Source of the time, injected so that tests can stand on 29 February. `now` is the product's time: all that people read and
 * the domain counts (deadlines, offers, rent-free time, retention, reminders). `machineNow` is for what follows the
 * machine's time even while years are simulated: age of a session, codes of authenticator apps, when a failed attempt is
 * repeated (ADR 66).
 */
export type Clock = { now(): Date; machineNow(): Date }

/** Returns a clock with the same time for both. */
export const clockOf = (now: () => Date): Clock => ({ now, machineNow: now })

export const systemClock: Clock = clockOf(() => new Date())

const dayMs = 86_400_000

/**
 * Returns a clock whose product time is ahead of the machine's by `days`: for development and tests, to simulate later
 * years.
 */
export const clockAhead = (days: number): Clock =>
  days === 0 ? systemClock : { now: () => new Date(Date.now() + days * dayMs), machineNow: () => new Date() }
