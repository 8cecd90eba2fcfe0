import type { Slice, SliceParts } from '#server/slice.ts'
import type { Job } from '#server/jobs/job.ts'
import { savedRoutes } from './own/routes.ts'
import { recogniseSaved } from './own/visitor.ts'
import { unsubscribeRoutes } from './unsubscribe/routes.ts'

/** Favourites and saved searches, of visitors and of accounts. */
export const savedSlice = ({ services }: SliceParts): Slice => ({
  name: 'saved',
  personalData: services.personalData.saved,
  jobs: [sendAlerts],
  doors: ({ sessionSecret }) => ({
    beforePages: recogniseSaved(services, sessionSecret),
    pages: [savedRoutes(services), unsubscribeRoutes(services)],
  }),
})

/** Sends alerts about premises that have come to match saved searches; "at once" means within a minute. */
const sendAlerts: Job = {
  name: 'send-alerts',
  everySeconds: 60,
  async run({ services, log }) {
    const { noted, owed } = await services.saved.alerts.owe()
    if (noted + owed > 0) log.info({ noted, owed }, 'saved searches have new premises')
  },
}
