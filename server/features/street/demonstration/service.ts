import type { Clock } from '#outside/clock.ts'
import { seedStreet, listInventedTaken, occupyDemonstrationUnits } from './seed-street.ts'

export type { InventedTaken } from './seed-street.ts'

/** Service for the demonstration street that a new installation shows. */
export const demonstrationStreet = ({ clock }: { clock: Clock }) => ({
  inventedTaken: listInventedTaken,
  occupyDemonstrationUnits,
  /** Stores the missing parts of the street; safe to repeat. Returns the number of premises added. */
  seed: ({ premises }: { premises?: number } = {}) =>
    seedStreet({ today: clock.now(), ...(premises === undefined ? {} : { premises }) }),
})
