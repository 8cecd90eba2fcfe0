import { setImmediate as nextTurn } from 'node:timers/promises'

/** Milliseconds of work at a stretch, after which others wait no longer. */
const stretchMs = 10

/**
 * For long work in small steps, awaited between them: lets requests, timers and answers of the database have their turn, though
 * not oftener than needed, so that the work goes on under load.
 */
export function eventLoopPause(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < stretchMs) return
    await nextTurn()
    since = performance.now()
  }
}
