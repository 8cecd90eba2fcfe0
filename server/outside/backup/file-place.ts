import { createReadStream } from 'node:fs'
import { access, open, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { reasonOf } from '../database/database-away.ts'

/** Where one back-up is, or is to be. */
export type BackupPlace = {
  /** For people. */
  name: string
  /**
   * Writes all that comes, or nothing. Returns the bytes. Throws a sentence when something is there already. `begun` is told by
   * which name a store knows what is not whole yet, for `remove`.
   */
  write: (sealed: AsyncIterable<Buffer>, begun?: (upload: string) => Promise<void>) => Promise<number>
  /** From its beginning, as often as wanted. */
  read: () => AsyncIterable<Buffer>
  /** Also what a process that was killed has left of writing it. */
  remove: (upload?: string | null) => Promise<void>
}

const readBytes = 1024 * 1024

/** A file; while it is being written it is called `….partial`. */
export function filePlace(file: string): BackupPlace {
  const partial = `${file}.partial`

  async function write(sealed: AsyncIterable<Buffer>): Promise<number> {
    if (await isThere(file)) throw new Error(`${file} is there already and is not overwritten.`)
    try {
      const bytes = await writeAll(partial, sealed)
      await rename(partial, file)
      await syncFolder(path.dirname(file))
      return bytes
    } catch (error) {
      await rm(partial, { force: true }).catch(() => undefined)
      throw isOfFiles(error) ? new Error(`${file} cannot be written (${reasonOf(error)}).`, { cause: error }) : error
    }
  }

  async function* read(): AsyncGenerator<Buffer> {
    try {
      for await (const piece of createReadStream(file, { highWaterMark: readBytes })) yield piece as Buffer
    } catch (error) {
      throw isOfFiles(error) ? new Error(`${file} cannot be read (${reasonOf(error)}).`, { cause: error }) : error
    }
  }

  async function remove(): Promise<void> {
    for (const one of [file, partial]) await rm(one, { force: true })
  }

  return { name: file, write, read, remove }
}

async function writeAll(file: string, pieces: AsyncIterable<Buffer>): Promise<number> {
  let bytes = 0
  async function* counted() {
    for await (const piece of pieces) {
      bytes += piece.length
      yield piece
    }
  }
  const handle = await open(file, 'w', 0o600)
  try {
    await writeFile(handle, counted())
    await handle.sync()
  } finally {
    await handle.close()
  }
  return bytes
}

/** Until then the name may be lost when the power fails. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )

const isOfFiles = (error: unknown): boolean => typeof (error as NodeJS.ErrnoException).syscall === 'string'
