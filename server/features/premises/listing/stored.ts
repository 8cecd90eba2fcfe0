/** Defaults for empty parts of a document: Mongoose does not store them, and `lean` returns only what is stored. */
const emptyParts = {
  summary: {},
  description: {},
  defects: {},
  managingBody: {},
  reviewed: { ru: false, en: false, zh: false },
  applicationWindow: { from: null, to: null },
}

/** Returns a listing as read, with its empty parts filled in. */
export const fillEmptyParts = <T extends object>(found: T): T => ({ ...emptyParts, ...found })
