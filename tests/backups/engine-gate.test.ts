import mongoose from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSeparateConnection } from '#outside/database/database.ts'
import { useDatabase } from '../support/database.ts'

useDatabase()

/** The waiting writes use all connections of the site. */
let beside: Awaited<ReturnType<typeof openSeparateConnection>>
beforeAll(async () => {
  beside = await openSeparateConnection()
})
afterAll(() => beside.close())

const db = () => beside.db
const things = () => mongoose.connection.db!.collection<{ _id: string; n?: number; state?: string }>('things')
type Touched = { collection: string; all: boolean; ids: unknown[] }

async function capture() {
  const { token } = await db().command({ backupCapture: 'begin' })
  const ask = (act: string) => db().command({ backupCapture: act, token: String(token) })
  const touched = async () => {
    const all = (await ask('changes')).touched as Touched[]
    return all.map(({ all: whole, ids, ...one }) => ({ ...one, ids: whole ? 'all' : ids.map(String).toSorted() }))
  }
  return { ask, touched, end: () => ask('end') }
}

describe('the write gate of the embedded engine', () => {
  it('records every document that a write may have changed, whatever its filter', async () => {
    await things().insertMany(['a', 'b', 'c', 'd', 'e'].map((_id, n) => ({ _id, n, state: 'old' })))
    const { touched, end } = await capture()
    try {
      expect(await touched()).toEqual([])
      const writes: [string, () => Promise<unknown>, string[]][] = [
        ['an insertion', () => things().insertOne({ _id: 'f' }), ['f']],
        ['many', () => things().insertMany([{ _id: 'g' }, { _id: 'h' }]), ['g', 'h']],
        ['an update by id', () => things().updateOne({ _id: 'a' }, { $set: { n: 9 } }), ['a']],
        ['by ids', () => things().updateMany({ _id: { $in: ['a', 'b'] } }, { $set: { n: 8 } }), ['a', 'b']],
        ['by something else', () => things().updateMany({ n: { $gte: 3 } }, { $inc: { n: 1 } }), ['a', 'b', 'd', 'e']],
        ['one that it makes', () => things().updateOne({ n: 77 }, { $set: { _id: 'i' } }, { upsert: true }), ['i']],
        ['a replacement', () => things().replaceOne({ _id: 'c' }, { n: 1 }), ['c']],
        ['find and modify', () => things().findOneAndUpdate({ n: 1 }, { $set: { n: 2 } }), ['c']],
        ['find and delete', () => things().findOneAndDelete({ _id: 'd' }), ['d']],
        [
          'find and make',
          () => things().findOneAndUpdate({ n: 78 }, { $set: { _id: 'j' } }, { upsert: true, returnDocument: 'after' }),
          ['j'],
        ],
        ['a deletion by something else', () => things().deleteMany({ n: 2 }), ['c']],
        ['several at once', () => things().bulkWrite([{ deleteOne: { filter: { _id: 'a' } } }]), ['a']],
        ['nothing', () => things().updateMany({ n: -1 }, { $set: { n: 0 } }), []],
      ]
      for (const [name, write, ids] of writes) {
        await write()
        expect(await touched(), name).toEqual([{ collection: 'things', ids }])
      }
      await things().findOneAndUpdate({ _id: 'b' }, { $set: { n: 0 } }, { projection: { _id: 0, n: 1 } })
      expect(await touched()).toEqual([{ collection: 'things', ids: 'all' }])
      expect(await things().find().toArray()).toHaveLength(7)
      expect(await touched()).toEqual([])
    } finally {
      await end()
    }
  })

  it('delays writes, but not reads, while they are held, and then lets them continue', async () => {
    const { ask, end } = await capture()
    try {
      await ask('hold')
      const waiting = Array.from({ length: 30 }, (_, n) => things().insertOne({ _id: `waits ${n}` }))
      expect(await db().collection('things').countDocuments()).toBe(0)
      expect(await ask('release')).toMatchObject({ held: true })
      await Promise.all(waiting)
      expect(await things().countDocuments()).toBe(30)
    } finally {
      await end()
    }
  })

  it('releases writes after a time if the back-up does not release them, and reports it', async () => {
    const { ask, end } = await capture()
    try {
      await ask('hold')
      await things().insertOne({ _id: 'waits for its time' })
      expect(await ask('release')).toMatchObject({ held: false })
    } finally {
      await end()
    }
  })

  it('serves one back-up at a time, and refuses one during which a collection is dropped', async () => {
    const { ask, end } = await capture()
    await expect(capture()).rejects.toThrow('another back-up')
    await things().insertOne({ _id: 'x' })
    await things().drop()
    await expect(ask('hold')).rejects.toThrow('changed as a whole')
    await end()
    await expect(ask('changes')).rejects.toThrow('not known')
    await (await capture()).end()
  })
})
