import { model, Schema, type InferSchemaType, type Types } from 'mongoose'
import { pendingEffectSchema } from '../parts/history.ts'
import { signalEffects } from '../parts/work-signal.ts'

/** Subjects of push messages. They are stored, so never rename one. */
export const pushKinds = ['case', 'tenancy', 'viewing', 'search', 'desk'] as const
export type PushKind = (typeof pushKinds)[number]

/** One browser on one device that receives the messages of one account. */
const pushSubscriptionSchema = new Schema(
  {
    account: { type: Schema.Types.ObjectId, ref: 'Account', required: true },
    /** SHA-256 of the endpoint at the push service. A browser has one subscription, whoever uses it. */
    endpointHash: { type: String, required: true },
    /** The endpoint and the browser's keys as JSON, sealed: whoever has them can send to the device. */
    sealed: { type: String, required: true },
    /** Host of the push service. */
    service: { type: String, required: true },
    /** Hash of our public key, with which the browser expects messages to be signed. */
    keyHash: { type: String, required: true },
    /** The session in which it was switched on. It ends with that session or with all sessions of the account. */
    session: {
      type: new Schema({ epoch: { type: Number, required: true }, handle: { type: String } }, { _id: false }),
      required: true,
    },
    device: {
      type: new Schema({ browser: { type: String }, system: { type: String } }, { _id: false }),
      required: true,
    },
    /** IANA name of the device's time zone. */
    zone: { type: String, required: true },
    /** Kinds that are switched off. */
    off: { type: [{ type: String, enum: pushKinds }], default: [] },
    /** Whole hours on the device's clock; equal values mean no quiet hours. */
    quiet: {
      type: new Schema(
        { from: { type: Number, required: true }, to: { type: Number, required: true } },
        { _id: false },
      ),
      required: true,
    },
    since: { type: Date, required: true },
    /** Date the push service last accepted a message for the device. */
    lastUsedAt: { type: Date },
    /** Names of the latest causes. Each cause is announced once. */
    recent: { type: [String], default: [] },
    /** Consecutive refusals of the next message, and the date of the next attempt by the machine's clock. */
    failures: { type: Number, default: 0 },
    retryAt: { type: Date },
    pendingEffects: { type: [pendingEffectSchema], default: [] },
  },
  { timestamps: true, autoIndex: false },
)
pushSubscriptionSchema.index({ endpointHash: 1 }, { unique: true })
pushSubscriptionSchema.index({ account: 1, since: 1 })
pushSubscriptionSchema.index({ 'pendingEffects.key': 1 }, { sparse: true })

signalEffects(pushSubscriptionSchema, 'pendingEffects', 'push')

export type PushSubscription = InferSchemaType<typeof pushSubscriptionSchema> & { _id: Types.ObjectId }
export const PushSubscriptionModel = model('PushSubscription', pushSubscriptionSchema, 'push_subscriptions')
