import type { Server } from 'node:http'
import type { Log } from '../outside/log.ts'
import { failed } from './program.ts'

const patienceMs = 10_000

type Step = () => Promise<void>
type Steps = { log: Log; steps: readonly Step[] }

const state = { leaving: false }
/** Whether a signal has come: what fails from now on fails because things are being closed. */
export const isLeaving = (): boolean => state.leaving

/** On SIGTERM or SIGINT carries out the steps in order and exits 0; after ten seconds it stops waiting. */
export function shutDownOnSignal({ log, steps }: Steps): void {
  const leave = async (signal: string) => {
    if (state.leaving) return
    state.leaving = true
    log.info({ signal }, 'shutting down')
    setTimeout(() => process.exit(0), patienceMs).unref()
    for (const step of steps) await step().catch((error: unknown) => log.error({ err: error }, 'shutdown step failed'))
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void leave(signal))
}

/**
 * Ends a program that could not start: says why and exits 1 after the steps or three seconds. Does nothing when a signal
 * came during the start and made it fail.
 */
export async function endFailed(error: unknown, steps: readonly Step[]): Promise<void> {
  if (state.leaving) return
  failed(error)
  setTimeout(() => process.exit(), 3_000).unref()
  for (const step of steps) await step().catch(() => undefined)
  process.exit()
}

/**
 * Lets running requests finish, ends idle connections at once and the rest after a while. Whoever keeps a connection for
 * the next request, as proxies do, is told to take another one: it leads to another process.
 */
export function closeServer(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.prependListener('request', (_req, res) => res.setHeader('Connection', 'close'))
    server.close(() => resolve())
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), patienceMs - 3_000).unref()
  })
}
