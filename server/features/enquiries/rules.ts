/** People need longer than this to fill in the form, programs do not. */
export const fastestHumanMs = 3_000
/** A form that has lain open for longer is asked to be sent once more. */
export const oldestFormMs = 24 * 3_600_000

type Sending = {
  /** When the form was opened, in ms since 1970; null when that cannot be read. */ openedAt: number | null
}

/**
 * Did a program send this form? Only a delay is asked for: whoever is told so sends the same form again, which by then
 * has been open long enough.
 */
export function isTooQuick({ openedAt }: Sending, now: Date): boolean {
  if (openedAt === null) return true
  const age = now.getTime() - openedAt
  return age < fastestHumanMs || age > oldestFormMs
}
