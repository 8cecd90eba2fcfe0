import type { Migration } from '../outside/database/migrations.ts'

/** Marks the day from which migrations count; collections and indexes are made from the models. */
export const migration: Migration = {
  async up({ db, log }) {
    const collections = await db.listCollections().toArray()
    log.info({ collections: collections.length }, 'first installation')
  },
}
