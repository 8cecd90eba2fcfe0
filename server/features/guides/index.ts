import type { Slice, SliceParts } from '#server/slice.ts'
import { answerRoutes } from './answers/routes.ts'
import { publishGuides } from './jobs.ts'
import { guideRoutes } from './browse/routes.ts'
import { glossaryRoutes } from './glossary/routes.ts'
import { stepRoutes } from './steps/routes.ts'

/** Guides for founders, as pages and to print: how one gets a unit, answers to questions, and the words of the programme. */
export const guidesSlice = ({ services }: SliceParts): Slice => ({
  name: 'guides',
  jobs: [publishGuides],
  doors: () => ({
    pages: [guideRoutes(services), glossaryRoutes(), answerRoutes(services), stepRoutes(services)],
  }),
})
