import { model, Schema, type mongo, type Types } from 'mongoose'
import { dayPattern } from '../incentives/content-vocabulary.ts'

/** A guide that the product makes itself; also the last part of its address. */
export const guideSlugs = ['doing-business'] as const
export type GuideSlug = (typeof guideSlugs)[number]

/** One language of an edition. */
export type GuideFile = { size: number; /** Read without Mongoose's wrapping. */ bytes: mongo.Binary }

/** What a guide said on a day. A later change on the same day replaces the edition, one on another day makes a new one. */
export type GuideEdition = {
  _id: Types.ObjectId
  slug: GuideSlug
  /** The city's day; names the edition. */
  edition: string
  /** Of everything in it: the same content is not made into another edition. */
  contentHash: string
  files: Record<'ru' | 'en' | 'zh', GuideFile>
}

const fileSchema = new Schema<GuideFile>(
  { size: { type: Number, required: true }, bytes: { type: Buffer, required: true } },
  { _id: false },
)
const file = { type: fileSchema, required: true }

const guideSchema = new Schema<GuideEdition>(
  {
    slug: { type: String, enum: guideSlugs, required: true },
    edition: { type: String, required: true, match: dayPattern },
    contentHash: { type: String, required: true },
    files: { ru: file, en: file, zh: file },
  },
  { versionKey: false, autoIndex: false },
)
guideSchema.index({ slug: 1, edition: -1 }, { unique: true })

export const GuideModel = model<GuideEdition>('Guide', guideSchema, 'guides')
