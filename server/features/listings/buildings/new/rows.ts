import { z } from 'zod'
import { planDepths } from '#models/premises/parts/premises-vocabulary.ts'
import { type FieldErrors, readForm, type FormValues, inputValue } from '#web/forms/forms.ts'
import { parseListing } from '#features/premises/fields/listing-fields.ts'
import { choiceField, decimalField, wholeNumberField } from '#features/premises/fields/number-fields.ts'
import { fields } from '#features/premises/fields/shape.ts'
import { defaultValues } from '#features/premises/fields/values.ts'
import type { ListingFacts } from '#features/premises/listing/listing-facts.ts'
import type { BuildingFacts } from '#features/street/building-facts.ts'
import { formGroups } from '#features/listings/form/fields.ts'

/** A unit of a building that does not exist yet; `row` is its row in the form. */
export type UnitInput = { row: number; unit: number; facts: ListingFacts }
export type ReadUnits = { units: UnitInput[]; errors: FieldErrors }
type BuildingFrame = Pick<BuildingFacts, 'floors' | 'position'>

export const maxRows = 60

/** Fields of each unit, typed as `units.<row>.<field>`. */
export const rowFields = [
  ...(['unit', 'floor', 'position.widthM', 'fromCorner'] as const),
  ...(['position.depth', 'areaGrossSqM', 'areaUsableSqM'] as const),
] as const
type RowField = (typeof rowFields)[number]

/** Fields that repeat the row above when left empty. */
const repeatedFields = ['floor', 'position.widthM', 'position.depth', 'areaGrossSqM', 'areaUsableSqM'] as const
/** Fields that make a row a unit. Floor and depth do not, because they are given in the first row. */
const unitFields = rowFields.filter(field => field !== 'floor' && field !== 'position.depth')
export const firstRow: Partial<Record<RowField, string>> = { floor: '1', 'position.depth': 'whole' }

const perUnitFields = new Set<string>([
  ...rowFields,
  'position.row',
  'position.offsetM',
  'frontageM',
  'certificateNumber',
])
/** Fields typed once for all units, as `all.<field>`, in the groups of a unit's own form. */
export const sharedGroups = formGroups
  .filter(({ name }) => name !== 'dates')
  .map(({ name, asks }) => ({ name, asks: asks.filter(definition => !perUnitFields.has(definition.name)) }))
  .filter(({ asks }) => asks.length > 0)

export const rowName = (row: number, field: RowField): string => `units.${String(row)}.${field}`
export const sharedName = (field: string): string => `all.${field}`

/** Returns the rows that contain a unit. */
export function filledRows(input: FormValues): number[] {
  const all = Array.from({ length: maxRows }, (_, row) => row)
  return all.filter(row => unitFields.some(field => inputValue(input, rowName(row, field)).trim() !== ''))
}

const placeSchema = z.object({
  unit: wholeNumberField({ min: 1, max: 99_999 }),
  floor: fields.shape.floor,
  'position.widthM': fields.shape['position.widthM'],
  'position.depth': choiceField(planDepths),
  fromCorner: z
    .literal('')
    .transform(() => null)
    .or(decimalField(1, { max: 10_000 })),
})
type UnitPlace = z.output<typeof placeSchema>

/**
 * Parses the units of a new building. An empty field repeats the row above, and the default place follows the units above it
 * on the same floor. Shared fields apply to each unit. Pure.
 */
export function readUnits(input: FormValues, house: BuildingFrame): ReadUnits {
  const read: ReadUnits = { units: [], errors: {} }
  const shared = sharedValues(input)
  const placed: UnitPlace[] = []
  let above = firstRow
  for (const row of filledRows(input)) {
    above = readRow(input, row, above)
    const found = readForm(placeSchema, { fromCorner: '', ...above })
    const wrong = found.ok ? findPlaceErrors(found.value, house, placed) : found.errors
    Object.assign(read.errors, toRowErrors(row, wrong))
    if (!found.ok) continue
    const fromM = found.value.fromCorner ?? endOfPrecedingUnits(placed, found.value)
    placed.push({ ...found.value, fromCorner: fromM })
    const facts = parseListing(toListingInput(above, { shared, house, fromM }))
    if (facts.ok) read.units.push({ row, unit: found.value.unit, facts: facts.value })
    else Object.assign(read.errors, toFieldErrors(row, facts.errors))
  }
  return read
}

type RowInput = Partial<Record<RowField, string>>

function readRow(input: FormValues, row: number, above: RowInput): RowInput {
  const own = Object.fromEntries(rowFields.map(field => [field, inputValue(input, rowName(row, field)).trim()]))
  for (const field of repeatedFields) if (own[field] === '') own[field] = above[field] ?? ''
  return own
}

const sharedValues = (input: FormValues): FormValues =>
  Object.fromEntries(
    sharedGroups.flatMap(({ asks }) =>
      asks.map(({ name }) => [name, input[sharedName(name)] ?? defaultValues[name] ?? '']),
    ),
  )

function findPlaceErrors(
  { unit, floor }: UnitPlace,
  { floors }: BuildingFrame,
  before: readonly UnitPlace[],
): FieldErrors {
  return {
    ...(floor > floors ? { floor: 'listing.form.floor' } : {}),
    ...(before.some(other => other.unit === unit) ? { unit: 'listing.form.code-taken' } : {}),
  }
}

/** Returns where the preceding units on its floor end, counting those that would overlap it. */
function endOfPrecedingUnits(placed: readonly UnitPlace[], unit: UnitPlace): number {
  const inTheWay = placed.filter(
    other => other.floor === unit.floor && (mayOverlap(other, unit) || mayOverlap(unit, other)),
  )
  const ends = inTheWay.map(other => (other.fromCorner ?? 0) + other['position.widthM'])
  return Math.round(Math.max(0, ...ends) * 10) / 10
}

const mayOverlap = (one: UnitPlace, other: UnitPlace): boolean =>
  one['position.depth'] === 'whole' || one['position.depth'] === other['position.depth']

/**
 * Returns the facts of a unit. A unit at the yard has its door there and no shop windows; any other has a frontage as wide
 * as itself.
 */
function toListingInput(
  row: RowInput,
  { shared, house, fromM }: { shared: FormValues; house: BuildingFrame; fromM: number },
): FormValues {
  const atYard = row['position.depth'] === 'yard'
  return {
    ...defaultValues,
    ...shared,
    ...row,
    'position.row': house.position.row,
    'position.offsetM': String(Math.round((house.position.offsetM + fromM) * 10) / 10),
    frontageM: atYard ? '0' : (row['position.widthM'] ?? ''),
    ...(atYard ? { shopWindows: '0', 'entrance.side': 'yard' } : {}),
  }
}

const toRowErrors = (row: number, errors: FieldErrors): FieldErrors =>
  Object.fromEntries(Object.entries(errors).map(([field, key]) => [`units.${String(row)}.${field}`, key]))

/** Assigns errors to the fields in which they were typed. */
const toFieldErrors = (row: number, errors: FieldErrors): FieldErrors =>
  Object.fromEntries(
    Object.entries(errors).map(([field, key]) => [
      (rowFields as readonly string[]).includes(field) ? `units.${String(row)}.${field}` : sharedName(field),
      key,
    ]),
  )
