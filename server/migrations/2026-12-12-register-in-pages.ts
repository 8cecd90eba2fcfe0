import type { Migration } from '../outside/database/migrations.ts'

/** The register of numbers is paged along `{ at, number, _id }`, which has taken the place of this index. */
const before = 'at_-1_number_-1'

export const migration: Migration = {
  async up({ db }) {
    const there = await db.listCollections({ name: 'document_numbers' }, { nameOnly: true }).hasNext()
    if (!there) return
    const numbers = db.collection('document_numbers')
    if ((await numbers.indexes()).some(({ name }) => name === before)) await numbers.dropIndex(before)
  },
}
