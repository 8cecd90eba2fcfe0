import type { Slice, SliceParts } from '#server/slice.ts'
import { publishFigures } from './jobs.ts'
import { figuresRoutes } from './browse/routes.ts'

/** What the programme publishes about itself. */
export const figuresSlice = ({ services }: SliceParts): Slice => ({
  name: 'figures',
  jobs: [publishFigures],
  doors: () => ({
    pages: [figuresRoutes(services)],
  }),
})
