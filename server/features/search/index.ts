import type { Slice, SliceParts } from '#server/slice.ts'
import { searchRoutes } from './routes.ts'

/** One search box for everything the staff keep. */
export const searchSlice = ({ services }: SliceParts): Slice => ({
  name: 'search',
  doors: () => ({
    pages: [searchRoutes(services)],
  }),
})
