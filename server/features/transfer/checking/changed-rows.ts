import { type ImportRow, ImportRowModel, type PremisesImport } from '#models/transfer/premises-import.ts'
import type { PremisesChange } from '#models/premises/parts/premises-change.ts'
import type { LocalisedText } from '#models/parts/localised-text.ts'
import type { FormValues } from '#web/forms/forms.ts'
import { valuesOf } from '#features/premises/fields/values.ts'
import type { ListingFacts } from '#features/premises/listing/listing-facts.ts'
import { changesOf } from '#features/premises/listing/recording.ts'
import { fillEmptyParts } from '#features/premises/listing/stored.ts'
import { findPremises } from './street.ts'

/** What a valid row does to its premises. Invalid rows are listed separately. */
export const shownKinds = ['change', 'create', 'same'] as const
export type ShownKind = (typeof shownKinds)[number]

export type ShownRow = Pick<ImportRow, 'row' | 'code' | 'state' | 'reason'> & {
  /** Title of the existing or the new premises; null when the premises no longer exists. */
  title: LocalisedText | null
  /** Changed fields with old and new values, as the check found them. */
  changes: PremisesChange[]
  /** All fields of a new premises, as they would be typed. */
  values: FormValues
}
export type ShownRows = { kind: ShownKind; rows: ShownRow[]; page: number; pages: number }

const rowsPerPage = 25

type RowsRequest = { kind: ShownKind | undefined; page: number }

/**
 * Returns one page of what an import does, or did, to each premises, in the order of the file. Without a kind, takes the
 * first kind that has rows. A page beyond the last one is the last one. Reads the rows that the dry run stored, never the
 * file.
 */
export async function readShownRows({ _id, counts }: PremisesImport, request: RowsRequest): Promise<ShownRows> {
  const kind = request.kind ?? shownKinds.find(one => counts[one] > 0) ?? 'change'
  const pages = Math.max(1, Math.ceil(counts[kind] / rowsPerPage))
  const page = Math.min(request.page, pages)
  const rows = await ImportRowModel.find({ import: _id, kind })
    .sort({ row: 1 })
    .skip((page - 1) * rowsPerPage)
    .limit(rowsPerPage)
    .lean<ImportRow[]>()
  const current = new Map((await findPremises(rows.map(({ code }) => code))).map(one => [one.code, one]))
  return { kind, page, pages, rows: rows.map(row => toShownRow(row, current.get(row.code))) }
}

/**
 * Returns a row with its changes. Stored rows contain only the fields that differ; the others come from the premises as it
 * is now and are the same on both sides.
 */
function toShownRow(found: ImportRow, current: ListingFacts | undefined): ShownRow {
  const { row, code, kind, state, reason } = found
  const common = { row, code, state, reason, title: current?.title ?? null, changes: [], values: {} }
  const facts = (found.facts ?? {}) as Partial<ListingFacts>
  if (kind === 'create') {
    const created = fillEmptyParts(facts as ListingFacts)
    return { ...common, title: created.title, values: valuesOf(created) }
  }
  if (kind !== 'change' || !current) return common
  const before = fillEmptyParts({ ...current, ...(found.before as Partial<ListingFacts>) })
  return { ...common, changes: changesOf(before, fillEmptyParts({ ...current, ...facts })) }
}
