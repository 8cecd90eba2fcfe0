import { model, Schema, type Types } from 'mongoose'
import { historyEventSchema, pendingEffectSchema, type HistoryEvent, type PendingEffect } from '../parts/history.ts'
import { sealField } from '../parts/sealed-field.ts'
import { textsToTranslateFields, type WithTextsToTranslate } from '../parts/text-to-translate.ts'
import { signalEffects } from '../parts/work-signal.ts'
import { assessmentSchema, type Assessment } from './parts/assessment.ts'
import { correspondenceFields, type WithCorrespondence } from './parts/correspondence.ts'
import { translationFields, type WithTranslations } from './parts/translation.ts'
import { interviewFields, type WithInterview } from './parts/interview.ts'
import { copiedFromSchema, type CopiedFrom } from './parts/copied-from.ts'
import { rubricSchema, type Rubric } from './parts/rubric.ts'
import { informationRequestSchema, type InformationRequest } from './parts/information-request.ts'
import { previousVersionCopies, offerSchema, pastOfferSchema, type Offer, type PastOffer } from './parts/offer.ts'
import {
  objectionAnswerSchema,
  publicNoticeSchema,
  type ObjectionAnswer,
  type PublicNotice,
} from './parts/public-notice.ts'
import { retainedFields, addRetentionIndexes, type WithRetention } from './parts/retention.ts'
import { snapshotSchema, type AnswerSection, type Answers, type ApplicationSnapshot } from './parts/snapshot.ts'
import { waitingSchema, type WaitingListEntry } from './parts/waiting.ts'

export const liveApplicationStates = [
  'draft',
  'submitted',
  'screening',
  'information_requested',
  'review',
  'interview',
  'decision',
  'public_notice',
  'waitlisted',
  'offered',
  'accepted',
  'contracted',
] as const
export const endedApplicationStates = [
  'ineligible',
  'rejected',
  'withdrawn',
  'declined',
  'offer_expired',
  'lapsed',
  'conditions_not_met',
] as const
export const applicationStates = [...liveApplicationStates, ...endedApplicationStates] as const
export type ApplicationState = (typeof applicationStates)[number]

export { answerSections } from './parts/snapshot.ts'
export type { AnswerSection, Answers, ApplicationSnapshot, SectionAnswers } from './parts/snapshot.ts'

/** An application as stored. */
export type Application = {
  _id: Types.ObjectId
  applicant: Types.ObjectId
  /** Assigned at submission, such as `SS-2026-000123`. */
  reference?: string | null
  state: ApplicationState
  /** Date the application entered its present state. */
  stateSince: Date
  /** Code of the premises from which the applicant started. */
  startedFor: string
  /** Codes in the applicant's order of preference, the most wanted first. */
  premises: string[]
  answers: Answers
  /** Date each section was last saved; a section without a date has not been started. */
  savedAt: Partial<Record<AnswerSection, Date>>
  /** Number of times each section was saved. A form opened before the last save does not overwrite it. */
  sectionRevision?: Partial<Record<AnswerSection, number>>
  /** Incremented with every change; guards against concurrent writes. */
  revision: number
  /** The deletion day (`YYYY-MM-DD`) announced to the applicant of an untouched draft. Void once the draft is changed. */
  deletionNotice?: { untouchedSince: Date; day: string } | null
  /** What was copied from an earlier application, which of its documents were left out, and why. */
  copied?: CopiedFrom | null
  submittedAt?: Date | null
  /** Name as in the passport, copied at submission for lists and searches. */
  applicantName?: string | null
  snapshot?: ApplicationSnapshot | null
  /** Search terms for the staff, derived from the snapshot by `caseTerms`. Removed together with its names. */
  searchTerms?: string[]
  /** Snapshots from before information requests were answered, oldest first; the present one is `snapshot`. */
  formerSnapshots?: ApplicationSnapshot[]
  assignee?: Types.ObjectId | null
  /** Day by which the office intends to finish the present step, `YYYY-MM-DD` in Suifenhe. */
  dueOn?: string | null
  /** Set while information is requested: the state to which the answer leads back, the deadline, and what is asked. */
  returnTo?: ApplicationState | null
  answerBy?: Date | null
  /** Full copy of the rubric by which the case is reviewed; absent before review and for the initial version. */
  rubric?: Rubric | null
  /** Reviewers chosen to give scores. */
  panel?: { id: string; name: string }[]
  request?: InformationRequest | null
  /** Requests that were answered or ended otherwise, oldest first. */
  pastRequests?: InformationRequest[]
  /** Calendar days for which the office waited for the applicant, up to the last time the case came back to it. */
  applicantDays?: number | null
  /** Date the turn last passed between applicant and office, where that did not coincide with a change of state. */
  turnFrom?: Date | null
  assessments: Assessment[]
  /** Assessments before reviewers changed them, in the order of the changes. Append-only. */
  formerAssessments?: Assessment[]
  /** Set when the case enters the waiting list; kept as it was when the case leaves it. */
  waiting?: WaitingListEntry | null
  /** The weighted mean, 0 to 5, once all scores are in. Nobody may see it before that. */
  score?: number | null
  /** The live offer, from `offered` on, with everything that follows from its acceptance. */
  offer?: Offer | null
  /** Offers that have ended, oldest first. */
  pastOffers?: PastOffer[]
  /** Set when the decision is announced; kept as it was when the notice is over. */
  notice?: PublicNotice | null
  /** Ids of the objections to the notice. While one is unanswered, the case waits for an officer. */
  objections?: string[] | null
  /** Answers to objections to this notice and earlier ones, in the order of answering. Append-only. */
  objectionAnswers?: ObjectionAnswer[]
  /** Code of the premises that this application keeps from everybody else, from the offer to the end of the tenancy. */
  heldPremises?: string | null
  /** Day of the handover, `YYYY-MM-DD`; set once the keys are given. */
  handedOverOn?: string | null
  events: HistoryEvent[]
  pendingEffects: PendingEffect[]
  createdAt: Date
  updatedAt: Date
} & WithCorrespondence &
  WithRetention &
  WithInterview &
  WithTranslations &
  WithTextsToTranslate

