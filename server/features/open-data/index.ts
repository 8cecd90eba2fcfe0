import type { Slice, SliceParts } from '#server/slice.ts'
import { openDataPageRoutes } from './page/routes.ts'
import { openDataRoutes } from './routes.ts'

/** What the public may take away: files, feeds, an API and frames for other sites. */
export const openDataSlice = ({ services, config }: SliceParts): Slice => ({
  name: 'open-data',
  doors: () => ({
    open: [openDataRoutes(services, config)],
    pages: [openDataPageRoutes(services, config)],
  }),
})
