import type { Migration } from '../outside/database/migrations.ts'

/** Reviewers' words on single criteria were left when a case was made nameless: they may name people, so they go. */
export const migration: Migration = {
  async up({ db, log }) {
    const left = { anonymisedAt: { $type: 'date' as const }, 'assessments.comments': { $exists: true } }
    const update = { $unset: { 'assessments.$[].comments': 1 as const } }
    const { modifiedCount } = await db.collection('applications').updateMany(left, update)
    log.info({ cases: modifiedCount }, 'words on criteria of nameless cases are gone')
  },
}
