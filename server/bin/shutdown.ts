import type { Log } from '../outside/log.ts'
import { failed } from './opening.ts'

/** Longest duration of a shutdown. Supervisors that are set up for this product kill after 15 seconds. */
const patienceMs = 14_000
/** Time after which steps stop waiting, so that the rest can be closed in order. */
const giveUpMs = 12_000

type Step = () => Promise<void>
/**
 * `quick` is true for SIGINT, which comes from somebody at a terminal who waits for the end; SIGTERM comes from a
 * supervisor.
 */
type Leaving = { quick: boolean; /** How long a step may wait for what it closes. */ leftMs: () => number }
type Steps = { log: Log; steps: readonly ((leaving: Leaving) => Promise<void>)[] }

const ending = new AbortController()
/** Aborted when a signal has come: long work stops at the next good place. */
export const leaving = ending.signal
/** Checks whether a signal has arrived: failures from then on come from things being closed. */
export const isLeaving = (): boolean => leaving.aborted

/** On SIGTERM or SIGINT runs the steps in order and exits with 0, after fourteen seconds at the latest. */
export function shutDownOnSignal({ log, steps }: Steps): void {
  const leave = async (signal: 'SIGTERM' | 'SIGINT') => {
    if (isLeaving()) return
    ending.abort()
    const since = performance.now()
    const leftMs = () => Math.max(0, giveUpMs - (performance.now() - since))
    log.info({ signal }, 'shutting down')
    setTimeout(() => process.exit(0), patienceMs).unref()
    for (const step of steps) {
      await step({ quick: signal === 'SIGINT', leftMs }).catch((error: unknown) => {
        log.error({ err: error }, 'shutdown step failed')
      })
    }
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void leave(signal))
}

/**
 * Ends a program that could not start: prints why and exits with 1 after the steps, at the latest after three seconds. Does
 * nothing when a signal arrived during the start and made it fail.
 */
export async function endFailed(error: unknown, steps: readonly Step[]): Promise<void> {
  if (isLeaving()) return
  failed(error)
  setTimeout(() => process.exit(), 3_000).unref()
  for (const step of steps) await step().catch(() => undefined)
  process.exit()
}
