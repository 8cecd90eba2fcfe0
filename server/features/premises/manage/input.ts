import { z } from 'zod'
import {
  conditions,
  entranceSharing,
  entranceSides,
  heatingTypes,
  layouts,
  planDepths,
  premisesStatuses,
  streetRows,
  useClasses,
} from '../../../../models/parts/premises-vocabulary.ts'
import { endOfCityDay, startOfCityDay } from '../../../shared/city-day.ts'
import type { MessageKey } from '../../../shared/i18n.ts'
import { id } from '../../../web/forms.ts'
import { planSearch } from '../browse/input.ts'
import { managersMoves } from '../rules.ts'
import { choice, day, decimal, flag, line, message, several, whole, yuan } from './typed.ts'
import type { ListingFacts } from '../listing-facts.ts'
import { listingSorts } from '../listings-service.ts'

const fields = z.object({
  'title.ru': line(120),
  'title.en': line(120),
  'title.zh': line(120),
  'summary.ru': line(300),
  'summary.en': line(300),
  'summary.zh': line(300),
  'description.ru': line(6_000),
  'description.en': line(6_000),
  'description.zh': line(6_000),
  'defects.ru': line(2_000),
  'defects.en': line(2_000),
  'defects.zh': line(2_000),
  'managingBody.ru': line(200),
  'managingBody.en': line(200),
  'managingBody.zh': line(200),
  'reviewed.ru': flag,
  'reviewed.en': flag,
  'reviewed.zh': flag,
  areaGrossSqM: decimal(2, { min: 1, max: 100_000 }),
  areaUsableSqM: decimal(2, { min: 1, max: 100_000 }),
  ceilingHeightM: decimal(1, { min: 1, max: 50 }),
  frontageM: decimal(1, { max: 1_000 }),
  floor: whole({ min: 1, max: 60 }),
  shopWindows: whole({ max: 100 }),
  layout: choice(layouts),
  condition: choice(conditions),
  'entrance.sharing': choice(entranceSharing),
  'entrance.side': choice(entranceSides),
  mainUse: choice(useClasses),
  allowedUses: several(useClasses),
  prohibitedUses: several(useClasses),
  electricityKw: decimal(1, { max: 10_000 }),
  electricityPhases: choice(['1', '3']).transform(value => (value === '1' ? 1 : 3)),
  heating: choice(heatingTypes),
  water: flag,
  drain: flag,
  gas: flag,
  extraction: flag,
  internet: flag,
  stepFree: flag,
  fireAccepted: flag,
  usableAsRegisteredAddress: flag,
  insideBorderTradeZone: flag,
  parkingSpaces: whole({ max: 1_000 }),
  certificateNumber: line(80),
  rentFreeMonths: whole({ max: 120 }),
  marketRentPerSqMMonth: yuan,
  managementFeePerSqMMonth: yuan,
  heatingFeePerSqMSeason: yuan,
  deposit: yuan,
  availableFrom: day,
  'applicationWindow.from': day,
  'applicationWindow.to': day,
  publishDay: day,
  expiryDay: day,
  'position.row': choice(streetRows),
  'position.offsetM': decimal(1, { max: 100_000 }),
  'position.widthM': decimal(1, { min: 0.5, max: 1_000 }),
  'position.depth': choice(planDepths),
})
type Fields = z.output<typeof fields>

/** Rules between fields. A day before the other is compared as text: `YYYY-MM-DD` sorts as it counts. */
const relations: [path: string, key: MessageKey, holds: (form: Fields) => boolean][] = [
  ['areaUsableSqM', 'listing.form.usable-over-gross', form => form.areaUsableSqM <= form.areaGrossSqM],
  ['prohibitedUses', 'listing.form.uses-clash', form => usesOf(form).every(use => !form.prohibitedUses.includes(use))],
  [
    'applicationWindow.to',
    'listing.form.window-order',
    form => inOrder(form['applicationWindow.from'], form['applicationWindow.to']),
  ],
  ['expiryDay', 'listing.form.expiry-order', form => inOrder(form.publishDay, form.expiryDay)],
]

const inOrder = (first: string | null, second: string | null) => first === null || second === null || first <= second

const withRelations = <T extends typeof fields>(schema: T) =>
  schema.superRefine((form, context) => {
    for (const [path, key, holds] of relations) {
      if (!holds(form)) context.addIssue({ code: 'custom', path: [path], message: key })
    }
  })

/** The form of an existing premises; `version` is the one it was opened in. */
export const editForm = withRelations(fields.extend({ version: z.coerce.number().int().min(0) })).transform(
  ({ version, ...form }) => ({ version, facts: factsOf(form) }),
)

