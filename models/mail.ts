import { model, Schema } from 'mongoose'
import { originField } from './parts/origin.ts'

const mailStatuses = ['queued', 'sent', 'failed'] as const

const itemSchema = new Schema(
  {
    title: { type: String, required: true },
    text: { type: String, default: '' },
    path: { type: String, required: true },
  },
  { _id: false },
)

const mailSchema = new Schema(
  {
    /** What this mail is about, e.g. `application:<id>:submitted`. Unique: one cause, one mail. */
    cause: { type: String, required: true },
    to: { type: String, required: true },
    replyTo: { type: String },
    references: { type: String },
    locale: { type: String, required: true, enum: ['ru', 'en', 'zh'] },
    template: { type: String, required: true },
    /** Gaps of the template's sentences and its link. Emptied once sent: links may carry one-time tokens. */
    facts: { type: Map, of: String, default: {} },
    /** The calendar entry that goes with it, as JSON; forgotten with the facts. */
    calendar: { type: String },
    /** Things listed in the letter, each with a path on the site. Emptied with the facts. */
    items: { type: [itemSchema], default: [] },
    /** All of these, sealed: they are empty then. Forgotten with the facts. */
    sealed: { type: String },
    /** A path at which one click ends letters of this kind (RFC 8058). */
    unsubscribe: { type: String },
    status: { type: String, required: true, enum: mailStatuses, default: 'queued' },
    attempts: { type: Number, required: true, default: 0 },
    nextAttemptAt: { type: Date, required: true },
    sentAt: { type: Date },
    lastError: { type: String },
    /** Which request or turn of a job has asked for it. */
    origin: originField,
  },
  { timestamps: true },
)
mailSchema.index({ cause: 1 }, { unique: true })
mailSchema.index({ status: 1, nextAttemptAt: 1 })
mailSchema.index({ status: 1, sentAt: 1 })
mailSchema.index({ to: 1, createdAt: -1 })

export const MailModel = model('Mail', mailSchema)
