import { z } from 'zod'
import {
  conditions,
  entranceSharing,
  entranceSides,
  heatingTypes,
  layouts,
  planDepths,
  streetRows,
  useClasses,
} from '#models/premises/parts/premises-vocabulary.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { choice, day, decimal, flag, instant, line, several, whole, yuan } from './number-fields.ts'

/** Schemas of the fields of a premises as typed, by the names they have in forms and in tables. */
export const fields = z.object({
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
  areaGrossSqM: decimal(2, { min: 1, max: 100_000, unit: 'square-metres' }),
  areaUsableSqM: decimal(2, { min: 1, max: 100_000, unit: 'square-metres' }),
  ceilingHeightM: decimal(1, { min: 1, max: 50, unit: 'metres' }),
  frontageM: decimal(1, { max: 1_000, unit: 'metres' }),
  floor: whole({ min: 1, max: 60 }),
  shopWindows: whole({ max: 100 }),
  layout: choice(layouts),
  condition: choice(conditions),
  'entrance.sharing': choice(entranceSharing),
  'entrance.side': choice(entranceSides),
  mainUse: choice(useClasses),
  allowedUses: several(useClasses),
  prohibitedUses: several(useClasses),
  electricityKw: decimal(1, { max: 10_000, unit: 'kilowatts' }),
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
  // The contract is one for rent-free use; without a free month it would contradict itself.
  rentFreeMonths: whole({ min: 1, max: 120, range: 'listing.form.rent-free' }),
  marketRentPerSqMMonth: yuan,
  managementFeePerSqMMonth: yuan,
  heatingFeePerSqMSeason: yuan,
  deposit: yuan,
  availableFrom: day,
  'applicationWindow.from': day,
  'applicationWindow.to': day,
  publishAt: instant('beginning'),
  expiresAt: instant('end'),
  'position.row': choice(streetRows),
  'position.offsetM': decimal(1, { max: 100_000 }),
  'position.widthM': decimal(1, { min: 0.5, max: 1_000 }),
  'position.depth': choice(planDepths),
})
export type Fields = z.output<typeof fields>

/** Rules between fields. Days are compared as text, because `YYYY-MM-DD` sorts chronologically. */
const relations: [path: string, key: MessageKey, holds: (form: Fields) => boolean][] = [
  ['areaUsableSqM', 'listing.form.usable-over-gross', form => !(form.areaUsableSqM > form.areaGrossSqM)],
  ['prohibitedUses', 'listing.form.uses-clash', form => usesOf(form).every(use => !form.prohibitedUses.includes(use))],
  [
    'applicationWindow.to',
    'listing.form.window-order',
    form => inOrder(form['applicationWindow.from'], form['applicationWindow.to']),
  ],
  ['expiresAt', 'listing.form.expiry-order', form => inOrder(form.publishAt, form.expiresAt)],
]

const inOrder = <T extends string | Date>(first: T | null, second: T | null) =>
  first === null || second === null || !(first > second)

export const withRelations = <T extends typeof fields>(schema: T) =>
  schema.superRefine((form, context) => {
    for (const [path, key, holds] of relations) {
      if (!holds(form)) context.addIssue({ code: 'custom', path: [path], message: key })
    }
  })

/** Returns the allowed uses with the main use first. The main use decides how the shop front is drawn. */
export const usesOf = ({ mainUse, allowedUses }: Pick<Fields, 'mainUse' | 'allowedUses'>) => [
  mainUse,
  ...allowedUses.filter(use => use !== mainUse),
]
