import type { Job } from '#server/jobs/job.ts'

/** Removes devices whose sessions were ended, or whose accounts are gone: nothing would be sent to them anyway. */
export const sweepPushDevices: Job = {
  name: 'sweep-push-devices',
  everySeconds: 24 * 3_600,
  async run({ services, log }) {
    const swept = await services.push.devices.sweep()
    if (swept > 0) log.info({ swept }, 'devices are told nothing any more')
  },
}
