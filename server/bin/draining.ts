import { Server as NetServer, type Socket } from 'node:net'
import type { RequestListener, Server, ServerResponse } from 'node:http'
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises'

/**
 * How long a connection is kept for another request. Its answers say whole seconds (`Keep-Alive: timeout=5`); what is left is
 * for requests that are under way when these are over.
 */
export const keptMs = 5_900
/** A request that has not ended so long after the signal is cut off. */
const longestRequestMs = 11_000

type Draining = {
  /** How long new connections are still taken, so that whoever shares out the requests can notice that `/readyz` is red. */
  announceMs: number
  /** Somebody waits for the end: connections without a request are ended at once. */
  quick?: boolean
}

/**
 * Knows the connections and answers of a server from its beginning. `drain` ends it without an error for anybody who
 * has sent a request: every answer says `Connection: close`, and a connection that was kept is not ended as long as its client
 * may use it. What has sent no whole request by then is cut off, and after eleven seconds what still runs. Resolves
 * when all connections have ended. See docs/adr/0102.
 */
export function drainable(server: Server): { drain: (how: Draining) => Promise<void> } {
  const sockets = new Set<Socket>()
  const answers = new Map<ServerResponse, Socket>()
  let draining = false

  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const know: RequestListener = ({ socket }, res) => {
    // Who asks again without waiting is told on the last answer: those behind it would get none.
    if (draining) for (const earlier of unsentOn(socket)) earlier.removeHeader('Connection')
    answers.set(res, socket)
    // Each part that a request passes hears of its end; a file adds more than ten, at which Node warns of a leak.
    res.setMaxListeners(20)
    res.once('close', () => answers.delete(res))
    if (draining) res.setHeader('Connection', 'close')
  }
  server.prependListener('request', know)

  const unsent = () => [...answers].filter(([res]) => !res.headersSent)
  const unsentOn = (socket: Socket) => unsent().flatMap(([res, one]) => (one === socket ? [res] : []))

  function cutUnused(): void {
    const used = new Set(answers.values())
    for (const socket of sockets) if (!used.has(socket)) socket.destroy()
  }

  async function drain({ announceMs, quick = false }: Draining): Promise<void> {
    const began = performance.now()
    const at = (ms: number, act: () => void) => setTimeout(act, ms - (performance.now() - began)).unref()
    draining = true
    for (const [res, socket] of unsent()) if (unsentOn(socket).at(-1) === res) res.setHeader('Connection', 'close')
    at(longestRequestMs, () => server.closeAllConnections())
    if (!quick) {
      await wait(announceMs)
      await turnWithoutNewcomers(server)
    }
    const closed = stopListening(server)
    if (quick) cutUnused()
    else at(Math.max(keptMs, announceMs) + 600, cutUnused)
    await closed
  }

  return { drain }
}

/** Whoever connects while a listener closes is cut off by the system: a turn of the event loop in which nobody came is the moment. */
async function turnWithoutNewcomers(server: Server): Promise<void> {
  let came = true
  const notice = () => {
    came = true
  }
  server.on('connection', notice)
  const giveUpAt = performance.now() + 500
  while (came && performance.now() < giveUpAt) {
    came = false
    await nextTurn()
  }
  server.off('connection', notice)
}

/** The way of `net`: that of `http` ends kept connections at once, and looks no more after those that send nothing. */
const stopListening = (server: Server): Promise<void> =>
  new Promise(resolve => {
    NetServer.prototype.close.call(server, () => resolve())
  })
