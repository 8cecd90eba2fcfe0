/** Where the time comes from. Injected, so that tests can stand on 29 February. */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }
