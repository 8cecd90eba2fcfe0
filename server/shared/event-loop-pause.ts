import { setImmediate as nextTurn } from 'node:timers/promises'

/** Milliseconds of uninterrupted work, after which other work gets a turn. */
const stretchMs = 10

/**
 * Returns a function that long work awaits between its small steps. It lets requests, timers and database replies run, but
 * only as often as needed, so that the work progresses under load.
 */
export function eventLoopPause(): () => Promise<void> {
  let startedAt = performance.now()
  return async () => {
    if (performance.now() - startedAt < stretchMs) return
    await nextTurn()
    startedAt = performance.now()
  }
}
