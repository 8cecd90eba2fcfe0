/** Half of the second within which every process must have noticed a change. */
const answerLifetimeMs = 500

/**
 * Checks whether an answer of the database from `askedAt` (milliseconds of this machine's clock) may still be used:
 * for half a second, and only within the second of the clock in which it was given. A page made from it is then at most as
 * old as that second, and a proxy that keeps the page until the next second never shows a state older than a second. When
 * the clock was set back or ahead, the answer is not used.
 */
export function isAnswerFresh(askedAt: number): boolean {
  const now = Date.now()
  const age = now - askedAt
  return age >= 0 && age < answerLifetimeMs && secondOf(now) === secondOf(askedAt)
}

/** Returns the second of the machine's clock, counted from 1970. */
export const secondOf = (at: number): number => Math.floor(at / 1_000)
