import { z } from 'zod'
import { incentiveCategories } from '#models/incentives/content-vocabulary.ts'
import {
  conditions,
  entranceSharing,
  entranceSides,
  heatingTypes,
  layouts,
  premisesFeatures,
  structures,
  useClasses,
  zones,
} from '#models/premises/parts/premises-vocabulary.ts'
import { problemDescription, problemSchema } from '#web/requests/problem.ts'
import { incentiveStates } from '#features/incentives/rules.ts'
import { publicStatuses } from '#features/premises/rules.ts'
import { filterShape, numberParameter } from '../filter.ts'
import { cursor } from './cursor.ts'

const day = z.iso.date().meta({ description: 'A day in Suifenhe (Asia/Shanghai).' })
const instant = z.iso.datetime().meta({ description: 'An instant, UTC.' })
const fen = z.number().int().min(0)
const languages = { ru: z.url(), en: z.url(), zh: z.url() }

const text = z
  .object({ ru: z.string().nullable(), en: z.string().nullable(), zh: z.string().nullable() })
  .meta({ id: 'LocalisedText', description: 'A text in up to three languages; null where there is none.' })

const reviewed = z.object({ ru: z.boolean(), en: z.boolean(), zh: z.boolean() }).meta({
  id: 'Reviewed',
  description: 'Whether a person who knows the language has read the texts; a text that is not reviewed may be rough.',
})

const building = z
  .object({
    code: z.string(),
    name: text,
    address: text,
    latitude: z.number(),
    longitude: z.number(),
    floors: z.number().int(),
    yearBuilt: z.number().int(),
    structure: z.enum(structures),
  })
  .meta({ id: 'Building' })

const money = z
  .object({
    currency: z.literal('CNY'),
    rentFreeMonths: z.number().int().min(0).meta({ description: 'Months without rent, from handover.' }),
    marketRentPerSqMMonthFen: fen,
    marketRentMonthlyFen: fen.meta({ description: 'Rent of the whole premises a month after the free months.' }),
    rentWaivedFen: fen.meta({ description: 'Market rent not paid over the free months.' }),
    managementFeePerSqMMonthFen: fen,
    managementMonthlyFen: fen,
    heatingFeePerSqMSeasonFen: fen,
    heatingSeasonFen: fen,
    firstYearMonthlyFen: fen.meta({
      description: 'Management and heating a month in the first year, the season spread over twelve months.',
    }),
    depositFen: fen.meta({ description: 'Paid once and returned.' }),
  })
  .meta({ id: 'Money', description: 'Whole fen (¥0.01) of the currency named. Utilities are not included.' })

const picture = z
  .object({
    alt: text,
    width: z.number().int(),
    height: z.number().int(),
    focus: z
      .object({ x: z.number().min(0).max(100), y: z.number().min(0).max(100) })
      .meta({ description: 'What to keep in sight when cropping: percent from the left and from the top.' }),
    small: z.url(),
    medium: z.url(),
    large: z.url(),
    panorama: z.url().nullable().meta({
      description: 'Of a 360° panorama, the whole sphere: WebP, equirectangular, up to 4096 × 2048. Null of any other.',
    }),
  })
  .meta({ id: 'Picture', description: 'WebP in three sizes; `width` and `height` are those of the largest.' })

