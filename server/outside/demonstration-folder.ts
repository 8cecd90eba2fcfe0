import { access, constants, mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** File that marks a data folder as made by `npm run demo`, which may then empty it. */
export const demonstrationMark = 'demonstration.txt'

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
