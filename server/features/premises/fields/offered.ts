/** Fields of a listing that an offer keeps as its terms (ADR 147), by their names in forms. */
const offeredFields: ReadonlySet<string> = new Set([
  'marketRentPerSqMMonth',
  'managementFeePerSqMMonth',
  'heatingFeePerSqMSeason',
  'deposit',
  'rentFreeMonths',
  'availableFrom',
])

/** Returns which of these fields an offer keeps. */
export const pickOffered = (fields: Iterable<string>): string[] => [...fields].filter(name => offeredFields.has(name))

/** Returns the codes of premises under an offer that keeps its terms. */
export type FindOffered = (codes: readonly string[]) => Promise<ReadonlySet<string>>
