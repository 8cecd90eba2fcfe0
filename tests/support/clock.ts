import type { Clock } from '#outside/clock.ts'

type Time = { days?: number; minutes?: number }
export type TestClock = Clock & {
  /** Both times stand there. */
  set(instant: string | Date): void
  /** Both go on. */
  advance(time: Time): void
  /** The product's time goes on while the machine's stands, as with `CLOCK_AHEAD`. */
  walk(time: Time): void
}

/** A clock that a test sets and moves. Starts at noon in Suifenhe on a Wednesday. */
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
