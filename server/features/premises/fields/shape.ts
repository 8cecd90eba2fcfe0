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
import {
  choiceField,
  day,
  decimalField,
  flagField,
  instantField,
  lineField,
  choicesField,
  wholeNumberField,
  yuanField,
} from './number-fields.ts'

/** Schemas of the fields of a premises as typed, by the names they have in forms and in tables. */
export const fields = z.object({
  'title.ru': lineField(120),
  'title.en': lineField(120),
  'title.zh': lineField(120),
  'summary.ru': lineField(300),
  'summary.en': lineField(300),
  'summary.zh': lineField(300),
  'description.ru': lineField(6_000),
  'description.en': lineField(6_000),
  'description.zh': lineField(6_000),
  'defects.ru': lineField(2_000),
  'defects.en': lineField(2_000),
  'defects.zh': lineField(2_000),
  'managingBody.ru': lineField(200),
  'managingBody.en': lineField(200),
  'managingBody.zh': lineField(200),
  'reviewed.ru': flagField,
  'reviewed.en': flagField,
  'reviewed.zh': flagField,
  areaGrossSqM: decimalField(2, { min: 1, max: 100_000, unit: 'square-metres' }),
  areaUsableSqM: decimalField(2, { min: 1, max: 100_000, unit: 'square-metres' }),
  ceilingHeightM: decimalField(1, { min: 1, max: 50, unit: 'metres' }),
  frontageM: decimalField(1, { max: 1_000, unit: 'metres' }),
  floor: wholeNumberField({ min: 1, max: 60 }),
  shopWindows: wholeNumberField({ max: 100 }),
  layout: choiceField(layouts),
  condition: choiceField(conditions),
  'entrance.sharing': choiceField(entranceSharing),
  'entrance.side': choiceField(entranceSides),
  mainUse: choiceField(useClasses),
  allowedUses: choicesField(useClasses),
  prohibitedUses: choicesField(useClasses),
  electricityKw: decimalField(1, { max: 10_000, unit: 'kilowatts' }),
  electricityPhases: choiceField(['1', '3']).transform(value => (value === '1' ? 1 : 3)),
  heating: choiceField(heatingTypes),
  water: flagField,
  drain: flagField,
  gas: flagField,
  extraction: flagField,
  internet: flagField,
  stepFree: flagField,
  fireAccepted: flagField,
  usableAsRegisteredAddress: flagField,
  insideBorderTradeZone: flagField,
  parkingSpaces: wholeNumberField({ max: 1_000 }),
  certificateNumber: lineField(80),
  // The contract is one for rent-free use; without a free month it would contradict itself.
  rentFreeMonths: wholeNumberField({ min: 1, max: 120, range: 'listing.form.rent-free' }),
  marketRentPerSqMMonth: yuanField,
  managementFeePerSqMMonth: yuanField,
  heatingFeePerSqMSeason: yuanField,
  deposit: yuanField,
  availableFrom: day,
  'applicationWindow.from': day,
  'applicationWindow.to': day,
  publishAt: instantField('beginning'),
  expiresAt: instantField('end'),
  'position.row': choiceField(streetRows),
  'position.offsetM': decimalField(1, { max: 100_000 }),
  'position.widthM': decimalField(1, { min: 0.5, max: 1_000 }),
  'position.depth': choiceField(planDepths),
})
export type Fields = z.output<typeof fields>

/** Rules between fields. Days are compared as text, because `YYYY-MM-DD` sorts chronologically. */
const fieldRules: [path: string, key: MessageKey, holds: (form: Fields) => boolean][] = [
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

export const withFieldRules = <T extends typeof fields>(schema: T) =>
  schema.superRefine((form, context) => {
    for (const [path, key, holds] of fieldRules) {
      if (!holds(form)) context.addIssue({ code: 'custom', path: [path], message: key })
    }
  })

/** Returns the allowed uses with the main use first. The main use decides how the shop front is drawn. */
export const usesOf = ({ mainUse, allowedUses }: Pick<Fields, 'mainUse' | 'allowedUses'>) => [
  mainUse,
  ...allowedUses.filter(use => use !== mainUse),
]
