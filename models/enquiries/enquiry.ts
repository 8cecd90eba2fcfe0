import { model, Schema, type InferRawDocTypeFromSchema, type Types } from 'mongoose'
import { historyEventSchema, pendingEffectSchema, type HistoryEvent, type PendingEffect } from '../parts/history.ts'
import {
  textLogEntrySchema,
  textToTranslateSchema,
  type TextLogEntry,
  type TextToTranslate,
} from '../parts/text-to-translate.ts'
import { signalsEffects } from '../parts/work-signal.ts'
import { writingSchema, type Writing } from '../parts/writing.ts'

export const enquiryTopics = ['premises', 'application', 'incentives', 'viewing', 'company', 'other'] as const
export const enquiryStatuses = ['new', 'answered', 'spam'] as const
export type EnquiryStatus = (typeof enquiryStatuses)[number]

/** How a message of the conversation went: by our mail, by telephone or otherwise, or from the sender to the office. */
export const replyWays = ['mail', 'elsewhere', 'received'] as const
export type ReplyWay = (typeof replyWays)[number]
export type EnquiryReply = {
  _id: Types.ObjectId
  at: Date
  by: { id: string; name: string }
  way: ReplyWay
  text: string
  /** In which language an answer is. */
  writing?: Writing | null
  /** Of a letter that came by mail. */
  messageId?: string | null
  /** Names of files that came with it and were not kept. */
  attachments?: readonly string[]
  /** Written by a program: nobody waits for an answer to it. */
  automatic?: boolean
}

const replySchema = new Schema<EnquiryReply>({
  at: { type: Date, required: true },
  by: { id: { type: String, required: true }, name: { type: String, required: true } },
  way: { type: String, enum: replyWays, required: true },
  // The translation of an answer may be longer than the answer.
  text: { type: String, default: '', maxlength: 12_000 },
  writing: { type: writingSchema },
  messageId: { type: String },
  attachments: { type: [String], default: undefined },
  automatic: { type: Boolean },
})

const enquirySchema = new Schema(
  {
    name: { type: String, required: true, maxlength: 100 },
    email: { type: String, required: true, maxlength: 254 },
    phone: { type: String, default: '' },
    messenger: { type: String, default: '' },
    /** The language in which the sender wants to be answered. */
    preferredLanguage: { type: String, enum: ['ru', 'en', 'zh'], required: true },
    topic: { type: String, enum: enquiryTopics, required: true },
    message: { type: String, required: true, maxlength: 5000 },
    premisesCode: { type: String, default: null },
    /** The case it belongs to, as a colleague has found out. */
    application: {
      type: new Schema(
        { id: { type: String, required: true }, reference: { type: String, required: true } },
        { _id: false },
      ),
    },

    status: { type: String, enum: enquiryStatuses, required: true, default: 'new' },
    /** The colleague who answers it. */
    assignee: { type: new Schema({ id: { type: String, required: true }, name: String }, { _id: false }) },
    /** What was written since, oldest first. */
    replies: { type: [replySchema], default: [] },
    /** An answer that waits for a translation, or was translated and not sent yet. */
    toTranslate: { type: textToTranslateSchema },
    /** What became of such answers. */
    textLog: { type: [textLogEntrySchema], default: undefined },
    /** Of the staff, for the staff. */
    note: { type: String, default: '', maxlength: 5000 },
    /** Colleagues who were told of the note and have not looked at it yet. */
    mentioned: {
      type: [
        new Schema({ account: { type: String, required: true }, at: { type: Date, required: true } }, { _id: false }),
      ],
      default: undefined,
    },
    /** Digest of what was sent and on which day: the same message sent twice is one enquiry. */
    digest: { type: String, required: true },
    /** Derived by `enquiryTerms`. */
    searchTerms: { type: [String], default: undefined },
    /** Of the address to which its sender answers our letters; absent until we have written one. */
    replyToken: { type: String },
    effects: { type: [pendingEffectSchema], default: [] },
    events: { type: [historyEventSchema], default: [] },
  },
  { timestamps: true, versionKey: 'version', autoIndex: false },
)
enquirySchema.index({ digest: 1 }, { unique: true })
enquirySchema.index({ status: 1, createdAt: -1 })
enquirySchema.index({ createdAt: -1 })
enquirySchema.index({ 'assignee.id': 1, status: 1, createdAt: -1 })
enquirySchema.index({ searchTerms: 1, createdAt: -1 })
// What somebody has sent, for an account with that address.
enquirySchema.index({ email: 1, createdAt: -1 })
enquirySchema.index({ 'mentioned.account': 1 }, { sparse: true })
enquirySchema.index({ 'toTranslate.at': 1 }, { sparse: true })
enquirySchema.index({ 'effects.key': 1 }, { sparse: true })
enquirySchema.index({ replyToken: 1 }, { unique: true, sparse: true })

signalsEffects(enquirySchema, 'effects')

type Inferred = InferRawDocTypeFromSchema<typeof enquirySchema>

/** A message to the investment adviser, plain. */
export type Enquiry = Omit<
  Inferred,
  | 'effects'
  | 'events'
  | 'searchTerms'
  | 'assignee'
  | 'replies'
  | 'application'
  | 'mentioned'
  | 'toTranslate'
  | 'textLog'
> & {
  _id: Types.ObjectId
  effects: PendingEffect[]
  events: HistoryEvent[]
  searchTerms?: string[]
  assignee?: { id: string; name: string } | null
  application?: { id: string; reference: string } | null
  mentioned?: { account: string; at: Date }[]
  toTranslate?: TextToTranslate | null
  textLog?: TextLogEntry[]
  /** Absent in what was sent before there were any. */
  replies?: EnquiryReply[]
  createdAt: Date
  updatedAt: Date
  version: number
}
export const EnquiryModel = model('Enquiry', enquirySchema, 'enquiries')
