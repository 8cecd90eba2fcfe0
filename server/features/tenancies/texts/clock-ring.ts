import type { RentFreeClock } from '../rules.ts'

/** Radius of the ring in its 200 × 200 drawing. */
const radius = 84
const round = 2 * Math.PI * radius

/** The clock as a ring: the remaining part is drawn, clockwise to the top. Numbers are lengths along the ring. */
export type ClockRing = { label: string; number: string; unit: string; radius: number; left: string; rotation: string }

export function clockRingOf(
  { usedShare }: RentFreeClock,
  ringTexts: { number: string; unit: string; label: string },
): ClockRing {
  const remainingLength = round * (1 - usedShare)
  return {
    ...ringTexts,
    radius,
    left: `${remainingLength.toFixed(1)} ${(round - remainingLength).toFixed(1)}`,
    rotation: `rotate(${(-90 + 360 * usedShare).toFixed(1)} 100 100)`,
  }
}
