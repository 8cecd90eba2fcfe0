import { readingIn } from '#web/forms/form-schemas.ts'
import type { Building } from '#models/premises/building.ts'
import type { Premises } from '#models/premises/premises.ts'
import type { CellComplaint } from '#models/transfer/premises-import.ts'
import type { Typed } from '#web/forms/forms.ts'
import { readListing } from '#features/premises/fields/listing-fields.ts'
import { newValues, valuesOf } from '#features/premises/fields/values.ts'
import {
  changedFields,
  fallenReviews,
  withFallenReviews,
  withKeptInstants,
} from '#features/listings/listing-changes.ts'
import type { ListingFacts } from '#features/premises/listing/listing-facts.ts'
import { canonicalCode } from '#shared/texts/codes.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { codeIn } from '#features/street/place.ts'
import { isSame, typedOfCell, withoutFormulaGuard } from '../table/cells.ts'
import { complain, complaintsOf, type Complaint, type RowCells } from '../table/cell-complaints.ts'
import { cellFields } from '../table/columns.ts'

export type Street = {
  premises: ReadonlyMap<string, Premises>
  buildings: ReadonlyMap<string, Building>
  /** Codes of the buildings whoever sends the file may change; null is all. */
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
  /** A text that was marked as read is another one now, and the mark is taken away. */
  unread: boolean
}

/** What is said of a cell, with the column of the file in which it stands. */
export function placed(complaint: Complaint, mapping: readonly string[]): CellComplaint {
  const column = mapping.indexOf(complaint.field)
  return { ...complaint, column: column < 0 ? null : column }
}

/** The code a row is about, as it is stored; null when it is none. */
export const codeOfRow = (cells: RowCells): string | null => canonicalCode(withoutFormulaGuard(cells.get('code') ?? ''))

/** Checks one row by the rules of the form. Pure. */
export function checkRow(cells: RowCells, street: Street): CheckedRow {
  const code = codeOfRow(cells)
  if (code === null) return bad('', [complain(cells, 'code', 'transfer.wrong.code')])
  const premises = street.premises.get(code)
  return premises ? checkChange(cells, premises, street) : checkNew(cells, code, street)
}

const bad = (code: string, complaints: Complaint[]): CheckedRow => ({ kind: 'bad', code, complaints })

function checkChange(cells: RowCells, premises: Premises, street: Street): CheckedRow {
  const { code, buildingCode } = premises
  const wrong = wrongIdentity(cells, premises)
  if (wrong) return bad(code, [wrong])
  if (!mayTouch(street, buildingCode)) return bad(code, [complain(cells, 'code', 'transfer.wrong.not-yours')])
  const values = valuesOf(premises)
  const typed = differing(cells, values)
  return Object.keys(typed).length === 0
    ? { kind: 'same', code }
    : checkFacts(cells, premises, { street, typed: { ...values, ...typed } })
}

type Retyped = { street: Street; typed: Typed }

/**
 * A mark "reviewed" that a file brings back was given to the text that was there: where the text is another one now it falls,
 * as it does in the form. Whoever has read the new text changes the mark from no to yes (ADR 38).
 */
function checkFacts(cells: RowCells, premises: Premises, { street, typed }: Retyped): CheckedRow {
  const { code, buildingCode, version } = premises
  const read = readFacts(cells, typed)
  if (!read.ok) return bad(code, read.complaints)
  const kept = withKeptInstants(premises, read.facts)
  const fallen = fallenReviews(premises, kept)
  const facts = withFallenReviews(kept, fallen)
  const floors = street.buildings.get(buildingCode)?.floors ?? 0
  if (facts.floor > floors) return bad(code, [complain(cells, 'floor', 'listing.form.floor')])
  const fields = changedFields(premises, facts)
  if (fields.length === 0) return { kind: 'same', code }
  const change = { facts: pick(facts, fields), before: pick(premises, fields), unread: fallen.length > 0 }
  return { kind: 'change', code, version, ...change }
}

