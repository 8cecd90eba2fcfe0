import { model, Schema, type Types } from 'mongoose'
import { originField, type Origin } from '../parts/origin.ts'

/**
 * `receiving`: a program is sending rows. `uploaded`: waits for its columns to be named. `checked`: waits for somebody to
 * start the writing. `checking`, `writing` and `undoing` belong to the worker. The others are final, except that a `written`
 * import can be undone.
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

/** Key of a sentence of the catalogue, with the values of its placeholders. */
export type ImportComplaint = { code: string; gaps?: Record<string, string | number> | null }

/** `unread`: changed rows in which a text marked as reviewed differs. `doubtful`: rows that give a doubtful place. */
export const importCounts = [
  ...(['create', 'change', 'same', 'bad', 'written', 'skipped', 'undone', 'left'] as const),
  ...(['unread', 'doubtful'] as const),
] as const
export type ImportCounts = Record<(typeof importCounts)[number], number>

/** An import of premises: the content of the file, how it is read, and its progress. */
export type PremisesImport = {
  _id: Types.ObjectId
  /** `via`: the program that sent it, as named in the audit trail. */
  by: { id: string; name: string; role: string; via?: string | undefined }
  at: Date
  /** Codes of the buildings to which the sender is limited; null for all. */
  buildings: string[] | null
  /** An import from a program has no file, only a name. */
  file: { id: Types.ObjectId; name: string; extension: 'csv' | 'xlsx' | 'json'; size: number }
  /** The program that sent it: its token, its idempotency key, and a hash of the data. */
  source?: { token: string; key: string | null; hash: string }
  csv: { encoding: string; separator: string } | null
  /** Cells of the first row that is not blank, shortened. */
  headings: string[]
  /** A few rows that help people to recognise the columns. */
  samples: string[][]
  /** Hash of the headings. Another file with the same headings is read in the same way. */
  signature: string
  /** Our field for each column of the file; '' for none. */
  mapping: string[]
  state: ImportState
  /** True for all or nothing; false to write only the valid rows. Null until it is chosen. */
  whole: boolean | null
  /** `cursor` is the row of the file up to which it is checked, `rows` the number of rows read. */
  cursor: number
  rows: number
  counts: ImportCounts
  /** Why it failed, or why it is undone automatically. */
  failure: ImportComplaint | null
  /** The worker's lease: its token, and the time until which no other worker takes over. */
  turn: { token: string; until: Date }
  /** How often a worker has taken the present step since it last made progress. */
  attempts: number
  checkedAt: Date | null
  writtenAt: Date | null
  undoneAt: Date | null
  /** Who undoes the import; null when it is undone automatically or not at all. */
  undoneBy: { id: string; name: string; role: string } | null
  /** Origin of the request that set the present state. */
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
          create: count,
          change: count,
          same: count,
          bad: count,
          written: count,
          skipped: count,
          undone: count,
          left: count,
          unread: count,
          doubtful: count,
        },
        { _id: false },
      ),
      default: () => ({}),
    },
    failure: { type: new Schema({ code: String, gaps: Schema.Types.Mixed }, { _id: false }), default: null },
    attempts: count,
    turn: { type: new Schema({ token: String, until: Date }, { _id: false }), required: true },
    checkedAt: instant,
    writtenAt: instant,
    undoneAt: instant,
    undoneBy: { type: new Schema({ id: String, name: String, role: String }, { _id: false }), default: null },
    origin: originField,
  },
  { versionKey: false, autoIndex: false },
)
// For the list, the latest first, and for deletion after the retention time.
importSchema.index({ at: -1 })
importSchema.index({ signature: 1, at: -1 })
importSchema.index({ 'file.id': 1 })
// The same request sent twice is one import.
importSchema.index(
  { 'source.token': 1, 'source.key': 1 },
  { unique: true, partialFilterExpression: { 'source.key': { $type: 'string' } }, name: 'sent_once' },
)
// Imports that the worker has to process.
importSchema.index(
  { 'turn.until': 1 },
  { partialFilterExpression: { state: { $in: ['checking', 'writing', 'undoing'] } }, name: 'under_way' },
)

export const PremisesImportModel = model<PremisesImport>('PremisesImport', importSchema, 'premises-imports')

/** A fault in one cell; `column` counts from 0 and is null where a column is missing. */
export type CellComplaint = ImportComplaint & { column: number | null; field: string; value: string }

/** A row of the file as checked, and its outcome. */
export type ImportRow = {
  _id: Types.ObjectId
  import: Types.ObjectId
  /** Row number as in the spreadsheet. */
  row: number
  code: string
  kind: 'create' | 'change' | 'same' | 'bad'
  state: 'waiting' | 'written' | 'skipped' | 'undone' | 'left'
  /** Version of the premises when it was checked. A premises that has changed since is skipped. */
  version: number | null
  /** The new values of the premises, as whole fields; for a new premises all of them. */
  facts: Record<string, unknown> | null
  /** The previous values of the same fields. */
  before: Record<string, unknown> | null
  /** True when a text marked as reviewed changes; the mark is then removed. */
  unread: boolean
  complaints: CellComplaint[]
  /** Doubts about the given place on the plan. They are shown but do not prevent writing (ADR 50). */
  warnings: CellComplaint[]
  /** Why the row was not written or not undone. */
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
