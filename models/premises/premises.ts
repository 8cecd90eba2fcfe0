import { model, Schema, type InferRawDocTypeFromSchema, type Types } from 'mongoose'
import { localisedTextSchema } from '../parts/localised-text.ts'
import type { PremisesVersion } from '../listings/premises-version.ts'
import { photoSchema, type Photo } from './parts/photo.ts'
import { entryFields } from './parts/premises-change.ts'
import { premisesEventSchema, type PremisesEvent } from './parts/premises-event.ts'
import {
  conditions,
  entranceSharing,
  entranceSides,
  heatingTypes,
  layouts,
  listingIntents,
  planDepths,
  premisesCodePattern,
  premisesFeatures,
  premisesStatuses,
  streetRows,
  useClasses,
  zones,
} from './parts/premises-vocabulary.ts'

/** Whole fen (¥0.01): money is never stored as a fraction. */
const fen = { type: Number, required: true, min: 0, validate: Number.isSafeInteger }
const flag = { type: Boolean, required: true, default: false } as const
const cityDay = { type: String, match: /^\d{4}-\d{2}-\d{2}$/, default: null } as const

const entranceSchema = new Schema(
  {
    sharing: { type: String, enum: entranceSharing, required: true },
    side: { type: String, enum: entranceSides, required: true },
  },
  { _id: false },
)

/** Position of a unit on the plan of its floor. `floor` is a field of the premises itself. */
const positionSchema = new Schema(
  {
    row: { type: String, enum: streetRows, required: true },
    /** Metres from the beginning of the street to the nearer wall of the unit. */
    offsetM: { type: Number, required: true, min: 0 },
    widthM: { type: Number, required: true, min: 0.5 },
    depth: { type: String, enum: planDepths, required: true, default: 'whole' },
  },
  { _id: false },
)

/** Days in Suifenhe, both inclusive; null when open on that side. */
const windowSchema = new Schema({ from: cityDay, to: cityDay }, { _id: false })

const reviewedSchema = new Schema({ ru: flag, en: flag, zh: flag }, { _id: false })

/** The case that has the premises, copied for the previous version. `OccupancyModel` is authoritative. */
const holdSchema = new Schema({ application: { type: Schema.Types.ObjectId, required: true } }, { _id: false })

/** Text fields that need a translation; a listing without one of them has a gap. */
export const textGaps = ['title', 'summary'].flatMap(text => ['ru', 'en', 'zh'].map(locale => `${text}.${locale}`))