export const premises = z
  .object({
    code: z.string().meta({ description: 'Permanent.', example: 'SFH-A-0107' }),
    links: z.object({ self: z.url(), ...languages, embed: z.url() }),
    status: z.enum(publicStatuses),
    zone: z.enum(zones),
    building,
    floor: z.number().int(),
    title: text,
    summary: text,
    description: text,
    defects: text,
    reviewed,
    areaGrossSqM: z.number(),
    areaUsableSqM: z.number(),
    ceilingHeightM: z.number(),
    frontageM: z.number().meta({ description: '0 when it does not reach the street.' }),
    layout: z.enum(layouts),
    entrance: z.object({ sharing: z.enum(entranceSharing), side: z.enum(entranceSides) }),
    shopWindows: z.number().int(),
    condition: z.enum(conditions),
    allowedUses: z.array(z.enum(useClasses)),
    prohibitedUses: z.array(z.enum(useClasses)),
    features: z.array(z.enum(premisesFeatures)),
    electricityKw: z.number(),
    electricityPhases: z.number().int(),
    water: z.boolean(),
    drain: z.boolean(),
    gas: z.boolean(),
    extraction: z.boolean(),
    heating: z.enum(heatingTypes),
    internet: z.boolean(),
    stepFree: z.boolean(),
    parkingSpaces: z.number().int(),
    fireAccepted: z.boolean(),
    usableAsRegisteredAddress: z.boolean(),
    insideBorderTradeZone: z.boolean(),
    managingBody: text,
    certificateNumber: z.string().nullable(),
    money,
    availableFrom: day.nullable(),
    applicationWindow: z.object({ from: day.nullable(), to: day.nullable() }),
    photos: z.array(picture),
    floorPlan: z.union([picture, z.null()]),
    publishedAt: instant,
    updatedAt: instant,
    demo: z.boolean().meta({ description: 'Invented, to show what the site can do.' }),
  })
  .meta({ id: 'Premises', description: 'One lettable unit as the public sees it.' })
export type PremisesResource = z.input<typeof premises>

export const premisesList = z
  .object({
    items: z.array(premises),
    total: z.number().int().min(0).meta({ description: 'How many match in all, now.' }),
    next: z.url().nullable().meta({ description: 'The next page; null on the last. Also in the `Link` header.' }),
  })
  .meta({ id: 'PremisesList' })

export const incentive = z
  .object({
    slug: z.string(),
    links: z.object(languages),
    category: z.enum(incentiveCategories),
    zones: z.array(z.enum(zones)),
    national: z.boolean().meta({ description: 'Belongs to the whole country, not to a zone.' }),
    title: text,
    summary: text,
    body: text,
    eligibility: text,
    note: text.meta({ description: 'What a reader must know before relying on it.' }),
    reviewed,
    source: z.object({
      name: text,
      date: z.string().meta({ description: 'A year, a month or a day.', example: '2021' }),
      url: z.url().nullable(),
    }),
    checkedOn: day.meta({ description: 'When somebody last held the text against its source.' }),
    validFrom: day.nullable(),
    expiresOn: day.nullable().meta({ description: 'The last day on which it applies.' }),
    confirmed: z.boolean().meta({ description: 'False: confirm with the office before relying on it.' }),
    states: z.array(z.enum(incentiveStates)).meta({ description: 'What is true of it today, gravest first.' }),
    updatedAt: instant,
  })
  .meta({ id: 'Incentive' })
export type IncentiveResource = z.input<typeof incentive>

export const incentiveList = z.object({ items: z.array(incentive) }).meta({ id: 'IncentiveList' })

export const problem = problemSchema.meta({ id: 'Problem', description: problemDescription })

/** Query parameters. Unlike the pages, the API rejects what it does not know, with an explanation. */
export const premisesCsvQuery = z.strictObject(filterShape)
export const premisesQuery = z.strictObject({
  ...filterShape,
  limit: numberParameter(z.number().int().min(1).max(100)).default(25).meta({ description: 'Premises in one answer.' }),
  cursor: cursor
    .optional()
    .meta({ description: 'From the `next` of the answer before. Nothing to put together yourself.' }),
})
export const incentivesQuery = z.strictObject({
  zone: z.enum(zones).optional().meta({ description: 'Area of the free-trade zone.' }),
  category: z.enum(incentiveCategories).optional().meta({ description: 'Kind of benefit.' }),
})
export const noQuery = z.strictObject({})
export const codePath = z.object({
  code: z.string().max(20).meta({ description: 'The code of a premises.', example: 'SFH-A-0107' }),
})
