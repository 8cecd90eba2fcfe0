import type { Migration } from '../outside/database/migrations.ts'

/** Name of the index that `{ revision, code }` replaces for finding changes. */
const before = 'revision_1'

export const migration: Migration = {
  async up({ db }) {
    const there = await db.listCollections({ name: 'premises' }, { nameOnly: true }).hasNext()
    if (!there) return
    const premises = db.collection('premises')
    if ((await premises.indexes()).some(({ name }) => name === before)) await premises.dropIndex(before)
  },
}
