import { Schema, type InferRawDocTypeFromSchema, type Types } from 'mongoose'
import { localisedTextSchema } from '#models/parts/localised-text.ts'
import { photoFormats, photoSizes } from './premises-vocabulary.ts'

/** One stored rendition of a picture, re-encoded by us, in GridFS. */
const renditionSchema = new Schema(
  {
    size: { type: String, enum: photoSizes, required: true },
    format: { type: String, enum: photoFormats, required: true },
    file: { type: Schema.Types.ObjectId, required: true },
    width: { type: Number, required: true },
    height: { type: Number, required: true },
    bytes: { type: Number, required: true },
  },
  { _id: false },
)

/** The point that stays visible in a cropped photo: percent of the width from the left, of the height from the top. */
const percent = { type: Number, min: 0, max: 100, required: true }
const focusSchema = new Schema({ x: percent, y: percent }, { _id: false })
export type Focus = Omit<InferRawDocTypeFromSchema<typeof focusSchema>, '_id'>

/** The 16:9 crop around a point, shown in lists. Another point gives another card at other addresses. */
const cardSchema = new Schema(
  { around: { type: focusSchema, required: true }, renditions: { type: [renditionSchema], default: [] } },
  { _id: false },
)

/**
 * The whole sphere of a picture twice as wide as high (equirectangular), as WebP; `width` and `height` in pixels. It is
 * stored for every such picture that is large enough. `shown` says whether pages show it as a panorama.
 */
const panoramaSchema = new Schema(
  {
    shown: { type: Boolean, required: true },
    file: { type: Schema.Types.ObjectId, required: true },
    width: { type: Number, required: true },
    height: { type: Number, required: true },
    bytes: { type: Number, required: true },
  },
  { _id: false },
)
export type StoredPanorama = Omit<InferRawDocTypeFromSchema<typeof panoramaSchema>, '_id'>

/** A picture of a premises, or its floor plan. `width` and `height` are those of the largest rendition, in pixels. */
export const photoSchema = new Schema({
  alt: { type: localisedTextSchema, required: true },
  width: { type: Number, required: true },
  height: { type: Number, required: true },
  /** Null, or absent in older photos: the middle. */
  focus: { type: focusSchema, default: null },
  renditions: { type: [renditionSchema], default: [] },
  /** Null, or absent in older photos until their card is made. A floor plan has none. */
  card: { type: cardSchema, default: null },
  /** Null, or absent in older photos: the photo is no panorama and cannot become one. */
  panorama: { type: panoramaSchema, default: null },
  /** SHA-256 of the uploaded bytes, in hexadecimal, by which the same file is known when it comes again; absent in older photos. */
  sha256: { type: String },
})
export type Rendition = Omit<InferRawDocTypeFromSchema<typeof renditionSchema>, '_id'>
export type PhotoCard = { around: Focus; renditions: Rendition[] }
export type Photo = Omit<
  InferRawDocTypeFromSchema<typeof photoSchema>,
  'renditions' | 'focus' | 'card' | 'panorama' | 'sha256'
> & {
  _id: Types.ObjectId
  focus?: Focus | null
  card?: PhotoCard | null
  panorama?: StoredPanorama | null
  sha256?: string
  renditions: Rendition[]
}
