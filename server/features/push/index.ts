import type { Slice, SliceParts } from '#server/slice.ts'
import { sendPushMessages, sweepPushDevices } from './jobs.ts'
import { notificationRoutes } from './own/routes.ts'

/** Messages on people's devices, where the operator has set keys for them. */
export const pushSlice = ({ services }: SliceParts): Slice => ({
  name: 'push',
  personalData: services.personalData.push,
  jobs: [sendPushMessages, sweepPushDevices],
  doors: () => ({ pages: [notificationRoutes(services.push)] }),
})
