import type { Slice, SliceParts } from '#server/slice.ts'
import type { Job } from '#server/jobs/job.ts'
import { answerRoutes } from './answers/routes.ts'
import { guideRoutes } from './browse/routes.ts'
import { glossaryRoutes } from './glossary/routes.ts'
import { stepRoutes } from './steps/routes.ts'

/** Guides for founders, as pages and to print: how to get a unit, questions and answers, and the glossary. */
export const guidesSlice = ({ services }: SliceParts): Slice => ({
  name: 'guides',
  jobs: [publishGuides],
  doors: () => ({
    pages: [guideRoutes(services), glossaryRoutes(), answerRoutes(services), stepRoutes(services)],
  }),
})

/** Makes a new edition of a guide once its content has changed; cheap while it has not. */
export const publishGuides: Job = {
  name: 'publish-guides',
  everySeconds: 120,
  async run({ services, log, signal }) {
    await Promise.all([services.wording.refresh(), services.programme.refresh()])
    if (await services.guides.publish(signal)) log.info('new edition of the guide')
  },
}
