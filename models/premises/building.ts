import { model, Schema, type InferRawDocTypeFromSchema, type Types } from 'mongoose'
import { localisedTextSchema } from '../parts/localised-text.ts'
import type { PremisesVersion } from '../listings/premises-version.ts'
import { entryFields } from './parts/premises-change.ts'
import { streetRows, structures, zones } from './parts/premises-vocabulary.ts'

const positionSchema = new Schema(
  {
    row: { type: String, enum: streetRows, required: true },
    /** Metres from the beginning of the street to the nearer corner of the building. */
    offsetM: { type: Number, required: true, min: 0 },
    lengthM: { type: Number, required: true, min: 1 },
    depthM: { type: Number, required: true, min: 1 },
  },
  { _id: false },
)

const pointSchema = new Schema(
  {
    type: { type: String, enum: ['Point'], required: true, default: 'Point' },
    /** Longitude, latitude (WGS 84). */
    coordinates: { type: [Number], required: true },
  },
  { _id: false },
)

/** A unit that is created right after its building, with the colleague who requested it. */
const newUnitSchema = new Schema(
  { unit: Number, facts: Schema.Types.Mixed, by: new Schema({ id: String, name: String }, { _id: false }) },
  { _id: false, minimize: false },
)
export type NewUnit = { unit: number; facts: unknown; by: { id: string; name: string } }

/** A building on the street. */
const buildingSchema = new Schema(
  {
    /** Code on the wall and on the plan, such as `A1`. */
    code: { type: String, required: true, uppercase: true, match: /^[A-Z]\d{1,5}$/ },
    zone: { type: String, enum: zones, required: true },
    name: { type: localisedTextSchema, required: true },
    address: { type: localisedTextSchema, required: true },
    point: { type: pointSchema, required: true },
    floors: { type: Number, required: true, min: 1, max: 60 },
    yearBuilt: { type: Number, required: true, min: 1800, max: 2100 },
    structure: { type: String, enum: structures, required: true },
    position: { type: positionSchema, required: true },
    demo: { type: Boolean, required: true, default: false },
    /** Derived by `buildingTerms`: stems of code, name and address, by which the building's premises are found. */
    terms: { type: [{ type: String, required: true }], default: [] },
    /** Catalogue revision of the last change, see `CatalogueModel`; older if the previous version made that change. */
    revision: { type: Number, required: true, default: 0 },
    /** The bulk change that moves its premises along. Removed once that change is confirmed. */
    movedAlong: { type: Schema.Types.ObjectId },
    /** Units requested together with the building and still to be created; only loaded when selected explicitly. */
    newUnits: { type: [newUnitSchema], default: undefined, select: false },
    /** The latest changes, each with the values before and after; only loaded when selected explicitly. */
    history: { type: [new Schema(entryFields)], default: [], select: false },
  },
  { timestamps: true, versionKey: 'version', autoIndex: false },
)
buildingSchema.index({ code: 1 }, { unique: true })
buildingSchema.index({ point: '2dsphere' })
buildingSchema.index({ terms: 1, code: 1 })
buildingSchema.index({ movedAlong: 1 }, { sparse: true })
buildingSchema.index({ 'newUnits.unit': 1 }, { sparse: true })
buildingSchema.index({ revision: 1 })
buildingSchema.index({ updatedAt: 1 })

/** One change of a building, in the same shape as a change of a premises. */
export type BuildingChange = Omit<PremisesVersion, 'code'>
export type Building = Omit<InferRawDocTypeFromSchema<typeof buildingSchema>, 'history' | 'revision'> & {
  _id: Types.ObjectId
  createdAt: Date
  updatedAt: Date
  version: number
}
export const BuildingModel = model('Building', buildingSchema)
