/**
 * Caches one reading for as long as the stamp stays the same. The stamp is read before the value, so a cached value is never
 * older than its stamp. Concurrent calls share one reading; a failed one is not cached.
 */
export function stampedMemory<T>(stampOf: () => Promise<string>, read: () => PromiseLike<T>): () => Promise<T> {
  let kept: { stamp: string; value: Promise<T> } | null = null

  return async () => {
    const stamp = await stampOf()
    if (kept?.stamp === stamp) return kept.value
    // A Mongoose query runs anew for each `then`; a promise made from it runs once.
    const entry = { stamp, value: Promise.resolve(read()) }
    kept = entry
    entry.value.catch(() => {
      if (kept === entry) kept = null
    })
    return entry.value
  }
}
