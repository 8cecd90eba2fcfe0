/**
 * Checks whether a unique index rejected a write: a concurrent write was first, or such a document exists (MongoDB's error
 * 11000).
 */
export const isDuplicateKey = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 11_000
