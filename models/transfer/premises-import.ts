import { model, Schema, type Types } from 'mongoose'
import { originField, type Origin } from '../parts/origin.ts'

/**
 * `receiving` is what a program sends, until its rows are all there. `uploaded` waits for its columns to be named, `checked` for somebody to say "write"; `checking`, `writing` and `undoing`
 * are the worker's. The others are ends, of which a `written` one can be undone.
 */
export const importStates = [
  'receiving',
  'uploaded',
  'checking',
  'checked',
  'writing',
  'written',
  'undoing',
  'undone',
  'failed',
] as const
export type ImportState = (typeof importStates)[number]

/** A sentence of the catalogue by its key, with what fills its gaps. */
export type ImportComplaint = { code: string; gaps?: Record<string, string | number> | null }

/** `unread` of those that change: a text that was marked as reviewed is another one. `doubtful` gives a place that is odd. */
export const importCounts = [
  ...(['create', 'change', 'same', 'bad', 'written', 'skipped', 'undone', 'left'] as const),
  ...(['unread', 'doubtful'] as const),
] as const
export type ImportCounts = Record<(typeof importCounts)[number], number>

/** A file of premises on its way into the catalogue: what it says, how it is read, how far it has come. */
export type PremisesImport = {
  _id: Types.ObjectId
  /** `via`: the program that sent it, as the trail names it. */
  by: { id: string; name: string; role: string; via?: string | undefined }
  at: Date
  /** Codes of the buildings to which whoever sent it is limited; null is all. */
  buildings: string[] | null
  /** Of what a program sent there is none, but a name. */
  file: { id: Types.ObjectId; name: string; extension: 'csv' | 'xlsx' | 'json'; size: number }
  /** The program that sent it: its token, the key by which it knows a repeat, and a hash of what it sent. */
  source?: { token: string; key: string | null; hash: string }
  csv: { encoding: string; separator: string } | null
  /** Of the first row that is not blank, shortened. */
  headings: string[]
  /** A few rows, for people to recognise the columns by. */
  samples: string[][]
  /** Of the headings: another file that has the same is read in the same way. */
  signature: string
  /** For each column of the file which of ours it is; '' is none. */
  mapping: string[]
  state: ImportState
  /** All or nothing; otherwise what is good is written. Null until it is said. */
  whole: boolean | null
  /** The row of the file up to which it is checked, and how many have been looked at. */
  cursor: number
  rows: number
  counts: ImportCounts
  /** Why it failed, or why it is undone by itself. */
  failure: ImportComplaint | null
  /** Who works on it, and until when nobody else does. */
  turn: { token: string; until: Date }
  checkedAt: Date | null
  writtenAt: Date | null
  undoneAt: Date | null
  /** Who takes it back; null where it takes itself back, or nobody has. */
  undoneBy: { id: string; name: string; role: string } | null
  /** Which request has put it into its present state. */
  origin?: Origin | null
}

const count = { type: Number, required: true, default: 0 } as const
const instant = { type: Date, default: null } as const

const importSchema = new Schema<PremisesImport>(
  {
    by: { type: new Schema({ id: String, name: String, role: String, via: String }, { _id: false }), required: true },
    at: { type: Date, required: true },
    buildings: { type: [String], default: null },
    file: {
      type: new Schema(
        { id: { type: Schema.Types.ObjectId, required: true }, name: String, extension: String, size: Number },
        { _id: false },
      ),
      required: true,
    },
    source: { type: new Schema({ token: String, key: String, hash: String }, { _id: false }) },
    csv: { type: new Schema({ encoding: String, separator: String }, { _id: false }), default: null },
    headings: { type: [String], required: true },
    samples: { type: Schema.Types.Mixed, required: true },
    signature: { type: String, required: true },
    mapping: { type: [String], required: true },
    state: { type: String, enum: importStates, required: true },
    whole: { type: Boolean, default: null },
    cursor: count,
    rows: count,
    counts: {
      type: new Schema<ImportCounts>(
        {
          ...{ create: count, change: count, same: count, bad: count },
          ...{ written: count, skipped: count, undone: count, left: count, unread: count, doubtful: count },
        },
        { _id: false },
      ),
      default: () => ({}),
    },
    failure: { type: new Schema({ code: String, gaps: Schema.Types.Mixed }, { _id: false }), default: null },
    turn: { type: new Schema({ token: String, until: Date }, { _id: false }), required: true },
    checkedAt: instant,
    writtenAt: instant,
    undoneAt: instant,
    undoneBy: { type: new Schema({ id: String, name: String, role: String }, { _id: false }), default: null },
    origin: originField,
  },
  { versionKey: false, autoIndex: false },
)
// The latest first, and what has been kept for long enough.
importSchema.index({ at: -1 })
importSchema.index({ signature: 1, at: -1 })
importSchema.index({ 'file.id': 1 })
// The same request twice is one import.
importSchema.index(
  { 'source.token': 1, 'source.key': 1 },
  { unique: true, partialFilterExpression: { 'source.key': { $type: 'string' } }, name: 'sent_once' },
)
// What the worker has to do.
importSchema.index(
  { 'turn.until': 1 },
  { partialFilterExpression: { state: { $in: ['checking', 'writing', 'undoing'] } }, name: 'under_way' },
)

export const PremisesImportModel = model<PremisesImport>('PremisesImport', importSchema, 'premises-imports')

/** What is wrong with one cell; `column` counts from 0, and is null where a column is missing. */
export type CellComplaint = ImportComplaint & { column: number | null; field: string; value: string }

/** A row of the file as it was checked, and what became of it. */
export type ImportRow = {
  _id: Types.ObjectId
  import: Types.ObjectId
  /** As the spreadsheet counts. */
  row: number
  code: string
  kind: 'create' | 'change' | 'same' | 'bad'
  state: 'waiting' | 'written' | 'skipped' | 'undone' | 'left'
  /** Of the premises when it was checked: one that has changed since is left alone. */
  version: number | null
  /** Facts of the premises, whole fields of it, as they are to be; for a new one all of them. */
  facts: Record<string, unknown> | null
  /** The same fields as they were. */
  before: Record<string, unknown> | null
  /** A text that was marked as reviewed is another one: the mark goes. */
  unread: boolean
  complaints: CellComplaint[]
  /** What is doubtful about the place on the plan that it gives: said, and no reason not to write it (ADR 50). */
  warnings: CellComplaint[]
  /** Why it was not written, or not undone. */
  reason: string | null
}

const rowSchema = new Schema<ImportRow>(
  {
    import: { type: Schema.Types.ObjectId, ref: 'PremisesImport', required: true },
    row: { type: Number, required: true },
    code: { type: String, default: '' },
    kind: { type: String, required: true },
    state: { type: String, required: true },
    version: { type: Number, default: null },
    facts: { type: Schema.Types.Mixed, default: null },
    before: { type: Schema.Types.Mixed, default: null },
    unread: { type: Boolean, default: false },
    complaints: { type: Schema.Types.Mixed, default: [] },
    warnings: { type: Schema.Types.Mixed, default: [] },
    reason: { type: String, default: null },
  },
  { versionKey: false, autoIndex: false, minimize: false },
)
rowSchema.index({ import: 1, row: 1 }, { unique: true })
rowSchema.index({ import: 1, state: 1, row: 1 })
rowSchema.index({ import: 1, kind: 1, row: 1 })

export const ImportRowModel = model<ImportRow>('ImportRow', rowSchema, 'premises-import-rows')
