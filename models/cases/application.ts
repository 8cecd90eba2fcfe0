import { model, Schema, type Types } from 'mongoose'
import { historyEventSchema, pendingEffectSchema, type HistoryEvent, type PendingEffect } from '../parts/history.ts'
import { sealsField } from '../parts/sealed-field.ts'
import { textsToTranslateFields, type WithTextsToTranslate } from '../parts/text-to-translate.ts'
import { signalsEffects } from '../parts/work-signal.ts'
import { assessmentSchema, type Assessment } from './parts/assessment.ts'
import { correspondenceFields, type Corresponded } from './parts/correspondence.ts'
import { translationFields, type Translated } from './parts/translation.ts'
import { interviewFields, type Interviewed } from './parts/interview.ts'
import { copiedFromSchema, type CopiedFrom } from './parts/copied-from.ts'
import { rubricSchema, type Rubric } from './parts/rubric.ts'
import { informationRequestSchema, type InformationRequest } from './parts/information-request.ts'
import { copiedForVersionBefore, offerSchema, pastOfferSchema, type Offer, type PastOffer } from './parts/offer.ts'
import {
  objectionAnswerSchema,
  publicNoticeSchema,
  type ObjectionAnswer,
  type PublicNotice,
} from './parts/public-notice.ts'
import { queueIndexes, waitingIndexes } from './parts/queue-indexes.ts'
import { retainedFields, type Retained } from './parts/retention.ts'
import { snapshotSchema, type AnswerSection, type Answers, type ApplicationSnapshot } from './parts/snapshot.ts'
import { waitingSchema, type Waiting } from './parts/waiting.ts'

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
  /** Given at submission, such as `SS-2026-000123`. */
  reference?: string | null
  state: ApplicationState
  /** When it came into its present state. */
  stateSince: Date
  /** Code of the premises the applicant started from. */
  startedFor: string
  /** Codes in the applicant's order of preference, the first wanted most. */
  premises: string[]
  answers: Answers
  /** When each section was last saved, and so whether it was started at all. */
  savedAt: Partial<Record<AnswerSection, Date>>
  /** How often each section was saved: a form that was opened before the last save does not overwrite it. */
  sectionRevision?: Partial<Record<AnswerSection, number>>
  /** Grows by one with every change: the guard against two writers. */
  revision: number
  /** The last day, `YYYY-MM-DD`, that was announced to the applicant of an untouched draft; void once it is touched. */
  deletionNotice?: { untouchedSince: Date; day: string } | null
  /** What was taken from an earlier application, and which of its documents were not, and why. */
  copied?: CopiedFrom | null
  submittedAt?: Date | null
  /** As in the passport, copied at submission for lists and searches. */
  applicantName?: string | null
  snapshot?: ApplicationSnapshot | null
  /** By what the staff find it: derived from the snapshot by `caseTerms`, and gone when its names go. */
  searchTerms?: string[]
  /** What was handed in before an information request was answered, oldest first; the present one is `snapshot`. */
  formerSnapshots?: ApplicationSnapshot[]
  assignee?: Types.ObjectId | null
  /** By when the office means to finish the present step, `YYYY-MM-DD` in the city. */
  dueOn?: string | null
  /** While information is requested: where the answer leads back to, by when, and what is asked. */
  returnTo?: ApplicationState | null
  answerBy?: Date | null
  /** By which version the case is reviewed, whole; absent before review, and for the initial version. */
  rubric?: Rubric | null
  /** Who was chosen to give scores. */
  panel?: { id: string; name: string }[]
  request?: InformationRequest | null
  /** Those that have been answered or have ended otherwise, oldest first. */
  pastRequests?: InformationRequest[]
  /** Days of the calendar for which the office has waited for the applicant, up to the last time it got the case back. */
  applicantDays?: number | null
  /** When the turn last passed between the applicant and the office, where that was not with the state. */
  turnFrom?: Date | null
  assessments: Assessment[]
  /** What reviewers gave before they changed it, in the order of the changes. Only ever added to. */
  formerAssessments?: Assessment[]
  /** Since it came onto the waiting list, and afterwards as it was then. */
  waiting?: Waiting | null
  /** The weighted mean, 0 to 5, once all scores are in: until then nobody is to know it. */
  score?: number | null
  /** The live one, from `offered` on, with all that follows from its acceptance. */
  offer?: Offer | null
  /** Those that have ended, oldest first. */
  pastOffers?: PastOffer[]
  /** Since the decision was announced, and afterwards as it was then. */
  notice?: PublicNotice | null
  /** Ids of the objections to the notice: with one that is not answered the case waits for an officer. */
  objections?: string[] | null
  /** Of this notice and those before it, in the order of answering. Only ever added to. */
  objectionAnswers?: ObjectionAnswer[]
  /** Code of the premises that this application keeps from everybody else, from the offer to the end of the tenancy. */
  heldPremises?: string | null
  /** `YYYY-MM-DD`: the day of handover, once the keys are given. */
  handedOverOn?: string | null
  events: HistoryEvent[]
  pendingEffects: PendingEffect[]
  createdAt: Date
  updatedAt: Date
} & Corresponded &
  Retained &
  Interviewed &
  Translated &
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
    ...copiedForVersionBefore,
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
// Exactly one live offer or tenancy can hold a premises: the database has the last word.
applicationSchema.index(
  { heldPremises: 1 },
  { unique: true, partialFilterExpression: { heldPremises: { $type: 'string' } }, name: 'one_holder_a_premises' },
)
// Nobody has two offers to answer, or one to answer while the conditions of another are being met.
applicationSchema.index(
  { applicant: 1 },
  {
    unique: true,
    partialFilterExpression: { state: { $in: ['offered', 'accepted'] } },
    name: 'one_live_offer_an_applicant',
  },
)
// Pressing "apply" twice leads to one draft, and nobody queues twice for the premises they started from.
applicationSchema.index(
  { applicant: 1, startedFor: 1 },
  {
    unique: true,
    partialFilterExpression: { state: { $in: [...liveApplicationStates] } },
    name: 'one_live_application_a_premises',
  },
)
applicationSchema.index({ applicant: 1, updatedAt: -1 })
queueIndexes(applicationSchema)
// What the sweeper of untouched drafts asks by.
applicationSchema.index({ updatedAt: 1 }, { partialFilterExpression: { state: 'draft' }, name: 'untouched_drafts' })
// What each officer has in hand.
applicationSchema.index({ assignee: 1, state: 1 })
applicationSchema.index({ 'panel.id': 1, state: 1 })
applicationSchema.index({ premises: 1, state: 1 })
waitingIndexes(applicationSchema)
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

signalsEffects(applicationSchema, 'pendingEffects')
sealsField(applicationSchema, 'passportNumber', [
  ...(['answers', 'snapshot', 'formerSnapshots', 'offer', 'pastOffers'] as const),
  // The copies for the version before.
  ...(['addressProof', 'contract'] as const),
])

export const ApplicationModel = model<Application>('Application', applicationSchema)
