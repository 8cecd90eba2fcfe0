import { Schema } from 'mongoose'
import {
  addressProofSchema,
  conditionSchema,
  contractTermsSchema,
  type AddressProof,
  type Condition,
  type ContractTerms,
} from './acceptance.ts'
import { handoverSchema, type HandoverRecord } from './handover-record.ts'

/** All that follows from the acceptance of one offer. It is part of that offer, and ends with it (ADR 61). */
export type Acceptance = {
  /** When the offer was accepted. */
  at: Date
  /** What the accepted offer depends on. */
  conditions: Condition[]
  /** The latest paper for registering a company at the address. */
  addressProof?: AddressProof | null
  contract?: ContractTerms | null
  handover?: HandoverRecord | null
}

export type Offer = {
  premises: string
  madeAt: Date
  /** The last instant at which it can be accepted: the end of a day in the city. */
  deadline: Date
  /** The deadline as it was before it was extended, which happens once. */
  extendedFrom?: Date | null
  /** From the acceptance on. */
  acceptance?: Acceptance | null
}

/** An offer that has ended, with all that had followed from it. Never changed afterwards. */
export type PastOffer = Omit<Offer, 'premises' | 'deadline'> & {
  /** Null where an offer from before there was this history names it no more. */
  premises: string | null
  /** Null for the same reason. */
  deadline: Date | null
  endedAt: Date
  /** The state with which it ended, such as `declined`. */
  endedAs: string
}

const acceptanceSchema = new Schema<Acceptance>(
  {
    at: { type: Date, required: true },
    conditions: { type: [conditionSchema], default: [] },
    addressProof: { type: addressProofSchema },
    contract: { type: contractTermsSchema },
    handover: { type: handoverSchema },
  },
  { _id: false },
)

export const offerSchema = new Schema(
  {
    premises: { type: String, required: true },
    madeAt: { type: Date, required: true },
    deadline: { type: Date, required: true },
    extendedFrom: { type: Date },
    acceptance: { type: acceptanceSchema },
  },
  { _id: false },
)

export const pastOfferSchema = new Schema(
  {
    premises: { type: String, default: null },
    madeAt: { type: Date, required: true },
    deadline: { type: Date, default: null },
    extendedFrom: { type: Date },
    acceptance: { type: acceptanceSchema },
    endedAt: { type: Date, required: true },
    endedAs: { type: String, required: true },
  },
  { _id: false },
)

/**
 * Copies of the live acceptance at the places where the version before, 2ffb327, looks for it. They are written with every
 * change of the offer and read by nothing here: `Application` does not have them. The next version drops them (ADR 61).
 */
export const copiedForVersionBefore = {
  conditions: { type: [conditionSchema], default: undefined },
  addressProof: { type: addressProofSchema },
  contract: { type: contractTermsSchema },
  handover: { type: handoverSchema },
}
