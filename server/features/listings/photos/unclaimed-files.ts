import type { Clock } from '#outside/clock.ts'
import type { FileStore } from '#outside/files/files.ts'

/** Ids of files in memory while all premises are read: some 10 MB. Only of more are they read more than once. */
const batchSize = 100_000
/** Notes that are looked up at once; as many as the sweep takes. */
const lookedUpAtOnce = 1_000
/** The sweep removes what nobody claims within an hour; here it is given time to go round. */
const freshForMs = 2 * 60 * 60 * 1000

type Deps = {
  clock: Clock
  store: Pick<FileStore, 'all' | 'noted' | 'markForRemoval'>
  /** Every file that a premises names. For most of them there is no index, so all premises are read. */
  named: () => AsyncIterable<string>
}

/**
 * Marks files that no premises names and that the sweep does not know of either: a process of the version before rewrites
 * photos without what it does not know, such as their panorama. The sweep looks again after an hour and removes them then.
 * Returns how many were marked; stops early when `signal` says so.
 */
export const markingUnclaimed =
  ({ clock, store, named }: Deps) =>
  async (signal?: AbortSignal): Promise<number> => {
    const before = new Date(clock.machineNow().getTime() - freshForMs)
    let marked = 0
    let batch = new Set<string>()

    async function mark(): Promise<void> {
      for await (const id of named()) {
        if (signal?.aborted) return
        batch.delete(id)
      }
      const unnamed = [...batch]
      for (let at = 0; at < unnamed.length; at += lookedUpAtOnce) {
        const ids = unnamed.slice(at, at + lookedUpAtOnce)
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