/** The form of a new one, which also says where it is and what it is called for ever. */
export const newForm = withRelations(
  fields.extend({
    building: id.or(z.literal('').transform((): string => '')).refine(value => value !== '', message('form.choose')),
    unit: whole({ min: 1, max: 99_999 }),
  }),
).transform(({ building, unit, ...form }) => ({ building, unit, facts: factsOf(form) }))

function factsOf(form: Fields): ListingFacts {
  const { publishDay, expiryDay, certificateNumber } = form
  return {
    ...textsOf(form),
    ...measuresOf(form),
    allowedUses: usesOf(form),
    prohibitedUses: form.prohibitedUses,
    rentFreeMonths: form.rentFreeMonths,
    marketRentPerSqMMonthFen: form.marketRentPerSqMMonth,
    managementFeePerSqMMonthFen: form.managementFeePerSqMMonth,
    heatingFeePerSqMSeasonFen: form.heatingFeePerSqMSeason,
    depositFen: form.deposit,
    certificateNumber: certificateNumber || null,
    availableFrom: form.availableFrom,
    applicationWindow: { from: form['applicationWindow.from'], to: form['applicationWindow.to'] },
    publishAt: publishDay ? startOfCityDay(publishDay) : null,
    expiresAt: expiryDay ? endOfCityDay(expiryDay) : null,
  }
}

const textsOf = (form: Fields) => ({
  title: { ru: form['title.ru'], en: form['title.en'], zh: form['title.zh'] },
  summary: { ru: form['summary.ru'], en: form['summary.en'], zh: form['summary.zh'] },
  description: { ru: form['description.ru'], en: form['description.en'], zh: form['description.zh'] },
  defects: { ru: form['defects.ru'], en: form['defects.en'], zh: form['defects.zh'] },
  managingBody: { ru: form['managingBody.ru'], en: form['managingBody.en'], zh: form['managingBody.zh'] },
  reviewed: { ru: form['reviewed.ru'], en: form['reviewed.en'], zh: form['reviewed.zh'] },
})

const measuresOf = (form: Fields) => ({
  areaGrossSqM: form.areaGrossSqM,
  areaUsableSqM: form.areaUsableSqM,
  ceilingHeightM: form.ceilingHeightM,
  frontageM: form.frontageM,
  floor: form.floor,
  shopWindows: form.shopWindows,
  layout: form.layout,
  condition: form.condition,
  entrance: { sharing: form['entrance.sharing'], side: form['entrance.side'] },
  electricityKw: form.electricityKw,
  electricityPhases: form.electricityPhases,
  heating: form.heating,
  water: form.water,
  drain: form.drain,
  gas: form.gas,
  extraction: form.extraction,
  internet: form.internet,
  stepFree: form.stepFree,
  fireAccepted: form.fireAccepted,
  usableAsRegisteredAddress: form.usableAsRegisteredAddress,
  insideBorderTradeZone: form.insideBorderTradeZone,
  parkingSpaces: form.parkingSpaces,
  position: {
    row: form['position.row'],
    offsetM: form['position.offsetM'],
    widthM: form['position.widthM'],
    depth: form['position.depth'],
  },
})

/** The main use stands first: it decides how the shop front is drawn. */
const usesOf = ({ mainUse, allowedUses }: Pick<Fields, 'mainUse' | 'allowedUses'>) => [
  mainUse,
  ...allowedUses.filter(use => use !== mainUse),
]

export const moveForm = z.object({ move: z.enum(managersMoves), note: line(500) })

export const premisesPath = z.object({ code: z.string().regex(/^[A-Z]{3}-[A-Z]-\d{4,7}$/) })
export const photoPath = premisesPath.extend({ photoId: id })
export const photoMoveForm = z.object({ to: z.enum(['earlier', 'later']) })
export const altForm = z.object({ 'alt.ru': line(200), 'alt.en': line(200), 'alt.zh': line(200) })

/** The table's filters. A value that makes no sense is dropped. */
export const listingSearch = z.object({
  q: z.string().trim().max(100).catch('').default(''),
  status: z.enum(premisesStatuses).optional().catch(undefined),
  building: z
    .string()
    .regex(/^[A-Z]\d{1,5}$/)
    .optional()
    .catch(undefined),
  sort: z.enum(listingSorts).catch('code').default('code'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
})
export type ListingSearch = z.output<typeof listingSearch>

/** Which part of the staff's plan, and which status to light. */
export const staffPlanSearch = planSearch
  .omit({ here: true, flat: true })
  .extend({ status: z.enum(premisesStatuses).optional().catch(undefined) })
