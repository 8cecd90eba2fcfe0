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
    /** What the mail is about, e.g. `application:<id>:submitted`. Unique, so one cause gives one mail. */
    cause: { type: String, required: true },
    to: { type: String, required: true },
    replyTo: { type: String },
    references: { type: String },
    locale: { type: String, required: true, enum: ['ru', 'en', 'zh'] },
    template: { type: String, required: true },
    /** Values for the template's placeholders and its link. Emptied once sent, because links may carry one-time tokens. */
    facts: { type: Map, of: String, default: {} },
    /** Calendar entry attached to the mail, as JSON. Removed together with `facts`. */
    calendar: { type: String },
    /** Things listed in the letter, each with a path on the site. Removed together with `facts`. */
    items: { type: [itemSchema], default: [] },
    /** `facts`, `calendar` and `items` encrypted; those are then empty. Removed together with `facts`. */
    sealed: { type: String },
    /** Path at which one click unsubscribes from letters of this kind (RFC 8058). */
    unsubscribe: { type: String },
    status: { type: String, required: true, enum: mailStatuses, default: 'queued' },
    attempts: { type: Number, required: true, default: 0 },
    nextAttemptAt: { type: Date, required: true },
    sentAt: { type: Date },
    lastError: { type: String },
    /** Origin of the request or job that queued the mail. */
    origin: originField,
  },
  { timestamps: true },
)
mailSchema.index({ cause: 1 }, { unique: true })
mailSchema.index({ status: 1, nextAttemptAt: 1 })
mailSchema.index({ status: 1, sentAt: 1 })
mailSchema.index({ to: 1, createdAt: -1 })

export const MailModel = model('Mail', mailSchema)
