import type { Slice, SliceParts } from '#server/slice.ts'
import { sendPushMessages, sweepPushDevices } from './jobs.ts'
import { notificationRoutes } from './own/routes.ts'

/** Push messages on people's devices; available when the operator has set the keys. */
export const pushSlice = ({ services }: SliceParts): Slice => ({
  name: 'push',
  personalData: services.personalData.push,
  jobs: [sendPushMessages, sweepPushDevices],
  doors: () => ({ pages: [notificationRoutes(services.push)] }),
})
