import { Schema, type Types } from 'mongoose'

/** The values of a premises field before and after, each as it would be typed: a text, or several for a list. */
export type PremisesChange = { field: string; before: string | string[]; after: string | string[] }

const changeSchema = new Schema<PremisesChange>(
  {
    /** The name of the field in forms: `title.ru`, `deposit`, ... */
    field: { type: String, required: true },
    before: { type: Schema.Types.Mixed },
    after: { type: Schema.Types.Mixed },
  },
  { _id: false, minimize: false },
)

/**
 * The bulk change or import that made an entry: the role in which it was requested, and the program that did so. It is
 * passed to the audit trail when the entry is filed, because the worker that carries it out acts for somebody else.
 */
export type EntryCause = {
  kind: 'bulk' | 'import'
  id: Types.ObjectId
  role: string
  via?: string | undefined
  /** The status before and after. The history shows it through the kind of the entry, the audit trail as values. */
  status?: PremisesChange | undefined
}

const causeSchema = new Schema<EntryCause>(
  {
    kind: { type: String, enum: ['bulk', 'import'], required: true },
    id: { type: Schema.Types.ObjectId, required: true },
    role: { type: String, default: '' },
    via: { type: String },
    status: { type: changeSchema },
  },
  { _id: false },
)

/** One entry in the history of a premises with all changes. Never changed afterwards. */
export const entryFields = {
  at: { type: Date, required: true },
  kind: { type: String, required: true },
  by: { type: Schema.Types.ObjectId, ref: 'Account', default: null },
  byName: { type: String, trim: true, default: '' },
  /** Reason, in the words of the person who made the change. */
  note: { type: String, trim: true, maxlength: 2000, default: '' },
  /** The version of the premises after the change; always set when fields changed. */
  version: { type: Number, default: null },
  changes: { type: [changeSchema], default: (): PremisesChange[] => [] },
  /** Absent where somebody changed this premises alone; the audit trail was then written at once. */
  cause: { type: causeSchema },
}
