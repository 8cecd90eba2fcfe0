/** Half of the second within which every process must have noticed a change. */
const holdsMs = 500

/**
 * Whether an answer of the database from `askedAt` (milliseconds of this machine's clock) may still be used at `now`: for
 * half a second, and not beyond the second of the clock in which it was given. So what is made of it in one second of the
 * clock is at most as old as that second, and a proxy that keeps it until the next one never shows more than a second of
 * the past. A clock that was set back or ahead makes it old.
 */
export function wasAskedLately(askedAt: number, now = Date.now()): boolean {
  const age = now - askedAt
  return age >= 0 && age < holdsMs && secondOf(now) === secondOf(askedAt)
}

/** The second of the machine's clock, since 1970. */
export const secondOf = (at: number): number => Math.floor(at / 1_000)
