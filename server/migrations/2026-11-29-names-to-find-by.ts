import type { mongo } from 'mongoose'
import { caseTerms } from '../features/cases/search/terms.ts'
import { enquiryTerms } from '../features/enquiries/list.ts'
import type { Migration, MigrationContext } from '../outside/database/migrations.ts'
import { personTerms } from '../shared/texts/normal-words.ts'

const batch = 500
type Told = Parameters<typeof caseTerms>[0]
type Sent = Parameters<typeof enquiryTerms>[0]

/**
 * Adds search terms to documents written before the staff could search everything (ADR 43). They are derived data, so
 * this uses the current code. Cases without names get none.
 */
export const migration: Migration = {
  async up({ db, log }) {
    const handed = { 'snapshot.answers': { $exists: true }, anonymisedAt: null }
    const cases = await fillIn<Told>(db, { name: 'applications', of: handed, reads: ['snapshot'] }, caseTerms)
    const people = await fillIn<{ name: string }>(db, { name: 'accounts', of: {}, reads: ['name'] }, ({ name }) =>
      personTerms(name),
    )
    const sent = { name: 'enquiries', of: {}, reads: ['name', 'phone', 'premisesCode'] }
    const enquiries = await fillIn<Sent>(db, sent, enquiryTerms)
    log.info({ cases, people, enquiries }, 'can be found by their names')
  },
}

type Filling = { name: string; of: mongo.Filter<mongo.Document>; reads: readonly string[] }

/** Continues after an interruption: documents with terms are done. A missing collection has nothing to fill in. */
async function fillIn<Stored>(
  db: MigrationContext['db'],
  { name, of, reads }: Filling,
  termsOf: (stored: Stored) => string[],
): Promise<number> {
  const collection = db.collection(name)
  const projection = Object.fromEntries(reads.map(field => [field, 1]))
  let filled = 0
  for (;;) {
    const found = await collection
      .find({ ...of, searchTerms: { $exists: false } }, { projection })
      .limit(batch)
      .toArray()
    if (found.length === 0) return filled
    await collection.bulkWrite(
      found.map(stored => ({
        updateOne: {
          filter: { _id: stored._id, searchTerms: { $exists: false } },
          update: { $set: { searchTerms: termsOf(stored as Stored) } },
        },
      })),
      { ordered: false },
    )
    filled += found.length
  }
}
