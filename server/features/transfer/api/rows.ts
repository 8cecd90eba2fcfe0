import type { Typed } from '#web/forms/forms.ts'
import { valuesOf } from '#features/premises/fields/values.ts'
import type { StaffListing } from '#features/listings/staff-table/table-service.ts'
import { guarded } from '../table/cells.ts'
import { askOf, type CellAsk, type Column, columns, isColumn } from '../table/columns.ts'
import type { SentRow } from '../receiving.ts'
import type { Complaint } from '../table/cell-complaints.ts'

export type JsonValue = string | number | boolean | null | string[]
type JsonRow = Record<Column, JsonValue>

/** Returns a premises as JSON that can be sent back. It has the columns of a file, with codes instead of words. */
export function jsonRow(premises: StaffListing): JsonRow {
  const typed = valuesOf(premises)
  const { code, buildingCode: building, status, version } = premises
  const own: Partial<JsonRow> = { code, building, status, version }
  return Object.fromEntries(columns.map(column => [column, own[column] ?? jsonValue(column, typed[column])])) as JsonRow
}

function jsonValue(column: Column, typed: Typed[string]): JsonValue {
  const ask = askOf(column)
  const list = [typed ?? ''].flat()
  const text = list[0] ?? ''
  if (ask.ask === 'several') return list.filter(Boolean)
  if (ask.ask === 'flag') return text === 'yes'
  return plainValue(ask, text)
}

function plainValue(ask: CellAsk, text: string): JsonValue {
  if (ask.ask === 'day' || ask.ask === 'instant') return text || null
  return ask.ask === 'line' && ask.decimal !== undefined ? Number(text) : text
}

/** Most complaints about unknown fields or values in one row. They are errors of the program, not of the data. */
const mostOdd = 20

/**
 * Returns a sent row as cells of a file. Complains about fields that are no column and about values that no cell can have.
 */
export function sentRow(sent: Readonly<Record<string, unknown>>, row: number): SentRow {
  const cells = new Map<Column, string>()
  const odd: Complaint[] = []
  for (const [name, value] of Object.entries(sent)) {
    const cell = isColumn(name) ? cellOf(value) : null
    if (isColumn(name) && cell !== null) cells.set(name, cell)
    else if (odd.length < mostOdd) odd.push({ field: name.slice(0, 60), value: '', code: wrongOf(name) })
  }
  return { row, cells, odd }
}

const wrongOf = (name: string) => (isColumn(name) ? 'access.wrong.value' : 'access.wrong.column')

/** Returns null when a cell cannot hold the value. */
function cellOf(value: unknown): string | null {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return guarded(value)
  if (Array.isArray(value) && value.every(one => typeof one === 'string')) return guarded(value.join('; '))
  return null
}
