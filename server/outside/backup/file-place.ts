import { createReadStream } from 'node:fs'
import { access, open, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { reasonOf } from '../database/database-away.ts'

/** Place where a back-up is, or is to be, stored. */
export type BackupLocation = {
  /** Name for messages to people. */
  name: string
  /**
   * Writes the whole stream or nothing. Returns the number of bytes. Throws a sentence when something is there already.
   * `begun` receives the id by which a store knows the incomplete upload, for `remove`.
   */
  write: (sealed: AsyncIterable<Buffer>, begun?: (upload: string) => Promise<void>) => Promise<number>
  /** Reads from the beginning; may be called repeatedly. */
  read: () => AsyncIterable<Buffer>
  /** Removes the back-up, and what a killed process has left while writing it. */
  remove: (upload?: string | null) => Promise<void>
}

/** Thrown when a back-up would overwrite something. */
export class ExistingBackupError extends Error {
  override readonly name = 'ExistingBackupError'

  constructor(place: string) {
    super(`${place} is there already and is not overwritten.`)
  }
}

const readBytes = 1024 * 1024

/** A file; while it is being written its name ends in `.partial`. */
export function fileLocation(file: string): BackupLocation {
  const partial = `${file}.partial`

  async function write(sealed: AsyncIterable<Buffer>): Promise<number> {
    if (await exists(file)) throw new ExistingBackupError(file)
    try {
      const bytes = await writeAll(partial, sealed)
      await rename(partial, file)
      await syncFolder(path.dirname(file))
      return bytes
    } catch (error) {
      await rm(partial, { force: true }).catch(() => undefined)
      throw isFileError(error) ? new Error(`${file} cannot be written (${reasonOf(error)}).`, { cause: error }) : error
    }
  }

  async function* read(): AsyncGenerator<Buffer> {
    try {
      for await (const piece of createReadStream(file, { highWaterMark: readBytes })) yield piece as Buffer
    } catch (error) {
      throw isFileError(error) ? new Error(`${file} cannot be read (${reasonOf(error)}).`, { cause: error }) : error
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

/** Syncs the folder. Without this the name may be lost in a power failure. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )

const isFileError = (error: unknown): boolean => typeof (error as NodeJS.ErrnoException).syscall === 'string'
