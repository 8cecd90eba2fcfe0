import { model, Schema, type mongo, type Types } from 'mongoose'
import { dayPattern } from '../incentives/content-vocabulary.ts'

/** A guide that the site generates itself. The slug is also the last part of its address. */
export const guideSlugs = ['doing-business'] as const
export type GuideSlug = (typeof guideSlugs)[number]

/** One language of an edition. */
export type GuideFile = { size: number; /** Read without Mongoose's wrapping. */ bytes: mongo.Binary }

/** A guide as it was on a day. A change on the same day replaces the edition; one on another day adds a new one. */
export type GuideEdition = {
  _id: Types.ObjectId
  slug: GuideSlug
  /** Day in Suifenhe that names the edition. */
  edition: string
  /** Hash of the whole content. The same content does not produce another edition. */
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
