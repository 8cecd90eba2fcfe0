/** Whether a unique index let a write in no more: of two at once, or because such a document is there (MongoDB's error 11000). */
export const isDuplicateKey = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 11_000
