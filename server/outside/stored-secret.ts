import { randomBytes, randomUUID } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

const secretBytes = 32

type Kept = {
  /** Name of the file in the data folder. */
  name: string
  dataFolder: string
  /** What is kept, as a sentence begins with it. */
  what: string
  /** What becomes of it when the file is removed, where what is in it is no secret. */
  remedy: string
}

/**
 * A secret that is made once and kept in the data folder, for machines on which nobody has set one. Throws a sentence when
 * it cannot be kept, or when what is kept is no secret.
 */
export async function storedSecret({ name, dataFolder, what, remedy }: Kept): Promise<string> {
  const file = path.join(dataFolder, name)
  const kept = (await secretIn(file)) ?? (await madeOnce(file, what))
  if (kept.length < secretBytes) throw new Error(`${file} holds no secret. ${remedy}`)
  return kept
}

const secretIn = (file: string): Promise<string | null> => readFile(file, 'utf8').catch(unlessMissing)

/** Written whole beside its place and then linked there: of two processes that start at once one does, and both read. */
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
