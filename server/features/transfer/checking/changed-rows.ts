import { type ImportRow, ImportRowModel, type PremisesImport } from '#models/transfer/premises-import.ts'
import type { PremisesChange } from '#models/premises/parts/premises-change.ts'
import type { LocalisedText } from '#models/parts/localised-text.ts'
import type { Typed } from '#web/forms/forms.ts'
import { valuesOf } from '#features/premises/fields/values.ts'
import type { ListingFacts } from '#features/premises/listing/listing-facts.ts'
import { changesOf } from '#features/premises/listing/recording.ts'
import { wholeListing } from '#features/premises/listing/stored.ts'
import { premisesOf } from './street.ts'

/** What a good row does to its premises; those that are wrong are listed by themselves. */
export const shownKinds = ['change', 'create', 'same'] as const
export type ShownKind = (typeof shownKinds)[number]

export type ShownRow = Pick<ImportRow, 'row' | 'code' | 'state' | 'reason'> & {
  /** Of the premises as it stands, or of the new one; null when the premises is gone. */
  title: LocalisedText | null
  /** From what to what, as it was found by the check. */
  changes: PremisesChange[]
  /** All fields of a new premises, as they would be typed. */
  values: Typed
}
export type ShownRows = { kind: ShownKind; rows: ShownRow[]; page: number; pages: number }

const rowsPerPage = 25

type Asked = { kind: ShownKind | undefined; page: number }

/**
 * One page of what an import does, or did, to each premises, in the order of the file. Without a kind the first of which
 * there is any; a page beyond the last is the last. Reads the rows that the dry run kept, never the file.
 */
export async function shownRows({ _id, counts }: PremisesImport, asked: Asked): Promise<ShownRows> {
  const kind = asked.kind ?? shownKinds.find(one => counts[one] > 0) ?? 'change'
  const pages = Math.max(1, Math.ceil(counts[kind] / rowsPerPage))
  const page = Math.min(asked.page, pages)
  const rows = await ImportRowModel.find({ import: _id, kind })
    .sort({ row: 1 })
    .skip((page - 1) * rowsPerPage)
    .limit(rowsPerPage)
    .lean<ImportRow[]>()
  const current = new Map((await premisesOf(rows.map(({ code }) => code))).map(one => [one.code, one]))
  return { kind, page, pages, rows: rows.map(row => shownRow(row, current.get(row.code))) }
}

/** A row keeps the fields that differ and no others: the rest is the same on both sides, whatever it is by now. */
function shownRow(found: ImportRow, current: ListingFacts | undefined): ShownRow {
  const { row, code, kind, state, reason } = found
  const common = { row, code, state, reason, title: current?.title ?? null, changes: [], values: {} }
  const facts = (found.facts ?? {}) as Partial<ListingFacts>
  if (kind === 'create') {
    const made = wholeListing(facts as ListingFacts)
    return { ...common, title: made.title, values: valuesOf(made) }
  }
  if (kind !== 'change' || !current) return common
  const before = wholeListing({ ...current, ...(found.before as Partial<ListingFacts>) })
  return { ...common, changes: changesOf(before, wholeListing({ ...current, ...facts })) }
}
