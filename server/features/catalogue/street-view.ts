import { pathTo } from '#server/paths.ts'
import type { Locale, Reader } from '#shared/texts/i18n.ts'
import { formatArea, formatNumber } from '#shared/texts/format.ts'
import { publicStatuses } from '#features/premises/rules.ts'
import { compactLink, drawCompactStreetPlan } from '../street/drawing/compact-street-plan.ts'
import { endOf } from '../street/drawing/plan-geometry.ts'
import { windowOf, type PlanWindow } from '../street/drawing/plan-window.ts'
import { nearerPlace, type PlanLink } from '../street/drawing/plan-links.ts'
import {
  maxUnitsDrawn,
  drawStreetPlan,
  type Arrival,
  type LinkedUnit,
  type PlanBuilding,
} from '../street/drawing/street-plan.ts'
import { unitLabel } from '../street/drawing/unit-label.ts'
import type { SlotUnit } from './search/plan.ts'
import type { Street } from './search/street.ts'
import type { PremisesSearch } from './browse/input.ts'
import { searchHref } from './browse/links.ts'
import {
  highestOf,
  knownFloor,
  planControls,
  viewQuery,
  type PlanControls,
  type PlanView,
} from './plan/plan-controls.ts'

/** Model of the partial `street-plan`: the street with its controls and its legend. */
export type StreetView = PlanControls & {
  plan: string
  legend: LegendItem[]
  /** How to read the drawing; empty when nothing needs to be said. */
  note: string
  /** URL of the same view with every premises as a link; empty when this one has them. */
  detail: string
}

type Lit = (unit: SlotUnit) => boolean
type StreetOptions = {
  street: Street
  /** Conditions that the controls keep in their URLs. */
  search?: PremisesSearch
  lit?: Lit | undefined
}

/** Draws the street, or the requested part, with every premises as a link. */
export function streetView(
  reader: Reader,
  options: StreetOptions & { view: PlanView; label?: string; arrivals?: readonly Arrival[] },
): StreetView {
  const { street, search, view } = options
  const endM = endOf(street.buildings)
  const highest = highestOf(street.buildings)
  const floor = knownFloor(view.floor, highest)
  const window = windowOf(endM, {
    ...(view.zoom === undefined ? {} : { level: view.zoom }),
    ...(view.at === undefined ? {} : { atM: view.at }),
  })
  const hrefs = planHrefs(reader.locale, search)
  const hrefOf = (change: PlanView) => hrefs({ here: view.here, ...change })
  return {
    ...planControls(reader, { window, endM, floor, highest, hrefOf }),
    plan: drawPart(reader, { ...options, window, floor, hrefOf }),
    legend: [...legend(reader, street.crowded ? undefined : countsOn(street, floor)), ...hereLegend(view.here)],
    note: floor === undefined ? reader.t('premises.plan.unfolded') : '',
    detail: '',
  }
}

/**
 * Draws the whole street in few bytes: only `links` are links, and buildings lead to a nearer view. A page fetched later
 * draws the rest.
 */
export function compactView(reader: Reader, options: StreetOptions & { links: readonly SlotUnit[] }): StreetView {
  const { street, search, lit, links } = options
  const endM = endOf(street.buildings)
  const window = windowOf(endM, {})
  const hrefOf = planHrefs(reader.locale, search)
  const plan = drawCompactStreetPlan({
    label: labelOf(reader, street),
    buildings: street.buildings,
    nearer: building => nearerLink(reader, building, { street, window, hrefOf }),
    units: street.units,
    crowded: street.crowded,
    links: links.map(unit => drawLink(reader, unit, street)),
    ...(lit ? { lit: unit => lit(unit as SlotUnit) } : {}),
  })
  return {
    ...planControls(reader, { window, endM, floor: undefined, highest: highestOf(street.buildings), hrefOf }),
    plan,
    legend: legend(reader),
    note: '',
    detail: street.crowded ? '' : hrefOf({ flat: true }),
  }
}

type StreetPartOptions = StreetOptions & {
  view: PlanView
  label?: string
  arrivals?: readonly Arrival[]
  window: PlanWindow
  floor: number | undefined
  hrefOf: (view: PlanView) => string
}

function drawPart(
  reader: Reader,
  { street, view, label, window, floor, lit, hrefOf, arrivals = [] }: StreetPartOptions,
): string {
  const near = window.level > 1
  const units = near ? street.unitsBetween(window) : street.units
  return drawStreetPlan({
    label: label ?? labelOf(reader, street),
    buildings: street.buildings.map(building => ({
      ...building,
      href: `${pathTo(reader.locale, '/premises')}?building=${building.code}`,
      label: reader.t('premises.plan.building', { code: building.code }),
      ...(window.levels > 1 ? { nearer: nearerLink(reader, building, { street, window, floor, hrefOf }) } : {}),
    })),
    units: units.map(unit => linkedUnit(reader, unit, lit?.(unit))),
    arrivals,
    crowded: near ? units.length > maxUnitsDrawn : street.crowded,
    flat: view.flat === true,
    ...(view.here === undefined ? {} : { here: view.here }),
    ...(floor === undefined ? {} : { floor }),
    ...(near ? { window } : {}),
    ...(lit ? { lit: unit => lit(unit as SlotUnit) } : {}),
  })
}

