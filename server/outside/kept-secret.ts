import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

type Settings = { sessionSecret: string | undefined; dataFolder: string }

/** The configured secret; outside production one is made once and kept, so that a restart does not sign people out. */
export async function keptSecret({ sessionSecret: configured, dataFolder }: Settings): Promise<string> {
  if (configured) return configured
  const file = path.join(dataFolder, 'session-secret')
  await mkdir(dataFolder, { recursive: true })
  try {
    // `wx`: of two processes that start at once, one writes and both read.
    await writeFile(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFile(file, 'utf8')
}
