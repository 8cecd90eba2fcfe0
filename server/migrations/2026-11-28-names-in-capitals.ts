import type { Migration } from '../outside/database/migrations.ts'

/** Indexes for sorting and searching the queue from before names were stored in capitals, as in a passport. */
const before = ['queue_by_name', 'queue_by_applicant', 'queue_by_assignee']

/** Writes the names of applicants in capitals and drops the indexes that are no longer used. */
export const migration: Migration = {
  async up({ db, log }) {
    const there = await db.listCollections({ name: 'applications' }, { nameOnly: true }).hasNext()
    if (!there) return
    const applications = db.collection('applications')
    const small = { applicantName: { $regex: '[a-z]' } }
    const { modifiedCount } = await applications.updateMany(small, [
      { $set: { applicantName: { $toUpper: '$applicantName' } } },
    ])
    const names = (await applications.indexes()).map(({ name }) => String(name))
    for (const name of names.filter(known => before.includes(known))) await applications.dropIndex(name)
    log.info({ renamed: modifiedCount }, 'names of applicants are in capitals')
  },
}
