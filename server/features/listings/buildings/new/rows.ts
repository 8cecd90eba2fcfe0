import { z } from 'zod'
import { planDepths } from '#models/premises/parts/premises-vocabulary.ts'
import { type FieldErrors, readForm, type Typed, typedText } from '#web/forms/forms.ts'
import { readListing } from '#features/premises/fields/listing-fields.ts'
import { choice, decimal, whole } from '#features/premises/fields/number-fields.ts'
import { fields } from '#features/premises/fields/shape.ts'
import { newValues } from '#features/premises/fields/values.ts'
import type { ListingFacts } from '#features/premises/listing/listing-facts.ts'
import type { BuildingFacts } from '#features/street/building-facts.ts'
import { formGroups } from '#features/listings/form/fields.ts'

/** A unit of a building that does not exist yet; `row` is its row in the form. */
export type TypedUnit = { row: number; unit: number; facts: ListingFacts }
export type ReadUnits = { units: TypedUnit[]; errors: FieldErrors }
type House = Pick<BuildingFacts, 'floors' | 'position'>

export const mostRows = 60

/** Fields of each unit, typed as `units.<row>.<field>`. */
export const rowFields = [
  ...(['unit', 'floor', 'position.widthM', 'fromCorner'] as const),
  ...(['position.depth', 'areaGrossSqM', 'areaUsableSqM'] as const),
] as const
type RowField = (typeof rowFields)[number]

/** Fields that repeat the row above when left empty. */
const repeated = ['floor', 'position.widthM', 'position.depth', 'areaGrossSqM', 'areaUsableSqM'] as const
/** Fields that make a row a unit. Floor and depth do not, because they are given in the first row. */
const asking = rowFields.filter(field => field !== 'floor' && field !== 'position.depth')
export const firstRow: Partial<Record<RowField, string>> = { floor: '1', 'position.depth': 'whole' }

const ofEach = new Set<string>([...rowFields, 'position.row', 'position.offsetM', 'frontageM', 'certificateNumber'])
/** Fields typed once for all units, as `all.<field>`, in the groups of a unit's own form. */
export const sharedGroups = formGroups
  .filter(({ name }) => name !== 'dates')
  .map(({ name, asks }) => ({ name, asks: asks.filter(ask => !ofEach.has(ask.name)) }))
  .filter(({ asks }) => asks.length > 0)

export const rowName = (row: number, field: RowField): string => `units.${String(row)}.${field}`
export const sharedName = (field: string): string => `all.${field}`

/** Returns the rows that contain a unit. */
export function typedRows(typed: Typed): number[] {
  const all = Array.from({ length: mostRows }, (_, row) => row)
  return all.filter(row => asking.some(field => typedText(typed, rowName(row, field)).trim() !== ''))
}

const place = z.object({
  unit: whole({ min: 1, max: 99_999 }),
  floor: fields.shape.floor,
  'position.widthM': fields.shape['position.widthM'],
  'position.depth': choice(planDepths),
  fromCorner: z
    .literal('')
    .transform(() => null)
    .or(decimal(1, { max: 10_000 })),
})
type Place = z.output<typeof place>

/**
 * Parses the units of a new building. An empty field repeats the row above, and the default place follows the units above it
 * on the same floor. Shared fields apply to each unit. Pure.
 */
export function unitsIn(typed: Typed, house: House): ReadUnits {
  const read: ReadUnits = { units: [], errors: {} }
  const shared = sharedIn(typed)
  const placed: Place[] = []
  let above = firstRow
  for (const row of typedRows(typed)) {
    above = rowIn(typed, row, above)
    const found = readForm(place, { fromCorner: '', ...above })
    const wrong = found.ok ? wrongIn(found.value, house, placed) : found.errors
    Object.assign(read.errors, inRow(row, wrong))
    if (!found.ok) continue
    const fromM = found.value.fromCorner ?? behind(placed, found.value)
    placed.push({ ...found.value, fromCorner: fromM })
    const facts = readListing(listingOf(above, { shared, house, fromM }))
    if (facts.ok) read.units.push({ row, unit: found.value.unit, facts: facts.value })
    else Object.assign(read.errors, placedErrors(row, facts.errors))
  }
  return read
}

type TypedRow = Partial<Record<RowField, string>>

function rowIn(typed: Typed, row: number, above: TypedRow): TypedRow {
  const own = Object.fromEntries(rowFields.map(field => [field, typedText(typed, rowName(row, field)).trim()]))
  for (const field of repeated) if (own[field] === '') own[field] = above[field] ?? ''
  return own
}

const sharedIn = (typed: Typed): Typed =>
  Object.fromEntries(
    sharedGroups.flatMap(({ asks }) =>
      asks.map(({ name }) => [name, typed[sharedName(name)] ?? newValues[name] ?? '']),
    ),
  )

function wrongIn({ unit, floor }: Place, { floors }: House, before: readonly Place[]): FieldErrors {
  return {
    ...(floor > floors ? { floor: 'listing.form.floor' } : {}),
    ...(before.some(other => other.unit === unit) ? { unit: 'listing.form.code-taken' } : {}),
  }
}

/** Returns where the preceding units on its floor end, counting those that would overlap it. */
function behind(placed: readonly Place[], unit: Place): number {
  const inTheWay = placed.filter(other => other.floor === unit.floor && (meets(other, unit) || meets(unit, other)))
  const ends = inTheWay.map(other => (other.fromCorner ?? 0) + other['position.widthM'])
  return Math.round(Math.max(0, ...ends) * 10) / 10
}

const meets = (one: Place, other: Place): boolean =>
  one['position.depth'] === 'whole' || one['position.depth'] === other['position.depth']

/**
 * Returns the facts of a unit. A unit at the yard has its door there and no shop windows; any other has a frontage as wide
 * as itself.
 */
function listingOf(row: TypedRow, { shared, house, fromM }: { shared: Typed; house: House; fromM: number }): Typed {
  const atYard = row['position.depth'] === 'yard'
  return {
    ...newValues,
    ...shared,
    ...row,
    'position.row': house.position.row,
    'position.offsetM': String(Math.round((house.position.offsetM + fromM) * 10) / 10),
    frontageM: atYard ? '0' : (row['position.widthM'] ?? ''),
    ...(atYard ? { shopWindows: '0', 'entrance.side': 'yard' } : {}),
  }
}

const inRow = (row: number, errors: FieldErrors): FieldErrors =>
  Object.fromEntries(Object.entries(errors).map(([field, key]) => [`units.${String(row)}.${field}`, key]))

/** Assigns errors to the fields in which they were typed. */
const placedErrors = (row: number, errors: FieldErrors): FieldErrors =>
  Object.fromEntries(
    Object.entries(errors).map(([field, key]) => [
      (rowFields as readonly string[]).includes(field) ? `units.${String(row)}.${field}` : sharedName(field),
      key,
    ]),
  )
