import { Agent, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

type Load = {
  /**
   * Ports on 127.0.0.1 where processes of the site listen, as a load balancer knows them. A refused client goes to the next.
   */
  ports: () => readonly number[]
  /** Number of connections; each sends one request after another. */
  connections: number
  /** Number of requests over all connections. */
  requests: number
  path: string
  /** Longest pause between two requests of a connection, in milliseconds. */
  pauseMs: number
  /** Called after each response with the number of responses so far. */
  answered?: (count: number) => void
}

/**
 * `turnedAway` counts connections that were refused before anything was sent; a client retries these elsewhere. `reset`
 * counts those that ended before a byte of their first answer. The system does this to clients that connect while a process
 * stops listening; whether the process had answered a request that it had read, only its log says.
 */
export type Loaded = { answered: number; closing: number; turnedAway: number; reset: number; errors: string[] }

/**
 * Sends requests over keep-alive connections, as proxies and browsers do, and returns how they ended. An error is a request
 * that was sent and not answered completely, or answered with 500 or more. Ends early when every process refuses a client.
 */
export async function keepAliveLoad(load: Load): Promise<Loaded> {
  const { connections, requests, answered: tell = () => undefined } = load
  const sum: Loaded = { answered: 0, closing: 0, turnedAway: 0, reset: 0, errors: [] }
  let left = requests
  async function client(index: number): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    let at = index
    let refusals = 0
    while (left > 0 && refusals < load.ports().length) {
      left -= 1
      const ports = load.ports()
      const end = await once(agent, ports[at % ports.length]!, load.path)
      if (end.refused || end.reset) {
        left += 1
        if (end.reset) sum.reset += 1
        else sum.turnedAway += 1
        refusals += 1
        at += 1
        continue
      }
      refusals = 0
      if (end.error) sum.errors.push(end.error)
      else tell((sum.answered += 1))
      if (end.closing) sum.closing += 1
      await wait(Math.random() * load.pauseMs)
    }
    agent.destroy()
  }
  await Promise.all(Array.from({ length: connections }, (_, index) => client(index)))
  return sum
}

type End = { refused?: boolean; reset?: boolean; error?: string; closing?: boolean }

function once(agent: Agent, port: number, path: string): Promise<End> {
  return new Promise(resolve => {
    const asked = request({ agent, port, path, host: '127.0.0.1' }, answer => {
      const { statusCode = 0, headers } = answer
      answer.resume()
      answer.once('error', (error: NodeJS.ErrnoException) =>
        resolve({ error: `cut off: ${error.code ?? error.message}` }),
      )
      answer.once('end', () => {
        const closing = headers.connection === 'close'
        resolve(statusCode >= 500 ? { error: `answered ${statusCode}`, closing } : { closing })
      })
    })
    asked.once('error', (error: NodeJS.ErrnoException) => {
      const { code = error.message } = error
      if (code === 'ECONNREFUSED') resolve({ refused: true })
      else if (!asked.reusedSocket && isReset(error)) resolve({ reset: true })
      else resolve({ error: `${code}${asked.reusedSocket ? ' on a kept connection' : ''}` })
    })
    asked.end()
  })
}

/** Checks whether a connection ended before its answer: `EPIPE` when that came before the request was written. */
const isReset = ({ code }: NodeJS.ErrnoException): boolean => code === 'ECONNRESET' || code === 'EPIPE'
