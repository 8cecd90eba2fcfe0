import type { Migration } from '../outside/database/migrations.ts'

/**
 * A process that was killed while it deleted a draft left its documents, passport scans among them, and nothing would ever
 * remove them. Creates a tombstone for each such draft; the job that finishes deletions does the rest.
 */
export const migration: Migration = {
  async up({ db, log }) {
    const lost = db
      .collection('documents')
      .aggregate<{ _id: unknown; files: string[] }>([
        { $group: { _id: '$application', files: { $push: '$storageId' } } },
        { $lookup: { from: 'applications', localField: '_id', foreignField: '_id', as: 'case' } },
        { $match: { case: { $size: 0 } } },
      ])
    let drafts = 0
    for await (const { _id: application, files } of lost) {
      // No draft has this revision, so the tombstone cannot delete an existing one.
      const tombstone = { application, revision: -1, files, at: new Date() }
      await db.collection('tombstones').updateOne({ application }, { $setOnInsert: tombstone }, { upsert: true })
      drafts += 1
    }
    log.info({ drafts }, 'documents of deleted drafts will be removed')
  },
}
