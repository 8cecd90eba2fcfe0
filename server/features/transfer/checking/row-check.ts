import { withInputLanguage } from '#web/forms/form-schemas.ts'
import type { Building } from '#models/premises/building.ts'
import type { Premises } from '#models/premises/premises.ts'
import type { CellComplaint } from '#models/transfer/premises-import.ts'
import type { FormValues } from '#web/forms/forms.ts'
import { parseListing } from '#features/premises/fields/listing-fields.ts'
import { defaultValues, valuesOf } from '#features/premises/fields/values.ts'
import {
  changedFields,
  outdatedReviews,
  withoutOutdatedReviews,
  withUnchangedInstants,
} from '#features/listings/listing-changes.ts'
import type { ListingFacts } from '#features/premises/listing/listing-facts.ts'
import { canonicalCode } from '#shared/texts/codes.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { unitCodeIn } from '#features/street/place.ts'
import { isSame, parseCell, withoutFormulaGuard } from '../table/cells.ts'
import { createComplaint, complaintsOf, type Complaint, type RowCells } from '../table/cell-complaints.ts'
import { cellFields } from '../table/columns.ts'

export type Street = {
  premises: ReadonlyMap<string, Premises>
  buildings: ReadonlyMap<string, Building>
  /** Codes of the buildings that the sender may change; null for all. */
  allowed: readonly string[] | null
}
export type CheckedRow =
  | { kind: 'bad'; code: string; complaints: Complaint[] }
  | { kind: 'same'; code: string }
  | Change
  | { kind: 'create'; code: string; facts: ListingFacts; building: Building }

type Change = {
  kind: 'change'
  code: string
  version: number
  facts: Partial<ListingFacts>
  before: Partial<ListingFacts>
  /** Whether a text marked as reviewed changes, which removes the mark. */
  unread: boolean
}

/** Returns a complaint with the index of its column in the file; null when the file lacks the column. */
export function withColumnIndex(complaint: Complaint, mapping: readonly string[]): CellComplaint {
  const column = mapping.indexOf(complaint.field)
  return { ...complaint, column: column < 0 ? null : column }
}

/** Returns the canonical code of the premises in this row; null when the cell holds no valid code. */
export const codeOfRow = (cells: RowCells): string | null => canonicalCode(withoutFormulaGuard(cells.get('code') ?? ''))

/** Checks one row by the rules of the form. Pure. */
export function checkRow(cells: RowCells, street: Street): CheckedRow {
  const code = codeOfRow(cells)
  if (code === null) return badRow('', [createComplaint(cells, 'code', 'transfer.wrong.code')])
  const premises = street.premises.get(code)
  return premises ? checkChange(cells, premises, street) : checkNew(cells, code, street)
}

const badRow = (code: string, complaints: Complaint[]): CheckedRow => ({ kind: 'bad', code, complaints })

function checkChange(cells: RowCells, premises: Premises, street: Street): CheckedRow {
  const { code, buildingCode } = premises
  const wrong = findIdentityComplaint(cells, premises)
  if (wrong) return badRow(code, [wrong])
  if (!mayChange(street, buildingCode))
    return badRow(code, [createComplaint(cells, 'code', 'transfer.wrong.not-yours')])
  const values = valuesOf(premises)
  const changedCells = readChangedCells(cells, values)
  return Object.keys(changedCells).length === 0
    ? { kind: 'same', code }
    : checkFacts(cells, premises, { street, typed: { ...values, ...changedCells } })
}

type ChangedInput = { street: Street; typed: FormValues }

/**
 * Checks the fields of a row. A mark "reviewed" in a file refers to the stored text. It is removed when the file changes
 * that text, as in the form. To mark a new text as reviewed, change the mark from no to yes (ADR 38).
 */
function checkFacts(cells: RowCells, premises: Premises, { street, typed }: ChangedInput): CheckedRow {
  const { code, buildingCode, version } = premises
  const read = readFacts(cells, typed)
  if (!read.ok) return badRow(code, read.complaints)
  const edited = withUnchangedInstants(premises, read.facts)
  const fallen = outdatedReviews(premises, edited)
  const facts = withoutOutdatedReviews(edited, fallen)
  const floors = street.buildings.get(buildingCode)?.floors ?? 0
  if (facts.floor > floors) return badRow(code, [createComplaint(cells, 'floor', 'listing.form.floor')])
  const fields = changedFields(premises, facts)
  if (fields.length === 0) return { kind: 'same', code }
  const change = { facts: pick(facts, fields), before: pick(premises, fields), unread: fallen.length > 0 }
  return { kind: 'change', code, version, ...change }
}

