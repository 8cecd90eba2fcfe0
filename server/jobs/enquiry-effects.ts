import type { Job } from './job.ts'

/** Queues the mails of enquiries whose request died between keeping the message and doing so. */
export const enquiryEffects: Job = {
  name: 'enquiry-effects',
  everySeconds: 30,
  async run({ services, log }) {
    const done = await services.enquiries.runEffects()
    if (done > 0) log.info({ done }, 'enquiry mails queued')
  },
}
