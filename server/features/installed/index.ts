import type { Slice, SliceParts } from '#server/slice.ts'
import { manifestRoutes } from './manifest.ts'
import { offlineRoutes } from './offline.ts'
import { workerRoutes } from './worker.ts'

/** The site as people put it on the screen of their phone or computer. */
export const installedSlice = ({ config }: Pick<SliceParts, 'config'>): Slice => ({
  name: 'installed',
  doors: () => ({
    open: [workerRoutes({ on: config.serviceWorker })],
    pages: [manifestRoutes(), offlineRoutes()],
  }),
})
