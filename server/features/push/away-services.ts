import { longestWaitMs, waitAfter } from './rules.ts'

/**
 * Push services that gave no answer: their other devices are held, not tried, so that one service that hangs costs one wait
 * and not one for each device. In this process alone; `machineNow` is its clock.
 */
export function awayServices(machineNow: () => Date) {
  const until = new Map<string, { failures: number; at: number }>()

  const isAhead = (at: number): boolean => {
    const ms = at - machineNow().getTime()
    return ms > 0 && ms <= longestWaitMs
  }

  return {
    /** It gave no answer: a minute, and twice as long each time. */
    note(host: string): void {
      const failures = (until.get(host)?.failures ?? 0) + 1
      until.set(host, { failures, at: machineNow().getTime() + Math.min(waitAfter(failures), mostMs) })
    },
    forget: (host: string): void => void until.delete(host),
    is: (host: string): boolean => isAhead(until.get(host)?.at ?? 0),
  }
}

/** A service that is back is found within a quarter of an hour. */
const mostMs = 15 * 60_000
