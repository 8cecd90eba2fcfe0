import type { Enquiry } from '#models/enquiries/enquiry.ts'

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
