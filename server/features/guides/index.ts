import type { Slice, SliceParts } from '#server/slice.ts'
import { publishGuides } from './jobs.ts'
import { guideRoutes } from './browse/routes.ts'

/** Guides for founders, as pages and to print. */
export const guidesSlice = ({ services }: SliceParts): Slice => ({
  name: 'guides',
  jobs: [publishGuides],
  doors: () => ({
    pages: [guideRoutes(services)],
  }),
})
