import { model, Schema } from 'mongoose'

/** One document: the revision of the whole catalogue, bumped by every write to a premises or a building. */
const catalogueSchema = new Schema(
  {
    _id: { type: String, required: true },
    revision: { type: Number, required: true, default: 0 },
    /** Another one says that everything is new (a restored or emptied database): revisions of different eras do not compare. */
    era: { type: Schema.Types.ObjectId },
  },
  { versionKey: false, autoIndex: false },
)

export const CatalogueModel = model('Catalogue', catalogueSchema, 'catalogue')
