import type { Migration } from '../outside/database/migrations.ts'

/** What has changed is told by `{ revision, code }` alone, which has taken the place of this index. */
const before = 'revision_1'

export const migration: Migration = {
  async up({ db }) {
    const there = await db.listCollections({ name: 'premises' }, { nameOnly: true }).hasNext()
    if (!there) return
    const premises = db.collection('premises')
    if ((await premises.indexes()).some(({ name }) => name === before)) await premises.dropIndex(before)
  },
}