const premisesSchema = new Schema(
  {
    /** Permanent and public: `SFH-A-0107` is row A, building 01, unit 07. */
    code: { type: String, required: true, immutable: true, match: premisesCodePattern },
    building: { type: Schema.Types.ObjectId, ref: 'Building', required: true },
    /** Copies of the building's fields, so that a search reads one collection. */
    buildingCode: { type: String, required: true },
    zone: { type: String, enum: zones, required: true },
    /** The managers' intent. The previous version only wrote `status`, so read this field with `intentOf`. */
    intent: { type: String, enum: listingIntents },
    /** Derived by `statusOf` from the intent and the occupancy, stored for queries (ADR 63). */
    status: { type: String, enum: premisesStatuses, required: true, default: 'draft' },
    hold: { type: holdSchema, default: null },

    title: { type: localisedTextSchema, required: true },
    summary: { type: localisedTextSchema, default: () => ({}) },
    description: { type: localisedTextSchema, default: () => ({}) },
    defects: { type: localisedTextSchema, default: () => ({}) },
    reviewed: { type: reviewedSchema, default: () => ({}) },

    areaGrossSqM: { type: Number, required: true, min: 1 },
    areaUsableSqM: { type: Number, required: true, min: 1 },
    ceilingHeightM: { type: Number, required: true, min: 1 },
    /** Width at the street; 0 when the unit does not reach it. */
    frontageM: { type: Number, required: true, min: 0 },
    floor: { type: Number, required: true, min: 1 },
    layout: { type: String, enum: layouts, required: true },
    entrance: { type: entranceSchema, required: true },
    shopWindows: { type: Number, required: true, min: 0, default: 0 },
    condition: { type: String, enum: conditions, required: true },

    /** The first use is the main one. It decides how the shop front is drawn. */
    allowedUses: { type: [{ type: String, enum: useClasses, required: true }], required: true },
    prohibitedUses: { type: [{ type: String, enum: useClasses, required: true }], default: [] },
    /** Derived by `derivedOf`. */
    features: { type: [{ type: String, enum: premisesFeatures, required: true }], default: [] },

    electricityKw: { type: Number, required: true, min: 0 },
    electricityPhases: { type: Number, enum: [1, 3], required: true, default: 1 },
    water: flag,
    drain: flag,
    gas: flag,
    extraction: flag,
    heating: { type: String, enum: heatingTypes, required: true },
    internet: flag,
    stepFree: flag,
    parkingSpaces: { type: Number, required: true, min: 0, default: 0 },
    fireAccepted: flag,
    /** A Chinese company needs a registered address, and not every unit can serve as one. */
    usableAsRegisteredAddress: flag,
    insideBorderTradeZone: flag,
    managingBody: { type: localisedTextSchema, default: () => ({}) },
    /** Number of the title certificate; null without a certificate. */
    certificateNumber: { type: String, trim: true, default: null },

    rentFreeMonths: { type: Number, required: true, min: 0, default: 36 },
    /** The rent saved during the rent-free months. */
    marketRentPerSqMMonthFen: fen,
    managementFeePerSqMMonthFen: fen,
    heatingFeePerSqMSeasonFen: fen,
    depositFen: fen,
    /** Derived by `derivedOf`, for sorting and filtering. */
    firstYearMonthlyFen: { ...fen, default: 0 },

    availableFrom: cityDay,
    applicationWindow: { type: windowSchema, default: () => ({}) },
    /** Instant of publication; null when not published. */
    publishAt: { type: Date, default: null },
    expiresAt: { type: Date, default: null },

    photos: { type: [photoSchema], default: [] },
    floorPlan: { type: photoSchema, default: null },
    position: { type: positionSchema, required: true },

    demo: flag,
    /** Derived by `derivedOf`: ids of the texts that describe the premises, see `PremisesTextModel`. */
    texts: { type: [{ type: Number, required: true }], default: [] },
    /** Derived by `derivedOf`: languages in which a text is missing, see `textGapsOf`. */
    textGaps: { type: [{ type: String, enum: ['ru', 'en', 'zh'], required: true }], default: [] },
    /** Catalogue revision in which this premises last changed, see `CatalogueModel`. */
    revision: { type: Number, required: true, default: 0 },
    /** The latest events, in short. `PremisesVersionModel` has all of them. */
    events: { type: [premisesEventSchema], default: [] },
    /** History entries that wait to be moved to `PremisesVersionModel`. */
    unfiled: { type: [new Schema(entryFields)], default: undefined },
  },
  { timestamps: true, versionKey: 'version', autoIndex: false },
)
premisesSchema.index({ code: 1 }, { unique: true })
// Changes since a revision, as a covered query.
premisesSchema.index({ revision: 1, code: 1 })
premisesSchema.index({ 'unfiled._id': 1 }, { sparse: true })
// Finds the premises to which a panorama file belongs. Few photos have one.
premisesSchema.index({ 'photos.panorama.file': 1 }, { sparse: true })
premisesSchema.index({ texts: 1 })
premisesSchema.index({ status: 1, publishAt: -1, _id: 1 })
// The premises of a building in order, counted and listed as a covered query.
premisesSchema.index({ buildingCode: 1, code: 1 })
premisesSchema.index({ building: 1, floor: 1, 'position.offsetM': 1 })
premisesSchema.index({ allowedUses: 1, status: 1, areaUsableSqM: 1 })
premisesSchema.index({ features: 1, status: 1 })
premisesSchema.index({ zone: 1, status: 1, areaUsableSqM: 1 })
premisesSchema.index({ status: 1, firstYearMonthlyFen: 1, _id: 1 })
premisesSchema.index({ status: 1, areaUsableSqM: 1, _id: 1 })
premisesSchema.index({ status: 1, availableFrom: 1 })
// The tasks of listing managers on their desk. Each index holds only listings that need attention.
premisesSchema.index(
  { expiresAt: 1 },
  { partialFilterExpression: { expiresAt: { $type: 'date' } }, name: 'listings_that_end' },
)
premisesSchema.index(
  { 'applicationWindow.to': 1 },
  {
    partialFilterExpression: { 'applicationWindow.to': { $type: 'string' } },
    name: 'listings_with_a_last_day',
  },
)
premisesSchema.index(
  { status: 1, code: 1 },
  { partialFilterExpression: { photos: [] }, name: 'listings_without_photos' },
)
premisesSchema.index(
  { code: 1, status: 1 },
  {
    partialFilterExpression: { $or: textGaps.map(field => ({ [field]: { $in: [null, ''] } })) },
    name: 'listings_with_gaps',
  },
)
premisesSchema.index(
  { code: 1, textGaps: 1 },
  {
    // Only listings that are available: an import writes thousands of drafts that nobody has reviewed yet.
    partialFilterExpression: {
      status: 'available',
      $or: ['ru', 'en', 'zh'].map(locale => ({ [`reviewed.${locale}`]: false })),
    },
    name: 'listings_unreviewed',
  },
)

type Inferred = InferRawDocTypeFromSchema<typeof premisesSchema>
export type Hold = Omit<InferRawDocTypeFromSchema<typeof holdSchema>, '_id'>

/** A premises as stored, as a plain object. Only `models/` and services handle Mongoose documents. */
export type Premises = Omit<Inferred, 'photos' | 'floorPlan' | 'events' | 'unfiled' | 'hold'> & {
  _id: Types.ObjectId
  photos: Photo[]
  floorPlan: Photo | null
  events: PremisesEvent[]
  unfiled?: Omit<PremisesVersion, 'code'>[]
  hold: Hold | null
  createdAt: Date
  updatedAt: Date
  /** For optimistic concurrency: an edit names the version on which it is based. */
  version: number
}
export const PremisesModel = model('Premises', premisesSchema, 'premises')