const labelOf = ({ t }: Reader, { total, vacancies }: Street): string =>
  t('premises.plan.label', { units: total, free: vacancies.now })

const linkedUnit = (reader: Reader, unit: SlotUnit, match?: boolean): LinkedUnit => ({
  ...unit,
  href: pathTo(reader.locale, '/premises/:code', { code: unit.code }),
  label: unitLabel(reader, unit, match),
})

/**
 * Cache by language and slot, emptied when full. The street object is replaced after any change, and the staff cannot change
 * the wording of a link.
 */
const cachedLinks = new WeakMap<Street, Map<string, string>>()
const maxCachedLinks = 6_000

/** Draws a premises as a link beside a search; it is the same in all searches that find it. */
function drawLink(reader: Reader, unit: SlotUnit, street: Street): string {
  const streetLinks = cachedLinks.get(street) ?? new Map<string, string>()
  cachedLinks.set(street, streetLinks)
  const key = `${reader.locale}${unit.slot}`
  const cachedLink = streetLinks.get(key)
  if (cachedLink !== undefined) return cachedLink
  if (streetLinks.size === maxCachedLinks) streetLinks.clear()
  const link = compactLink(linkedUnit(reader, unit), street)
  streetLinks.set(key, link)
  return link
}

function nearerLink(
  { t, locale }: Reader,
  building: PlanBuilding,
  {
    street,
    window,
    floor,
    hrefOf,
  }: Pick<StreetPartOptions, 'street' | 'window' | 'hrefOf'> & { floor?: number | undefined },
): PlanLink {
  const { at, codes } = nearerPlace(building, street.buildings)
  return {
    href: hrefOf({ floor, zoom: window.levels, at }),
    label: t('plan.nearer', { codes: codes.join(locale === 'zh' ? '、' : ', ') }),
  }
}

/** Counts the premises by status on the shown floor, or on all. */
function countsOn({ units }: Street, floor: number | undefined): Map<string, number> {
  const counts = new Map<string, number>()
  for (const unit of units) {
    if (floor === undefined || unit.floor === floor) counts.set(unit.status, (counts.get(unit.status) ?? 0) + 1)
  }
  return counts
}

const hereLegend = (code: string | undefined): LegendItem[] => (code ? [{ tone: 'here', label: code }] : [])

/** Parameters that only a list has. */
const listOnlyParameters = new Set(['sort', 'view', 'page', 'floor'])

/** Returns a function for the URLs of the plan, one for each view, with the matches of a search lit. */
function planHrefs(locale: Locale, search?: PremisesSearch): (view: PlanView) => string {
  const plain = search ? searchHref(locale, search) : '/'
  const searchParameters = [...new URL(plain, 'http://plan').searchParams].filter(
    ([name]) => !listOnlyParameters.has(name),
  )
  const searchQuery = new URLSearchParams(searchParameters).toString()
  const path = pathTo(locale, '/plan')
  return view => {
    const query = [searchQuery, viewQuery(view)].filter(Boolean).join('&')
    return query ? `${path}?${query}` : path
  }
}

/** Returns the URL of the plan with the matches of a search lit. */
export const planHref = (
  locale: Locale,
  { search, view = {} }: { search?: PremisesSearch | undefined; view?: PlanView },
): string => planHrefs(locale, search)(view)

/** `href` lights the premises of an item; `current` marks the lit one. */
type LegendItem = { tone: string; label: string; count?: string; href?: string; current?: boolean }

const legend = ({ t, locale }: Reader, counts?: ReadonlyMap<string, number>): LegendItem[] =>
  publicStatuses.map(status => ({
    tone: status,
    label: t(`premises.status.${status}`),
    ...(counts ? { count: formatNumber(locale, counts.get(status) ?? 0) } : {}),
  }))

/** Returns the areas of the free premises: `от 42 м² до 90 м²`, or one area when all are equal. */
export function areasInWords({ t, locale }: Reader, { smallestSqM, largestSqM }: Areas): string {
  const smallest = formatArea(locale, smallestSqM)
  return smallestSqM === largestSqM
    ? smallest
    : t('premises.areas', { smallest, largest: formatArea(locale, largestSqM) })
}

type Areas = Pick<Street, 'smallestSqM' | 'largestSqM'>
