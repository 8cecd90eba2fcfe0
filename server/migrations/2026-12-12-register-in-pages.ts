import type { Migration } from '../outside/database/migrations.ts'

/** Name of the index that `{ at, number, _id }` replaces for paging through the register of numbers. */
const before = 'at_-1_number_-1'

export const migration: Migration = {
  async up({ db }) {
    const there = await db.listCollections({ name: 'document_numbers' }, { nameOnly: true }).hasNext()
    if (!there) return
    const numbers = db.collection('document_numbers')
    if ((await numbers.indexes()).some(({ name }) => name === before)) await numbers.dropIndex(before)
  },
}
