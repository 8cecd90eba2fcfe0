import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import type { ArchiveEntry } from '#shared/personal-data.ts'

/**
 * Returns a ZIP as a stream, made no faster than it is read: one entry is open at a time, and nothing is held whole. When
 * the reader leaves, the open entry is closed and no further ones are made. A failure destroys the stream, so that half an
 * archive is not taken for a whole one.
 */
export function createArchive(entries: AsyncIterable<ArchiveEntry>): Readable {
  const zip = new ZipFile()
  const out = zip.outputStream as Readable
  const fail = (error: unknown) => out.destroy(error as Error)
  zip.on('error', fail)
  fill(zip, out, entries).catch(fail)
  return out
}

async function fill(zip: ZipFile, out: Readable, entries: AsyncIterable<ArchiveEntry>): Promise<void> {
  for await (const { name, at, content } of entries) {
    if (out.destroyed) return
    const bytes = typeof content === 'string' ? Readable.from([Buffer.from(content)]) : content()
    // Uploaded files are compressed already.
    zip.addReadStream(bytes, name, { mtime: at, compress: typeof content === 'string' })
    await readThrough(bytes, out)
  }
  zip.end()
}

async function readThrough(bytes: Readable, out: Readable): Promise<void> {
  const stop = () => bytes.destroy()
  out.once('close', stop)
  try {
    await finished(bytes)
  } finally {
    out.off('close', stop)
  }
}
