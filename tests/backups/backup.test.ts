import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import mongoose, { mongo } from 'mongoose'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { peakMb, productionNode } from '#bench/processes.ts'
import { fileLocation } from '#outside/backup/file-place.ts'
import { restore } from '#outside/backup/restoring.ts'
import { runMigrations } from '#outside/database/migrations.ts'
import { projectRoot } from '#outside/project-root.ts'
import { storeBytes } from '#outside/files/files.ts'
import { aWorkingStreet } from '../support/database/filled-once.ts'
import { storedBytes } from '../support/database/stored-bytes.ts'
import { run, until } from '../support/processes/processes.ts'
import { useSite } from '../support/site.ts'

const key = 'a-key-of-back-ups-that-is-long-enough'
const site = useSite({ env: { BACKUP_KEY: key } })
const folder = mkdtempSync(path.join(tmpdir(), 'startup-street-backups-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const database = (name: string): mongo.Db => mongoose.connection.getClient().db(name)
const own = () => mongoose.connection.db!
beforeEach(() => database('elsewhere').dropDatabase())

/** Returns a URI of another database of the engine, which stands for another installation on a server. */
async function elsewhere(): Promise<string> {
  const address = await readFile(`${site.databaseUri.replace('mongodb_embedded://', '')}.address`, 'utf8')
  return address.replace('/?', '/elsewhere?')
}

/** Runs a command to its end as package.json starts it; returns its output and peak memory. */
async function command(name: string, uri: string, args: string[] = []) {
  const env = { MONGODB_URI: uri, DATA_DIR: path.join(folder, 'data'), LOG_LEVEL: 'silent', BACKUP_KEY: key }
  const { process: child, exited, output } = run(`server/bin/${name}.ts`, { args, env, node: productionNode })
  let peak = 0
  const watching = setInterval(() => (peak = Math.max(peak, peakMb(child.pid ?? 0))), 20)
  const { code } = await exited
  clearInterval(watching)
  return { code, said: output(), peak }
}

/** Runs an engine in its own process, which stands for a MongoDB server. */
async function onServer<T>(
  place: string,
  work: (uri: string, db: (name: string) => mongo.Db) => Promise<T>,
): Promise<T> {
  const server = run('tests/support/processes/database-server.ts', { args: [place] })
  await until(() => server.output().includes('at '), server.output)
  const uri = /at (\S+)/.exec(server.output())?.[1] ?? ''
  const client = new mongo.MongoClient(uri)
  try {
    return await work(uri, name => client.db(name))
  } finally {
    await client.close()
    server.process.kill('SIGTERM')
    await server.exited
  }
}

/** Leaves out the note that each start makes about the keys with which it seals. */
async function withoutKeys(db: mongo.Db): Promise<Record<string, string>> {
  const { sealing_keys: keysNoted, ...stored } = await storedBytes(db)
  expect(keysNoted).toMatch(/^1 /)
  return stored
}

/** Returns the number of documents that a command has printed. */
const numberOf = (said: string) => /(\d+) documents/.exec(said)?.[1]

const indexNames = async (db: mongo.Db) =>
  (await db.collection('applications').indexes()).map(({ name }) => name).toSorted()

/** Writes three collections that are consistent at any moment: marks follow numbers, and a file is named while it exists. */
function keepWriting() {
  const numbers = own().collection<{ _id: number }>('test-numbers')
  const marks = own().collection<{ _id: string; at?: number; file?: string }>('test-marks')
  const { store } = site.services.documents
  const state = { going: true, round: 0 }
  const count = async () => {
    for (; state.going; state.round += 1) {
      await numbers.insertOne({ _id: state.round })
      await marks.updateOne({ _id: 'last' }, { $set: { at: state.round } }, { upsert: true })
      await numbers.deleteMany({ _id: { $lt: state.round - 50 } })
    }
  }
  const upload = async () => {
    while (state.going) {
      const file = await storeBytes(store, Buffer.alloc(600_000, String(state.round)))
      await marks.insertOne({ _id: file, file })
      const [old] = await marks.find({ file: { $exists: true } }).toArray()
      await marks.deleteMany({ file: old!.file! })
      await store.remove(old!._id)
    }
  }
  const all = Promise.all([count(), upload()])
  const stop = async () => {
    state.going = false
    await all
    return state.round
  }
  return { state, stop }
}

describe('a back-up', () => {
  it('contains one moment of a site that keeps writing, and passes the data check when restored', async () => {
    await aWorkingStreet(site, 60)
    const writing = keepWriting()
    const file = path.join(folder, 'under-writes.backup')
    const made = await command('backup', site.databaseUri, [file])
    const rounds = writing.state.round
    expect(await writing.stop()).toBeGreaterThan(rounds)
    expect(made, made.said).toMatchObject({ code: 0 })
    expect(made.said).toMatch(/documents in \d+ bytes/)

    const restored = await command('restore', await elsewhere(), [file])
    expect(restored, restored.said).toMatchObject({ code: 0 })
    expect(numberOf(restored.said)).toBe(numberOf(made.said))
    const there = database('elsewhere')
    const numbers = (await there.collection<{ _id: number }>('test-numbers').find().sort({ _id: 1 }).toArray()).map(
      ({ _id }) => _id,
    )
    const mark = await there.collection<{ _id: string; at: number }>('test-marks').findOne({ _id: 'last' })
    const last = numbers.at(-1)!
    expect(last).toBeGreaterThan(0)
    expect(last).toBeLessThan(rounds)
    expect(numbers).toEqual(numbers.map((_, index) => last - numbers.length + 1 + index))
    expect(numbers.length).toBeLessThanOrEqual(52)
    expect([last, last - 1]).toContain(mark?.at)
    await there.collection<{ _id: string }>('test-marks').deleteOne({ _id: 'last' })
    for await (const { _id } of there.collection('test-marks').find()) {
      expect(await there.collection('documents.files').countDocuments({ _id: new mongo.ObjectId(String(_id)) })).toBe(1)
      expect(
        await there.collection('documents.chunks').countDocuments({ files_id: new mongo.ObjectId(String(_id)) }),
      ).toBe(3)
    }
    const verified = await command('verify-data', await elsewhere())
    expect(verified, verified.said).toMatchObject({ code: 0 })
    expect(await there.collection('applications').countDocuments()).toBeGreaterThan(0)
  }, 240_000)

  it('restores every document byte for byte, with indexes: to a server and from there to the embedded engine', async () => {
    await aWorkingStreet(site, 60)
    await runMigrations(path.join(projectRoot, 'server/migrations'), site.log)
    const { Long, Decimal128, Binary, BSONRegExp, Timestamp, MinKey, Double, Int32, UUID } = mongo
    const odd = new Map<string, unknown>([
      ['_id', 1],
      ...(['10', '2', '1'].map(name => [name, name]) as [string, unknown][]),
      ['kinds', [new Long(5), new Double(5), new Int32(5), -0, Decimal128.fromString('1.10'), new Date(-1), null]],
      [
        'more',
        [new Binary(Buffer.from([1, 2]), 5), new UUID(), new BSONRegExp('a', 'i'), new Timestamp(7n), new MinKey()],
      ],
    ])
    await own().collection('test-odd').insertOne(odd)
    await own().createCollection('test-empty')
    for (let n = 0; n < 40; n += 1)
      await own()
        .collection('pictures.chunks')
        .insertOne({ data: randomBytes(1_000_000) })
    const file = path.join(folder, 'quiet.backup')
    const made = await command('backup', site.databaseUri, [file])
    expect(made, made.said).toMatchObject({ code: 0 })
    expect((await site.services.backups.last()).made).toMatchObject({ state: 'made', target: file, error: null })

    const before = await storedBytes(own())
    expect(Object.keys(before).length).toBeGreaterThan(15)
    const indexes = await indexNames(own())
    const back = path.join(folder, 'back.backup')
    const embedded = path.join(folder, 'embedded')
    const restored = await onServer(path.join(folder, 'server'), async (uri, db) => {
      const there = await command('restore', uri, [file])
      expect(there, there.said).toMatchObject({ code: 0 })
      expect(await withoutKeys(db('startup-street'))).toEqual(before)
      expect(await indexNames(db('startup-street'))).toEqual(indexes)
      const again = await command('backup', uri, [back])
      expect(again, again.said).toMatchObject({ code: 0 })
      return there
    })
    const returned = await command('restore', `mongodb_embedded://${embedded}`, [back])
    expect(returned, returned.said).toMatchObject({ code: 0 })
    await onServer(embedded, async (_uri, db) => {
      expect(await withoutKeys(db('startup-street'))).toEqual(before)
      expect(await indexNames(db('startup-street'))).toEqual(indexes)
    })

    const verified = await command('verify-backup', 'mongodb_embedded:///nowhere', [file])
    expect(verified, verified.said).toMatchObject({ code: 0 })
    expect(verified.said).toMatch(/\d+ {2}applications\n/)
    expect(verified.said).toContain('whole and unchanged')
    // Files are never in memory as a whole; npm run bench-backup checks this with 5 GB.
    for (const [name, { peak }] of Object.entries({ made, restored, verified })) expect(peak, name).toBeLessThan(250)
  }, 240_000)

  it('is refused by a database with data, with another key, and by an older version, with one sentence', async () => {
    await own()
      .collection('test-few')
      .insertMany([{ n: 1 }, { n: 2 }])
    await own().collection<{ _id: string }>('migrations').insertOne({ _id: '2099-01-01-of-the-future' })
    const file = path.join(folder, 'few.backup')
    await site.services.backups.make(file, { by: 'command' })
    const db = database('elsewhere')
    const asked = {
      db,
      place: fileLocation(file),
      secrets: [key],
      known: ['2099-01-01-of-the-future'],
      mayGoOn: () => undefined,
    }
    await expect(restore({ ...asked, known: [] })).rejects.toThrow(/newer version.*2099-01-01-of-the-future/)
    await expect(restore({ ...asked, secrets: [`${key}-no`] })).rejects.toThrow('another BACKUP_KEY')
    expect(await db.listCollections().toArray()).toEqual([])
    expect(await restore({ ...asked, secrets: [`a-new-${key}`, key] })).toMatchObject({ documents: 3 })
    await expect(restore(asked)).rejects.toThrow(/not empty.*test-few|not empty.*migrations/)

    await expect(site.services.backups.make(file, { by: 'command' })).rejects.toThrow('is there already')
    // A refusal is no back-up that failed: nothing is to be mended.
    expect((await site.services.backups.last()).failed).toBeNull()
  })
})
