import { Schema, type Types } from 'mongoose'
import { partySchema, type Party } from '../parts/party.ts'
import { writingSchema, type Writing } from '#models/parts/writing.ts'

/** Days on which the rent-free period was paused; `to` is the last of them, absent during the pause. */
export type Pause = {
  from: string
  to?: string | null
  /** Planned end of the pause. */
  plannedTo?: string | null
  reason: string
  /** Language of `reason`. */
  writing?: Writing | null
  /** The last day without rent before and after the pause, for the audit. */
  endBefore: string
  endAfter?: string | null
}

/** The tenant's report on a quarter. A corrected report is added after the first; the last one of each `number` counts. */
export type QuarterlyReport = {
  _id: Types.ObjectId
  /** 1 is the first quarter after handover. */
  number: number
  turnoverFen: number
  foreignJobs: number
  localJobs: number
  note: string
  at: Date
}

/**
 * What the tenant says about a duty: that it is done, with the papers that show it. `duty`: id of a milestone, such as
 * `licence-1`, or `breach`. `on`: the day of the opening. `files`: ids of the application's documents. `readAt`: when an
 * officer marked it as read, or the duty as done.
 */
export type DutyReport = {
  duty: string
  at: Date
  text: string
  on?: string | null
  files: string[]
  readAt?: Date | null
}

export const inspectionKinds = ['planned', 'unannounced'] as const
export type InspectionKind = (typeof inspectionKinds)[number]
const inspectionStates = ['planned', 'held', 'cancelled'] as const

/** The tenant's answer to a finding. `files`: ids of the application's documents. `readAt`: when an officer marked it. */
export type FindingAnswer = { at: Date; text: string; files: string[]; readAt?: Date | null }

export type Finding = {
  _id: Types.ObjectId
  answers?: FindingAnswer[]
  /** In the tenant's language, or as the officer typed it. */
  text: string
  /** The text in Chinese, and the code of the ready text at its beginning, where one was chosen. */
  textZh?: string | null
  ready?: string | null
  /** Language of the officer's own words. */
  writing?: Writing | null
  cureBy: string
  curedOn?: string | null
}
export type Inspection = {
  _id: Types.ObjectId
  kind: InspectionKind
  state: (typeof inspectionStates)[number]
  /** The planned day; once the inspection was held, its actual day. */
  on: string
  note: string
  /** Language of `note`. */
  noteWriting?: Writing | null
  findings: Finding[]
}

export const terminationGrounds = [
  'breach_not_cured',
  'not_opened',
  'reports_missing',
  'costs_unpaid',
  'sublet',
  'unlawful_use',
  'false_information',
  'mutual_consent',
  'other',
] as const
export type TerminationGround = (typeof terminationGrounds)[number]

/** The tenant's appeal against a termination, and the office's answer. `files`: ids of the application's documents. */
export type Appeal = {
  at: Date
  text: string
  files?: string[] | null
  answeredAt?: Date | null
  answer?: string | null
}

/** `reason` is in the tenant's language, `reasonZh` in Chinese. Older terminations have one text. */
export type Termination = {
  ground: TerminationGround
  reason: string
  reasonZh?: string | null
  /** The last day for an appeal. The tenancy continues until then and while an appeal is unanswered. */
  appealUntil?: string | null
  appeal?: Appeal | null
}

/** Acts that need two people: one proposes the act with reasons, and another person, a decider, confirms it. */
export const proposalActs = ['renewal', 'paid', 'termination', 'party'] as const
export type ProposalAct = (typeof proposalActs)[number]
export type Proposal = {
  /** Identifies this proposal, so that nobody confirms a different one from the one they read. */
  key: string
  act: ProposalAct
  by: { id: string; name: string }
  at: Date
  /** The new last rent-free day, or the first day of rent. */
  day?: string | null
  /** The rent of a paid tenancy in fen. Proposals of an earlier release take that of the listing. */
  rentPerSqMMonthFen?: number | null | undefined
  ground?: TerminationGround | null
  /** The party as it should be called. */
  party?: Party | null
  reason: string
  reasonZh: string
}

export const renewalWishes = ['renew', 'paid', 'leave'] as const
export type RenewalWish = (typeof renewalWishes)[number]

