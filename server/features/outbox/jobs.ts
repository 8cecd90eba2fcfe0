import type { Job } from '#server/jobs/job.ts'

/** Carries out the pending effects of every slice, such as mails, holds of listings, new tenancies and released premises. */
export const carryOutEffects: Job = {
  name: 'carry-out-effects',
  everySeconds: 60,
  wokenBy: 'effects',
  async run({ services: { outbox }, log, signal }) {
    const done = await outbox.carryOut(signal)
    if (done > 0) log.info({ done }, 'effects carried out')
  },
}

export const deliverMail: Job = {
  name: 'deliver-mail',
  everySeconds: 30,
  wokenBy: 'mail',
  async run({ services, log, signal }) {
    await Promise.all([services.wording.refresh(), services.programme.refresh()])
    const sent = await services.mail.deliverDue(signal)
    if (sent > 0) log.info({ sent }, 'mail delivered')
  },
}
