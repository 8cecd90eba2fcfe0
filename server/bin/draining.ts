import { Server as NetServer, type Socket } from 'node:net'
import type { RequestListener, Server, ServerResponse } from 'node:http'
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises'

/**
 * How long an idle connection is kept for another request, in milliseconds. Responses announce whole seconds (`Keep-Alive:
 * timeout=5`); the rest is for requests that are under way when these are over.
 */
export const idleConnectionMs = 5_900
/** Milliseconds after the signal at which unfinished requests are cut off. */
const maxRequestMs = 11_000

type DrainOptions = {
  /** How long new connections are still accepted, so that load balancers can notice that `/readyz` fails. */
  announceMs: number
  /** Somebody waits for the end: connections without a request are ended at once. */
  quick?: boolean
}

/**
 * Tracks the connections and responses of a server from its start. `drain` ends the server without an error for any client
 * that has sent a request: every response says `Connection: close`, and an idle connection is kept as long as its client may
 * use it. Connections that have sent no complete request by then are cut off; after eleven seconds, so is everything that
 * still runs. Resolves when all connections have ended. See ADR 102.
 */
export function trackConnections(server: Server): { drain: (how: DrainOptions) => Promise<void> } {
  const sockets = new Set<Socket>()
  const answers = new Map<ServerResponse, Socket>()
  let draining = false

  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const trackResponse: RequestListener = ({ socket }, res) => {
    // A client that pipelines requests is told only in its last response: requests behind an earlier one would get none.
    if (draining) for (const earlier of unsentOn(socket)) earlier.removeHeader('Connection')
    answers.set(res, socket)
    // Each part that handles a request listens for its end. A file adds more than ten listeners, at which Node warns of a
    // leak.
    res.setMaxListeners(20)
    res.once('close', () => answers.delete(res))
    if (draining) res.setHeader('Connection', 'close')
  }
  server.prependListener('request', trackResponse)

  const unsent = () => [...answers].filter(([res]) => !res.headersSent)
  const unsentOn = (socket: Socket) => unsent().flatMap(([res, one]) => (one === socket ? [res] : []))

  function cutUnused(): void {
    const used = new Set(answers.values())
    for (const socket of sockets) if (!used.has(socket)) socket.destroy()
  }

  async function drain({ announceMs, quick = false }: DrainOptions): Promise<void> {
    const began = performance.now()
    const schedule = (ms: number, act: () => void) => setTimeout(act, ms - (performance.now() - began)).unref()
    draining = true
    for (const [res, socket] of unsent()) if (unsentOn(socket).at(-1) === res) res.setHeader('Connection', 'close')
    schedule(maxRequestMs, () => server.closeAllConnections())
    if (!quick) {
      await wait(announceMs)
      await waitForQuietTurn(server)
    }
    const closed = stopListening(server)
    if (quick) cutUnused()
    else schedule(Math.max(idleConnectionMs, announceMs) + 600, cutUnused)
    await closed
  }

  return { drain }
}

/**
 * Waits for a turn of the event loop without new connections, at most 500 ms: the system cuts off clients that connect while
 * the listener closes.
 */
async function waitForQuietTurn(server: Server): Promise<void> {
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

/**
 * Uses the `close` of `net`: that of `http` ends kept connections at once and stops checking for connections that send
 * nothing.
 */
const stopListening = (server: Server): Promise<void> =>
  new Promise(resolve => {
    NetServer.prototype.close.call(server, () => resolve())
  })
