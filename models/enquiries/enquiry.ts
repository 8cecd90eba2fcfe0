import { model, Schema, type InferRawDocTypeFromSchema, type Types } from 'mongoose'
import { historyEventSchema, pendingEffectSchema, type HistoryEvent, type PendingEffect } from '../parts/history.ts'
import {
  textLogEntrySchema,
  textToTranslateSchema,
  type TextLogEntry,
  type TextToTranslate,
} from '../parts/text-to-translate.ts'
import { signalEffects } from '../parts/work-signal.ts'
import { writingSchema, type Writing } from '../parts/writing.ts'

export const enquiryTopics = [
  'premises',
  'application',
  'incentives',
  'viewing',
  'video_viewing',
  'company',
  'other',
] as const
export const enquiryStatuses = ['new', 'answered', 'spam'] as const
export type EnquiryStatus = (typeof enquiryStatuses)[number]

/** How a message went: `mail` from the site, `elsewhere` (by telephone or otherwise), or `received` from the sender. */
export const replyMethods = ['mail', 'elsewhere', 'received'] as const
export type ReplyMethod = (typeof replyMethods)[number]
export type EnquiryReply = {
  _id: Types.ObjectId
  at: Date
  by: { id: string; name: string }
  way: ReplyMethod
  text: string
  /** Language of an answer. */
  writing?: Writing | null
  /** Message-ID of a reply that came by mail. */
  messageId?: string | null
  /** Names of files attached to the reply. The files themselves are not kept. */
  attachments?: readonly string[]
  /** True when a program wrote the message. Nobody waits for an answer to it. */
  automatic?: boolean
}

const replySchema = new Schema<EnquiryReply>({
  at: { type: Date, required: true },
  by: { id: { type: String, required: true }, name: { type: String, required: true } },
  way: { type: String, enum: replyMethods, required: true },
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
    /** The language in which the sender wants the answer. */
    preferredLanguage: { type: String, enum: ['ru', 'en', 'zh'], required: true },
    topic: { type: String, enum: enquiryTopics, required: true },
    message: { type: String, required: true, maxlength: 5000 },
    premisesCode: { type: String, default: null },
    /** The case to which a colleague linked the enquiry. */
    application: {
      type: new Schema(
        { id: { type: String, required: true }, reference: { type: String, required: true } },
        { _id: false },
      ),
    },

    status: { type: String, enum: enquiryStatuses, required: true, default: 'new' },
    /** The colleague who answers the enquiry. */
    assignee: { type: new Schema({ id: { type: String, required: true }, name: String }, { _id: false }) },
    /** Messages since then, oldest first. */
    replies: { type: [replySchema], default: [] },
    /** An answer that waits for a translation, or is translated and not sent yet. */
    toTranslate: { type: textToTranslateSchema },
    /** What happened to answers that waited for a translation. */
    textLog: { type: [textLogEntrySchema], default: undefined },
    /** Internal note, staff only. */
    note: { type: String, default: '', maxlength: 5000 },
    /** Colleagues who were notified of the note and have not opened it yet. */
    mentioned: {
      type: [
        new Schema({ account: { type: String, required: true }, at: { type: Date, required: true } }, { _id: false }),
      ],
      default: undefined,
    },
    /** Digest of day, e-mail, topic, premises and message. The same message sent twice on a day is one enquiry. */
    digest: { type: String, required: true },
    /** Derived by `enquiryTerms`. */
    searchTerms: { type: [String], default: undefined },
    /** Token in the address to which the sender replies; absent until the office has sent a letter. */
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
// The enquiries sent from an e-mail address, for the account with that address.
enquirySchema.index({ email: 1, createdAt: -1 })
enquirySchema.index({ 'mentioned.account': 1 }, { sparse: true })
enquirySchema.index({ 'toTranslate.at': 1 }, { sparse: true })
enquirySchema.index({ 'effects.key': 1 }, { sparse: true })
enquirySchema.index({ replyToken: 1 }, { unique: true, sparse: true })

signalEffects(enquirySchema, 'effects')

type Inferred = InferRawDocTypeFromSchema<typeof enquirySchema>

/** A message to the investment adviser, as a plain object. */
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
  /** Absent in enquiries from before replies existed. */
  replies?: EnquiryReply[]
  createdAt: Date
  updatedAt: Date
  version: number
}
export const EnquiryModel = model('Enquiry', enquirySchema, 'enquiries')