/** Refuses a row made from an older version than the stored one, and a move to another building. */
function findIdentityComplaint(cells: RowCells, { version, buildingCode }: Premises): Complaint | null {
  const inputVersion = (cells.get('version') ?? '').trim()
  if (inputVersion !== '' && inputVersion !== String(version))
    return createComplaint(cells, 'version', 'transfer.wrong.version')
  const building = withoutFormulaGuard(cells.get('building') ?? '')
    .trim()
    .toUpperCase()
  return building !== '' && building !== buildingCode
    ? createComplaint(cells, 'building', 'transfer.wrong.building-fixed')
    : null
}

function checkNew(cells: RowCells, code: string, street: Street): CheckedRow {
  const named = withoutFormulaGuard(cells.get('building') ?? '')
    .trim()
    .toUpperCase()
  const building = findBuilding(code, named, [...street.buildings.values()])
  if (typeof building === 'string') return badRow(code, [createComplaint(cells, named ? 'building' : 'code', building)])
  if (!mayChange(street, building.code))
    return badRow(code, [createComplaint(cells, 'code', 'transfer.wrong.not-yours')])
  const read = readFacts(cells, { ...defaultValues, ...readCells(cells) })
  if (!read.ok) return badRow(code, read.complaints)
  if (read.facts.floor > building.floors) return badRow(code, [createComplaint(cells, 'floor', 'listing.form.floor')])
  return { kind: 'create', code, facts: read.facts, building }
}

const mayChange = ({ allowed }: Street, building: string): boolean => allowed === null || allowed.includes(building)

/** Returns all form values in the row. */
function readCells(cells: RowCells): FormValues {
  const input: FormValues = {}
  for (const field of cellFields) {
    const cell = cells.get(field)
    if (cell !== undefined) Object.assign(input, fieldValuesOf(field, cell))
  }
  return input
}

/** Returns only values that differ from the stored ones. The others stay exactly as stored, to the last digit. */
function readChangedCells(cells: RowCells, values: FormValues): FormValues {
  const input: FormValues = {}
  for (const field of cellFields) {
    const cell = cells.get(field)
    if (cell !== undefined && !isSame(field, parseCell(field, cell), values[field]))
      Object.assign(input, fieldValuesOf(field, cell))
  }
  return input
}

/** Returns the form values of a cell. The first allowed use is also the main use. */
function fieldValuesOf(field: (typeof cellFields)[number], cell: string): FormValues {
  const value = parseCell(field, cell)
  return field === 'allowedUses' ? { allowedUses: value, mainUse: [value].flat()[0] ?? '' } : { [field]: value }
}

function readFacts(
  cells: RowCells,
  input: FormValues,
): { ok: true; facts: ListingFacts } | { ok: false; complaints: Complaint[] } {
  // The language of the file is unknown.
  const read = withInputLanguage(null, () => parseListing(input))
  if (read.ok) return { ok: true, facts: read.value }
  return { ok: false, complaints: complaintsOf(cells, read.errors) }
}

const pick = (from: Partial<ListingFacts>, fields: (keyof ListingFacts)[]): Partial<ListingFacts> =>
  Object.fromEntries(fields.map(field => [field, from[field] ?? null]))

/**
 * Returns the building of a premises with this code: the named one, or the only one that the code fits. Returns the key of a
 * complaint when there is none. `SFH-A-10105` may be unit 5 of A101 or unit 105 of A10.
 */
function findBuilding(code: string, named: string, buildings: readonly Building[]): Building | MessageKey {
  const fitting = buildings.filter(building => isUnitOf(code, building))
  if (named === '')
    return fitting.length > 1 ? 'transfer.wrong.building-unclear' : (fitting[0] ?? 'transfer.wrong.no-building')
  if (!buildings.some(building => building.code === named)) return 'transfer.wrong.building'
  return fitting.find(building => building.code === named) ?? 'transfer.wrong.building-other'
}

function isUnitOf(code: string, building: Building): boolean {
  const start = unitCodeIn(building, 1).slice(0, -2)
  const unit = code.slice(start.length)
  return code.startsWith(start) && /^(0[1-9]|[1-9]\d{1,4})$/.test(unit)
}
