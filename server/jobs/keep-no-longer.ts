import type { Job } from './job.ts'

/** Takes away what the programme's retention rules no longer let it keep. */
export const keepNoLonger: Job = {
  name: 'keep-no-longer',
  everySeconds: 3_600,
  async run({ services: { applications, enquiries, mail, programme }, log }) {
    const documents = await applications.eraseOldDocuments()
    const cases = (await applications.anonymiseOldCases()) + (await applications.anonymiseLeft())
    const { keepLettersMonths, keepEnquiriesMonths } = await programme.settings()
    const letters = await mail.forgetSent(keepLettersMonths)
    const messages = await enquiries.forgetAnswered(keepEnquiriesMonths)
    if (documents + cases + letters + messages > 0) log.info({ documents, cases, letters, messages }, 'kept no longer')
  },
}
