import { Schema } from 'mongoose'
import {
  addressProofSchema,
  conditionKinds,
  conditionSchema,
  contractTermsSchema,
  type AddressProof,
  type Condition,
  type ConditionKind,
  type ContractTerms,
} from './acceptance.ts'
import { confirmedMisfitsSchema, type ConfirmedMisfits } from './misfits.ts'
import { handoverSchema, type HandoverRecord } from './handover-record.ts'

/** Everything that follows from the acceptance of one offer. It is part of that offer and ends with it (ADR 61). */
export type Acceptance = {
  /** Date the offer was accepted. */
  at: Date
  conditions: Condition[]
  /** The latest paper for registering a company at the address. */
  addressProof?: AddressProof | null
  contract?: ContractTerms | null
  /** `YYYY-MM-DD` by which the applicant is asked to sign the contract as last prepared. */
  signBy?: string | null
  /** Date a scan of that contract, signed, came in. */
  scanSentAt?: Date | null
  handover?: HandoverRecord | null
}

/** Amounts of a listing that an offer keeps. In fen. */
export const offeredAmounts = [
  'marketRentPerSqMMonthFen',
  'managementFeePerSqMMonthFen',
  'heatingFeePerSqMSeasonFen',
  'depositFen',
] as const

/** What an offer promises. The contract is printed with it, whatever the listing says by then (ADR 147). */
export type OfferedTerms = Record<(typeof offeredAmounts)[number], number> & {
  rentFreeMonths: number
  /** The earliest day of the handover, `YYYY-MM-DD` in Suifenhe; null when the unit is ready. */
  handoverFrom?: string | null
  /** Conditions that apply from the acceptance, each with the days from then until it is due. */
  conditions: { kind: ConditionKind; days: number }[]
}

export type Offer = {
  premises: string
  madeAt: Date
  /** The last instant at which the offer can be accepted: the end of a day in Suifenhe. */
  deadline: Date
  /** The deadline before the offer was extended, which can happen once. */
  extendedFrom?: Date | null
  /** Absent in offers from before offers had terms, until they are accepted. */
  terms?: OfferedTerms | null
  /** What the premises lacks for the plan, confirmed when the offer or its contract was made. For the staff only. */
  misfits?: ConfirmedMisfits | null
  /** Set once the offer is accepted. */
  acceptance?: Acceptance | null
}

/** An offer that has ended, with everything that followed from it. Never changed afterwards. */
export type PastOffer = Omit<Offer, 'premises' | 'deadline'> & {
  /** Null for offers from before this history existed that no longer name their premises. */
  premises: string | null
  /** Null for the same reason. */
  deadline: Date | null
  endedAt: Date
  /** The state in which it ended, such as `declined`. */
  endedAs: string
}

const acceptanceSchema = new Schema<Acceptance>(
  {
    at: { type: Date, required: true },
    conditions: { type: [conditionSchema], default: [] },
    addressProof: { type: addressProofSchema },
    contract: { type: contractTermsSchema },
    signBy: { type: String },
    scanSentAt: { type: Date },
    handover: { type: handoverSchema },
  },
  { _id: false },
)

const fen = { type: Number, required: true, min: 0 } as const
const offeredTermsSchema = new Schema<OfferedTerms>(
  {
    marketRentPerSqMMonthFen: fen,
    managementFeePerSqMMonthFen: fen,
    heatingFeePerSqMSeasonFen: fen,
    depositFen: fen,
    rentFreeMonths: { type: Number, required: true, min: 0 },
    handoverFrom: { type: String },
    conditions: [
      {
        _id: false,
        kind: { type: String, enum: conditionKinds, required: true },
        days: { type: Number, required: true },
      },
    ],
  },
  { _id: false },
)

export const offerSchema = new Schema(
  {
    premises: { type: String, required: true },
    madeAt: { type: Date, required: true },
    deadline: { type: Date, required: true },
    extendedFrom: { type: Date },
    terms: { type: offeredTermsSchema },
    misfits: { type: confirmedMisfitsSchema },
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
    terms: { type: offeredTermsSchema },
    misfits: { type: confirmedMisfitsSchema },
    acceptance: { type: acceptanceSchema },
    endedAt: { type: Date, required: true },
    endedAs: { type: String, required: true },
  },
  { _id: false },
)

/**
 * Copies of the live acceptance in the places where the previous version, 2ffb327, reads it. They are written with every
 * change of the offer and never read here, so `Application` does not have them. The next version drops them (ADR 61).
 */
export const previousVersionCopies = {
  conditions: { type: [conditionSchema], default: undefined },
  addressProof: { type: addressProofSchema },
  contract: { type: contractTermsSchema },
  handover: { type: handoverSchema },
}
