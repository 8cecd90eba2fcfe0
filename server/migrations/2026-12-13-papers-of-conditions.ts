import type { mongo } from 'mongoose'
import type { Migration } from '../outside/database/migrations.ts'
import { addDays, cityDayOf } from '../shared/days/city-day.ts'

type Condition = { kind: string; state: string; handedInAt?: Date | null }
type Acceptance = { conditions: Condition[]; contract?: { preparedAt: Date } | null; signBy?: string | null }
type Stored = { revision: number; offer: { madeAt: Date; acceptance: Acceptance } }
type Paper = { application: mongo.ObjectId; kind: string; uploadedAt: Date }

/** Days for signing a contract, from this migration on for contracts that had no such day. */
const daysToSign = 14

/**
 * Adds to accepted cases when the papers of each open condition came, when the signed contract came, and by when a prepared
 * contract is to be signed. The copies for the previous version stay as they are.
 */
export const migration: Migration = {
  async up({ db, log }) {
    const applications = db.collection<Stored & { state: string; handedOverOn?: string | null }>('applications')
    const accepted = {
      state: { $in: ['accepted', 'contracted'] },
      handedOverOn: null,
      'offer.acceptance': { $ne: null },
    }
    const signBy = addDays(cityDayOf(new Date()), daysToSign)
    let filled = 0
    for await (const { _id, revision, offer } of applications.find(accepted as object)) {
      const papers = await db
        .collection<Paper>('documents')
        .find({
          ...{ application: _id, uploadedAt: { $gte: offer.madeAt }, state: 'current' },
          'scan.state': { $ne: 'infected' },
        })
        .sort({ uploadedAt: 1 })
        .toArray()
      const cameAt = (kind: string) => papers.findLast(paper => paper.kind === kind)?.uploadedAt
      const { conditions, contract } = offer.acceptance
      const set: Record<string, unknown> = {}
      for (const [index, { kind, state, handedInAt }] of conditions.entries()) {
        const at = cameAt(kind)
        if (at && state === 'open' && !handedInAt) set[`offer.acceptance.conditions.${String(index)}.handedInAt`] = at
      }
      if (contract && !offer.acceptance.signBy) set['offer.acceptance.signBy'] = signBy
      const scan = cameAt('signed_contract')
      if (contract && scan && scan >= contract.preparedAt) set['offer.acceptance.scanSentAt'] = scan
      if (Object.keys(set).length === 0) continue
      filled += (await applications.updateOne({ _id, revision }, { $set: set })).modifiedCount
    }
    log.info({ filled }, 'accepted applications say which papers have come')
  },
}
