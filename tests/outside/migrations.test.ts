import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import mongoose from 'mongoose'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { LeaseLostError, withLease } from '#outside/database/lease.ts'
import { runMigrations } from '#outside/database/migrations.ts'
import { useDatabase } from '../support/database.ts'
import { testLog } from '../support/log.ts'

type Note = { _id: string; times?: number; until?: Date; holder?: string }
const notes = (name: string) => mongoose.connection.collection<Note>(name)
const soon = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

describe('work under a lease', () => {
  useDatabase()
  const inDatabase = (name: string, fromNow: number) =>
    notes('process-leases').insertOne({ _id: name, holder: 'somebody', until: new Date(Date.now() + fromNow) })

  it('is done by one process at a time, and leaves no lease behind', async () => {
    let inside = 0
    let most = 0
    let waited = 0
    let done = 0
    const work = async () => {
      inside += 1
      most = Math.max(most, inside)
      // Until each of the others waits, is done, or is in here too, which must not be.
      while (waited + done + inside < 4) await soon(5)
      inside -= 1
      done += 1
    }
    const waiting = () => void (waited += 1)
    await Promise.all([1, 2, 3, 4].map(() => withLease('one', work, { waiting })))
    expect([most, waited]).toEqual([1, 3])
    expect(await notes('process-leases').countDocuments()).toBe(0)
  })

  it('renews its lease when it takes longer', async () => {
    const ends: string[] = []
    const long = withLease(
      'one',
      async held => {
        await soon(1_300)
        held()
        ends.push('long')
      },
      { leaseMs: 1_000 },
    )
    await soon(50)
    await withLease('one', () => Promise.resolve(void ends.push('next')))
    await long
    expect(ends).toEqual(['long', 'next'])
  })

  it('is taken over from a killed process when its lease ends', async () => {
    await inDatabase('one', 400)
    const began = Date.now()
    await withLease('one', () => Promise.resolve())
    expect(Date.now() - began).toBeGreaterThan(300)
  })

  it('ignores a lease from before the clock was set back', async () => {
    await inDatabase('one', 3_600_000)
    const waited: string[] = []
    await withLease('one', () => Promise.resolve(), { waiting: () => void waited.push('one') })
    expect(waited).toEqual([])
  })

  it('waits for a lease of another machine whose clock was ahead', async () => {
    await inDatabase('one', 45_000)
    const waiting = () => void notes('process-leases').deleteMany({})
    const waited = vi.fn(waiting)
    await withLease('one', () => Promise.resolve(), { waiting: waited })
    expect(waited).toHaveBeenCalledOnce()
  })

  it('stops at its next step if another process has taken over', async () => {
    const work = withLease(
      'one',
      async held => {
        await notes('process-leases').updateOne({ _id: 'one' }, { $set: { holder: 'another' } })
        for (;;) {
          held()
          await soon(20)
        }
      },
      { leaseMs: 300 },
    )
    await expect(work).rejects.toThrow(LeaseLostError)
    expect(await notes('process-leases').findOne()).toMatchObject({ holder: 'another' })
  })
})

describe('the migrations', () => {
  useDatabase()
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'startup-street-migrations-'))
    const counting =
      "({ db }) => db.collection('counted').updateOne({ _id: 'one' }, { $inc: { times: 1 } }, { upsert: true })"
    await writeFile(path.join(folder, '2026-01-01-count.js'), `export const migration = { up: ${counting} }`)
    const failing =
      '() => Promise.reject(new Error(\'E11000 duplicate key error dup key: { email: "anna@example.com" }\'))'
    await writeFile(path.join(folder, '2026-01-02-fail.js'), `export const migration = { up: ${failing} }`)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
  const storeSomething = () => notes('stored').insertOne({ _id: 'before' })

  it('are marked, and do not run, in a new database, with one line in the log', async () => {
    await notes('process-leases').insertOne({ _id: 'preparing the database', holder: 'somebody' })
    const log = testLog()
    expect(await runMigrations(folder, log)).toEqual([])
    expect(log.lines().map(({ msg }) => msg)).toEqual(['the database is new; 2 migrations are part of it'])
    expect(await notes('migrations').distinct('_id')).toEqual(['2026-01-01-count', '2026-01-02-fail'])
    await storeSomething()
    expect(await runMigrations(folder, log)).toEqual([])
    expect(await notes('counted').countDocuments()).toBe(0)
  })

  it('stop at a failure with one sentence without stored data, and keep the earlier ones', async () => {
    await storeSomething()
    const run = () => runMigrations(folder, testLog())
    const failed = await run().catch((error: unknown) => (error as Error).message)
    expect(failed).toBe(
      'The migration 2026-01-02-fail of the database of MONGODB_URI failed (E11000 duplicate key error); those before it are done.',
    )
    await expect(run()).rejects.toThrow('2026-01-02-fail')
    expect(await notes('counted').findOne()).toMatchObject({ times: 1 })
  })

  it('do not start another one when the process has lost its lease', async () => {
    await storeSomething()
    const mayNot = () => {
      throw new LeaseLostError('taken over')
    }
    await expect(runMigrations(folder, testLog(), mayNot)).rejects.toThrow('taken over')
    expect(await notes('counted').countDocuments()).toBe(0)
  })
})
