import { model, Schema, type Types } from 'mongoose'
import { partySchema, type Party } from '../parts/party.ts'
import { historyEventSchema, pendingEffectSchema, type HistoryEvent, type PendingEffect } from '../parts/history.ts'
import { signalEffects } from '../parts/work-signal.ts'
import {
  dutyReportSchema,
  exitSchema,
  inspectionSchema,
  pauseSchema,
  paidSchema,
  proposalSchema,
  renewalSchema,
  reportSchema,
  terminationSchema,
  type DutyReport,
  type ExitInspection,
  type Inspection,
  type PaidTerms,
  type Pause,
  type QuarterlyReport,
  type RenewalRequest,
  type Proposal,
  type Termination,
} from './tenancy-parts.ts'

/** In these states the tenant has the premises and nobody else can have it. */
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

/** Obligations to obtain a paper. */
export const paperMilestoneKinds = ['licence', 'permit', 'fire_acceptance'] as const
export type PaperMilestoneKind = (typeof paperMilestoneKinds)[number]
export const milestoneKinds = [...paperMilestoneKinds, 'opening', 'quarterly_report', 'yearly_assessment'] as const
export type MilestoneKind = (typeof milestoneKinds)[number]

/** A duty of the tenant to the programme with its due day, `YYYY-MM-DD` in Suifenhe. */
export type Milestone = { kind: MilestoneKind; dueOn: string; doneOn?: string | null }

/** A tenancy as stored. Days are `YYYY-MM-DD` in Asia/Shanghai. */
export type Tenancy = {
  _id: Types.ObjectId
  application: Types.ObjectId
  reference: string
  tenant: Types.ObjectId
  /** Who has the tenancy by its contract, whatever the account is called. Removed by the retention rules. */
  party?: Party | null
  /** Names that two officers have corrected since, the oldest first. The first is that of the signed contract. */
  formerParties?: Party[]
  /** Derived from `party` (ADR 43). */
  searchTerms?: string[] | null
  /** Code of the premises. */
  premises: string
  state: TenancyState
  stateSince: Date
  /** Incremented with every change; guards against concurrent writes. */
  revision: number
  /** The day of handover, on which the rent-free period starts. */
  handoverOn: string
  rentFreeMonths: number
  /** The last day without rent. */
  rentFreeUntil: string
  pauses: Pause[]
  /** Reminders of the end that were sent or are obsolete, as months before the end. */
  remindersSent: number[]
  /** Reminders of duties that were sent, each named by the duty, its day, and the time before or after it. */
  dutyReminders?: string[] | null
  /** Numbers of reports that no officer has read yet. */
  unreadReports?: number[] | null
  milestones: Milestone[]
  reports: QuarterlyReport[]
  /** What the tenant reported about other duties. */
  dutyReports?: DutyReport[] | null
  inspections: Inspection[]
  /** Set while a breach is to be cured: what, and by when. */
  breach?: { reason: string; cureBy: string; finding?: string | null } | null
  /** Set once notice is given: the tenant's last day in the premises. */
  leavesOn?: string | null
  /** A decided termination. It ends the tenancy once the time for an appeal is over. */
  termination?: Termination | null
  /** A proposal that waits for a second person. */
  proposal?: Proposal | null
  renewal?: RenewalRequest | null
  paid?: PaidTerms | null
  exit?: ExitInspection | null
  /** The earliest day on which a duty is due; null when nothing is open. Updated with every change. */
  nextDueOn?: string | null
  /** Date the retention rules removed everything that names a person. */
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
    party: { type: partySchema },
    formerParties: { type: [partySchema], default: undefined },
    searchTerms: { type: [String], default: undefined },
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
    dutyReports: { type: [dutyReportSchema], default: undefined },
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
// A premises has one tenant. This unique index enforces it.
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
// For the staff's search by reference and by name.
tenancySchema.index({ reference: 1 })
tenancySchema.index({ searchTerms: 1 })
tenancySchema.index({ state: 1, rentFreeUntil: 1 })
tenancySchema.index({ rentFreeUntil: 1, _id: 1 })
// The office's calendar.
tenancySchema.index({ handoverOn: 1 })
// For the retention job: ended tenancies that still contain names.
tenancySchema.index({ anonymisedAt: 1, state: 1, stateSince: 1 })
// The board: what is due first, over all tenancies.
tenancySchema.index({ nextDueOn: 1 }, { partialFilterExpression: { nextDueOn: { $type: 'string' } } })
tenancySchema.index(
  { 'pendingEffects.key': 1 },
  { partialFilterExpression: { 'pendingEffects.key': { $exists: true } }, name: 'effects_to_carry_out' },
)

signalEffects(tenancySchema, 'pendingEffects')

export const TenancyModel = model<Tenancy>('Tenancy', tenancySchema)
