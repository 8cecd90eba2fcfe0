import { formatNumber } from '../../../shared/format.ts'
import { view } from '../../../web/view.ts'
import { endOf } from '../drawing/plan-geometry.ts'
import { windowOf, type PlanWindow } from '../drawing/plan-window.ts'
import { mostUnitsDrawn, streetPlan, type LinkedBuilding } from '../drawing/street-plan.ts'
import { unitLabel } from '../drawing/unit-label.ts'
import { unitsBetween, type SlotUnit } from '../search/plan.ts'
import type { SearchResult } from '../search/search.ts'
import { streetOf, type Street } from '../search/street.ts'
import { chipsOf } from './chips.ts'
import type { PremisesSearch } from './input.ts'
import { legend, type LegendItem } from './legend.ts'
import { searchHref } from './links.ts'
import { highestOf, knownFloor, planControls, viewQuery, type PlanControls, type PlanView } from './plan-controls.ts'
import type { Words } from './words.ts'

export type PlanPage = PlanControls & {
  title: string
  description: string
  lead: string
  demo: boolean
  wide: true
  note: string
  plan: string | null
  legend: (LegendItem & { count: string })[]
  /** What is lit and why; null while everything is. */
  lit: { count: string; conditions: string[]; change: string; clear: string } | null
}
export const renderPlan = view<PlanPage>('premises/browse/plan')

/** `found` is what the search finds on all floors; which floor is drawn is the view's. */
type Asked = { search: PremisesSearch; found: SearchResult; asked: PlanView }
type Shown = Asked & { street: Street; window: PlanWindow; floor: number | undefined; filtered: boolean }

export function planPage(words: Words, { search, found, asked }: Asked): PlanPage {
  const { t, locale } = words
  const street = streetOf(found.index, found.hidden)
  const endM = endOf(street.buildings)
  const highest = highestOf(street.buildings)
  const floor = knownFloor(asked.floor, highest)
  const window = windowOf(endM, {
    ...(asked.zoom === undefined ? {} : { level: asked.zoom }),
    ...(asked.at === undefined ? {} : { atM: asked.at }),
  })
  const filtered = chipsOf(words, search).length > 0
  const lead = t('premises.plan.lead', { length: street.lengthM })
  const hrefOf = (view: PlanView) => planHref(locale, search, view)
  return {
    title: t('premises.plan.title'),
    description: lead,
    lead,
    demo: street.demo,
    wide: true,
    ...planControls(words, { window, endM, floor, highest, hrefOf }),
    note: floor === undefined ? t('premises.plan.unfolded') : '',
    plan:
      street.buildings.length > 0 ? drawnPlan(words, { search, found, asked, street, window, floor, filtered }) : null,
    legend: legend(words).map(item => ({
      ...item,
      count: String(
        street.units.filter(unit => unit.status === item.tone && (floor ?? unit.floor) === unit.floor).length,
      ),
    })),
    lit: filtered ? litBy(words, { search, found, floor }) : null,
  }
}

/** What only a list has. */
const ofTheList = new Set(['sort', 'view', 'page', 'floor'])

/** The plan with the matches of a search lit. */
export function planHref(locale: string, search: PremisesSearch, view: PlanView = {}): string {
  const plain = searchHref(locale, search)
  const asked = [...new URL(plain, 'http://plan').searchParams].filter(([name]) => !ofTheList.has(name))
  const query = new URLSearchParams([...asked, ...viewQuery(view)]).toString()
  return `/${locale}/plan${query ? `?${query}` : ''}`
}

function litBy(words: Words, { search, found, floor }: Pick<Shown, 'search' | 'found' | 'floor'>): PlanPage['lit'] {
  const { t, locale } = words
  const filter = floor === undefined ? search.filter : { ...search.filter, floor }
  return {
    count: t('plan.lit', { count: found.total, number: formatNumber(locale, found.total) }),
    conditions: chipsOf(words, search).map(({ label }) => label),
    change: searchHref(locale, { ...search, filter }),
    clear: `/${locale}/plan`,
  }
}

function drawnPlan(words: Words, shown: Shown): string {
  const { t, locale } = words
  const { found, street, window, floor, filtered } = shown
  const near = window.level > 1
  const units = street.crowded && near ? unitsBetween(found.index, found.hidden, window) : street.units
  const lit = filtered ? (unit: unknown) => found.matches((unit as SlotUnit).slot) : undefined
  return streetPlan({
    label: t('premises.plan.label', { units: street.total, available: street.available }),
    buildings: street.buildings.map(building => linkedBuilding(words, building, shown)),
    units: units.map(unit => ({
      ...unit,
      href: `/${locale}/premises/${unit.code}`,
      label: unitLabel(words, unit, lit?.(unit)),
    })),
    crowded: near ? units.length > mostUnitsDrawn : street.crowded,
    ...(floor === undefined ? {} : { floor }),
    ...(near ? { window } : {}),
    ...(lit ? { lit } : {}),
  })
}

function linkedBuilding({ t, locale }: Words, building: Street['buildings'][number], shown: Shown): LinkedBuilding {
  const { code, offsetM, lengthM } = building
  const at = Math.round(offsetM + lengthM / 2)
  return {
    ...building,
    href: `/${locale}/premises?building=${code}`,
    label: t('premises.plan.building', { code }),
    nearer: {
      href: planHref(locale, shown.search, { floor: shown.floor, zoom: shown.window.levels, at }),
      label: t('plan.nearer', { code }),
    },
  }
}
