import { pathTo } from '#server/paths.ts'
import { earlierRents, type EarlierTenancy } from '#models/tenancies/earlier-tenancy.ts'
import { occupiedStatuses } from '#models/premises/occupancy.ts'
import { formatMoney } from '#shared/texts/format.ts'
import { type FormFailure } from '#web/forms/forms.ts'
import { paginationOf, type Pagination } from '#web/pages/pagination.ts'
import { view } from '#web/pages/view.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { dayInWords, leftLabel, type Fact, type Label, type TenancyReader } from '../texts/tenancy-text.ts'
import { errorsOf, fieldsOf, type FieldSpec, type FormPage } from '../texts/form-view.ts'
import type { EarlierQuery } from './form.ts'
import { isLive } from './settling.ts'

export const earlierHref = ({ locale }: Pick<TenancyReader, 'locale'>): string =>
  pathTo(locale, '/staff/tenancies/earlier')
const trail = ({ t, locale }: TenancyReader, ...more: Breadcrumb) => [
  deskCrumb({ t, locale }),
  { label: t('lease.list.title'), href: pathTo(locale, '/staff/tenancies') },
  ...more,
]

type Row = { href: string; premises: string; tenant: string; state: string; since: string; until: string }
type ListPage = {
  title: string
  demo: boolean
  breadcrumb: Breadcrumb
  summary: string
  acts: { href: string; label: string }[]
  columns: string[]
  rows: Row[]
  action: string
  q: string
  reset: string | null
  empty: string
  pages: Pagination | null
}
export const renderEarlierList = view<ListPage>('tenancies/earlier/list')

type EarlierResults = { items: EarlierTenancy[]; total: number; page: number; pages: number }

type Listed = { query: EarlierQuery; found: EarlierResults; enters: boolean }

export function earlierListPage(reader: TenancyReader, { query, found, enters }: Listed): ListPage {
  const { t } = reader
  const base = earlierHref(reader)
  const title = t('earlier.title')
  return {
    title,
    demo: found.items.some(({ demo }) => demo),
    breadcrumb: trail(reader, { label: title }),
    summary: t('earlier.found', { count: found.total }),
    acts: enters
      ? [
          { href: `${base}/new`, label: t('earlier.enter') },
          { href: `${base}/import`, label: t('earlier.import') },
        ]
      : [],
    columns: (['premises', 'tenant', 'state', 'since', 'until'] as const).map(name => t(`earlier.field.${name}`)),
    rows: found.items.map(tenancy => rowOf(reader, tenancy)),
    action: base,
    q: query.q ?? '',
    reset: query.q ? base : null,
    empty: t(query.q ? 'lease.list.empty' : 'earlier.none'),
    pages: paginationOf(t, found, page => `${base}?${queryString(query, page)}`),
  }
}

const rowOf = (reader: TenancyReader, tenancy: EarlierTenancy): Row => ({
  href: `${earlierHref(reader)}/${tenancy._id.toHexString()}`,
  premises: tenancy.premises,
  tenant: tenantOf(reader, tenancy),
  state: stateOf(reader, tenancy),
  since: dayInWords(reader.locale, tenancy.since),
  until: untilOf(reader, tenancy),
})

const tenantOf = ({ t }: TenancyReader, { tenant }: EarlierTenancy): string => tenant || t('earlier.nobody')
const untilOf = ({ t, locale }: TenancyReader, { until }: EarlierTenancy): string =>
  until ? dayInWords(locale, until) : t('earlier.open-ended')

function stateOf({ t, locale }: TenancyReader, { state, taken, endedOn }: EarlierTenancy): string {
  if (state === 'ended' && endedOn) return t('earlier.state.ended', { day: dayInWords(locale, endedOn) })
  return t(`earlier.state.${taken}`)
}

const queryString = ({ q }: EarlierQuery, page: number): string =>
  new URLSearchParams({ ...(q ? { q } : {}), page: String(page) }).toString()

export type EarlierDue = { premises: string; tenant: string; due: string; day: string; left: Label; href: string }

/** Returns the tenancies from before the site whose contract ends, for the board of all tenancies. */
export const toEarlierDue = (reader: TenancyReader, tenancies: readonly EarlierTenancy[]): EarlierDue[] =>
  tenancies.map(tenancy => ({
    ...rowOf(reader, tenancy),
    due: untilOf(reader, tenancy),
    day: tenancy.until ?? '',
    left: leftLabel(reader, tenancy.until ?? ''),
  }))

type ShowPage = {
  title: string
  demo: boolean
  breadcrumb: Breadcrumb
  facts: Fact[]
  terms: string
  end: { action: string; fields: FormPage['fields']; errors: FormPage['errors']; alert: string | null } | null
}
export const renderEarlier = view<ShowPage>('tenancies/earlier/show')

