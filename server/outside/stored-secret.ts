import { randomBytes, randomUUID } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

const secretBytes = 32

type SecretOptions = {
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
export async function readOrCreateSecret({ name, dataFolder, what, remedy }: SecretOptions): Promise<string> {
  const file = path.join(dataFolder, name)
  const secret = (await readSecret(file)) ?? (await createSecretOnce(file, what))
  if (secret.length < secretBytes) throw new Error(`${file} holds no secret. ${remedy}`)
  return secret
}

const readSecret = (file: string): Promise<string | null> => readFile(file, 'utf8').catch(ignoreMissing)

/**
 * Writes the whole file beside its place and then links it there: if two processes start at once, one link succeeds and both
 * read it.
 */
async function createSecretOnce(file: string, what: string): Promise<string> {
  const draft = `${file}.${randomUUID()}`
  try {
    await writeFile(draft, randomBytes(secretBytes).toString('hex'), { mode: 0o600 })
    await link(draft, file).catch(ignoreExisting)
    return await readFile(file, 'utf8')
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException
    throw new Error(`${what} cannot be kept in the folder that DATA_DIR names: ${file} (${code}).`, { cause: error })
  } finally {
    await rm(draft, { force: true })
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
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
  return readOrCreateSecret({ name: 'session-secret', dataFolder, what: 'The session secret', remedy })
}

/** Returns the keys that seal second steps at sign-in, newest first. */
export const twoFactorSecretsOf = async ({
  twoFactor,
  ...settings
}: Settings & { twoFactor: { keys: readonly string[] | null } }): Promise<readonly string[]> =>
  twoFactor.keys ?? [await sessionSecretOf(settings)]
