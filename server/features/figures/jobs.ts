import type { Job } from '#server/jobs/job.ts'

/** Computes the figures of a month once it is over; costs one look while they are there. */
export const publishFigures: Job = {
  name: 'publish-figures',
  everySeconds: 3_600,
  async run({ services, log }) {
    const months = await services.figures.publish()
    if (months > 0) log.info({ months }, 'monthly figures published')
  },
}
