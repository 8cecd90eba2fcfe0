/**
 * Caches one reading for as long as the stamp stays the same. The stamp is read before the value, so a cached value is never
 * older than its stamp. Concurrent calls share one reading; a failed one is not cached.
 */
export function cacheByStamp<T>(stampOf: () => Promise<string>, read: () => PromiseLike<T>): () => Promise<T> {
  let cached: { stamp: string; value: Promise<T> } | null = null

  return async () => {
    const stamp = await stampOf()
    if (cached?.stamp === stamp) return cached.value
    // A Mongoose query runs anew for each `then`; a promise made from it runs once.
    const entry = { stamp, value: Promise.resolve(read()) }
    cached = entry
    entry.value.catch(() => {
      if (cached === entry) cached = null
    })
    return entry.value
  }
}
