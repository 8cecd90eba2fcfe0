import type { Reader } from '#shared/texts/i18n.ts'
import { startOfCityDay } from '#shared/days/city-day.ts'
import { formatDay, formatNumber, formatRoundMoney } from '#shared/texts/format.ts'
import type { Relaxation, RelaxedPart } from '../search/relaxing.ts'
import type { PremisesSearch } from './input.ts'
import { searchHref } from './links.ts'

export type Chip = { label: string; remove: string; href: string }
type Filter = PremisesSearch['filter']

/** Returns the chosen conditions, each with a link to the same search without it. */
export function chipsOf(reader: Reader, search: PremisesSearch): Chip[] {
  const { t, locale } = reader
  const chip = (label: string, filter: Filter): Chip => ({
    label,
    remove: t('premises.list.remove', { name: label }),
    href: searchHref(locale, search, { filter }),
  })
  return [
    ...wordChips(reader, search.filter, chip),
    ...listChips(reader, search.filter, chip),
    ...placeChips(reader, search.filter, chip),
  ]
}

type MakeChip = (label: string, filter: Filter) => Chip

function wordChips({ t, locale }: Reader, filter: Filter, chip: MakeChip): Chip[] {
  const { q, from } = filter
  const area = rangeLabel({ t, locale }, 'area', [filter.minArea, filter.maxArea])
  const frontage = rangeLabel({ t, locale }, 'frontage', [filter.minFrontage, filter.maxFrontage])
  return [
    ...(q ? [chip(t('premises.chip.q', { q }), without(filter, 'q', 'as'))] : []),
    ...(area ? [chip(area, without(filter, 'minArea', 'maxArea'))] : []),
    ...(frontage ? [chip(frontage, without(filter, 'minFrontage', 'maxFrontage'))] : []),
    ...(filter.maxMonthly === undefined
      ? []
      : [chip(t('premises.chip.monthly', { cost: yuan(locale, filter.maxMonthly) }), without(filter, 'maxMonthly'))]),
    ...(from
      ? [chip(t('premises.chip.from', { day: formatDay(locale, startOfCityDay(from)) }), without(filter, 'from'))]
      : []),
  ]
}

const fenInYuan = 100
const yuan = (locale: Reader['locale'], value: number): string => formatRoundMoney(locale, value * fenInYuan)

type Range = readonly [least: number | undefined, most: number | undefined]

/** Formats a range: "40–60 m²", "from 40 m²"; null when there is no limit. */
export function rangeLabel({ t, locale }: Reader, name: 'area' | 'frontage', [least, most]: Range): string | null {
  const formatValue = (value: number) => formatNumber(locale, value)
  if (least !== undefined && most !== undefined)
    return t(`premises.chip.${name}`, { min: formatValue(least), max: formatValue(most) })
  if (least !== undefined) return t(`premises.chip.${name}-min`, { min: formatValue(least) })
  return most === undefined ? null : t(`premises.chip.${name}-max`, { max: formatValue(most) })
}

function listChips({ t }: Reader, filter: Filter, chip: MakeChip): Chip[] {
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

function placeChips({ t }: Reader, filter: Filter, chip: MakeChip): Chip[] {
  const { floor, building, zone } = filter
  return [
    ...(floor === undefined ? [] : [chip(t('premises.floor', { floor }), without(filter, 'floor'))]),
    ...(building ? [chip(t('premises.chip.building', { code: building }), without(filter, 'building'))] : []),
    ...(zone ? [chip(t(`premises.zone.${zone}`), without(filter, 'zone'))] : []),
  ]
}

/**
 * Returns links that each leave out one condition of a search without matches, with the number of premises it would show.
 */
export function relaxedLinks(
  reader: Reader,
  search: PremisesSearch,
  relaxations: readonly Relaxation[],
): RelaxedLink[] {
  return relaxations.slice(0, maxRelaxedLinks).map(relaxation => {
    const filter = relaxedFilter(search.filter, relaxation)
    const labels = chipsOf(reader, search).map(({ label }) => label)
    const remainingLabels = chipsOf(reader, { ...search, filter }).map(({ label }) => label)
    const dropped = labels.filter(label => !remainingLabels.includes(label))
    return {
      label: dropped.join(reader.locale === 'zh' ? '、' : ', '),
      count: reader.t('premises.list.would-show', { count: relaxation.count }),
      href: searchHref(reader.locale, search, { filter }),
    }
  })
}
export type RelaxedLink = { label: string; count: string; href: string }

const maxRelaxedLinks = 4

const conditionsOfPart: Partial<Record<RelaxedPart, readonly Single[]>> = {
  words: ['q', 'as'],
  cost: ['maxMonthly'],
  area: ['minArea', 'maxArea'],
  frontage: ['minFrontage', 'maxFrontage'],
  from: ['from'],
  floor: ['floor'],
  building: ['building'],
  zone: ['zone'],
}

function relaxedFilter(filter: Filter, { part, feature }: Relaxation): Filter {
  if (part === 'use' || part === 'status') return { ...filter, [part]: [] }
  if (part === 'feature') return { ...filter, feature: filter.feature.filter(other => other !== feature) }
  return without(filter, ...(conditionsOfPart[part] ?? []))
}

type Single =
  | 'q'
  | 'as'
  | 'maxMonthly'
  | 'minArea'
  | 'maxArea'
  | 'minFrontage'
  | 'maxFrontage'
  | 'from'
  | 'floor'
  | 'building'
  | 'zone'

function without(filter: Filter, ...names: readonly Single[]): Filter {
  const remaining = Object.entries(filter).filter(([name]) => !(names as readonly string[]).includes(name))
  return Object.fromEntries(remaining) as Filter
}
