import { existsSync } from 'node:fs'
import { cp, mkdtemp, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { MongoClient } from 'mongodb'
import { once } from '#shared/once.ts'
import { run, until } from './processes.ts'

/**
 * Copies the database of a site that has run before into a folder, as its `db`: with all indexes, migrated and with the
 * starting content. Its guides are not due for two minutes, because typesetting them takes more processor time than a start.
 * The first start, in an empty folder, is tested in `first-start.test.ts` and `start-and-stop.test.ts`.
 */
export async function copyPrepared(folder: string): Promise<void> {
  await cp(await prepared(), path.join(folder, 'db'), { recursive: true })
}

/** Returns the database that is copied. The first process of a run of the tests that needs it makes it for all. */
const prepared = once(async () => {
  const folder = process.env.PREPARED_FOLDER
  if (folder === undefined) throw new Error('the setup of built-processes.ts has not run')
  const database = path.join(folder, 'db')
  if (!existsSync(database)) await make(folder, database)
  return database
})

async function make(folder: string, database: string): Promise<void> {
  const making = await mkdtemp(path.join(folder, 'making-'))
  // In a process of its own: that of the tests may have opened another folder.
  const engine = run('tests/support/processes/database-server.ts', { args: [path.join(making, 'db')] })
  try {
    await until(() => engine.output().includes('at mongodb'), engine.output)
    const [uri = ''] = /mongodb:\S+/.exec(engine.output()) ?? []
    const seeding = run('server/bin/seed.ts', { env: { MONGODB_URI: uri, DATA_DIR: making } })
    if ((await seeding.exited).code !== 0) throw new Error(seeding.output())
    const client = await new MongoClient(uri).connect()
    const chores = client.db('startup-street').collection<{ _id: string; dueAt: Date }>('chores')
    await chores.insertOne({ _id: 'publish-guides', dueAt: new Date(Date.now() + 3_600_000) })
    await client.close()
  } finally {
    engine.process.kill('SIGTERM')
    await engine.exited
  }
  // Another process may have been quicker.
  await rename(path.join(making, 'db'), database).catch(() => undefined)
  await rm(making, { recursive: true, force: true })
}
