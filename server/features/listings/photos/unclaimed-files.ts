import type { Clock } from '#outside/clock.ts'
import type { FileStore } from '#outside/files/files.ts'

/**
 * Ids of files in memory while all premises are read: some 10 MB. Only with more files are the premises read more than once.
 */
const batchSize = 100_000
/** Number of notes looked up at once; as many as the sweep takes. */
const lookupBatchSize = 1_000
/** The sweep removes unclaimed files within an hour; this leaves it time to do so. */
const minAgeMs = 2 * 60 * 60 * 1000

type Deps = {
  clock: Clock
  store: Pick<FileStore, 'all' | 'noted' | 'markForRemoval'>
  /** Every file that a premises refers to. Most of them have no index, so all premises are read. */
  named: () => AsyncIterable<string>
}

/**
 * Marks files that no premises refers to and that the sweep does not know. A process of the previous version rewrites photos
 * without fields unknown to it, such as their panorama. The sweep checks again after an hour and removes them then. Returns
 * how many were marked; stops early when `signal` aborts.
 */
export async function markUnclaimedFiles({ clock, store, named }: Deps, signal?: AbortSignal): Promise<number> {
  const before = new Date(clock.machineNow().getTime() - minAgeMs)
  let marked = 0
  let batch = new Set<string>()

  async function mark(): Promise<void> {
    for await (const id of named()) {
      if (signal?.aborted) return
      batch.delete(id)
    }
    const unnamed = [...batch]
    for (let at = 0; at < unnamed.length; at += lookupBatchSize) {
      const ids = unnamed.slice(at, at + lookupBatchSize)
      const noted = await store.noted(ids, before)
      const stray = ids.filter(id => !noted.has(id))
      await store.markForRemoval(stray)
      marked += stray.length
    }
    batch = new Set()
  }

  for await (const { id, at } of store.all()) {
    if (signal?.aborted) return marked
    if (at < before) batch.add(id)
    if (batch.size === batchSize) await mark()
  }
  if (batch.size > 0) await mark()
  return marked
}
