import { model, Schema, type Types } from 'mongoose'
import { pendingEffectSchema, type PendingEffect } from '../parts/history.ts'
import { signalEffects } from '../parts/work-signal.ts'

/** When letters about new matches of a search are sent. */
export const alertRhythms = ['none', 'daily', 'at_once'] as const
export type AlertRhythm = (typeof alertRhythms)[number]

/** A premises that newly matches a search and has not been announced yet. */
export type PendingAlert = { search: string; code: string; at: Date }

/** What one person has saved, oldest first. One document, so that a premises matching several searches is announced once. */
export type Saved = {
  _id: Types.ObjectId
  account: Types.ObjectId
  favourites: { code: string; at: Date }[]
  searches: {
    /** Derived from the query, so that a search is saved once. */
    key: string
    /** The conditions in a fixed order: `use=retail&minArea=40`; empty for all premises. */
    query: string
    alert: AlertRhythm
    /** Token that ends the letters about this search without signing in. It permits nothing else, so it is not hashed. */
    token: string
    at: Date
  }[]
  /** Codes not to announce while the premises are available: already announced, or already there when the alert was set. */
  known: string[]
  waiting: PendingAlert[]
  /** Incremented with every change of `waiting`, so that only one of two workers succeeds. */
  round: number
  pendingEffects: PendingEffect[]
}

const favouriteSchema = new Schema(
  { code: { type: String, required: true }, at: { type: Date, required: true } },
  { _id: false },
)

const searchSchema = new Schema(
  {
    key: { type: String, required: true },
    query: { type: String, default: '' },
    alert: { type: String, enum: alertRhythms, required: true, default: 'none' },
    token: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { _id: false },
)

const waitingSchema = new Schema(
  {
    search: { type: String, required: true },
    code: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { _id: false },
)

const savedSchema = new Schema<Saved>(
  {
    account: { type: Schema.Types.ObjectId, ref: 'Account', required: true },
    favourites: { type: [favouriteSchema], default: [] },
    searches: { type: [searchSchema], default: [] },
    known: { type: [String], default: [] },
    waiting: { type: [waitingSchema], default: [] },
    round: { type: Number, required: true, default: 0 },
    pendingEffects: { type: [pendingEffectSchema], default: [] },
  },
  { timestamps: true, autoIndex: false },
)
savedSchema.index({ account: 1 }, { unique: true })
savedSchema.index({ 'searches.alert': 1 }, { sparse: true })
savedSchema.index({ 'searches.token': 1 }, { sparse: true })
savedSchema.index({ 'waiting.at': 1 }, { sparse: true })
savedSchema.index({ 'pendingEffects.key': 1 }, { sparse: true })

signalEffects(savedSchema, 'pendingEffects')

export const SavedModel = model<Saved>('Saved', savedSchema, 'saved')
