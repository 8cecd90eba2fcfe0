import mongoose from 'mongoose'
import type { Checker, Finding } from '#shared/checks.ts'

const name = 'every index that the models declare is there'

type StoredIndex = { key: Record<string, unknown>; unique?: boolean }

/**
 * Checks that every declared index exists. Unique indexes decide what may exist once, so a missing one counts as a
 * violation.
 */
export const indexChecks: Checker = {
  promises: [{ name, level: 'violation' }],
  async *look(): AsyncIterable<Finding> {
    for (const { schema, collection } of Object.values(mongoose.models)) {
      const stored = await indexesOf(collection)
      for (const why of missingAmong(stored, schema.indexes())) yield { check: name, id: collection.name, why }
    }
  },
}

const missingAmong = (stored: readonly StoredIndex[], declared: ReturnType<mongoose.Schema['indexes']>): string[] =>
  declared
    .filter(([key, { unique }]) => !isText(key) && !stored.some(index => isSame(index, key, Boolean(unique))))
    .map(([key]) => `lacks the index on ${Object.keys(key).join(', ')}`)

const isSame = (stored: StoredIndex, key: Record<string, unknown>, unique: boolean): boolean =>
  JSON.stringify(stored.key) === JSON.stringify(key) && Boolean(stored.unique) === unique

/** Text indexes are stored under other keys than they are declared with. */
const isText = (key: Record<string, unknown>): boolean => Object.values(key).includes('text')

/** Returns an empty list for a collection that does not exist yet. */
async function indexesOf(collection: Pick<mongoose.Collection, 'indexes'>): Promise<StoredIndex[]> {
  try {
    return await collection.indexes()
  } catch (error) {
    if ((error as { code?: number }).code === 26) return []
    throw error
  }
}
