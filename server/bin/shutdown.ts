import type { Log } from '../outside/log.ts'
import { reportFailure } from './failure.ts'

/** Longest duration of a shutdown. Supervisors that are set up for this product kill after 15 seconds. */
const maxShutdownMs = 14_000
/** Time after which steps stop waiting, so that the rest can be closed in order. */
const stepTimeoutMs = 12_000

type Step = () => Promise<void>
/**
 * `quick` is true for SIGINT, which comes from somebody at a terminal who waits for the end; SIGTERM comes from a
 * supervisor.
 */
type ShutdownContext = { quick: boolean; /** How long a step may wait for what it closes. */ leftMs: () => number }
type Steps = { log: Log; steps: readonly ((leaving: ShutdownContext) => Promise<void>)[] }

const ending = new AbortController()
/** Aborted when a signal has come: long work stops at the next good place. */
export const shutdownSignal = ending.signal
/** Checks whether a signal has arrived: failures from then on come from things being closed. */
export const isShuttingDown = (): boolean => shutdownSignal.aborted

/** On SIGTERM or SIGINT runs the steps in order and exits with 0, after fourteen seconds at the latest. */
export function shutDownOnSignal({ log, steps }: Steps): void {
  const shutDown = async (signal: 'SIGTERM' | 'SIGINT') => {
    if (isShuttingDown()) return
    ending.abort()
    const startedAt = performance.now()
    const leftMs = () => Math.max(0, stepTimeoutMs - (performance.now() - startedAt))
    log.info({ signal }, 'shutting down')
    setTimeout(() => process.exit(0), maxShutdownMs).unref()
    for (const step of steps) {
      await step({ quick: signal === 'SIGINT', leftMs }).catch((error: unknown) => {
        log.error({ err: error }, 'shutdown step failed')
      })
    }
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void shutDown(signal))
}

/**
 * Ends a program that could not start: prints why and exits with 1 after the steps, at the latest after three seconds. Does
 * nothing when a signal arrived during the start and made it fail.
 */
export async function endAfterFailure(error: unknown, steps: readonly Step[]): Promise<void> {
  if (isShuttingDown()) return
  reportFailure(error)
  setTimeout(() => process.exit(), 3_000).unref()
  for (const step of steps) await step().catch(() => undefined)
  process.exit()
}
