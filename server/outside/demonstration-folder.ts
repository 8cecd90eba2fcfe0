import { access, constants, mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** File that marks a data folder as a demonstration, which `npm run demo -- fresh` may empty; a first start makes it too. */
export const demonstrationMark = 'demonstration.txt'

/** What the program itself keeps in the data folder. A disk may have files of its own there, such as `lost+found`. */
export const ownNames = ['db', 'db.address', 'mail', 'session-secret', 'document-keys', demonstrationMark]

export const isDemonstrationFolder = (folder: string): Promise<boolean> =>
  access(path.join(folder, demonstrationMark)).then(
    () => true,
    () => false,
  )

/**
 * Marks a folder as a demonstration, and creates it if needed. Throws a sentence that names the setting when it cannot be
 * used.
 */
export async function markAsDemonstration(folder: string): Promise<void> {
  await makeFolder(folder)
  const content = '`npm run demo -- fresh` empties this folder. Remove this file to keep what is in it.\n'
  await writeFile(path.join(folder, demonstrationMark), content, { mode: 0o600 })
}

type FirstStart = { dataFolder: string; demonstration: boolean; production: boolean; databaseInDataFolder: boolean }

/**
 * Marks the data folder when a first start outside production makes the example street in it, and nothing lies there but what
 * the program keeps: what a start has made as an example may be made anew.
 */
export async function markFirstStart(start: FirstStart): Promise<void> {
  if (!start.demonstration || start.production || !start.databaseInDataFolder) return
  const names = await readdir(start.dataFolder).catch(() => [])
  if (names.every(name => ownNames.includes(name))) await markAsDemonstration(start.dataFolder)
}

/** Creates a data folder if needed. Throws a sentence that names the setting when it cannot be used. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException
    throw new Error(`DATA_DIR names ${folder}, which cannot be used (${code}).`, { cause: error })
  }
}
