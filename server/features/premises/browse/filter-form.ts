import {
  premisesFeatures,
  useClasses,
  zones,
  type PremisesFeature,
} from '../../../../models/parts/premises-vocabulary.ts'
import { formatNumber } from '../../../shared/format.ts'
import { publicStatuses } from '../rules.ts'
import type { Counts } from '../search/counting.ts'
import type { PremisesSearch } from './input.ts'
import type { Words } from './words.ts'

type Choice = { name: string; value: string; label: string; count: string; checked: boolean; none: boolean }
type Option = { value: string; label: string; selected: boolean }

export type FilterForm = {
  q: string
  uses: Choice[]
  statuses: Choice[]
  /** The six that people ask for most, and the rest. */
  features: Choice[]
  moreFeatures: Choice[]
  moreOpen: boolean
  minArea: string
  maxArea: string
  bars: string
  floors: Option[]
  /** Null where there are too many to choose from: then the code is typed. */
  buildings: Option[] | null
  building: string
  zones: Option[]
  from: string
  /** Conditions kept while others change. */
  sort: string | null
  view: string | null
}

const askedMost: readonly PremisesFeature[] = [
  'registered_address',
  'extraction',
  'own_entrance',
  'step_free',
  'water',
  'three_phase',
]
const mostBuildingsListed = 60

export function filterForm(words: Words, search: PremisesSearch, counts: Counts): FilterForm {
  const { t } = words
  const { filter } = search
  const choice = choiceIn(words)
  const feature = (value: PremisesFeature) =>
    choice('feature', value, {
      label: t(`premises.feature.${value}`),
      count: counts.feature[value],
      checked: filter.feature.includes(value),
    })
  const rest = premisesFeatures.filter(value => !askedMost.includes(value))
  return {
    q: filter.q ?? '',
    uses: useClasses.map(value =>
      choice('use', value, {
        label: t(`premises.use.${value}`),
        count: counts.use[value],
        checked: filter.use.includes(value),
      }),
    ),
    statuses: publicStatuses.map(value =>
      choice('status', value, {
        label: t(`premises.status.${value}`),
        count: counts.status[value],
        checked: filter.status.includes(value),
      }),
    ),
    features: askedMost.map(feature),
    moreFeatures: rest.map(feature),
    moreOpen: rest.some(value => filter.feature.includes(value)),
    minArea: typed(filter.minArea),
    maxArea: typed(filter.maxArea),
    bars: areaBars(words, search, counts),
    ...placeOptions(words, search, counts),
    from: filter.from ?? '',
    sort: search.sort === 'new' ? null : search.sort,
    view: search.view === 'cards' ? null : search.view,
  }
}

const typed = (value: number | undefined): string => (value === undefined ? '' : String(value))

type Said = { label: string; count: number; checked: boolean }

const choiceIn =
  ({ locale }: Words) =>
  (name: string, value: string, { label, count, checked }: Said): Choice => ({
    name,
    value,
    label,
    count: formatNumber(locale, count),
    checked,
    none: count === 0 && !checked,
  })

function placeOptions({ t, locale }: Words, { filter }: PremisesSearch, counts: Counts) {
  const counted = (label: string, count: number) => `${label} (${formatNumber(locale, count)})`
  return {
    floors: counts.floor.map(({ floor, count }) => ({
      value: String(floor),
      label: counted(String(floor), count),
      selected: floor === filter.floor,
    })),
    buildings:
      counts.building.length > mostBuildingsListed
        ? null
        : counts.building.map(({ code, count }) => ({
            value: code,
            label: counted(code, count),
            selected: code === filter.building,
          })),
    building: filter.building ?? '',
    zones: zones.map(zone => ({
      value: zone,
      label: counted(t(`premises.zone.${zone}`), counts.zone[zone]),
      selected: zone === filter.zone,
    })),
  }
}

/** How many premises of which area, drawn over the two fields; bars inside the chosen range are strong. */
function areaBars({ t }: Words, { filter }: PremisesSearch, { area }: Counts): string {
  const highest = Math.max(1, ...area.bars)
  const bar = (count: number, index: number) => {
    const height = count === 0 ? 1 : Math.max(3, Math.round((count / highest) * 40))
    return {
      d: `M${index * 20} ${44 - height}h18v${height}h-18z`,
      inside: isInside(index * area.step, area.step, filter),
    }
  }
  const bars = area.bars.map(bar)
  const pathOf = (inside: boolean) =>
    bars
      .filter(one => one.inside === inside)
      .map(({ d }) => d)
      .join('')
  const label = t('premises.filter.area-bars')
  return `<svg class="bars" viewBox="0 0 ${area.bars.length * 20} 44" preserveAspectRatio="none" role="img" aria-label="${label}"><path class="bars__out" d="${pathOf(false)}"/><path class="bars__in" d="${pathOf(true)}"/></svg>`
}

function isInside(from: number, step: number, { minArea, maxArea }: PremisesSearch['filter']): boolean {
  return (minArea === undefined || from + step > minArea) && (maxArea === undefined || from <= maxArea)
}
