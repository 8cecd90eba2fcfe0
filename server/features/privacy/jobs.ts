import type { Job } from '#server/jobs/job.ts'

/** Deletes accounts at their holders' request, once the waiting time is over. */
export const deleteAccounts: Job = {
  name: 'delete-accounts',
  everySeconds: 600,
  async run({ services, log }) {
    await services.privacy.deleteAccounts(log)
  },
}

/** Deletes data that the programme's retention periods no longer allow it to keep. */
export const deleteExpired: Job = {
  name: 'keep-no-longer',
  everySeconds: 3_600,
  async run({ services: { cases, enquiries, mail, programme, tenancies }, log }) {
    const documents = await cases.retention.eraseOldDocuments()
    const anonymised = (await cases.retention.anonymiseOldCases()) + (await cases.retention.anonymiseLeft())
    const { keepLettersMonths, keepEnquiriesMonths, keepTenanciesMonths } = await programme.settings()
    const leases = await tenancies.anonymiseOld(keepTenanciesMonths)
    const bulk = await cases.retention.forgetBulkDecisions()
    const letters = await mail.forgetSent(keepLettersMonths)
    const messages = await enquiries.forgetAnswered(keepEnquiriesMonths)
    const done = { documents, cases: anonymised, leases, bulk, letters, messages }
    if (Object.values(done).some(count => count > 0)) log.info(done, 'kept no longer')
  },
}
