import { model, Schema, type Types } from 'mongoose'
import { historyEventSchema, pendingEffectSchema, type HistoryEvent, type PendingEffect } from '../parts/history.ts'
import { signalsEffects } from '../parts/work-signal.ts'
import {
  exitSchema,
  inspectionSchema,
  pauseSchema,
  paidSchema,
  proposalSchema,
  renewalSchema,
  reportSchema,
  terminationSchema,
  type ExitInspection,
  type Inspection,
  type PaidTerms,
  type Pause,
  type QuarterlyReport,
  type RenewalRequest,
  type Proposal,
  type Termination,
} from './tenancy-parts.ts'

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
  /** Grows by one with every change: the guard against two writers. */
  revision: number
  /** The day of handover: the rent-free clock starts here. */
  handoverOn: string
  rentFreeMonths: number
  /** The last day without rent. */
  rentFreeUntil: string
  pauses: Pause[]
  /** Reminders of the end that have been sent, or are no longer of use, as months before it. */
  remindersSent: number[]
  /** Reminders of duties that have been sent, each by its duty, that duty's day, and how long before or after it. */
  dutyReminders?: string[] | null
  /** Numbers of reports that no officer has read yet. */
  unreadReports?: number[] | null
  milestones: Milestone[]
  reports: QuarterlyReport[]
  inspections: Inspection[]
  /** While a breach is to be cured: what and by when. */
  breach?: { reason: string; cureBy: string; finding?: string | null } | null
  /** Once notice is given: the day the premises will be empty. */
  leavesOn?: string | null
  /** Decided, and ended by it once its appeal is over. */
  termination?: Termination | null
  /** Waits for a second person. */
  proposal?: Proposal | null
  renewal?: RenewalRequest | null
  paid?: PaidTerms | null
  exit?: ExitInspection | null
  /** The earliest day on which somebody owes something; null when nothing is open. Kept with every change. */
  nextDueOn?: string | null
  /** When the retention rules took whatever names a person. */
  anonymisedAt?: Date | null
  events: HistoryEvent[]
  pendingEffects: PendingEffect[]
  createdAt: Date
  updatedAt: Date
}

const text = { type: String, required: true } as const

const tenancySchema = new Schema<Tenancy>(
  {
    application: { type: Schema.Types.ObjectId, ref: 'Application', required: true },
    reference: text,
    tenant: { type: Schema.Types.ObjectId, ref: 'Account', required: true },
    premises: text,
    state: { type: String, enum: tenancyStates, required: true },
    stateSince: { type: Date, required: true },
    revision: { type: Number, required: true, default: 0 },
    handoverOn: text,
    rentFreeMonths: { type: Number, required: true, min: 0 },
    rentFreeUntil: text,
    pauses: { type: [pauseSchema], default: [] },
    remindersSent: { type: [Number], default: [] },
    dutyReminders: { type: [String], default: undefined },
    unreadReports: { type: [Number], default: undefined },
    milestones: {
      type: [{ _id: false, kind: { type: String, enum: milestoneKinds, required: true }, dueOn: text, doneOn: String }],
      default: [],
    },
    reports: { type: [reportSchema], default: [] },
    inspections: { type: [inspectionSchema], default: [] },
    breach: { type: new Schema({ reason: text, cureBy: text, finding: String }, { _id: false }) },
    leavesOn: { type: String },
    termination: { type: terminationSchema },
    proposal: { type: proposalSchema },
    renewal: { type: renewalSchema },
    paid: { type: paidSchema },
    exit: { type: exitSchema },
    nextDueOn: { type: String },
    anonymisedAt: { type: Date },
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
tenancySchema.index({ premises: 1, handoverOn: -1 })
// Whom the staff look for by a number.
tenancySchema.index({ reference: 1 })
tenancySchema.index({ state: 1, rentFreeUntil: 1 })
tenancySchema.index({ rentFreeUntil: 1, _id: 1 })
// The office's calendar.
tenancySchema.index({ handoverOn: 1 })
// What the retention job asks by: ended long ago, with names in it still.
tenancySchema.index({ anonymisedAt: 1, state: 1, stateSince: 1 })
// The board: what is due first, over all tenancies.
tenancySchema.index({ nextDueOn: 1 }, { partialFilterExpression: { nextDueOn: { $type: 'string' } } })
tenancySchema.index(
  { 'pendingEffects.key': 1 },
  { partialFilterExpression: { 'pendingEffects.key': { $exists: true } }, name: 'effects_to_carry_out' },
)

signalsEffects(tenancySchema, 'pendingEffects')

export const TenancyModel = model<Tenancy>('Tenancy', tenancySchema)
