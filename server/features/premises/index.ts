import type { Slice } from '#server/slice.ts'
import type { Job } from '#server/jobs/job.ts'

/** Slice that defines premises, buildings and occupancy for the slices that show, keep or let premises. It has no doors. */
export const premisesSlice = (): Slice => ({ name: 'premises', jobs: [recordOccupancy] })

/** Records the occupancy of the street once a day. Runs that find the day recorded cost one query. */
const recordOccupancy: Job = {
  name: 'note-occupancy',
  everySeconds: 1_800,
  async run({ services, log }) {
    const days = await services.premises.occupancyDays.note()
    if (days > 0) log.info({ days }, 'the occupancy of the street was noted')
  },
}
