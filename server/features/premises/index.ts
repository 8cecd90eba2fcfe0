import type { Slice } from '#server/slice.ts'
import type { Job } from '#server/jobs/job.ts'

/** What a premises and a building are, and who has which, for every slice that shows, keeps or lets them. It has no doors. */
export const premisesSlice = (): Slice => ({ name: 'premises', jobs: [noteOccupancy] })

/** Notes how the street stands, once a day; costs one look while the day is there. */
const noteOccupancy: Job = {
  name: 'note-occupancy',
  everySeconds: 1_800,
  async run({ services, log }) {
    const days = await services.premises.occupancyDays.note()
    if (days > 0) log.info({ days }, 'the occupancy of the street was noted')
  },
}
