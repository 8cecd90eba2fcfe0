import type { Slice, SliceParts } from '#server/slice.ts'
import type { Job } from '#server/jobs/job.ts'
import { figuresRoutes } from './browse/routes.ts'

/** What the programme publishes about itself. */
export const figuresSlice = ({ services }: SliceParts): Slice => ({
  name: 'figures',
  jobs: [publishFigures],
  doors: () => ({
    pages: [figuresRoutes(services)],
  }),
})

/** Computes the figures of a month once it is over; costs one look while they are there. */
export const publishFigures: Job = {
  name: 'publish-figures',
  everySeconds: 3_600,
  async run({ services, log }) {
    const months = await services.figures.publish()
    if (months > 0) log.info({ months }, 'monthly figures published')
  },
}
