import mongoose from 'mongoose'
import type { Log } from '../log.ts'
import { reasonOf } from './database-away.ts'

/** How often the driver looks after the server: from the beginning of one check to the next 8 seconds pass at most. */
export const monitoring = {
  heartbeatFrequencyMS: 2_000,
  // A check that an error asks for waits for its timer: begun at once it can meet a socket that is just closing (docs/adr/0081).
  minHeartbeatFrequencyMS: 2_000,
  connectTimeoutMS: 3_000,
  serverMonitoringMode: 'poll',
} as const satisfies mongoose.ConnectOptions

/** Counted in turns of the process, not in seconds: one that stood still has not been silent. */
const silentTurns = 5

/** `turnMs` is for tests. */
type Watch = { connect: () => Promise<unknown>; log?: Log | undefined; turnMs?: number }

/**
 * Connects anew when the driver has stopped looking after its server, which it can do for good (docs/adr/0081): until it has
 * looked, no operation is tried. Returns what ends the watch: when that resolves no connection is being made any more.
 */
export function watchMonitor({ connect, log, turnMs = 2_000 }: Watch): () => Promise<void> {
  let [silent, ended, connecting] = [0, false, false]
  let reconnected = Promise.resolve()
  let watched: mongoose.mongo.MongoClient | undefined
  const heard = () => {
    silent = 0
  }
  const listen = () => {
    const client = mongoose.connection.getClient() as typeof watched
    if (!client || client === watched) return
    client.on('serverHeartbeatStarted', heard)
    watched = client
  }
  const connectAnew = async () => {
    log?.warn('the driver has stopped looking for the database; connecting anew')
    try {
      await mongoose.disconnect()
      if (ended) return
      await connect()
      // It has looked to connect, and looks again only after a while.
      heard()
      listen()
    } catch (error) {
      log?.warn({ reason: reasonOf(error) }, 'the database is away')
    }
  }
  const turn = () => {
    listen()
    silent += 1
    if (silent < silentTurns || connecting) return
    connecting = true
    reconnected = connectAnew().finally(() => {
      connecting = false
    })
  }
  const timer = setInterval(turn, turnMs)
  timer.unref()
  return () => {
    ended = true
    clearInterval(timer)
    return reconnected
  }
}
