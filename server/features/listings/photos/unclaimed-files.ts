import type { Clock } from '#outside/clock.ts'
import type { FileStore } from '#outside/files/files.ts'

/** Files that are looked up at once; as many as the sweep takes. */
const batchSize = 1_000
/** The sweep removes what nobody claims within an hour; here it is given time to go round. */
const freshForMs = 2 * 60 * 60 * 1000

type Deps = {
  clock: Clock
  store: Pick<FileStore, 'all' | 'noted' | 'markForRemoval'>
  /** Of these files, those that a premises names. */
  claimed: (ids: string[]) => Promise<ReadonlySet<string>>
}

/**
 * Marks files that no premises names and that the sweep does not know of either: a process of the version before rewrites
 * photos without what it does not know, such as their panorama. The sweep looks again after an hour and removes them then.
 * Returns how many were marked; stops early when `signal` says so.
 */
export const markingUnclaimed =
  ({ clock, store, claimed }: Deps) =>
  async (signal?: AbortSignal): Promise<number> => {
    const before = new Date(clock.machineNow().getTime() - freshForMs)
    let marked = 0
    let batch: string[] = []

    async function mark(): Promise<void> {
      const [known, noted] = [await claimed(batch), await store.noted(batch, before)]
      const stray = batch.filter(id => !known.has(id) && !noted.has(id))
      await store.markForRemoval(stray)
      marked += stray.length
      batch = []
    }

    for await (const { id, at } of store.all()) {
      if (signal?.aborted) return marked
      if (at < before) batch.push(id)
      if (batch.length === batchSize) await mark()
    }
    if (batch.length > 0) await mark()
    return marked
  }
