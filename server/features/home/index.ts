import type { Slice, SliceParts } from '#server/slice.ts'
import { unlocalisedRoutes } from './unlocalised-routes.ts'
import { homeRoutes } from './routes.ts'

/** The home page, and what stands before the languages. */
export const homeSlice = ({ services, config }: SliceParts): Slice => ({
  name: 'home',
  doors: () => ({
    front: [unlocalisedRoutes(services, config.publicUrl)],
    pages: [homeRoutes(services)],
  }),
})
