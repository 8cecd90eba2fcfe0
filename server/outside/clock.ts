/**
 * Where the time comes from. Injected, so that tests can stand on 29 February. `now` is the product's: all that people read
 * and the domain counts (deadlines, offers, rent-free time, retention, reminders). `machineNow` is for what belongs to the
 * machine even while years are walked through: how old a session is, codes of authenticator apps, when a failed try is
 * repeated (docs/adr/0066).
 */
export type Clock = { now(): Date; machineNow(): Date }

/** One time for both. */
export const clockOf = (now: () => Date): Clock => ({ now, machineNow: now })

export const systemClock: Clock = clockOf(() => new Date())

const dayMs = 86_400_000

/** The product's time runs so many days ahead of the machine's: for development and tests, to see years pass. */
export const clockAhead = (days: number): Clock =>
  days === 0 ? systemClock : { now: () => new Date(Date.now() + days * dayMs), machineNow: () => new Date() }
