import { once } from 'node:events'
import type { Transform } from 'node:stream'
import { createGunzip, createGzip } from 'node:zlib'
import type { mongo } from 'mongoose'
import { copyDatabase, type CopyResult } from './copying.ts'
import { decodeRecords, encodeRecords, type BackupRecord } from './records.ts'
import { seal, unseal } from './sealing.ts'

/** Description of a back-up. `migrations`: all that had run on its database. */
export type About = { madeAt: string; migrations: string[] }
/** Numbers of documents by collection as first read, and of those that were changed or deleted meanwhile. */
export type Totals = { collections: Record<string, number>; changed: number; gone: number }

type Source = { db: mongo.Db; about: About; secret: string; signal?: AbortSignal | undefined }

/**
 * Returns the number of documents of a back-up by which people know it again: the one that was read at first, before those
 * that changed meanwhile were read again.
 */
export const documentsIn = ({ collections }: Totals): number =>
  Object.values(collections).reduce((sum, one) => sum + one, 0)

const bufferBytes = 256 * 1024
const incompleteMessage = 'The back-up does not hold what it says it holds.'

/**
 * Returns a whole database as the bytes of a back-up, compressed, then sealed. `made` has the totals once the bytes have
 * been read.
 */
export function createArchive({ db, about, secret, signal }: Source): {
  bytes: AsyncGenerator<Buffer>
  made: Totals & CopyResult
} {
  const { totals, counted } = createCounter()
  const made = Object.assign(totals, { pausedMs: 0 })
  async function* records(): AsyncGenerator<BackupRecord> {
    yield { kind: 'about', value: about }
    yield* counted(copyDatabase({ db, signal, copied: made }))
    const { collections, changed, gone } = totals
    yield { kind: 'end', value: { collections, changed, gone } }
  }
  // Files of applicants are compressed already, and the rest gains little from more effort.
  return {
    bytes: seal(pipeThrough(encodeRecords(records()), createGzip({ level: 1, chunkSize: bufferBytes })), secret),
    made,
  }
}

/**
 * Yields the records of a back-up: `about` first, then its database. Throws a sentence when anything differs from what was
 * written. Only after all of it has been read is it known to be complete.
 */
export async function* openArchive(
  sealed: AsyncIterable<Buffer>,
  secrets: readonly string[],
): AsyncGenerator<BackupRecord> {
  const { totals, counted } = createCounter()
  let ended: unknown
  for await (const record of counted(
    decodeRecords(pipeThrough(unseal(sealed, secrets), createGunzip({ chunkSize: bufferBytes }))),
  )) {
    if (ended !== undefined) throw new Error(incompleteMessage)
    if (record.kind === 'end') ended = record.value
    else yield record
  }
  if (JSON.stringify(ended) !== JSON.stringify(totals)) throw new Error(incompleteMessage)
}

/** Reads a whole back-up and returns its description and totals. Throws a sentence when it could not be restored. */
export async function verifyArchive(
  sealed: AsyncIterable<Buffer>,
  secrets: readonly string[],
): Promise<{ about: About; totals: Totals }> {
  const { totals, counted } = createCounter()
  let about: About | undefined
  for await (const record of counted(openArchive(sealed, secrets))) {
    if (record.kind === 'about') about = record.value as About
  }
  if (!about) throw new Error(incompleteMessage)
  return { about, totals }
}

/** Counts records that pass through. */
function createCounter() {
  const totals: Totals = { collections: {}, changed: 0, gone: 0 }
  let collection = ''

  async function* counted(records: AsyncIterable<BackupRecord>): AsyncGenerator<BackupRecord> {
    for await (const record of records) {
      if (record.kind === 'changed' || record.kind === 'gone') totals[record.kind] += 1
      if (record.kind === 'collection') collection = (record.value as { name: string }).name
      if (record.kind === 'collection' || record.kind === 'document')
        totals.collections[collection] = (totals.collections[collection] ?? 0) + (record.kind === 'document' ? 1 : 0)
      yield record
    }
  }
  return { totals, counted }
}

/**
 * Passes pieces through a transformation. Nothing starts before somebody reads. When reading ends early, the source is
 * closed before this returns.
 */
async function* pipeThrough(pieces: AsyncIterable<Buffer>, transform: Transform): AsyncGenerator<Buffer> {
  const ending = new AbortController()
  const feeding = feed(pieces, transform, ending.signal).catch(
    (error: unknown) => void transform.destroy(error as Error),
  )
  try {
    for await (const piece of transform) yield piece as Buffer
  } finally {
    ending.abort()
    transform.destroy()
    await feeding
  }
}

async function feed(pieces: AsyncIterable<Buffer>, transform: Transform, signal: AbortSignal): Promise<void> {
  for await (const piece of pieces) {
    if (signal.aborted) return
    if (!transform.write(piece)) await once(transform, 'drain', { signal })
  }
  transform.end()
}
