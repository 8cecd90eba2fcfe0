import type { Slice, SliceParts } from '#server/slice.ts'
import { sendAlerts } from './jobs.ts'
import { savedRoutes } from './own/routes.ts'
import { recogniseSaved } from './own/visitor.ts'
import { unsubscribeRoutes } from './unsubscribe/routes.ts'

/** Favourites and saved searches, of visitors and of accounts. */
export const savedSlice = ({ services }: SliceParts): Slice => ({
  name: 'saved',
  personalData: services.personalData.saved,
  jobs: [sendAlerts],
  doors: ({ sessionSecret }) => ({
    beforePages: [recogniseSaved(services, sessionSecret)],
    pages: [savedRoutes(services), unsubscribeRoutes(services)],
  }),
})
