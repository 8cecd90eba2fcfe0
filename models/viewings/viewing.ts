import { model, Schema, type Types } from 'mongoose'
import { historyEventSchema, pendingEffectSchema, type HistoryEvent, type PendingEffect } from '../parts/history.ts'
import { signalEffects } from '../parts/work-signal.ts'

export const viewingStates = ['free', 'booked', 'attended', 'missed', 'cancelled', 'withdrawn'] as const
export type ViewingState = (typeof viewingStates)[number]
export const viewingLanguages = ['ru', 'en', 'zh'] as const
export type ViewingLanguage = (typeof viewingLanguages)[number]

/** Each limit of a visitor is held by a claim on two lanes; see `server/features/viewings/bookings/claims.ts`. */
export const lanes = ['a', 'b'] as const
export type Lane = (typeof lanes)[number]

export type Booking = {
  /** Id of the booking, used in its address and in calendars. It stays the same when the visitor moves to another slot. */
  visit: Types.ObjectId
  account: Types.ObjectId
  /** Name of the visitor at the time of booking; `email` and `locale` likewise. */
  name: string
  email: string
  locale: ViewingLanguage
  phone: string
  note: string
  /** Language in which the guide is to speak. */
  language: ViewingLanguage
  partySize: number
  /** Which of the visitor's places for coming viewings the booking takes, and on which lanes. */
  place: number
  lanes: Lane[]
  /** Incremented with each change that calendars must follow. Of two slots with the same visit, the higher one is valid. */
  sequence: number
  /** Date this slot was booked. */
  since: Date
  /** Date to send the reminder; null once it is sent or would come too late. */
  remindAt: Date | null
  /** True while a move has claimed this slot and not yet released the former one. */
  unsettled: boolean
}

/** A booking that its visitor has given up. Final: no slot may hold this visit again. */
export type ReleasedBooking = Pick<Booking, 'visit' | 'account' | 'name' | 'sequence'> & { at: Date }

/** A slot in which a premises can be viewed, with its booking if there is one. */
export type Viewing = {
  _id: Types.ObjectId
  /** Code of the premises. */
  premises: string
  startsAt: Date
  endsAt: Date
  guide: Types.ObjectId
  guideName: string
  /** The guide to whom the slot belongs, when `guide` covers for them on the day. */
  coveredFor?: { guide: Types.ObjectId; name: string } | null
  languages: ViewingLanguage[]
  /** Where to meet; empty means at the entrance of the premises. */
  meetingPoint: string
  state: ViewingState
  booking: Booking | null
  released: ReleasedBooking[]
  /** What a manager told the visitor when cancelling. */
  reason: string
  /** True when it is booked but the premises is let or no longer shown. Somebody must decide. */
  flagged: boolean
  /** Times and places reserved for this slot; absent when the viewing is over or cancelled. */
  claims?: string[]
  /** Demonstration data only: the slot in the demonstration's plan. */
  seed?: string
  events: HistoryEvent[]
  pendingEffects: PendingEffect[]
  createdAt: Date
  updatedAt: Date
}

const language = { type: String, enum: viewingLanguages, required: true } as const
const account = { type: Schema.Types.ObjectId, ref: 'Account', required: true } as const
const optionalText = { type: String, default: '' } as const

const bookingSchema = new Schema<Booking>(
  {
    visit: { type: Schema.Types.ObjectId, required: true },
    account,
    name: { type: String, required: true },
    email: { type: String, required: true },
    locale: language,
    phone: optionalText,
    note: optionalText,
    language,
    partySize: { type: Number, required: true, min: 1 },
    place: { type: Number, required: true },
    lanes: { type: [{ type: String, enum: lanes, required: true }], required: true },
    sequence: { type: Number, required: true, default: 0 },
    since: { type: Date, required: true },
    remindAt: { type: Date, default: null },
    unsettled: { type: Boolean, required: true, default: false },
  },
  { _id: false },
)

const releasedSchema = new Schema<ReleasedBooking>(
  {
    visit: { type: Schema.Types.ObjectId, required: true },
    account,
    name: { type: String, required: true },
    sequence: { type: Number, required: true },
    at: { type: Date, required: true },
  },
  { _id: false },
)

const viewingSchema = new Schema<Viewing>(
  {
    premises: { type: String, required: true },
    startsAt: { type: Date, required: true },
    endsAt: { type: Date, required: true },
    guide: account,
    guideName: { type: String, required: true },
    coveredFor: { type: new Schema({ guide: account, name: { type: String, required: true } }, { _id: false }) },
    languages: { type: [language], required: true },
    meetingPoint: optionalText,
    state: { type: String, enum: viewingStates, required: true, default: 'free' },
    booking: { type: bookingSchema, default: null },
    released: { type: [releasedSchema], default: [] },
    reason: optionalText,
    flagged: { type: Boolean, required: true, default: false },
    claims: { type: [String], default: undefined },
    seed: { type: String },
    events: { type: [historyEventSchema], default: [] },
    pendingEffects: { type: [pendingEffectSchema], default: [] },
  },
  { timestamps: true, autoIndex: false },
)
// Enforces what may exist only once, see `server/features/viewings/bookings/claims.ts`.
viewingSchema.index(
  { claims: 1 },
  { unique: true, partialFilterExpression: { claims: { $exists: true } }, name: 'nothing_is_claimed_twice' },
)
viewingSchema.index({ seed: 1 }, { unique: true, partialFilterExpression: { seed: { $exists: true } } })
viewingSchema.index({ premises: 1, state: 1, startsAt: 1 })
viewingSchema.index({ startsAt: 1 })
// A colleague's coming viewings, also on their desk.
viewingSchema.index({ guide: 1, endsAt: 1 })
viewingSchema.index({ 'coveredFor.guide': 1 }, { sparse: true })
viewingSchema.index({ state: 1, startsAt: 1 })
viewingSchema.index({ 'booking.account': 1, startsAt: 1 }, { sparse: true })
viewingSchema.index({ 'booking.visit': 1 }, { sparse: true })
viewingSchema.index({ 'booking.remindAt': 1 }, { sparse: true })
viewingSchema.index({ 'released.visit': 1 }, { sparse: true })
viewingSchema.index({ 'released.account': 1 }, { sparse: true })
viewingSchema.index({ 'pendingEffects.key': 1 }, { sparse: true })

signalEffects(viewingSchema, 'pendingEffects')

export const ViewingModel = model<Viewing>('Viewing', viewingSchema)
