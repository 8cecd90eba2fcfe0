import { Router } from 'express'
import type { Slice, SliceParts } from '#server/slice.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { anyone } from '#web/access/access.ts'
import { cachePage } from '#web/pages/page-memory.ts'
import { view } from '#web/pages/view.ts'
import { manifestRoutes } from './manifest.ts'
import { workerRoutes } from './worker.ts'

/** The site as an installed app. */
export const installedSlice = ({ config }: Pick<SliceParts, 'config'>): Slice => ({
  name: 'installed',
  doors: () => ({
    open: [workerRoutes({ on: config.serviceWorker })],
    pages: [manifestRoutes(), offlineRoutes()],
  }),
})

/** The page that the service worker shows when a page cannot be fetched; it inserts what is saved on the device. */
function offlineRoutes(): Router {
  const router = Router({ caseSensitive: true })

  router.get('/offline', anyone, cachePage(), (_req, res) => {
    renderOffline(res, offlinePage(res.locals))
  })

  return router
}

type OfflinePage = { title: string; noindex: true; sentence: string }
const renderOffline = view<OfflinePage>('installed/offline')

const offlinePage = ({ t }: Reader): OfflinePage => ({
  title: t('installed.offline'),
  noindex: true,
  sentence: t('installed.offline.sentence'),
})
