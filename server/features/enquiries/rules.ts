import type { Enquiry } from '#models/enquiries/enquiry.ts'

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

/** Who answers enquiries, and can have one. */
export const answerers = ['listing_manager', 'administrator'] as const
/** Those of these ids who are no colleague with one of the roles any more. */
export type FormerAmong = (ids: readonly string[], roles: typeof answerers) => Promise<Set<string>>
export type Freed = (enquiry: Pick<Enquiry, 'assignee'>) => Promise<{ assignee?: null }>

/**
 * What is written with an enquiry that waits for an answer again: it is no longer that of a colleague who has left or answers
 * none any more, for it would stand on nobody's desk (ADR 128).
 */
export const freedOf =
  (formerAmong: FormerAmong): Freed =>
  async ({ assignee }) =>
    assignee && (await formerAmong([assignee.id], answerers)).has(assignee.id) ? { assignee: null } : {}
