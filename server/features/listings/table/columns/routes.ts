import { Router, type Response } from 'express'
import { z } from 'zod'
import type { ListingsService } from '#features/listings/service.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import {
  type FormFailure,
  formFailure,
  inputValue,
  namedErrors,
  type ErrorSummary,
  type FieldErrors,
  type FormResult,
  type FormValues,
} from '#web/forms/forms.ts'
import { pathTo } from '#server/paths.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { view } from '#web/pages/view.ts'
import { knownColumns, type TableColumn, tableColumns } from '#features/listings/staff-table/column-names.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { readTableSearch, parseSearch, searchQuery, tableHref, type TableSearch } from '../input.ts'
import { columnsFor, findOpenView } from '../views-part.ts'
import { columnLabel } from '../columns.ts'

/** Routes for the columns of the table of one colleague, or of one of their views. */
export function columnRoutes({ tablePreferences }: Pick<ListingsService, 'tablePreferences'>): Router {
  const router = Router({ caseSensitive: true })
  const manager = staff('listing_manager', 'administrator')

  router.get('/staff/premises/columns', manager, async (req, res) => {
    await show(res, readTableSearch(req.query))
  })

  router.post('/staff/premises/columns', manager, async (req, res) => {
    const { typed } = formFailure(req.body, {})
    const search = parseSearch(inputValue(typed, 'back'))
    const reset = inputValue(typed, 'reset') === 'yes'
    const columns = reset ? { ok: true as const, value: [] } : readColumns(req.body)
    if (!columns.ok) {
      await show(res, search, columns)
      return
    }
    const who = accountOf(res)
    const open = findOpenView(await tablePreferences.of(who.id), search)
    if (open?.own) await tablePreferences.edit(who, open.id, { columns: columns.value })
    else await tablePreferences.chooseColumns(who, columns.value)
    flashNotice(res, reset ? 'table-columns.is-reset' : 'table-columns.saved')
    res.redirect(303, tableHref(res.locals.locale, search))
  })

  async function show(res: Response, search: TableSearch, failure?: FormFailure): Promise<void> {
    const arrangement = await tablePreferences.of(accountOf(res).id)
    const open = findOpenView(arrangement, search)
    const shown = {
      columns: open && !open.own ? arrangement.columns : columnsFor(arrangement, search),
      viewName: open?.own ? open.name : null,
      back: searchQuery(search),
      backHref: tableHref(res.locals.locale, search),
    }
    renderColumns(res, columnsPage(res.locals, { ...shown, ...failure }), failure ? 422 : 200)
  }

  return router
}

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
const renderColumns = view<ColumnsPage>('listings/table/columns')

const ticked = z.preprocess(value => [value ?? []].flat(), z.array(z.string())).catch([])
const placePattern = /^\d{0,3}$/

/** Parses the columns in the order of the numbers beside them; of two equal numbers the one listed first comes first. */
function readColumns(body: unknown): FormResult<TableColumn[]> {
  const { typed } = formFailure(body, {})
  const chosen = knownColumns(ticked.parse(typed['column']))
  const errors: FieldErrors = chosen.length === 0 ? { [idOf(tableColumns[0])]: 'table-columns.none' } : {}
  for (const column of chosen) {
    if (!placePattern.test(inputValue(typed, placeOf(column)).trim())) errors[placeOf(column)] = 'listing.form.whole'
  }
  if (Object.keys(errors).length > 0) return { ok: false, errors, typed }
  const orderNumberOf = (column: TableColumn) => Number(inputValue(typed, placeOf(column)).trim() || 999)
  return { ok: true, value: chosen.toSorted((one, other) => orderNumberOf(one) - orderNumberOf(other)) }
}

const placeOf = (column: TableColumn) => `place.${column}`
const idOf = (column: TableColumn) => `column-${column}`

/** Returns the chosen columns as form values: ticked, and numbered from 1. */
const toFormValues = (columns: readonly TableColumn[]): FormValues => ({
  column: [...columns],
  ...Object.fromEntries(columns.map((column, index) => [placeOf(column), String(index + 1)])),
})

type Shown = {
  columns: readonly TableColumn[]
  /** Name of the own view that the columns belong to; null when they belong to none. */
  viewName: string | null
  back: string
  backHref: string
  typed?: FormValues
  errors?: FieldErrors
}

/** Returns the page, with the chosen columns first in their order, so that the numbers ascend downwards. */
function columnsPage({ t, locale }: Reader, shown: Shown): ColumnsPage {
  const { columns, viewName, errors = {}, typed = toFormValues(columns) } = shown
  const chosen = ticked.parse(typed['column'])
  const rows = [...columns, ...tableColumns.filter(column => !columns.includes(column))].map(column => {
    const error = errors[placeOf(column)]
    return {
      id: idOf(column),
      name: column,
      label: columnLabel(t, column),
      checked: chosen.includes(column),
      place: inputValue(typed, placeOf(column)),
      placeName: placeOf(column),
      error: error ? t(error) : null,
    }
  })
  return {
    title: t('table-columns.title'),
    lead: viewName === null ? t('table-columns.lead') : t('table-columns.of-view', { name: viewName }),
    breadcrumb: [
      deskCrumb({ t, locale }),
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
