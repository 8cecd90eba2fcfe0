import { pathTo } from '#server/paths.ts'
import { dot } from '#shared/texts/facts.ts'
import type { Translate, Reader } from '#shared/texts/i18n.ts'
import { errorSummary, type ErrorSummary, type FormFailure, inputValue } from '#web/forms/forms.ts'
import { view } from '#web/pages/view.ts'
import type { Arrangement, AvailableView } from '#features/listings/staff-table/preferences-service.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { columnLabel } from '../columns.ts'
import { describeConditions } from '../filters.ts'
import { parseSearch, searchQuery, type TableSearch } from '../input.ts'
import { allHref, columnsFor, viewHref } from '../views-part.ts'

type Item = {
  name: string
  href: string
  conditions: string[]
  columns: string
  by: string
  opens: boolean
  action: string
  /** Inputs of an own view; null for others. */
  form: { id: string; value: string; shared: boolean; error: string | null } | null
}
type ViewsPage = {
  title: string
  breadcrumb: Breadcrumb
  summary: ErrorSummary
  create: {
    action: string
    query: string
    conditions: string[]
    columns: string
    field: { name: string; label: string; value: string; error?: string; maxlength: number }
    ticks: { name: string; label: string; checked: boolean }[]
  }
  all: { href: string; opens: boolean; action: string }
  own: Item[]
  others: Item[]
}
export const renderViews = view<ViewsPage>('listings/table/views')

/** A refused form; `id` of its view, or null for a new one. */
export type ViewTrouble = { id: string | null; failure: FormFailure }
type Shown = { arrangement: Arrangement; search: TableSearch; trouble?: ViewTrouble }

/** Returns the page for saving the table under a name, and for all views of a reader. */
export function viewsPage(reader: Reader, { arrangement, search, trouble }: Shown): ViewsPage {
  const { t, locale } = reader
  const items = arrangement.views.map(one => itemOf(reader, one, { arrangement, trouble }))
  const errorId = trouble?.id ? `name-${trouble.id}` : 'name'
  const errors = Object.fromEntries(Object.values(trouble?.failure.errors ?? {}).map(error => [errorId, error]))
  return {
    title: t('table-views.title'),
    breadcrumb: [
      deskCrumb({ t, locale }),
      { label: t('listing.title'), href: allHref(locale, arrangement) },
      { label: t('table-views.title') },
    ],
    summary: errorSummary(t, errors, { [errorId]: 'table-views.name' }),
    create: createPart(reader, { arrangement, search, ...(trouble && !trouble.id ? { trouble } : {}) }),
    all: {
      href: allHref(locale, arrangement),
      opens: arrangement.opens === null,
      action: pathTo(locale, '/staff/premises/views/opens'),
    },
    own: items.filter(({ form }) => form),
    others: items.filter(({ form }) => !form),
  }
}

function createPart(reader: Reader, { arrangement, search, trouble }: Shown): ViewsPage['create'] {
  const { t, locale } = reader
  const input = trouble?.failure.typed ?? { withColumns: 'yes' }
  const error = Object.values(trouble?.failure.errors ?? {})[0]
  const tick = (name: 'withColumns' | 'shared' | 'opens') => ({
    name,
    label: t(`table-views.${name}`),
    checked: inputValue(input, name) === 'yes',
  })
  return {
    action: pathTo(locale, '/staff/premises/views'),
    query: searchQuery(search),
    conditions: conditionsOf(reader, search),
    columns: joinColumnLabels(t, columnsFor(arrangement, search)),
    field: {
      name: 'name',
      label: t('table-views.name'),
      value: inputValue(input, 'name'),
      maxlength: 60,
      ...(error ? { error: t(error) } : {}),
    },
    ticks: [tick('withColumns'), tick('shared'), tick('opens')],
  }
}

const joinColumnLabels = (t: Translate, columns: readonly Parameters<typeof columnLabel>[1][]): string =>
  columns.map(column => columnLabel(t, column)).join(dot)

function conditionsOf(reader: Reader, search: TableSearch): string[] {
  const conditions = describeConditions(reader, search)
  return conditions.length > 0 ? conditions : [reader.t('table-views.no-conditions')]
}

function itemOf(
  reader: Reader,
  one: AvailableView,
  { arrangement, trouble }: { arrangement: Arrangement; trouble: ViewTrouble | undefined },
): Item {
  const { t, locale } = reader
  return {
    name: one.name,
    href: viewHref(locale, one),
    conditions: conditionsOf(reader, parseSearch(one.query)),
    columns: one.columns.length > 0 ? joinColumnLabels(t, one.columns) : t('table-views.own-columns'),
    by: one.own ? '' : t('table-views.by', { who: one.by }),
    opens: arrangement.opens === one.id,
    action: pathTo(locale, '/staff/premises/views/:id', { id: one.id }),
    form: one.own ? formOf(t, one, trouble?.id === one.id ? trouble.failure : null) : null,
  }
}

function formOf(t: Translate, { id, name, shared }: AvailableView, failure: FormFailure | null): Item['form'] {
  if (!failure) return { id, value: name, shared, error: null }
  const error = Object.values(failure.errors)[0]
  return {
    id,
    value: inputValue(failure.typed, 'name'),
    shared: inputValue(failure.typed, 'shared') === 'yes',
    error: error ? t(error) : null,
  }
}
