import type { Migration } from '../outside/database/migrations.ts'

/**
 * What applicants did with an offer was written down with the record of a decision, made of the case as applicants read it:
 * without scores that were changed, and without who answered an objection. It decided nothing, so the record goes. Whoever
 * reads such an event takes a missing record for none; an event is found by what it is, so what is written meanwhile stays.
 */
export const migration: Migration = {
  async up({ db, log }) {
    const own = { 'by.kind': 'applicant', record: { $exists: true } }
    const { modifiedCount } = await db
      .collection('applications')
      .updateMany(
        { events: { $elemMatch: own } },
        { $unset: { 'events.$[own].record': '' } },
        { arrayFilters: [{ 'own.by.kind': 'applicant', 'own.record': { $exists: true } }] },
      )
    log.info({ applications: modifiedCount }, 'acts of applicants carry no record of a decision')
  },
}
