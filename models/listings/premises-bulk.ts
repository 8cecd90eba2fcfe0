import { model, Schema, type Types } from 'mongoose'
import { originField, type Origin } from '../parts/origin.ts'
import type { StreetRow, UseClass } from '../premises/parts/premises-vocabulary.ts'
import type { PremisesChange } from '../premises/parts/premises-change.ts'

export const bulkMoves = ['publish', 'pause', 'resume', 'archive', 'restore'] as const
/** `replace` replaces the whole text, `before` and `after` add to it, `swap` replaces words in it, `clear` empties it. */
export const bulkTextModes = ['replace', 'before', 'after', 'swap', 'clear'] as const

/** Amounts and days that can be set for many premises at once, by their names in forms. */
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

/** The change to make to each premises; `undo` reverts an earlier one. `note` is the reason, absent in older changes. */
export type BulkChange =
  | { kind: 'move'; move: (typeof bulkMoves)[number]; note: string }
  | {
      kind: 'text'
      field: 'title' | 'summary' | 'description' | 'defects' | 'managingBody'
      locale: 'ru' | 'en' | 'zh'
      mode: (typeof bulkTextModes)[number]
      /** The words to replace; only used by `swap`. */
      find: string
      text: string
      note?: string
    }
  /** `value` as in the form of a premises. An empty day clears it. */
  | { kind: 'value'; fact: (typeof bulkFacts)[number]; value: string; note?: string }
  | { kind: 'use'; mode: (typeof bulkUseModes)[number]; use: UseClass; note?: string }
  | { kind: 'review'; locale: 'ru' | 'en' | 'zh'; reviewed: boolean; note?: string }
  /** Moves the premises along the street with their building by `byM` metres; those in row `from` go to row `to`. */
  | { kind: 'shift'; building: string; byM: number; from: StreetRow; to: StreetRow; note?: string }
  | { kind: 'undo' }

/** A change of several premises. Each premises itself stores whether it was changed: its event names the bulk change. */
export type PremisesBulk = {
  _id: Types.ObjectId
  /** `role` is absent in older changes. */
  by: { id: string; name: string; role?: string }
  at: Date
  wish: BulkChange
  state: 'previewed' | 'confirmed' | 'finished'
  /** Number of premises chosen, and of those that can be changed. */
  chosen: number
  possible: number
  confirmedAt?: Date | null
  finishedAt?: Date | null
  /** End of the lease of the worker that carries out the change. */
  workedUntil?: Date | null
  /** The bulk change that this one reverts. */
  undoes?: Types.ObjectId | null
  undoneBy?: Types.ObjectId | null
  /** Origin of the request that planned the change or, once confirmed, that confirmed it. */
  origin?: Origin | null
}

/** `changed`: somebody else changed it first, so it was skipped. `gone`: it no longer exists. */
export type BulkOutcome = 'done' | 'changed' | 'gone'
export type PremisesBulkItem = {
  _id: Types.ObjectId
  bulk: Types.ObjectId
  code: string
  /** Version of the premises in the preview. */
  version: number
  changes: PremisesChange[]
  /** Set by the preview: why this premises cannot be changed. */
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
// Changes that wait for the worker or were left unfinished.
bulkSchema.index({ confirmedAt: 1 }, { partialFilterExpression: { state: 'confirmed' }, name: 'unfinished' })
// The changes of one colleague, the latest first.
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
