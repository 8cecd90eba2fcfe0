import type { Slice, SliceParts } from '#server/slice.ts'
import { brandRoutes } from './brand/public-routes.ts'
import { brandDeskRoutes } from './brand/routes.ts'
import { programmeSettingsRoutes } from './settings/routes.ts'

/** Settings of the programme, and how the site looks. */
export const programmeSlice = ({ services, config }: SliceParts): Slice => ({
  name: 'programme',
  doors: () => ({
    open: [brandRoutes(services)],
    pages: [programmeSettingsRoutes(services, config), brandDeskRoutes(services)],
  }),
})
