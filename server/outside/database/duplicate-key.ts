/**
 * Checks whether a unique index rejected a write: a concurrent write was first, or such a document exists (MongoDB's error
 * 11000).
 */
export const isDuplicateKey = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 11_000

/** Ignores a failed write that a concurrent one made unnecessary, because the unique index admitted that. Throws any other error. */
export function ignoreDuplicate(error: unknown): void {
  if (!isDuplicateKey(error)) throw error
}
