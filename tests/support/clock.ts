import type { Clock } from '../../server/outside/clock.ts'

/** A clock that a test sets and moves. Starts at noon in Suifenhe on a Wednesday. */
export function testClock(
  start = '2026-11-25T12:00:00+08:00',
): Clock & { set(instant: string | Date): void; advance(time: { days?: number; minutes?: number }): void } {
  let now = new Date(start)
  return {
    now: () => new Date(now),
    set: instant => (now = new Date(instant)),
    advance: ({ days = 0, minutes = 0 }) => (now = new Date(now.getTime() + days * 86_400_000 + minutes * 60_000)),
  }
}
