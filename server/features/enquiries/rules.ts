import type { Enquiry } from '#models/enquiries/enquiry.ts'

/** Milliseconds that people need at least to fill in the form. Programs are faster. */
export const minFormMs = 3_000
/** Milliseconds after which an open form has to be sent again. */
export const maxFormAgeMs = 24 * 3_600_000

type Sending = {
  /** When the form was opened, in ms since 1970; null when unreadable. */ openedAt: number | null
}

/**
 * Checks whether a program sent the form. The consequence is only a delay: people send the same form again, and by then it
 * has been open long enough.
 */
export function isTooQuick({ openedAt }: Sending, now: Date): boolean {
  if (openedAt === null) return true
  const age = now.getTime() - openedAt
  return age < minFormMs || age > maxFormAgeMs
}

/**
 * Returns the number by which sender and office name an enquiry: the beginning of its digest, `3F9A-21C4`. Nothing that the
 * sender typed can be read from it.
 */
export const enquiryNumber = ({ digest }: { digest: string }): string =>
  `${digest.slice(0, 4)}-${digest.slice(4, 8)}`.toUpperCase()

/** Returns the beginning of the digest for a typed number; null when it is none. */
export const digestOfNumber = (typed: string): string | null =>
  /^[\da-f]{4}[-\s]?[\da-f]{4}$/.exec(typed.trim().toLowerCase())?.[0].replace(/[-\s]/, '') ?? null

/** Roles that answer enquiries and can be assigned one. */
export const answererRoles = ['listing_manager', 'administrator'] as const
/** Returns those of these ids that are no longer colleagues with one of the roles. */
export type FormerAmong = (ids: readonly string[], roles: typeof answererRoles) => Promise<Set<string>>

/**
 * Returns the fields to write when an enquiry waits for an answer again. It becomes unassigned when its assignee has left or
 * no longer answers enquiries, because it would be on nobody's desk (ADR 128).
 */
export async function freeFormerAssignee(
  formerAmong: FormerAmong,
  { assignee }: Pick<Enquiry, 'assignee'>,
): Promise<{ assignee?: null }> {
  return assignee && (await formerAmong([assignee.id], answererRoles)).has(assignee.id) ? { assignee: null } : {}
}
