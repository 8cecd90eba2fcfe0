import mongoose from 'mongoose'
import { DocumentModel } from '#models/documents/document.ts'

/** How many documents of each of these applications no officer has said anything of yet; applications without any are left out. */
export async function unreviewedIn(applications: readonly string[]): Promise<Map<string, number>> {
  if (applications.length === 0) return new Map()
  const counts = await DocumentModel.aggregate<{ _id: mongoose.Types.ObjectId; count: number }>([
    {
      $match: {
        application: { $in: applications.map(id => new mongoose.Types.ObjectId(id)) },
        state: 'current',
        'reviews.0': { $exists: false },
        'scan.state': { $nin: ['held', 'infected'] },
      },
    },
    { $group: { _id: '$application', count: { $sum: 1 } } },
  ])
  return new Map(counts.map(({ _id, count }) => [_id.toHexString(), count]))
}
