/** Mongoose stores no empty part of a document, and `lean` reads what is stored. */
const emptyParts = {
  summary: {},
  description: {},
  defects: {},
  managingBody: {},
  reviewed: { ru: false, en: false, zh: false },
  applicationWindow: { from: null, to: null },
}

/** A listing as it was read, with its empty parts. */
export const wholeListing = <T extends object>(found: T): T => ({ ...emptyParts, ...found })
