import { Schema, type InferRawDocTypeFromSchema } from 'mongoose'

/** An entry in the history of a premises. `by` is null when the system did it. */
export const premisesEventSchema = new Schema(
  {
    at: { type: Date, required: true },
    /** `created`, `edited`, `published`, `held`, `released`, ... */
    kind: { type: String, required: true },
    by: { type: Schema.Types.ObjectId, ref: 'Account', default: null },
    /** As they were called then; accounts come and go. */
    byName: { type: String, trim: true, default: '' },
    /** The bulk change that it belongs to. */
    bulk: { type: Schema.Types.ObjectId },
    note: { type: String, trim: true, maxlength: 2000, default: '' },
    /** Which entry of the history says more; older events have none. */
    entry: { type: Schema.Types.ObjectId },
    /** The import that wrote it, or took it back. */
    import: { type: Schema.Types.ObjectId, ref: 'PremisesImport' },
  },
  { _id: false },
)
export type PremisesEvent = Omit<InferRawDocTypeFromSchema<typeof premisesEventSchema>, '_id'>
