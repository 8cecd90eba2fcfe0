import type { Clock } from '#outside/clock.ts'

type Time = { days?: number; minutes?: number }
export type TestClock = Clock & {
  /** Sets both the product's time and the machine's time. */
  set(instant: string | Date): void
  /** Moves both times on. */
  advance(time: Time): void
  /** Moves the product's time on; the machine's time stays, as with `CLOCK_AHEAD`. */
  walk(time: Time): void
}

/** Creates a clock that a test sets and moves. It starts at noon in Suifenhe on a Wednesday. */
export function testClock(start = '2026-11-25T12:00:00+08:00'): TestClock {
  let machine = new Date(start)
  let aheadMs = 0
  return {
    now: () => new Date(machine.getTime() + aheadMs),
    machineNow: () => new Date(machine),
    set: instant => {
      machine = new Date(instant)
      aheadMs = 0
    },
    advance: time => (machine = new Date(machine.getTime() + msOf(time))),
    walk: time => (aheadMs += msOf(time)),
  }
}

const msOf = ({ days = 0, minutes = 0 }: Time): number => days * 86_400_000 + minutes * 60_000
