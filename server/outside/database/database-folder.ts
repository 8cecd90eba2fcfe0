import { mkdir, readdir, statfs } from 'node:fs/promises'
import { reasonOf } from './database-away.ts'

/**
 * Free space that an empty database needs, several times over. The engine ends the whole process silently when it cannot
 * write its journal, and again at each start after that.
 */
const minFreeBytes = 64 * 1024 * 1024
/** Files without which the engine treats the folder as a new one, or ends the process silently. */
const essentialFiles = ['WiredTiger.turtle', 'WiredTiger.wt', '_mdb_catalog.wt']
const setting = 'MONGODB_URI or DATA_DIR'

/** Creates the folder of an embedded database. Throws a sentence when the engine must not open it. */
export async function prepareFolder(folder: string): Promise<void> {
  const names = await namesIn(folder)
  const missing = essentialFiles.filter(name => !names.includes(name))
  if (names.some(isDataFile) && missing.length > 0) {
    throw new Error(
      `The database in ${folder} lacks ${missing.join(', ')} and is not begun anew beside its old files. Put back a backup of the whole folder; to begin anew, move the folder away.`,
    )
  }
  const lack = await diskSpaceProblem(folder)
  if (lack) throw new Error(lack)
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return await readdir(folder)
  } catch (error) {
    const { code = reasonOf(error) } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC') throw new Error(fullDiskMessage(folder), { cause: error })
    throw new Error(
      `The folder of the database, ${folder}, cannot be used (${code}). Check its rights, or ${setting}.`,
      {
        cause: error,
      },
    )
  }
}

/**
 * Returns a sentence when the disk of a folder has less free space than the database needs to start; null when it has
 * enough.
 */
export async function diskSpaceProblem(folder: string, leastBytes = minFreeBytes): Promise<string | null> {
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  return free < leastBytes
    ? fullDiskMessage(folder, `: ${megabytes(free)} are free and ${megabytes(leastBytes)} are needed`)
    : null
}

/** Returns why the engine could not open a folder; null when another process holds it. */
export function openingProblem(folder: string, error: unknown): string | null {
  const errorText = String(error)
  if (/No space left on device/i.test(errorText)) return fullDiskMessage(folder)
  if (/DBPathInUse/.test(errorText)) return null
  return `The embedded database could not open ${folder} (${reasonOf(error)}). Check the disk and the rights of the folder that ${setting} names, or set MONGODB_URI to a MongoDB server.`
}

/** Checks for data files. A new folder has none of them, even if its creation was interrupted. */
const isDataFile = (name: string): boolean => /^(collection|index)-.*\.wt$/.test(name)
const megabytes = (bytes: number): string => `${Math.floor(bytes / 1024 / 1024)} MB`
export const fullDiskMessage = (folder: string, numbers = ''): string =>
  `The disk of ${folder} is full${numbers}. Make room, or name a folder on another disk with ${setting}.`
