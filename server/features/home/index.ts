import type { Slice, SliceParts } from '#server/slice.ts'
import { unlocalisedRoutes } from './unlocalised-routes.ts'
import { wellKnownRoutes } from './well-known-routes.ts'
import { homeRoutes } from './routes.ts'
import { securityRoutes } from './security-routes.ts'

/** The home page, and the addresses without a language. */
export const homeSlice = ({ services, config, clock }: SliceParts): Slice => ({
  name: 'home',
  doors: () => ({
    front: [unlocalisedRoutes(services, config.publicUrl), wellKnownRoutes(config, clock)],
    pages: [homeRoutes(services), securityRoutes()],
  }),
})