/** A file that names the version it was made from does not overwrite a newer one; nothing moves into another building. */
function wrongIdentity(cells: RowCells, { version, buildingCode }: Premises): Complaint | null {
  const typedVersion = (cells.get('version') ?? '').trim()
  if (typedVersion !== '' && typedVersion !== String(version))
    return complain(cells, 'version', 'transfer.wrong.version')
  const building = withoutFormulaGuard(cells.get('building') ?? '')
    .trim()
    .toUpperCase()
  return building !== '' && building !== buildingCode
    ? complain(cells, 'building', 'transfer.wrong.building-fixed')
    : null
}

function checkNew(cells: RowCells, code: string, street: Street): CheckedRow {
  const named = withoutFormulaGuard(cells.get('building') ?? '')
    .trim()
    .toUpperCase()
  const building = buildingFor(code, named, [...street.buildings.values()])
  if (typeof building === 'string') return bad(code, [complain(cells, named ? 'building' : 'code', building)])
  if (!mayTouch(street, building.code)) return bad(code, [complain(cells, 'code', 'transfer.wrong.not-yours')])
  const read = readFacts(cells, { ...newValues, ...typedCells(cells) })
  if (!read.ok) return bad(code, read.complaints)
  if (read.facts.floor > building.floors) return bad(code, [complain(cells, 'floor', 'listing.form.floor')])
  return { kind: 'create', code, facts: read.facts, building }
}

const mayTouch = ({ allowed }: Street, building: string): boolean => allowed === null || allowed.includes(building)

/** All that the row says of the form's fields. */
function typedCells(cells: RowCells): Typed {
  const typed: Typed = {}
  for (const field of cellFields) {
    const cell = cells.get(field)
    if (cell !== undefined) Object.assign(typed, typedOf(field, cell))
  }
  return typed
}

/** What is said otherwise than it is: the rest stays as it is stored, to the last digit. */
function differing(cells: RowCells, values: Typed): Typed {
  const typed: Typed = {}
  for (const field of cellFields) {
    const cell = cells.get(field)
    if (cell !== undefined && !isSame(field, typedOfCell(field, cell), values[field]))
      Object.assign(typed, typedOf(field, cell))
  }
  return typed
}

/** The first of the uses is the main one. */
function typedOf(field: (typeof cellFields)[number], cell: string): Typed {
  const typed = typedOfCell(field, cell)
  return field === 'allowedUses' ? { allowedUses: typed, mainUse: [typed].flat()[0] ?? '' } : { [field]: typed }
}

function readFacts(
  cells: RowCells,
  typed: Typed,
): { ok: true; facts: ListingFacts } | { ok: false; complaints: Complaint[] } {
  // Nobody knows in which language a file was written.
  const read = readingIn(null, () => readListing(typed))
  if (read.ok) return { ok: true, facts: read.value }
  return { ok: false, complaints: complaintsOf(cells, read.errors) }
}

const pick = (from: Partial<ListingFacts>, fields: (keyof ListingFacts)[]): Partial<ListingFacts> =>
  Object.fromEntries(fields.map(field => [field, from[field] ?? null]))

/**
 * The building in which a premises of this code stands, the one that is named or the only one that its code fits; or why
 * there is none. `SFH-A-10105` may be unit 5 of A101 and unit 105 of A10.
 */
function buildingFor(code: string, named: string, buildings: readonly Building[]): Building | MessageKey {
  const fitting = buildings.filter(building => isUnitOf(code, building))
  if (named === '')
    return fitting.length > 1 ? 'transfer.wrong.building-unclear' : (fitting[0] ?? 'transfer.wrong.no-building')
  if (!buildings.some(building => building.code === named)) return 'transfer.wrong.building'
  return fitting.find(building => building.code === named) ?? 'transfer.wrong.building-other'
}

function isUnitOf(code: string, building: Building): boolean {
  const start = codeIn(building, 1).slice(0, -2)
  const unit = code.slice(start.length)
  return code.startsWith(start) && /^(0[1-9]|[1-9]\d{1,4})$/.test(unit)
}
