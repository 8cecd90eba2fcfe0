import { model, Schema, type Types } from 'mongoose'
import { occupiedStatuses, type OccupiedStatus } from '../premises/occupancy.ts'
import { historyEventSchema, type HistoryEvent } from '../parts/history.ts'

/** `entering`: the premises is not claimed yet. In `held` and `let`, the tenancy has the premises. */
export const earlierTenancyStates = ['entering', ...occupiedStatuses, 'ended'] as const
/** Whether rent is paid: `free` until a day, `paid` from the beginning, or `unknown`. */
export const earlierRents = ['free', 'paid', 'unknown'] as const
export type EarlierRent = (typeof earlierRents)[number]

/** A tenancy from before the site, without a case (ADR 64). Days are `YYYY-MM-DD` in Asia/Shanghai. */
export type EarlierTenancy = {
  _id: Types.ObjectId
  /** Code of the premises. */
  premises: string
  state: (typeof earlierTenancyStates)[number]
  /** Held for a future tenant, or let to one. */
  taken: OccupiedStatus
  /** Name of the tenant as the office uses it; empty where unknown and once the retention rules removed it. */
  tenant: string
  since: string
  /** The last day of the contract; null for an open-ended one. */
  until?: string | null
  rent: EarlierRent
  /** The last day without rent, when `rent` is `free`. */
  rentFreeUntil?: string | null
  /** A month's market rent in fen, from the listing at the time the tenancy was entered. */
  rentMonthFen: number
  terms: string
  /** The day on which the premises was given back. */
  endedOn?: string | null
  /** True while the occupancy record and the listing of the premises have not been updated. */
  unsettled: boolean
  revision: number
  demo: boolean
  events: HistoryEvent[]
  createdAt: Date
  updatedAt: Date
}

const text = { type: String, required: true } as const
const schema = new Schema<EarlierTenancy>(
  {
    premises: text,
    state: { type: String, enum: earlierTenancyStates, required: true },
    taken: { type: String, enum: occupiedStatuses, required: true },
    tenant: { type: String, default: '' },
    since: text,
    until: { type: String },
    rent: { type: String, enum: earlierRents, required: true },
    rentFreeUntil: { type: String },
    rentMonthFen: { type: Number, required: true, min: 0, validate: Number.isSafeInteger },
    terms: { type: String, default: '' },
    endedOn: { type: String },
    unsettled: { type: Boolean, required: true, default: false },
    revision: { type: Number, required: true, default: 0 },
    demo: { type: Boolean, required: true, default: false },
    events: { type: [historyEventSchema], default: [] },
  },
  { timestamps: true, versionKey: false },
)
schema.index(
  { premises: 1 },
  {
    unique: true,
    partialFilterExpression: { state: { $in: [...occupiedStatuses] } },
    name: 'one_earlier_tenancy_a_premises',
  },
)
schema.index({ premises: 1, since: -1 })
schema.index({ state: 1, until: 1 })
schema.index({ unsettled: 1 }, { partialFilterExpression: { unsettled: true }, name: 'earlier_tenancies_to_settle' })

export const EarlierTenancyModel = model<EarlierTenancy>('EarlierTenancy', schema, 'earlier_tenancies')
