import type { Job } from './job.ts'

export const deliverMail: Job = {
  name: 'deliver-mail',
  everySeconds: 30,
  wokenBy: 'mail',
  async run({ services, log }) {
    await Promise.all([services.wording.refresh(), services.programme.refresh()])
    const sent = await services.mail.deliverDue()
    if (sent > 0) log.info({ sent }, 'mail delivered')
  },
}
