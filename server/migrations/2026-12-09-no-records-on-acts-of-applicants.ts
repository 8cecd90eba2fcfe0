import type { Migration } from '../outside/database/migrations.ts'

/**
 * Acts of applicants on an offer were stored with the record of a decision, made from the case as applicants read it:
 * without changed scores and without who answered an objection. They decided nothing, so the record is removed. Readers of
 * such an event treat a missing record as none. Events are matched by content, so concurrent writes are kept.
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
