import { Schema, type Types } from 'mongoose'
import { localisedTextSchema, type LocalisedText } from '#models/parts/localised-text.ts'
import { partyPaths, type Party } from '#models/parts/party.ts'
import { writingSchema, type Writing } from '#models/parts/writing.ts'

/** Conditions that an accepted offer may have. Each is met with documents of the kind with the same name. */
export const conditionKinds = [
  'business_licence',
  'notarised_translation',
  'fit_out_drawing',
  'permit',
  'other_paper',
] as const
export type ConditionKind = (typeof conditionKinds)[number]

export const conditionStates = ['open', 'met', 'waived'] as const
export type ConditionState = (typeof conditionStates)[number]

/** A condition of an accepted offer. */
export type Condition = {
  _id: Types.ObjectId
  kind: ConditionKind
  /** Details, where an officer added the condition. */
  text?: string | null
  /** Language of `text`. */
  textWriting?: Writing | null
  /** `YYYY-MM-DD` in Suifenhe. */
  dueOn: string
  state: ConditionState
  /** Date papers for it last came in; absent until then, and once the office asks for others. */
  handedInAt?: Date | null
  /** Date the office last changed it. */
  changedAt?: Date | null
  /** Shown to the applicant. */
  note?: string | null
  /** Language of `note`. */
  noteWriting?: Writing | null
}

/** Facts about the premises that a paper states, as they were when the paper was made. Money in fen. */
export type LeaseFacts = {
  code: string
  address: LocalisedText
  buildingCode: string
  floor: number
  areaGrossSqM: number
  areaUsableSqM: number
  certificateNumber: string | null
  managingBody: LocalisedText
  usableAsRegisteredAddress: boolean
  marketRentPerSqMMonthFen: number
  managementFeePerSqMMonthFen: number
  heatingFeePerSqMSeasonFen: number
  depositFen: number
  demo: boolean
}

/** Facts about the applicant that a paper states, as submitted. */
export type LesseeFacts = Party & { citizenship: string; passportNumber: string; vehicle: string }

/** The paper with which a company is registered at the premises before there is a contract. */
export type AddressProof = {
  /** Number such as `SS-2026-000123-A1`; each paper issued gets the next one. */
  number: string
  issuedAt: Date
  /** The last day on which the paper may be used, `YYYY-MM-DD`. */
  validUntil: string
  premises: LeaseFacts
  lessee: LesseeFacts
}

/** Party A, without fields that were not set. `head` is the text above the contract: the name, or else that of the site. */
export type PartyA = { name?: LocalisedText; address?: LocalisedText; head?: LocalisedText | null }

/** The terms of a contract. Frozen when the contract is prepared; final once it is signed. */
export type ContractTerms = {
  version: number
  /** Number of the contract (合同编号), the same for all versions of an offer. Older contracts lack it and the fields below. */
  number?: string | null
  /** Id of the edition of texts from which the contract was prepared (`models/wording/edition.ts`). */
  edition?: string | null
  /** Party A as set when the contract was prepared. */
  office?: PartyA | null
  preparedAt: Date
  premises: LeaseFacts
  lessee: LesseeFacts
  useClass: string
  rentFreeMonths: number
  /** The day of the offer from which the amounts and months are. Absent where they are from the listing of `preparedAt`. */
  offeredOn?: string | null
  /** First day on which the offer allows the handover, `YYYY-MM-DD`. Absent where it names none. */
  handoverFrom?: string | null
  /** Days from the handover to the licence and to the opening. Older contracts use those of the programme. */
  duties?: { licence: number; opening: number } | null
  /** Conditions still to be met, with their deadlines. */
  openConditions: { kind: ConditionKind; text: string | null; writing?: Writing | null; dueOn: string }[]
  signedOn?: string | null
  /** Number of places that the text left for the office to decide when it was prepared. */
  openPlaces?: number | null
}

const text = { type: String, default: '' } as const
const required = { type: String, required: true } as const
const fen = { type: Number, required: true, min: 0 } as const

export const conditionSchema = new Schema<Condition>({
  kind: { type: String, enum: conditionKinds, required: true },
  text: { type: String },
  textWriting: { type: writingSchema },
  dueOn: required,
  state: { type: String, enum: conditionStates, required: true, default: 'open' },
  handedInAt: { type: Date },
  changedAt: { type: Date },
  note: { type: String },
  noteWriting: { type: writingSchema },
})

const leaseFactsSchema = new Schema<LeaseFacts>(
  {
    code: required,
    address: { type: localisedTextSchema, required: true },
    buildingCode: required,
    floor: { type: Number, required: true },
    areaGrossSqM: { type: Number, required: true },
    areaUsableSqM: { type: Number, required: true },
    certificateNumber: { type: String, default: null },
    managingBody: { type: localisedTextSchema, default: () => ({}) },
    usableAsRegisteredAddress: { type: Boolean, required: true },
    marketRentPerSqMMonthFen: fen,
    managementFeePerSqMMonthFen: fen,
    heatingFeePerSqMSeasonFen: fen,
    depositFen: fen,
    demo: { type: Boolean, required: true },
  },
  { _id: false },
)

const lesseeSchema = new Schema<LesseeFacts>(
  { ...partyPaths, citizenship: text, passportNumber: text, vehicle: text },
  { _id: false },
)

export const addressProofSchema = new Schema<AddressProof>(
  {
    number: required,
    issuedAt: { type: Date, required: true },
    validUntil: required,
    premises: { type: leaseFactsSchema, required: true },
    lessee: { type: lesseeSchema, required: true },
  },
  { _id: false },
)

export const contractTermsSchema = new Schema<ContractTerms>(
  {
    version: { type: Number, required: true, min: 1 },
    number: { type: String },
    edition: { type: String },
    office: {
      type: new Schema(
        {
          name: { type: localisedTextSchema, default: () => ({}) },
          address: { type: localisedTextSchema, default: () => ({}) },
          head: { type: localisedTextSchema },
        },
        { _id: false },
      ),
    },
    preparedAt: { type: Date, required: true },
    premises: { type: leaseFactsSchema, required: true },
    lessee: { type: lesseeSchema, required: true },
    useClass: text,
    rentFreeMonths: { type: Number, required: true },
    offeredOn: { type: String },
    handoverFrom: { type: String },
    duties: { type: new Schema({ licence: Number, opening: Number }, { _id: false }) },
    openConditions: [
      {
        _id: false,
        kind: { type: String, enum: conditionKinds, required: true },
        text: String,
        writing: { type: writingSchema },
        dueOn: required,
      },
    ],
    signedOn: { type: String },
    openPlaces: { type: Number },
  },
  { _id: false },
)
