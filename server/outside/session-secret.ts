import { randomBytes, randomUUID } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

type Settings = { sessionSecret: string | undefined; dataFolder: string }

const secretBytes = 32

/**
 * The configured secret; outside production one is made once and kept, so that a restart does not sign people out. Throws a
 * sentence when it cannot be kept, or when what is kept is no secret.
 */
export async function sessionSecretOf({ sessionSecret: configured, dataFolder }: Settings): Promise<string> {
  if (configured) return configured
  const file = path.join(dataFolder, 'session-secret')
  const kept = (await secretIn(file)) ?? (await madeOnce(file))
  if (kept.length < secretBytes) {
    throw new Error(`${file} holds no secret. Remove it, and another is made; people sign in again.`)
  }
  return kept
}

const secretIn = (file: string): Promise<string | null> => readFile(file, 'utf8').catch(unlessMissing)

/** Written whole beside its place and then linked there: of two processes that start at once one does, and both read. */
async function madeOnce(file: string): Promise<string> {
  const draft = `${file}.${randomUUID()}`
  try {
    await writeFile(draft, randomBytes(secretBytes).toString('hex'), { mode: 0o600 })
    await link(draft, file).catch(unlessThere)
    return await readFile(file, 'utf8')
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException
    throw new Error(`The session secret cannot be kept in the folder that DATA_DIR names: ${file} (${code}).`, {
      cause: error,
    })
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
