import type { Server } from 'node:http'
import type { Log } from '../outside/log.ts'

const patienceMs = 10_000

type Steps = { log: Log; steps: (() => Promise<void>)[] }

/** On SIGTERM or SIGINT carries out the steps in order and exits 0; after ten seconds it stops waiting. */
export function shutDownOnSignal({ log, steps }: Steps): void {
  let leaving = false
  const leave = async (signal: string) => {
    if (leaving) return
    leaving = true
    log.info({ signal }, 'shutting down')
    setTimeout(() => process.exit(0), patienceMs).unref()
    for (const step of steps) await step().catch((error: unknown) => log.error({ err: error }, 'shutdown step failed'))
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void leave(signal))
}

/** Lets running requests finish, ends idle connections at once and the rest after a while. */
export function closeServer(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), patienceMs - 3_000).unref()
  })
}
