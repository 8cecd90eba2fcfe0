import { z } from 'zod'
import { streetRows, structures, zones } from '#models/premises/parts/premises-vocabulary.ts'
import type { BuildingFacts } from '#features/street/building-facts.ts'
import {
  choiceField,
  decimalField,
  degreesField,
  lineField,
  wholeNumberField,
} from '#features/premises/fields/number-fields.ts'
import { messageKey } from '#shared/texts/i18n.ts'

const fields = z.object({
  'name.ru': lineField(120),
  'name.en': lineField(120),
  'name.zh': lineField(120),
  'address.ru': lineField(300),
  'address.en': lineField(300),
  'address.zh': lineField(300),
  zone: choiceField(zones),
  floors: wholeNumberField({ min: 1, max: 60 }),
  yearBuilt: wholeNumberField({ min: 1800, max: 2100 }),
  structure: choiceField(structures),
  latitude: degreesField(90),
  longitude: degreesField(180),
  'position.row': choiceField(streetRows),
  'position.offsetM': decimalField(1, { max: 100_000 }),
  'position.lengthM': decimalField(1, { min: 1, max: 10_000 }),
  'position.depthM': decimalField(1, { min: 1, max: 10_000 }),
})
type Fields = z.output<typeof fields>

const named = <T extends typeof fields>(schema: T) =>
  schema.superRefine((form, context) => {
    if (form['name.ru'] || form['name.en'] || form['name.zh']) return
    context.addIssue({ code: 'custom', path: ['name.zh'], message: messageKey('building.form.name') })
  })

const code = z
  .string({ error: messageKey('building.form.code') })
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]\d{1,5}$/, messageKey('building.form.code'))

/** Parses all facts of a building: those of a version, or with some fields typed anew. */
export const wholeBuilding = named(fields).transform(form => factsOf(form))

/** Fields that decide where a building stands and what fits in it. */
export const buildingPlace = fields.pick({
  floors: true,
  'position.row': true,
  'position.offsetM': true,
  'position.lengthM': true,
  'position.depthM': true,
})

export const newBuildingForm = named(fields.extend({ code })).transform(({ code: given, ...form }) => ({
  code: given,
  facts: factsOf(form),
}))

/** Parses the form of a building. `version` is the version in which it was opened; `seen` has marks of its values then. */
export const editBuildingForm = named(
  fields.extend({
    version: z.coerce.number().int().min(0),
    seen: z.string().max(5_000).catch('').default(''),
    reason: lineField(500),
  }),
).transform(({ version, seen, reason, ...form }) => ({ version, seen, reason, facts: factsOf(form) }))

const factsOf = (form: Fields): BuildingFacts => ({
  name: { ru: form['name.ru'], en: form['name.en'], zh: form['name.zh'] },
  address: { ru: form['address.ru'], en: form['address.en'], zh: form['address.zh'] },
  zone: form.zone,
  floors: form.floors,
  yearBuilt: form.yearBuilt,
  structure: form.structure,
  latitude: form.latitude,
  longitude: form.longitude,
  position: positionOf(form),
})

export const positionOf = (form: z.output<typeof buildingPlace>): BuildingFacts['position'] => ({
  row: form['position.row'],
  offsetM: form['position.offsetM'],
  lengthM: form['position.lengthM'],
  depthM: form['position.depthM'],
})

export const buildingPath = z.object({ code: z.string().regex(/^[A-Z]\d{1,5}$/) })
export const buildingHistorySearch = z.object({
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})
