import { Schema, type Types } from 'mongoose'

/** What a field of a premises was and became, each as it would be typed: a text, or several of a list. */
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
 * The change of many premises, or the import, that made an entry: in which role it was asked for, and by which program. The
 * audit trail is told of it when the entry is filed, for the worker that carried it out acts for somebody else.
 */
export type EntryCause = {
  kind: 'bulk' | 'import'
  id: Types.ObjectId
  role: string
  via?: string | undefined
  /** The status before and after, which the history tells by the kind of its entry and the trail by value. */
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

/** One entry of the history of a premises with all that changed. It is never changed afterwards. */
export const entryFields = {
  at: { type: Date, required: true },
  kind: { type: String, required: true },
  by: { type: Schema.Types.ObjectId, ref: 'Account', default: null },
  byName: { type: String, trim: true, default: '' },
  /** Why, in the words of whoever did it. */
  note: { type: String, trim: true, maxlength: 2000, default: '' },
  /** The version of the premises that it made; always there when fields changed. */
  version: { type: Number, default: null },
  changes: { type: [changeSchema], default: (): PremisesChange[] => [] },
  /** Missing where somebody changed this one premises; the trail was told at once. */
  cause: { type: causeSchema },
}