const applicationSchema = new Schema<Application>(
  {
    applicant: { type: Schema.Types.ObjectId, ref: 'Account', required: true },
    reference: { type: String },
    state: { type: String, enum: applicationStates, required: true },
    stateSince: { type: Date, required: true },
    startedFor: { type: String, required: true },
    premises: { type: [String], default: [] },
    answers: { type: Schema.Types.Mixed, default: {} },
    savedAt: { type: Schema.Types.Mixed, default: {} },
    sectionRevision: { type: Schema.Types.Mixed, default: {} },
    revision: { type: Number, required: true, default: 0 },
    deletionNotice: { type: new Schema({ untouchedSince: Date, day: String }, { _id: false }) },
    copied: { type: copiedFromSchema },
    submittedAt: { type: Date },
    applicantName: { type: String },
    snapshot: { type: snapshotSchema },
    searchTerms: { type: [String], default: undefined },
    formerSnapshots: { type: [snapshotSchema], default: [] },
    assignee: { type: Schema.Types.ObjectId, ref: 'Account' },
    dueOn: { type: String },
    returnTo: { type: String, enum: applicationStates },
    answerBy: { type: Date },
    rubric: { type: rubricSchema },
    panel: { type: [{ _id: false, id: String, name: String }], default: [] },
    score: { type: Number },
    request: { type: informationRequestSchema },
    pastRequests: { type: [informationRequestSchema], default: [] },
    applicantDays: { type: Number },
    turnFrom: { type: Date },
    assessments: { type: [assessmentSchema], default: [] },
    formerAssessments: { type: [assessmentSchema], default: undefined },
    waiting: { type: waitingSchema },
    offer: { type: offerSchema },
    pastOffers: { type: [pastOfferSchema], default: undefined },
    notice: { type: publicNoticeSchema },
    objections: { type: [String], default: undefined },
    objectionAnswers: { type: [objectionAnswerSchema], default: undefined },
    heldPremises: { type: String },
    handedOverOn: { type: String },
    ...previousVersionCopies,
    ...correspondenceFields,
    events: { type: [historyEventSchema], default: [] },
    pendingEffects: { type: [pendingEffectSchema], default: [] },
    ...retainedFields,
    ...interviewFields,
    ...translationFields,
    ...textsToTranslateFields,
  },
  { timestamps: true, minimize: false },
)
applicationSchema.index(
  { reference: 1 },
  { unique: true, partialFilterExpression: { reference: { $type: 'string' } }, name: 'reference_once' },
)
// Exactly one live offer or tenancy can hold a premises. This unique index enforces it.
applicationSchema.index(
  { heldPremises: 1 },
  { unique: true, partialFilterExpression: { heldPremises: { $type: 'string' } }, name: 'one_holder_a_premises' },
)
// An applicant has at most one offer that is open or whose conditions are still being met.
applicationSchema.index(
  { applicant: 1 },
  {
    unique: true,
    partialFilterExpression: { state: { $in: ['offered', 'accepted'] } },
    name: 'one_live_offer_an_applicant',
  },
)
// Pressing "apply" twice gives one draft, and nobody queues twice for the premises from which they started.
applicationSchema.index(
  { applicant: 1, startedFor: 1 },
  {
    unique: true,
    partialFilterExpression: { state: { $in: [...liveApplicationStates] } },
    name: 'one_live_application_a_premises',
  },
)
applicationSchema.index({ applicant: 1, updatedAt: -1 })
addQueueIndexes(applicationSchema)
// For the job that deletes untouched drafts.
applicationSchema.index({ updatedAt: 1 }, { partialFilterExpression: { state: 'draft' }, name: 'untouched_drafts' })
// The cases assigned to each officer.
applicationSchema.index({ assignee: 1, state: 1 })
applicationSchema.index({ 'panel.id': 1, state: 1 })
applicationSchema.index({ premises: 1, state: 1 })
addWaitingIndexes(applicationSchema)
applicationSchema.index({ 'notice.until': 1 }, { partialFilterExpression: { state: 'public_notice' } })
applicationSchema.index({ 'offer.deadline': 1 }, { partialFilterExpression: { state: 'offered' } })
applicationSchema.index(
  { unansweredMessages: 1 },
  { partialFilterExpression: { unansweredMessages: { $gt: 0 } }, name: 'messages_to_answer' },
)
applicationSchema.index(
  { 'toTranslate.at': 1 },
  { partialFilterExpression: { 'toTranslate.at': { $exists: true } }, name: 'texts_to_translate' },
)
applicationSchema.index({ 'mentioned.account': 1 }, { sparse: true })
applicationSchema.index(
  { 'pendingEffects.key': 1 },
  { partialFilterExpression: { 'pendingEffects.key': { $exists: true } }, name: 'effects_to_carry_out' },
)

