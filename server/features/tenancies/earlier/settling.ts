import mongoose, { trusted } from 'mongoose'
import { EarlierTenancyModel, type EarlierTenancy } from '#models/tenancies/earlier-tenancy.ts'
import type { Clock } from '#outside/clock.ts'
import type { WonOccupancy } from '#features/cases/ports.ts'
import type { Deps } from '../ports.ts'

/** A tenancy that has not won its premises within this time counts as crashed. */
const unfinishedAfterMs = 10_000
const batchSize = 200
const allIntents = ['draft', 'shown', 'paused', 'archived'] as const

export const holderOf = ({ _id }: Pick<EarlierTenancy, '_id'>) =>
  ({ kind: 'earlier-tenancy', id: _id.toHexString() }) as const

export const isLive = ({ state }: Pick<EarlierTenancy, 'state'>): boolean => state === 'held' || state === 'let'

export function createSettlementService({ clock, premises }: { clock: Clock } & Pick<Deps, 'premises'>) {
  /** Makes the record and the listing of the premises agree with the tenancy as it is now. Idempotent. */
  async function settle(id: EarlierTenancy['_id'], code: string): Promise<void> {
    let tenancy = await EarlierTenancyModel.findById(id).lean<EarlierTenancy>()
    let won = await premises.occupancy.find(code)
    if (!won && tenancy && isLive(tenancy)) {
      won = await premises.occupancy.win(code, toOccupancyClaim(tenancy))
      // It may have ended while the premises was won.
      tenancy = await EarlierTenancyModel.findById(id).lean<EarlierTenancy>()
    }
    if (won?.holder.id === id.toHexString()) await confirmOrGiveUp(tenancy, won)
    await premises.occupancy.show(code)
    if (tenancy)
      await EarlierTenancyModel.updateOne(
        { _id: id, revision: tenancy.revision },
        { $set: { unsettled: false } },
        { timestamps: false },
      )
  }

  async function confirmOrGiveUp(tenancy: EarlierTenancy | null, won: WonOccupancy): Promise<void> {
    if (tenancy && isLive(tenancy)) await premises.occupancy.confirm(won, tenancy.taken)
    else if (tenancy?.state !== 'entering') await premises.occupancy.giveUp(won)
  }

  /** Settles tenancies left behind by a crashed process. Returns their number. */
  async function settleEarlier(): Promise<number> {
    const before = new Date(clock.now().getTime() - unfinishedAfterMs)
    const unfinished = await EarlierTenancyModel.find({
      $or: [{ unsettled: true }, { state: 'entering', createdAt: trusted({ $lt: before }) }],
    })
      .limit(batchSize)
      .lean<EarlierTenancy[]>()
    for (const { _id, premises: code, state } of unfinished) {
      // Without its state `entering`, the crashed process can no longer finish its writes.
      if (state === 'entering') await EarlierTenancyModel.deleteOne({ _id, state: 'entering' })
      await settle(_id, code)
    }
    return unfinished.length + (await settleWon())
  }

  /** Settles premises won by a process that was suspended while its tenancy was removed, and crashed before noticing. */
  async function settleWon(): Promise<number> {
    let settled = 0
    for (const code of await premises.occupancy.unconfirmed()) {
      const won = await premises.occupancy.find(code)
      if (won?.holder.kind !== 'earlier-tenancy') continue
      await settle(new mongoose.Types.ObjectId(won.holder.id), code)
      settled += 1
    }
    return settled
  }

  return { settle, settleEarlier }
}

const toOccupancyClaim = (tenancy: EarlierTenancy) => ({
  holder: holderOf(tenancy),
  status: tenancy.taken,
  pending: null,
  among: allIntents,
})
