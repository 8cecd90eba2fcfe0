import type { Job } from '#server/jobs/job.ts'

/** Beside the effects of everything else, with a lease of its own: a push service that hangs holds up no letter and no hold. */
export const sendPushMessages: Job = {
  name: 'send-push-messages',
  everySeconds: 60,
  wokenBy: 'push',
  async run({ services, log, signal }) {
    const done = await services.push.carryOut(signal)
    if (done > 0) log.info({ done }, 'devices were told')
  },
}

/** Removes devices whose sessions were ended, or whose accounts are gone: nothing would be sent to them anyway. */
export const sweepPushDevices: Job = {
  name: 'sweep-push-devices',
  everySeconds: 24 * 3_600,
  async run({ services, log }) {
    const swept = await services.push.devices.sweep()
    if (swept > 0) log.info({ swept }, 'devices are told nothing any more')
  },
}
