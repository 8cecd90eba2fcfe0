import type { Slice, SliceParts } from '#server/slice.ts'
import { figuresRoutes } from './browse/routes.ts'

/** What the programme publishes about itself. */
export const figuresSlice = ({ services }: SliceParts): Slice => ({
  name: 'figures',
  doors: () => ({
    pages: [figuresRoutes(services)],
  }),
})