signalEffects(applicationSchema, 'pendingEffects')
sealField(applicationSchema, 'passportNumber', [
  ...(['answers', 'snapshot', 'formerSnapshots', 'offer', 'pastOffers'] as const),
  // The copies for the previous version.
  ...(['addressProof', 'contract'] as const),
])

export const ApplicationModel = model<Application>('Application', applicationSchema)

/**
 * Adds the indexes of the staff's queue of cases, which cover every filter and order of it (`queue-plan.ts`), and those of
 * the desk and of the retention job.
 */
function addQueueIndexes<Case>(schema: Schema<Case>): void {
  const queueRest = { submittedAt: 1, _id: 1, state: 1, handedOverOn: 1 } as const
  schema.index({ state: 1, submittedAt: 1, _id: 1, handedOverOn: 1 }, { name: 'queue_by_state' })
  schema.index({ submittedAt: 1, _id: 1 }, { name: 'queue_in_order' })
  schema.index({ assignee: 1, ...queueRest, 'snapshot.answers.plan.useClass': 1 }, { name: 'queue_by_officer' })
  schema.index({ 'snapshot.answers.plan.useClass': 1, ...queueRest }, { name: 'queue_by_use' })
  schema.index({ reference: 1, ...queueRest }, { name: 'queue_by_reference' })
  schema.index({ applicantName: 1, ...queueRest }, { name: 'queue_by_passport_name' })
  schema.index(
    { 'snapshot.answers.company.vehicle': 1, _id: 1, submittedAt: 1, state: 1, handedOverOn: 1 },
    { name: 'queue_by_vehicle' },
  )
  schema.index({ score: 1, _id: 1, submittedAt: 1, state: 1, handedOverOn: 1 }, { name: 'queue_by_score' })
  schema.index({ 'premises.0': 1, _id: 1, submittedAt: 1, state: 1, handedOverOn: 1 }, { name: 'queue_by_premises' })
  // Search by the staff: a covered query, the latest first.
  schema.index({ searchTerms: 1, submittedAt: 1, _id: 1, handedOverOn: 1 }, { name: 'search_terms' })
  // Coming interviews of officers, and reminders to applicants.
  schema.index(
    { 'interview.startsAt': 1 },
    { partialFilterExpression: { state: 'interview' }, name: 'interviews_to_come' },
  )
  // The desk: an officer's open cases by due day, and what is due in the whole office.
  schema.index({ assignee: 1, state: 1, dueOn: 1, _id: 1, turnFrom: 1 }, { name: 'desk_in_hand' })
  schema.index({ dueOn: 1 }, { partialFilterExpression: { dueOn: { $type: 'string' } }, name: 'due_in_the_office' })
  addRetentionIndexes(schema)
}

/** Adds the indexes for the order of the waiting list (of one premises and of all) and for waits that expire. */
function addWaitingIndexes<Case>(schema: Schema<Case>): void {
  schema.index(
    { premises: 1, 'waiting.score': -1, submittedAt: 1, _id: 1 },
    { partialFilterExpression: { state: 'waitlisted' }, name: 'waiting_for_a_premises' },
  )
  schema.index(
    { 'waiting.score': -1, submittedAt: 1, _id: 1 },
    { partialFilterExpression: { state: 'waitlisted' }, name: 'waiting_in_order' },
  )
  schema.index({ 'waiting.until': 1 }, { partialFilterExpression: { state: 'waitlisted' }, name: 'waiting_until' })
}
