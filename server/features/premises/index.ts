import type { Slice } from '#server/slice.ts'
import { noteOccupancy } from './jobs.ts'

/** What a premises and a building are, and who has which, for every slice that shows, keeps or lets them. It has no doors. */
export const premisesSlice = (): Slice => ({ name: 'premises', jobs: [noteOccupancy] })
