import { randomBytes, randomUUID } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

const secretBytes = 32

type Kept = {
  /** Name of the file in the data folder. */
  name: string
  dataFolder: string
  /** Name of the secret, as the beginning of a sentence. */
  what: string
  /** What to do, for the error about a file that contains no secret. */
  remedy: string
}

/**
 * Returns a secret that is generated once and stored in the data folder, for machines on which none is set. Throws a
 * sentence when it cannot be stored, or when the stored value is no secret.
 */
export async function storedSecret({ name, dataFolder, what, remedy }: Kept): Promise<string> {
  const file = path.join(dataFolder, name)
  const kept = (await secretIn(file)) ?? (await madeOnce(file, what))
  if (kept.length < secretBytes) throw new Error(`${file} holds no secret. ${remedy}`)
  return kept
}

const secretIn = (file: string): Promise<string | null> => readFile(file, 'utf8').catch(unlessMissing)

/**
 * Writes the whole file beside its place and then links it there: if two processes start at once, one link succeeds and both
 * read it.
 */
async function madeOnce(file: string, what: string): Promise<string> {
  const draft = `${file}.${randomUUID()}`
  try {
    await writeFile(draft, randomBytes(secretBytes).toString('hex'), { mode: 0o600 })
    await link(draft, file).catch(unlessThere)
    return await readFile(file, 'utf8')
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException
    throw new Error(`${what} cannot be kept in the folder that DATA_DIR names: ${file} (${code}).`, { cause: error })
  } finally {
    await rm(draft, { force: true })
  }
}

function unlessMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}

type Settings = { sessionSecret: string | undefined; dataFolder: string }

/**
 * Returns the configured secret. Outside production one is generated once and stored, so that a restart does not sign people
 * out. Throws a sentence when it cannot be stored, or when the stored value is no secret.
 */
export async function sessionSecretOf({ sessionSecret: configured, dataFolder }: Settings): Promise<string> {
  if (configured) return configured
  const remedy = 'Remove it, and another is made; people sign in again.'
  return storedSecret({ name: 'session-secret', dataFolder, what: 'The session secret', remedy })
}
