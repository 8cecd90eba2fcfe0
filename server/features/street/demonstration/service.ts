import type { Clock } from '#outside/clock.ts'
import { seedStreet } from './seed-street.ts'
import { inventedTaken, occupyDemonstrationUnits } from './taken.ts'

export type { InventedTaken } from './taken.ts'

/** The street that a new installation shows. */
export const demonstrationStreet = ({ clock }: { clock: Clock }) => ({
  inventedTaken,
  occupyDemonstrationUnits,
  /** Fills in what is missing of it; safe to repeat. Returns how many premises were added. */
  seed: ({ premises }: { premises?: number } = {}) =>
    seedStreet({ today: clock.now(), ...(premises === undefined ? {} : { premises }) }),
})
