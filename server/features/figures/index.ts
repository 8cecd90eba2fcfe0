import type { Slice, SliceParts } from '#server/slice.ts'
import type { Job } from '#server/jobs/job.ts'
import { figuresRoutes } from './browse/routes.ts'

/** Figures that the programme publishes about itself. */
export const figuresSlice = ({ services }: SliceParts): Slice => ({
  name: 'figures',
  jobs: [publishFigures],
  doors: () => ({
    pages: [figuresRoutes(services)],
  }),
})

/** Computes the figures of a month once it is over; costs one query when they exist already. */
export const publishFigures: Job = {
  name: 'publish-figures',
  everySeconds: 3_600,
  async run({ services, log }) {
    const months = await services.figures.publish()
    if (months > 0) log.info({ months }, 'monthly figures published')
  },
}
