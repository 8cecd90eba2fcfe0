import {
  premisesFeatures,
  useClasses,
  zones,
  type PremisesFeature,
} from '#models/premises/parts/premises-vocabulary.ts'
import { pathTo } from '#server/paths.ts'
import { formatNumber } from '#shared/texts/format.ts'
import type { Locale, Reader } from '#shared/texts/i18n.ts'
import { formatFieldNumber } from '#shared/texts/parse-number.ts'
import { publicStatuses } from '#features/premises/rules.ts'
import type { Option } from '#web/forms/fields.ts'
import type { Counts, Histogram } from '../search/counting.ts'
import { defaultSort, type PremisesSearch } from './input.ts'

type Choice = { name: string; value: string; label: string; count: string; checked: boolean; none: boolean }

/** Two fields under a histogram of the premises by size. */
type Range = { title: string; bars: string; least: RangeField; most: RangeField }
type RangeField = { title: string; name: string; value: string; label: string }

export type FilterForm = {
  action: string
  /** Words that were not understood as conditions. */
  q: string
  as: string | null
  uses: Choice[]
  statuses: Choice[]
  /** The six features asked for most, and the rest. */
  features: Choice[]
  moreFeatures: Choice[]
  moreOpen: boolean
  ranges: Range[]
  floors: Option[]
  /** Null when there are too many to choose from; the code is typed then. */
  buildings: Option[] | null
  building: string
  zones: Option[]
  from: string
  maxMonthly: string
  /** Conditions kept while others change. */
  sort: string | null
  view: string | null
}

const popularFeatures: readonly PremisesFeature[] = [
  'registered_address',
  'extraction',
  'own_entrance',
  'step_free',
  'water',
  'three_phase',
]
const maxBuildingsListed = 60

export function filterForm(reader: Reader, search: PremisesSearch, counts: Counts): FilterForm {
  const { t } = reader
  const { filter } = search
  const choice = choiceIn(reader)
  const feature = (value: PremisesFeature) =>
    choice('feature', value, {
      label: t(`premises.feature.${value}`),
      count: counts.feature[value],
      checked: filter.feature.includes(value),
    })
  const rest = premisesFeatures.filter(value => !popularFeatures.includes(value))
  return {
    action: pathTo(reader.locale, '/premises'),
    q: filter.q ?? '',
    as: filter.as ?? null,
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
    features: popularFeatures.map(feature),
    moreFeatures: rest.map(feature),
    moreOpen: rest.some(value => filter.feature.includes(value)),
    ranges: [
      rangeOf(reader, 'Area', { histogram: counts.area, limits: [filter.minArea, filter.maxArea] }),
      rangeOf(reader, 'Frontage', { histogram: counts.frontage, limits: [filter.minFrontage, filter.maxFrontage] }),
    ],
    ...placeOptions(reader, search, counts),
    from: filter.from ?? '',
    maxMonthly: formatInput(reader.locale, filter.maxMonthly),
    sort: search.sort === defaultSort(Boolean(filter.q)) ? null : search.sort,
    view: search.view === 'cards' ? null : search.view,
  }
}

const formatInput = (locale: Locale, value: number | undefined): string =>
  value === undefined ? '' : formatFieldNumber(locale, String(value))

type ChoiceState = { label: string; count: number; checked: boolean }

const choiceIn =
  ({ locale }: Reader) =>
  (name: string, value: string, { label, count, checked }: ChoiceState): Choice => ({
    name,
    value,
    label,
    count: formatNumber(locale, count),
    checked,
    none: count === 0 && !checked,
  })

function placeOptions({ t, locale }: Reader, { filter }: PremisesSearch, counts: Counts) {
  const counted = (label: string, count: number) => `${label} (${formatNumber(locale, count)})`
  return {
    floors: counts.floor.map(({ floor, count }) => ({
      value: String(floor),
      label: counted(String(floor), count),
      selected: floor === filter.floor,
    })),
    buildings:
      counts.building.length > maxBuildingsListed
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

type Limits = readonly [least: number | undefined, most: number | undefined]
type Shape = { histogram: Histogram; limits: Limits }

function rangeOf({ t, locale }: Reader, name: 'Area' | 'Frontage', { histogram, limits }: Shape): Range {
  const [least, most] = limits
  const title = t(`premises.filter.${name === 'Area' ? 'area' : 'frontage'}`)
  return {
    title,
    bars: barsOf(t(`premises.filter.${name === 'Area' ? 'area' : 'frontage'}-bars`), { histogram, limits }),
    least: { title, name: `min${name}`, value: formatInput(locale, least), label: t('premises.filter.least') },
    most: { title, name: `max${name}`, value: formatInput(locale, most), label: t('premises.filter.most') },
  }
}

const barsHigh = 44

/**
 * Draws the histogram. Bars inside the chosen range are strong, and a bar that is not empty is always visible. Each bar is a
 * thick stroke, to save bytes.
 */
function barsOf(label: string, { histogram, limits }: Shape): string {
  const highest = Math.max(1, ...histogram.bars)
  const bars = histogram.bars.map((count, index) => {
    const height = count === 0 ? 1 : Math.max(3, Math.round((count / highest) * (barsHigh - 4)))
    return {
      d: `M${index * 20 + 9} ${barsHigh}V${barsHigh - height}`,
      inside: isInside(index * histogram.step, histogram.step, limits),
    }
  })
  const pathOf = (inside: boolean) =>
    bars
      .filter(one => one.inside === inside)
      .map(({ d }) => d)
      .join('')
  return `<svg class="bars" viewBox="0 0 ${bars.length * 20} ${barsHigh}" preserveAspectRatio="none" role="img" aria-label="${label}"><path class="bars__out" d="${pathOf(false)}"/><path class="bars__in" d="${pathOf(true)}"/></svg>`
}

const isInside = (from: number, step: number, [least, most]: Limits): boolean =>
  (least === undefined || from + step > least) && (most === undefined || from <= most)
