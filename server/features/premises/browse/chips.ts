import { startOfCityDay } from '../../../shared/city-day.ts'
import { formatDay, formatNumber } from '../../../shared/format.ts'
import type { PremisesSearch } from './input.ts'
import { searchHref } from './links.ts'
import type { Words } from './words.ts'

export type Chip = { label: string; remove: string; href: string }
type Filter = PremisesSearch['filter']

/** The chosen conditions, each a link to the same search without it. */
export function chipsOf(words: Words, search: PremisesSearch): Chip[] {
  const { t, locale } = words
  const chip = (label: string, filter: Filter): Chip => ({
    label,
    remove: t('premises.list.remove', { name: label }),
    href: searchHref(locale, search, { filter }),
  })
  return [
    ...wordChips(words, search.filter, chip),
    ...listChips(words, search.filter, chip),
    ...placeChips(words, search.filter, chip),
  ]
}

type MakeChip = (label: string, filter: Filter) => Chip

function wordChips({ t, locale }: Words, filter: Filter, chip: MakeChip): Chip[] {
  const { q, from } = filter
  const area = areaLabel({ t, locale }, filter)
  return [
    ...(q ? [chip(t('premises.chip.q', { q }), without(filter, 'q'))] : []),
    ...(area ? [chip(area, without(without(filter, 'minArea'), 'maxArea'))] : []),
    ...(from
      ? [chip(t('premises.chip.from', { day: formatDay(locale, startOfCityDay(from)) }), without(filter, 'from'))]
      : []),
  ]
}

function areaLabel({ t, locale }: Words, { minArea, maxArea }: Filter): string | null {
  const said = (value: number) => formatNumber(locale, value)
  if (minArea !== undefined && maxArea !== undefined)
    return t('premises.chip.area', { min: said(minArea), max: said(maxArea) })
  if (minArea !== undefined) return t('premises.chip.area-min', { min: said(minArea) })
  return maxArea === undefined ? null : t('premises.chip.area-max', { max: said(maxArea) })
}

function listChips({ t }: Words, filter: Filter, chip: MakeChip): Chip[] {
  return [
    ...filter.use.map(use =>
      chip(t(`premises.use.${use}`), { ...filter, use: filter.use.filter(other => other !== use) }),
    ),
    ...filter.status.map(status =>
      chip(t(`premises.status.${status}`), { ...filter, status: filter.status.filter(other => other !== status) }),
    ),
    ...filter.feature.map(feature =>
      chip(t(`premises.feature.${feature}`), { ...filter, feature: filter.feature.filter(other => other !== feature) }),
    ),
  ]
}

function placeChips({ t }: Words, filter: Filter, chip: MakeChip): Chip[] {
  const { floor, building, zone } = filter
  return [
    ...(floor === undefined ? [] : [chip(t('premises.floor', { floor }), without(filter, 'floor'))]),
    ...(building ? [chip(t('premises.chip.building', { code: building }), without(filter, 'building'))] : []),
    ...(zone ? [chip(t(`premises.zone.${zone}`), without(filter, 'zone'))] : []),
  ]
}

function without(filter: Filter, name: 'q' | 'minArea' | 'maxArea' | 'from' | 'floor' | 'building' | 'zone'): Filter {
  const rest = { ...filter }
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- `name` is one of seven known keys
  delete rest[name]
  return rest
}
