import { pathTo } from '#server/paths.ts'
import { z } from 'zod'
import type { Reader } from '#shared/texts/i18n.ts'
import {
  namedErrors,
  type ErrorSummary,
  type FieldErrors,
  type FormResult,
  formFailure,
  type Typed,
  typedText,
} from '#web/forms/forms.ts'
import { view } from '#web/pages/view.ts'
import { knownColumns, type TableColumn, tableColumns } from '#features/listings/staff-table/column-names.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { columnLabel } from '../columns.ts'

type Row = {
  id: string
  name: TableColumn
  label: string
  checked: boolean
  place: string
  placeName: string
  error: string | null
}
type ColumnsPage = {
  title: string
  lead: string
  breadcrumb: Breadcrumb
  action: string
  back: string
  backHref: string
  summary: ErrorSummary
  rows: Row[]
}
export const renderColumns = view<ColumnsPage>('listings/table/columns')

const ticked = z.preprocess(value => [value ?? []].flat(), z.array(z.string())).catch([])
const place = /^\d{0,3}$/

/** Which columns, in the order of the numbers beside them; of two alike the one that stood first. */
export function readColumns(body: unknown): FormResult<TableColumn[]> {
  const { typed } = formFailure(body, {})
  const chosen = knownColumns(ticked.parse(typed['column']))
  const errors: FieldErrors = chosen.length === 0 ? { [idOf(tableColumns[0])]: 'table-columns.none' } : {}
  for (const column of chosen) {
    if (!place.test(typedText(typed, placeOf(column)).trim())) errors[placeOf(column)] = 'listing.form.whole'
  }
  if (Object.keys(errors).length > 0) return { ok: false, errors, typed }
  const number = (column: TableColumn) => Number(typedText(typed, placeOf(column)).trim() || 999)
  return { ok: true, value: chosen.toSorted((one, other) => number(one) - number(other)) }
}

const placeOf = (column: TableColumn) => `place.${column}`
const idOf = (column: TableColumn) => `column-${column}`

/** Chosen columns as the form has them: ticked, and numbered from 1. */
const typedFor = (columns: readonly TableColumn[]): Typed => ({
  column: [...columns],
  ...Object.fromEntries(columns.map((column, index) => [placeOf(column), String(index + 1)])),
})

type Shown = {
  columns: readonly TableColumn[]
  /** The own view whose columns they are. */
  viewName: string | null
  back: string
  backHref: string
  typed?: Typed
  errors?: FieldErrors
}

/** The chosen ones first, in their order: so they are numbered downwards. */
export function columnsPage({ t, locale }: Reader, shown: Shown): ColumnsPage {
  const { columns, viewName, errors = {}, typed = typedFor(columns) } = shown
  const chosen = ticked.parse(typed['column'])
  const rows = [...columns, ...tableColumns.filter(column => !columns.includes(column))].map(column => {
    const error = errors[placeOf(column)]
    return {
      ...{ id: idOf(column), name: column, label: columnLabel(t, column), checked: chosen.includes(column) },
      ...{ place: typedText(typed, placeOf(column)), placeName: placeOf(column), error: error ? t(error) : null },
    }
  })
  return {
    title: t('table-columns.title'),
    lead: viewName === null ? t('table-columns.lead') : t('table-columns.of-view', { name: viewName }),
    breadcrumb: [
      { label: t('desk.title'), href: pathTo(locale, '/staff') },
      { label: t('listing.title'), href: shown.backHref },
      { label: t('table-columns.title') },
    ],
    action: pathTo(locale, '/staff/premises/columns'),
    back: shown.back,
    backHref: shown.backHref,
    summary: namedErrors(t, errors, name => rows.find(({ placeName }) => placeName === name)?.label),
    rows,
  }
}
