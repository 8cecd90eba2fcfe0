import type { Job } from '#server/jobs/job.ts'

/**
 * Runs beside the other effects with its own lease, so that a push service that does not answer delays no mail and no hold.
 */
export const sendPushMessages: Job = {
  name: 'send-push-messages',
  everySeconds: 60,
  wokenBy: 'push',
  async run({ services, log, signal }) {
    const done = await services.push.carryOut(signal)
    if (done > 0) log.info({ done }, 'devices were told')
  },
}

/** Removes devices whose session has ended or whose account is gone; they would be sent nothing anyway. */
export const sweepPushDevices: Job = {
  name: 'sweep-push-devices',
  everySeconds: 24 * 3_600,
  async run({ services, log }) {
    const swept = await services.push.devices.sweep()
    if (swept > 0) log.info({ swept }, 'devices are told nothing any more')
  },
}
