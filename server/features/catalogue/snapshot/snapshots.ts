import { PremisesModel } from '#models/premises/premises.ts'
import { withLease } from '#outside/database/lease.ts'
import type { Log } from '#outside/log.ts'
import { readAll, type CatalogueIndex } from '../search/index/index-reading.ts'
import { createReadingThread } from './reading-thread.ts'
import { storedSnapshot } from './stored-snapshot.ts'
import { isSnapshotOutdated, wholeReading } from './full-read.ts'

const lease = 'storing the catalogue'
/** A smaller street is read in less time than a thread takes to start. */
const defaultLargeSize = 5_000

export type SnapshotParts = {
  log?: Log | undefined
  /** Built entry of the thread that reads a large catalogue; without one it is read in this thread. */
  thread?: string | undefined
  /** Number of premises from which the catalogue is stored. For tests. */
  large?: number
}

/** Reads the whole catalogue; of a large street from a snapshot that the processes share (ADR 113). */
export function catalogueSnapshots({ log, thread, large = defaultLargeSize }: SnapshotParts) {
  const reading = thread ? createReadingThread(thread) : wholeReading
  const isLarge = async () => (await PremisesModel.estimatedDocumentCount()) >= large

  async function readWhole(): Promise<CatalogueIndex> {
    if (!(await isLarge())) return readAll()
    const began = performance.now()
    try {
      const stored = await reading.stored()
      const index = stored ?? (await withLease(lease, () => reading.build()))
      log?.info(
        { premises: index.living(), stored: stored !== null, ms: Math.round(performance.now() - began) },
        'the catalogue was read',
      )
      return index
    } catch (error) {
      // An error thrown by a thread has lost its class. If the database is down, the next read throws the right error.
      log?.warn({ err: error }, 'the catalogue could not be read from a snapshot; it is read from the database')
      return readAll()
    }
  }

  /**
   * Stores the catalogue again when much has changed. Removes the snapshots of a street that has become small. Returns
   * whether it stored one.
   */
  async function renew(): Promise<boolean> {
    if (!(await isLarge())) {
      await storedSnapshot.clear()
      return false
    }
    if (!(await isSnapshotOutdated())) return false
    await withLease(lease, () => reading.renew())
    return true
  }

  return { readWhole, renew }
}
