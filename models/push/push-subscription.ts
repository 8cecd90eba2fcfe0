import { model, Schema, type InferSchemaType, type Types } from 'mongoose'
import { pendingEffectSchema } from '../parts/history.ts'
import { signalsEffects } from '../parts/work-signal.ts'

/** What messages on a device are about; stored, and never renamed. */
export const pushKinds = ['case', 'tenancy', 'viewing', 'search', 'desk'] as const
export type PushKind = (typeof pushKinds)[number]

/** One browser on one device, to which messages of one account go. */
const pushSubscriptionSchema = new Schema(
  {
    account: { type: Schema.Types.ObjectId, ref: 'Account', required: true },
    /** SHA-256 of the address at the push service: a browser is there once, whoever uses it. */
    endpointHash: { type: String, required: true },
    /** The address and the browser's keys, as JSON, sealed: whoever has them can send to the device. */
    sealed: { type: String, required: true },
    /** Host of the push service. */
    service: { type: String, required: true },
    /** Of our key, with which the browser expects messages to be signed. */
    keyHash: { type: String, required: true },
    /** The session in which it was switched on: with it, or all sessions of the account, it ends. */
    session: {
      type: new Schema({ epoch: { type: Number, required: true }, handle: { type: String } }, { _id: false }),
      required: true,
    },
    device: {
      type: new Schema({ browser: { type: String }, system: { type: String } }, { _id: false }),
      required: true,
    },
    /** IANA name of the time zone in which the device is. */
    zone: { type: String, required: true },
    /** Kinds that are not wanted. */
    off: { type: [{ type: String, enum: pushKinds }], default: [] },
    /** Whole hours on the device's clock; the same twice: no quiet hours. */
    quiet: {
      type: new Schema(
        { from: { type: Number, required: true }, to: { type: Number, required: true } },
        { _id: false },
      ),
      required: true,
    },
    since: { type: Date, required: true },
    /** When the push service last took a message for it. */
    lastUsedAt: { type: Date },
    /** Names of the last causes that were noted: each is told of once. */
    recent: { type: [String], default: [] },
    /** Refusals in a row of the message that is next, and until when it waits, by the machine's clock. */
    failures: { type: Number, default: 0 },
    retryAt: { type: Date },
    pendingEffects: { type: [pendingEffectSchema], default: [] },
  },
  { timestamps: true, autoIndex: false },
)
pushSubscriptionSchema.index({ endpointHash: 1 }, { unique: true })
pushSubscriptionSchema.index({ account: 1, since: 1 })
pushSubscriptionSchema.index({ 'pendingEffects.key': 1 }, { sparse: true })

signalsEffects(pushSubscriptionSchema, 'pendingEffects', 'push')

export type PushSubscription = InferSchemaType<typeof pushSubscriptionSchema> & { _id: Types.ObjectId }
export const PushSubscriptionModel = model('PushSubscription', pushSubscriptionSchema, 'push_subscriptions')
