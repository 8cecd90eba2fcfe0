import type { Job } from '#server/jobs/job.ts'

/** Notes how the street stands, once a day; costs one look while the day is there. */
export const noteOccupancy: Job = {
  name: 'note-occupancy',
  everySeconds: 1_800,
  async run({ services, log }) {
    const days = await services.premises.occupancyDays.note()
    if (days > 0) log.info({ days }, 'the occupancy of the street was noted')
  },
}
