import type { Log } from '../outside/log.ts'
import { failed } from './opening.ts'

/** Supervisors that know this product kill after 15 seconds. */
const patienceMs = 14_000
/** When what can be given up is given up, so that the rest can be closed in order. */
const giveUpMs = 12_000

type Step = () => Promise<void>
/** `quick`: SIGINT comes from somebody at a terminal, who waits for the end; SIGTERM from a supervisor. */
type Leaving = { quick: boolean; /** How long a step may wait for what it closes. */ leftMs: () => number }
type Steps = { log: Log; steps: readonly ((leaving: Leaving) => Promise<void>)[] }

const ending = new AbortController()
/** Aborted when a signal has come: long work stops at the next good place. */
export const leaving = ending.signal
/** Whether a signal has come: what fails from now on fails because things are being closed. */
export const isLeaving = (): boolean => leaving.aborted

/** On SIGTERM or SIGINT carries out the steps in order and exits 0; after fourteen seconds it stops waiting. */
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
 * Ends a program that could not start: says why and exits 1 after the steps or three seconds. Does nothing when a signal
 * came during the start and made it fail.
 */
export async function endFailed(error: unknown, steps: readonly Step[]): Promise<void> {
  if (isLeaving()) return
  failed(error)
  setTimeout(() => process.exit(), 3_000).unref()
  for (const step of steps) await step().catch(() => undefined)
  process.exit()
}
