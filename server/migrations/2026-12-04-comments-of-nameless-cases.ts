import type { Migration } from '../outside/database/migrations.ts'

/**
 * Deletes reviewers' comments on single criteria of anonymised cases. They were left when a case was anonymised, and may
 * name people.
 */
export const migration: Migration = {
  async up({ db, log }) {
    const left = { anonymisedAt: { $type: 'date' as const }, 'assessments.comments': { $exists: true } }
    const update = { $unset: { 'assessments.$[].comments': 1 as const } }
    const { modifiedCount } = await db.collection('applications').updateMany(left, update)
    log.info({ cases: modifiedCount }, 'words on criteria of nameless cases are gone')
  },
}
