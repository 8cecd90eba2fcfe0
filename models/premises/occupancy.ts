import { model, Schema, type Types } from 'mongoose'

export const occupiedStatuses = ['held', 'let'] as const
export type OccupiedStatus = (typeof occupiedStatuses)[number]
/** `application`: a case, from its notice or offer to the end of its tenancy. `earlier-tenancy`: one from before the site. */
export const holderKinds = ['application', 'earlier-tenancy'] as const

/** Who has a premises. There is no record of one that nobody has (ADR 63). */
export type Occupancy = {
  _id: Types.ObjectId
  /** Code of the premises. */
  premises: string
  status: OccupiedStatus
  holder: { kind: (typeof holderKinds)[number]; id: Types.ObjectId }
  /** Names this winning of the premises: whoever gives it up, or confirms it, cannot mean a later one. */
  claim: Types.ObjectId
  /** On the machine's clock: it tells only whether whoever won it may still be writing. */
  claimedAt: Date
  /**
   * The holder's revision for which the premises was won. Null once the holder has been seen to have it: until then its own
   * write may still be to come, or may never come.
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
// The last word on who has a premises.
occupancySchema.index({ premises: 1 }, { unique: true, name: 'one_occupancy_a_premises' })
occupancySchema.index({ 'holder.id': 1 })
// What may have been left half-way.
occupancySchema.index(
  { claimedAt: 1 },
  { partialFilterExpression: { pending: { $type: 'number' } }, name: 'unconfirmed' },
)

export const OccupancyModel = model<Occupancy>('Occupancy', occupancySchema, 'occupancies')