export type Refusal = { failure?: FormFailure | null; alert?: string | null }

export function earlierPage(
  reader: TenancyReader,
  tenancy: EarlierTenancy,
  { ends, failure = null, alert = null }: Refusal & { ends: boolean },
): ShowPage {
  const { t, locale, today } = reader
  const { premises, rent, rentFreeUntil, rentMonthFen, terms } = tenancy
  const specs: FieldSpec[] = [{ name: 'on', kind: 'day', start: today, label: 'earlier.field.on' }]
  const fact = (name: 'tenant' | 'state' | 'since' | 'until' | 'rent' | 'rentFreeUntil', value: string): Fact => ({
    label: t(`earlier.field.${name}`),
    value,
  })
  return {
    title: premises,
    demo: tenancy.demo,
    breadcrumb: trail(reader, { label: t('earlier.title'), href: earlierHref(reader) }, { label: premises }),
    facts: [
      fact('tenant', tenantOf(reader, tenancy)),
      fact('state', stateOf(reader, tenancy)),
      fact('since', dayInWords(locale, tenancy.since)),
      fact('until', untilOf(reader, tenancy)),
      fact('rent', t(`earlier.rent.${rent}`)),
      ...(rentFreeUntil ? [fact('rentFreeUntil', dayInWords(locale, rentFreeUntil))] : []),
      { label: t('earlier.rent-month'), value: formatMoney(locale, rentMonthFen) },
    ],
    terms,
    end:
      ends && isLive(tenancy)
        ? {
            action: `${earlierHref(reader)}/${tenancy._id.toHexString()}/end`,
            fields: fieldsOf(t, specs, failure),
            errors: errorsOf(t, specs, failure),
            alert,
          }
        : null,
  }
}

function specsOf({ t }: TenancyReader): FieldSpec[] {
  const label = (name: string) => `earlier.field.${name}` as FieldSpec['label'] & string
  const options = <V extends string>(values: readonly V[], textKey: 'taken' | 'rent') =>
    values.map(value => ({ value, label: t(`earlier.${textKey}.${value}` as FieldSpec['label'] & string) }))
  return [
    { name: 'premises', label: label('premises'), hint: 'earlier.hint.premises' },
    {
      name: 'taken',
      kind: 'radios',
      label: label('taken'),
      start: 'let',
      options: options(occupiedStatuses.toReversed(), 'taken'),
    },
    { name: 'tenant', label: label('tenant') },
    { name: 'since', kind: 'day', label: label('since') },
    { name: 'until', kind: 'day', label: label('until'), optional: true, hint: 'earlier.hint.until' },
    { name: 'rent', kind: 'radios', label: label('rent'), start: 'free', options: options(earlierRents, 'rent') },
    {
      name: 'rentFreeUntil',
      kind: 'day',
      label: label('rentFreeUntil'),
      optional: true,
      hint: 'earlier.hint.rentFreeUntil',
    },
    { name: 'terms', kind: 'area', label: label('terms'), optional: true },
  ]
}

export function enterPage(reader: TenancyReader, failure: FormFailure | null): FormPage {
  const { t } = reader
  const base = earlierHref(reader)
  const specs = specsOf(reader)
  return {
    ...emptyForm,
    title: t('earlier.enter'),
    breadcrumb: trail(reader, { label: t('earlier.title'), href: base }, { label: t('earlier.enter') }),
    lead: t('earlier.lead'),
    errors: errorsOf(t, specs, failure),
    action: `${base}/new`,
    fields: fieldsOf(t, specs, failure),
    submit: t('earlier.save'),
    cancel: { href: base, label: t('lease.cancel') },
  }
}

const emptyForm = { demo: false, facts: [], alert: null, findings: null, danger: false, instead: null }

type ImportPage = {
  title: string
  demo: boolean
  breadcrumb: Breadcrumb
  lead: string
  errors: FormPage['errors']
  error: string
  /** Result of a check. */
  checked: string
  complaints: { cell: string; problem: string }[]
  action: string
}
export const renderEarlierImport = view<ImportPage>('tenancies/earlier/import')
export type CheckedFile = { error?: string; checked?: string; complaints?: { cell: string; problem: string }[] }

export function importPage(
  reader: TenancyReader,
  lead: string,
  { error = '', checked = '', complaints = [] }: CheckedFile,
): ImportPage {
  const { t } = reader
  const base = earlierHref(reader)
  const title = t('earlier.import.title')
  return {
    title,
    demo: false,
    breadcrumb: trail(reader, { label: t('earlier.title'), href: base }, { label: title }),
    lead,
    errors: error ? { items: [{ href: '#file', text: error }] } : null,
    error,
    checked,
    complaints,
    action: `${base}/import`,
  }
}
