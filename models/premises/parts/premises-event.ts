import { Schema, type InferRawDocTypeFromSchema } from 'mongoose'

/** An entry in the history of a premises. `by` is null when the system did it. */
export const premisesEventSchema = new Schema(
  {
    at: { type: Date, required: true },
    /** `created`, `edited`, `published`, `held`, `released`, ... */
    kind: { type: String, required: true },
    by: { type: Schema.Types.ObjectId, ref: 'Account', default: null },
    /** Name at that time. The account may be gone later. */
    byName: { type: String, trim: true, default: '' },
    /** The bulk change to which it belongs. */
    bulk: { type: Schema.Types.ObjectId },
    note: { type: String, trim: true, maxlength: 2000, default: '' },
    /** Id of the history entry with the details; absent in older events. */
    entry: { type: Schema.Types.ObjectId },
    /** The import that wrote or undid the change. */
    import: { type: Schema.Types.ObjectId, ref: 'PremisesImport' },
  },
  { _id: false },
)
export type PremisesEvent = Omit<InferRawDocTypeFromSchema<typeof premisesEventSchema>, '_id'>
