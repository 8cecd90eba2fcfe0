import type { Slice } from '#server/slice.ts'
import { manifestRoutes } from './manifest.ts'

/** The site as people put it on the screen of their phone or computer. */
export const installedSlice = (): Slice => ({
  name: 'installed',
  doors: () => ({ pages: [manifestRoutes()] }),
})
