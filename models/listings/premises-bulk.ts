import { model, Schema, type Types } from 'mongoose'
import { originField, type Origin } from '../parts/origin.ts'
import type { StreetRow, UseClass } from '../premises/parts/premises-vocabulary.ts'
import type { PremisesChange } from '../premises/parts/premises-change.ts'

export const bulkMoves = ['publish', 'pause', 'resume', 'archive', 'restore'] as const
/** `replace` the whole text, add one `before` or `after` it, put words in the place of others (`swap`), or `clear` it. */
export const bulkTextModes = ['replace', 'before', 'after', 'swap', 'clear'] as const

/** Amounts and days that are set alike for many, by their names in forms. */
export const bulkFacts = [
  'managementFeePerSqMMonth',
  'heatingFeePerSqMSeason',
  'deposit',
  'marketRentPerSqMMonth',
  'availableFrom',
  'applicationWindow.from',
  'applicationWindow.to',
] as const
export const bulkUseModes = ['allow', 'disallow'] as const

/** What is to happen to each premises; `undo` takes an earlier change back. The `note` says why; those of earlier days have none. */
export type BulkWish =
  | { kind: 'move'; move: (typeof bulkMoves)[number]; note: string }
  | {
      kind: 'text'
      field: 'title' | 'summary' | 'description' | 'defects' | 'managingBody'
      locale: 'ru' | 'en' | 'zh'
      mode: (typeof bulkTextModes)[number]
      /** The words that are looked for; only of `swap`. */
      find: string
      text: string
      note?: string
    }
  /** `value` as the form of a premises has it; an empty day is none. */
  | { kind: 'value'; fact: (typeof bulkFacts)[number]; value: string; note?: string }
  | { kind: 'use'; mode: (typeof bulkUseModes)[number]; use: UseClass; note?: string }
  | { kind: 'review'; locale: 'ru' | 'en' | 'zh'; reviewed: boolean; note?: string }
  /** Along the street with their building: so many metres, and into its row those that stood in the former one. */
  | { kind: 'shift'; building: string; byM: number; from: StreetRow; to: StreetRow; note?: string }
  | { kind: 'undo' }

/** A change of several premises. Whether one of them was changed stands in the premises itself: its event names the bulk change. */
export type PremisesBulk = {
  _id: Types.ObjectId
  /** `role` is missing in those of earlier days. */
  by: { id: string; name: string; role?: string }
  at: Date
  wish: BulkWish
  state: 'previewed' | 'confirmed' | 'finished'
  /** How many premises were chosen, and how many of them can be changed. */
  chosen: number
  possible: number
  confirmedAt?: Date | null
  finishedAt?: Date | null
  /** A worker that is at it says so until then. */
  workedUntil?: Date | null
  /** Which one this takes back. */
  undoes?: Types.ObjectId | null
  undoneBy?: Types.ObjectId | null
  /** Which request has planned it, or has confirmed it since. */
  origin?: Origin | null
}

/** `changed`: somebody else was faster, so it was left alone; `gone`: it is not there any more. */
export type BulkOutcome = 'done' | 'changed' | 'gone'
export type PremisesBulkItem = {
  _id: Types.ObjectId
  bulk: Types.ObjectId
  code: string
  /** Of the premises as the preview saw it. */
  version: number
  changes: PremisesChange[]
  /** Found by the preview: this one cannot be changed. */
  refusal: string | null
  outcome: BulkOutcome | null
}

const bulkSchema = new Schema<PremisesBulk>(
  {
    by: { type: new Schema({ id: String, name: String, role: String }, { _id: false }), required: true },
    at: { type: Date, required: true },
    wish: { type: Schema.Types.Mixed, required: true },
    state: { type: String, enum: ['previewed', 'confirmed', 'finished'], required: true },
    chosen: { type: Number, required: true },
    possible: { type: Number, required: true },
    confirmedAt: { type: Date },
    finishedAt: { type: Date },
    workedUntil: { type: Date, default: null },
    undoes: { type: Schema.Types.ObjectId, default: null },
    undoneBy: { type: Schema.Types.ObjectId, default: null },
    origin: originField,
  },
  { versionKey: false, autoIndex: false },
)
// What waits for the worker, or was left in the middle.
bulkSchema.index({ confirmedAt: 1 }, { partialFilterExpression: { state: 'confirmed' }, name: 'unfinished' })
// Those of one colleague, the latest first.
bulkSchema.index({ 'by.id': 1, at: -1 })
bulkSchema.index({ at: -1 })

const itemSchema = new Schema<PremisesBulkItem>(
  {
    bulk: { type: Schema.Types.ObjectId, required: true },
    code: { type: String, required: true },
    version: { type: Number, required: true },
    changes: { type: Schema.Types.Mixed, default: () => [] },
    refusal: { type: String, default: null },
    outcome: { type: String, default: null },
  },
  { versionKey: false, autoIndex: false },
)
itemSchema.index({ bulk: 1, code: 1 }, { unique: true })
itemSchema.index({ bulk: 1, refusal: -1, outcome: 1, code: 1 })

export const PremisesBulkModel = model<PremisesBulk>('PremisesBulk', bulkSchema, 'premises_bulk')
export const PremisesBulkItemModel = model<PremisesBulkItem>('PremisesBulkItem', itemSchema, 'premises_bulk_items')
