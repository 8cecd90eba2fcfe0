import { premisesStatuses, type PremisesStatus } from '../../../../models/parts/premises-vocabulary.ts'
import { formatNumber } from '../../../shared/format.ts'
import { view } from '../../../web/view.ts'
import {
  highestOf,
  knownFloor,
  planControls,
  viewQuery,
  type PlanControls,
  type PlanView,
} from '../browse/plan-controls.ts'
import type { Words } from '../browse/words.ts'
import { endOf } from '../drawing/plan-geometry.ts'
import { windowOf, type PlanWindow } from '../drawing/plan-window.ts'
import { streetPlan } from '../drawing/street-plan.ts'
import { unitLabel } from '../drawing/unit-label.ts'
import type { StaffStreet } from '../staff-street.ts'

type Counts = Partial<Record<PremisesStatus, number>>
type OccupancyRow = { building: string; href: string; counts: string[]; total: string; share: string }

export type StaffPlanPage = PlanControls & {
  title: string
  wide: true
  demo: boolean
  breadcrumb: { label: string; href?: string }[]
  plan: string | null
  /** The legend, each status a link that lights it alone. */
  statuses: { tone: string; label: string; count: string; href: string; current: boolean }[]
  all: { href: string; current: boolean }
  columns: string[]
  rows: OccupancyRow[]
  sum: Omit<OccupancyRow, 'building' | 'href'>
}
export const renderStaffPlan = view<StaffPlanPage>('premises/manage/plan')

export type StaffPlanSearch = PlanView & { status?: PremisesStatus | undefined }
type Shown = { street: StaffStreet; search: StaffPlanSearch; window: PlanWindow; floor: number | undefined }

/** Who is where: the street as the staff sees it, with the same in figures. */
export function staffPlanPage(words: Words, street: StaffStreet, search: StaffPlanSearch): StaffPlanPage {
  const { t, locale } = words
  const endM = endOf(street.buildings)
  const highest = highestOf(street.buildings)
  const floor = knownFloor(search.floor, highest)
  const window = windowOf(endM, {
    ...(search.zoom === undefined ? {} : { level: search.zoom }),
    ...(search.at === undefined ? {} : { atM: search.at }),
  })
  const hrefOf = (change: StaffPlanSearch) => hrefIn(locale, { status: search.status, ...change })
  const total = summed([...street.counts.values()])
  const light = (status: PremisesStatus | undefined) => hrefOf({ ...search, floor, status })
  return {
    title: t('plan.staff.title'),
    wide: true,
    demo: street.units.some(({ demo }) => demo),
    breadcrumb: [{ label: t('desk.title'), href: `/${locale}/staff` }, { label: t('plan.staff.title') }],
    ...planControls(words, { window, endM, floor, highest, hrefOf }),
    plan: street.buildings.length > 0 ? drawn(words, { street, search, window, floor }) : null,
    statuses: premisesStatuses.map(status => ({
      tone: status,
      label: t(`premises.status.${status}`),
      count: formatNumber(locale, total[status] ?? 0),
      href: light(status),
      current: status === search.status,
    })),
    all: { href: light(undefined), current: search.status === undefined },
    columns: premisesStatuses.map(status => t(`premises.status.${status}`)),
    rows: [...street.counts].map(([building, counts]) => ({
      building,
      href: `/${locale}/staff/premises?building=${building}`,
      ...figuresOf(words, counts),
    })),
    sum: figuresOf(words, total),
  }
}

function drawn(words: Words, { street, search, window, floor }: Shown): string {
  const { t, locale } = words
  const near = window.level > 1
  const taken = street.units.filter(({ status }) => status === 'held' || status === 'let').length
  return streetPlan({
    label: t('plan.staff.label', { units: street.units.length, taken }),
    buildings: street.buildings.map(building => ({
      ...building,
      href: `/${locale}/staff/premises?building=${building.code}`,
      label: t('plan.staff.building', { code: building.code }),
      nearer: {
        href: hrefIn(locale, {
          ...search,
          zoom: window.levels,
          at: Math.round(building.offsetM + building.lengthM / 2),
        }),
        label: t('plan.nearer', { code: building.code }),
      },
    })),
    units: street.units.map(unit => ({
      ...unit,
      href: `/${locale}/staff/premises/${unit.code}`,
      label: unitLabel(words, unit),
    })),
    ...(floor === undefined ? {} : { floor }),
    ...(near ? { window } : {}),
    ...(search.status === undefined ? {} : { lit: unit => unit.status === search.status }),
  })
}

function hrefIn(locale: string, { status, ...shown }: StaffPlanSearch): string {
  const lit: [string, string][] = status ? [['status', status]] : []
  const query = new URLSearchParams([...lit, ...viewQuery(shown)]).toString()
  return `/${locale}/staff/plan${query ? `?${query}` : ''}`
}

function summed(counts: readonly Counts[]): Counts {
  const sumOf = (status: PremisesStatus) => counts.reduce((sum, one) => sum + (one[status] ?? 0), 0)
  return Object.fromEntries(premisesStatuses.map(status => [status, sumOf(status)]))
}

/** Held and let, of all that are on show; a draft or an archived premises cannot be occupied. */
export function occupiedShare({ available = 0, held = 0, let: taken = 0, paused = 0 }: Counts): number {
  const shown = available + held + taken + paused
  return shown === 0 ? 0 : (held + taken) / shown
}

function figuresOf({ locale }: Words, counts: Counts): Omit<OccupancyRow, 'building' | 'href'> {
  const figure = (count = 0) => (count === 0 ? '—' : formatNumber(locale, count))
  return {
    counts: premisesStatuses.map(status => figure(counts[status])),
    total: figure(Object.values(counts).reduce((sum, count) => sum + count, 0)),
    share: `${formatNumber(locale, occupiedShare(counts) * 100, 0)}\u00a0%`,
  }
}
