import { model, Schema, type Types } from 'mongoose'
import { occupiedStatuses, type OccupiedStatus } from '../premises/occupancy.ts'
import { historyEventSchema, type HistoryEvent } from '../parts/history.ts'

/** `entering`: its premises is not won yet. Of those that are `held` or `let` somebody has the premises. */
export const earlierTenancyStates = ['entering', ...occupiedStatuses, 'ended'] as const
/** Whether rent is paid: not up to a day, from the beginning, or nobody has said. */
export const earlierRents = ['free', 'paid', 'unknown'] as const
export type EarlierRent = (typeof earlierRents)[number]

/** A tenancy from before the site, without a case (ADR 64). Days are `YYYY-MM-DD` in Asia/Shanghai. */
export type EarlierTenancy = {
  _id: Types.ObjectId
  /** Code of the premises. */
  premises: string
  state: (typeof earlierTenancyStates)[number]
  /** Kept for a tenant who is to come, or let to one. */
  taken: OccupiedStatus
  /** As the office calls the tenant; empty where it is not known, and once the retention rules took it. */
  tenant: string
  since: string
  /** The last day of the contract; null where none is agreed. */
  until?: string | null
  rent: EarlierRent
  /** The last day without rent, of one that is `free`. */
  rentFreeUntil?: string | null
  /** A month's market rent, in fen, as the listing named it when the tenancy was entered. */
  rentMonthFen: number
  terms: string
  /** The day on which the premises was given back. */
  endedOn?: string | null
  /** Record and listing of its premises are still to follow. */
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