/** The tenant's request for the time after the rent-free period. */
export type RenewalRequest = {
  at: Date
  wish: RenewalWish
  letter: string
  /** Ids of documents of the application, sent with the letter. */
  files?: string[]
  decidedAt?: Date | null
}

/** The rent from a day on, taken from the listing when the terms were frozen. */
export type PaidTerms = {
  from: string
  rentPerSqMMonthFen: number
  areaUsableSqM: number
  rentMonthFen: number
  frozenAt: Date
}

/** The state of the premises when the tenant left. Meters as in the handover record. */
export type ExitInspection = {
  on: string
  electricityMeter: number
  waterMeter?: number | null
  heatMeter?: number | null
  condition: string
  defects: string
  /** True when the defects must be repaired before the premises can be let again. */
  needsWork: boolean
  /** Day on which the listing manager made the premises available again. */
  relistedOn?: string | null
}

const text = { type: String, required: true } as const
const optionalText = { type: String, default: '' } as const
const count = { type: Number, required: true, min: 0 } as const

export const inspectionSchema = new Schema<Inspection>({
  kind: { type: String, enum: inspectionKinds, required: true },
  state: { type: String, enum: inspectionStates, required: true },
  on: text,
  note: optionalText,
  noteWriting: { type: writingSchema },
  findings: {
    type: [
      {
        text,
        textZh: String,
        ready: String,
        cureBy: text,
        curedOn: String,
        writing: { type: writingSchema },
        answers: {
          type: [{ _id: false, at: { type: Date, required: true }, text, files: [String], readAt: Date }],
          default: undefined,
        },
      },
    ],
    default: [],
  },
})

export const exitSchema = new Schema<ExitInspection>(
  {
    on: text,
    electricityMeter: count,
    waterMeter: { type: Number, min: 0 },
    heatMeter: { type: Number, min: 0 },
    condition: text,
    defects: optionalText,
    needsWork: { type: Boolean, required: true },
    relistedOn: { type: String },
  },
  { _id: false },
)

export const pauseSchema = new Schema<Pause>(
  {
    from: text,
    to: String,
    plannedTo: String,
    reason: text,
    endBefore: text,
    endAfter: String,
    writing: { type: writingSchema },
  },
  { _id: false },
)

export const reportSchema = new Schema<QuarterlyReport>({
  number: { type: Number, required: true, min: 1 },
  turnoverFen: count,
  foreignJobs: count,
  localJobs: count,
  note: optionalText,
  at: { type: Date, required: true },
})

export const dutyReportSchema = new Schema<DutyReport>(
  { duty: text, at: { type: Date, required: true }, text: optionalText, on: String, files: [String], readAt: Date },
  { _id: false },
)

export const terminationSchema = new Schema<Termination>(
  {
    ground: { type: String, enum: terminationGrounds, required: true },
    reason: text,
    reasonZh: { type: String },
    appealUntil: { type: String },
    appeal: {
      type: new Schema<Appeal>(
        {
          at: { type: Date, required: true },
          text,
          answeredAt: { type: Date },
          answer: { type: String },
          files: { type: [String], default: undefined },
        },
        { _id: false },
      ),
    },
  },
  { _id: false },
)

export const proposalSchema = new Schema<Proposal>(
  {
    key: text,
    act: { type: String, enum: proposalActs, required: true },
    by: { id: text, name: text },
    at: { type: Date, required: true },
    day: { type: String },
    rentPerSqMMonthFen: { type: Number, min: 0, validate: Number.isSafeInteger },
    ground: { type: String, enum: terminationGrounds },
    party: { type: partySchema },
    reason: text,
    reasonZh: optionalText,
  },
  { _id: false },
)

export const renewalSchema = new Schema<RenewalRequest>(
  {
    at: { type: Date, required: true },
    wish: { type: String, enum: renewalWishes, required: true },
    letter: text,
    files: { type: [String], default: undefined },
    decidedAt: { type: Date },
  },
  { _id: false },
)

export const paidSchema = new Schema<PaidTerms>(
  {
    from: text,
    rentPerSqMMonthFen: count,
    areaUsableSqM: count,
    rentMonthFen: count,
    frozenAt: { type: Date, required: true },
  },
  { _id: false },
)
