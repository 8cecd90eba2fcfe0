import { pathTo } from '#server/paths.ts'
import { premisesStatuses, useClasses, zones } from '#models/premises/parts/premises-vocabulary.ts'
import { formatNumber } from '#shared/texts/format.ts'
import { isMessageKey, type Translate, type Reader } from '#shared/texts/i18n.ts'
import { formatFieldNumber } from '#shared/texts/parse-number.ts'
import type { Option } from '#web/forms/fields.ts'
import { expiryConditions, filterPairs, textConditions } from '../staff-table/filter.ts'
import type { StaffPage } from '../staff-table/table-service.ts'
import { tableHref, type TableSearch } from './input.ts'

type Select = { name: string; label: string; placeholder: string; options: Option[] }
export type TableFilters = {
  action: string
  q: string
  sort: string
  /** Value when there are too many buildings to choose from and the code is typed; null when they are in a list. */
  typedBuilding: { value: string } | null
  /** Always open. */
  main: Select[]
  more: Select[]
  floor: string
  minArea: string
  maxArea: string
  /** True when some conditions behind "more" are set. */
  open: boolean
  filtered: boolean
  /** Id of the saved view that the search began with. */
  view: string
  clearHref: string
}

export function filtersOf(reader: Reader, search: TableSearch, buildings: readonly string[]): TableFilters {
  const { filter, sort, view = '' } = search
  const choices = choicesOf(reader.t, buildings)
  const selects = (names: readonly FilterName[]) => names.map(name => selectOf(reader, filter, name, choices[name]))
  const { q = '', building, status, use, texts, ...others } = filter
  const isNarrow = use.length > 0 || Object.keys(others).length > 0
  return {
    action: pathTo(reader.locale, '/staff/premises'),
    q,
    sort,
    ...buildingPart(buildings, building),
    main: selects(buildings.length > maxListedBuildings ? ['status', 'texts'] : ['building', 'status', 'texts']),
    more: selects(['zone', 'use', 'published', 'photos', 'expiry']),
    floor: formatInputNumber(reader, others.floor),
    minArea: formatInputNumber(reader, others.minArea),
    maxArea: formatInputNumber(reader, others.maxArea),
    open: isNarrow,
    view,
    clearHref: tableHref(reader.locale, { ...search, page: 1, filter: { status: [], use: [] } }),
    filtered: isNarrow || status.length > 0 || [q, building, texts].some(Boolean),
  }
}

/** Maximum number of buildings in a list; a list of thousands is no help, and heavy. */
const maxListedBuildings = 300

const buildingPart = (all: readonly string[], value = ''): Pick<TableFilters, 'typedBuilding'> => ({
  typedBuilding: all.length > maxListedBuildings ? { value } : null,
})

type FilterName = 'building' | 'status' | 'texts' | 'zone' | 'use' | 'published' | 'photos' | 'expiry'
type FilterValues = readonly (readonly [value: string, label: string])[]

const choicesOf = (t: Translate, buildings: readonly string[]): Record<FilterName, FilterValues> => ({
  building: buildings.map(code => [code, code]),
  status: premisesStatuses.map(value => [value, t(`premises.status.${value}`)]),
  texts: textConditions.map(value => [value, t(`table.texts-are.${value}`)]),
  zone: zones.map(value => [value, t(`listing.option.zone.${value}`)]),
  use: useClasses.map(value => [value, t(`listing.option.use.${value}`)]),
  published: (['yes', 'no'] as const).map(value => [value, t(`table.published.${value}`)]),
  photos: (['none', 'some'] as const).map(value => [value, t(`table.photos.${value}`)]),
  expiry: expiryConditions.map(value => [value, t(`table.expiry.${value}`)]),
})

function selectOf({ t }: Reader, filter: TableSearch['filter'], name: FilterName, values: FilterValues): Select {
  const chosen: readonly unknown[] = [filter[name] ?? []].flat()
  return {
    name,
    label: t(`table.filter.${name}`),
    placeholder: t('listing.filter.all'),
    options: values.map(([value, label]) => ({ value, label, selected: chosen.includes(value) })),
  }
}

/** Returns the conditions of a search as sentences: `状态：草稿`. */
export function describeConditions({ t, locale }: Reader, { filter }: Pick<TableSearch, 'filter'>): string[] {
  const choices: Partial<Record<string, FilterValues>> = choicesOf(t, [])
  return filterPairs(filter).map(([name, value]) => {
    const key = name === 'q' ? 'listing.filter.q' : `table.filter.${name}`
    const word =
      choices[name]?.find(([known]) => known === value)?.[1] ??
      (name.endsWith('Area') ? formatFieldNumber(locale, value) : value)
    return t('table-views.condition', { name: isMessageKey(key) ? t(key) : name, value: word })
  })
}

const formatInputNumber = ({ locale }: Reader, value: number | undefined): string =>
  value === undefined ? '' : formatFieldNumber(locale, String(value))

export type StatusStep = { label: string; count: string; href: string; current: boolean }

/** Returns the statuses with the number of premises of each if it were chosen and the rest of the filter kept. */
export function stepsOf({ t, locale }: Reader, search: TableSearch, { statuses }: StaffPage): StatusStep[] {
  const href = (status: TableSearch['filter']['status']) =>
    tableHref(locale, { ...search, page: 1, filter: { ...search.filter, status } })
  const chosen = search.filter.status
  const all = Object.values(statuses).reduce((sum, count) => sum + count, 0)
  return [
    { label: t('listing.filter.all'), count: formatNumber(locale, all), href: href([]), current: chosen.length === 0 },
    ...premisesStatuses.map(status => ({
      label: t(`premises.status.${status}`),
      count: formatNumber(locale, statuses[status]),
      href: href([status]),
      current: chosen.length === 1 && chosen[0] === status,
    })),
  ]
}
