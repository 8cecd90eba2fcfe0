import { model, Schema, type Types } from 'mongoose'

export const occupiedStatuses = ['held', 'let'] as const
export type OccupiedStatus = (typeof occupiedStatuses)[number]
/** `application`: a case, from notice or offer to the end of its tenancy. `earlier-tenancy`: one from before the site. */
export const holderKinds = ['application', 'earlier-tenancy'] as const

/** Records who has a premises. A premises that nobody has has no record (ADR 63). */
export type Occupancy = {
  _id: Types.ObjectId
  /** Code of the premises. */
  premises: string
  status: OccupiedStatus
  holder: { kind: (typeof holderKinds)[number]; id: Types.ObjectId }
  /** Id of this claim on the premises, so that releasing or confirming it cannot affect a later claim. */
  claim: Types.ObjectId
  /** By the machine's clock. Only used to tell whether the claimant may still be writing. */
  claimedAt: Date
  /**
   * Revision of the holder for which the premises was claimed. Null once the holder is known to have it. Until then the
   * holder's own write may still come, or may never come.
   */
  pending: number | null
}

const holderSchema = new Schema<Occupancy['holder']>(
  { kind: { type: String, enum: holderKinds, required: true }, id: { type: Schema.Types.ObjectId, required: true } },
  { _id: false },
)

const occupancySchema = new Schema<Occupancy>(
  {
    premises: { type: String, required: true },
    status: { type: String, enum: occupiedStatuses, required: true },
    holder: { type: holderSchema, required: true },
    claim: { type: Schema.Types.ObjectId, required: true },
    claimedAt: { type: Date, required: true },
    pending: { type: Number, default: null },
  },
  { versionKey: false },
)
// Enforces that only one holder has a premises.
occupancySchema.index({ premises: 1 }, { unique: true, name: 'one_occupancy_a_premises' })
occupancySchema.index({ 'holder.id': 1 })
// Claims that may have been left unfinished.
occupancySchema.index(
  { claimedAt: 1 },
  { partialFilterExpression: { pending: { $type: 'number' } }, name: 'unconfirmed' },
)

export const OccupancyModel = model<Occupancy>('Occupancy', occupancySchema, 'occupancies')
