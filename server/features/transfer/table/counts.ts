import type mongoose from 'mongoose'
import { type ImportCounts, importCounts, type ImportRow, ImportRowModel } from '#models/transfer/premises-import.ts'

type Group = { _id: Pick<ImportRow, 'kind' | 'state'>; count: number; unread: number; doubtful: number }

/** Counts the rows of an import by kind and by state. */
export async function countsOf(id: mongoose.Types.ObjectId): Promise<ImportCounts> {
  const groups = await ImportRowModel.aggregate<Group>([
    { $match: { import: id } },
    {
      $group: {
        _id: { kind: '$kind', state: '$state' },
        count: { $sum: 1 },
        unread: { $sum: { $cond: ['$unread', 1, 0] } },
        doubtful: { $sum: { $cond: [{ $gt: [{ $size: { $ifNull: ['$warnings', []] } }, 0] }, 1, 0] } },
      },
    },
  ])
  const counts = Object.fromEntries(importCounts.map(name => [name, 0])) as ImportCounts
  for (const { _id, count, unread, doubtful } of groups) {
    counts[_id.kind] += count
    counts.unread += unread
    counts.doubtful += doubtful
    // Rows that were bad or unchanged from the beginning were never to be written.
    if (_id.state !== 'waiting' && (_id.kind === 'create' || _id.kind === 'change')) counts[_id.state] += count
  }
  return counts
}

const paceMs = 1_000

/**
 * Returns a function that counts the rows for the progress page: `{ counts }`, or `{}` within a second of the last count.
 * Counting reads every row, and a file is written in hundreds of batches.
 */
export function createPacedCounts(id: mongoose.Types.ObjectId): () => Promise<{ counts?: ImportCounts }> {
  let due = 0
  return async () => {
    if (performance.now() < due) return {}
    const counts = await countsOf(id)
    due = performance.now() + paceMs
    return { counts }
  }
}
