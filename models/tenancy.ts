import { model, Schema, type Types } from 'mongoose'
import { historyEventSchema, pendingEffectSchema, type HistoryEvent, type PendingEffect } from './parts/history.ts'

/** In these a tenant has the premises, and nobody else can. */
export const liveTenancyStates = [
  'handover',
  'fit_out',
  'trading',
  'expiring',
  'renewed',
  'converted_to_paid',
  'notice',
  'breach_cure',
  'suspended',
] as const
export const endedTenancyStates = ['vacated', 'terminated'] as const
export const tenancyStates = [...liveTenancyStates, ...endedTenancyStates] as const
export type TenancyState = (typeof tenancyStates)[number]

export const milestoneKinds = ['licence', 'opening', 'quarterly_report', 'yearly_assessment'] as const
export type MilestoneKind = (typeof milestoneKinds)[number]

/** Something that the tenant owes the programme by a day, `YYYY-MM-DD` in the city. */
export type Milestone = { kind: MilestoneKind; dueOn: string; doneOn?: string | null }

/** A tenancy as stored. Days are `YYYY-MM-DD` in Asia/Shanghai. */
export type Tenancy = {
  _id: Types.ObjectId
  application: Types.ObjectId
  reference: string
  tenant: Types.ObjectId
  /** Code of the premises. */
  premises: string
  state: TenancyState
  stateSince: Date
  /** The day of handover: the rent-free clock starts here. */
  handoverOn: string
  rentFreeMonths: number
  /** The last day without rent. */
  rentFreeUntil: string
  milestones: Milestone[]
  events: HistoryEvent[]
  pendingEffects: PendingEffect[]
  createdAt: Date
  updatedAt: Date
}

const tenancySchema = new Schema<Tenancy>(
  {
    application: { type: Schema.Types.ObjectId, ref: 'Application', required: true },
    reference: { type: String, required: true },
    tenant: { type: Schema.Types.ObjectId, ref: 'Account', required: true },
    premises: { type: String, required: true },
    state: { type: String, enum: tenancyStates, required: true },
    stateSince: { type: Date, required: true },
    handoverOn: { type: String, required: true },
    rentFreeMonths: { type: Number, required: true, min: 0 },
    rentFreeUntil: { type: String, required: true },
    milestones: {
      type: [
        {
          _id: false,
          kind: { type: String, enum: milestoneKinds, required: true },
          dueOn: { type: String, required: true },
          doneOn: { type: String },
        },
      ],
      default: [],
    },
    events: { type: [historyEventSchema], default: [] },
    pendingEffects: { type: [pendingEffectSchema], default: [] },
  },
  { timestamps: true },
)
// An application becomes one tenancy, however often its effect is repeated.
tenancySchema.index({ application: 1 }, { unique: true })
// One tenant a premises: the database has the last word.
tenancySchema.index(
  { premises: 1 },
  {
    unique: true,
    partialFilterExpression: { state: { $in: [...liveTenancyStates] } },
    name: 'one_live_tenancy_a_premises',
  },
)
tenancySchema.index({ tenant: 1, handoverOn: -1 })
tenancySchema.index({ state: 1, rentFreeUntil: 1 })

export const TenancyModel = model<Tenancy>('Tenancy', tenancySchema)
