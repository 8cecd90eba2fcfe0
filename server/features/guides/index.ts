import type { Slice, SliceParts } from '#server/slice.ts'
import { guideRoutes } from './browse/routes.ts'

/** Guides for founders, as pages and to print. */
export const guidesSlice = ({ services }: SliceParts): Slice => ({
  name: 'guides',
  doors: () => ({
    pages: [guideRoutes(services)],
  }),
})
