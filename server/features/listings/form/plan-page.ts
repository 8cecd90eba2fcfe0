import { pathTo } from '#server/paths.ts'
import { premisesStatuses, type PremisesStatus } from '#models/premises/parts/premises-vocabulary.ts'
import { formatNumber, formatPercent } from '#shared/texts/format.ts'
import { view } from '#web/pages/view.ts'
import {
  highestOf,
  knownFloor,
  planControls,
  viewQuery,
  type PlanView,
} from '#features/catalogue/plan/plan-controls.ts'
import type { StreetView } from '#features/catalogue/street-view.ts'
import { endOf } from '#features/street/drawing/plan-geometry.ts'
import { windowOf, type PlanWindow } from '#features/street/drawing/plan-window.ts'
import { nearerPlace } from '#features/street/drawing/plan-links.ts'
import { maxUnitsDrawn, drawStreetPlan, type PlanBuilding } from '#features/street/drawing/street-plan.ts'
import { unitLabel } from '#features/street/drawing/unit-label.ts'
import type { Locale, Reader } from '#shared/texts/i18n.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import type { StaffStreet, StaffUnit } from '../staff-street.ts'

type Counts = Partial<Record<PremisesStatus, number>>
type Figure = { label: string; figure: string }
type OccupancyRow = { building: string; href: string; counts: Figure[]; total: string; share: string }

export type StaffPlanPage = {
  title: string
  demo: boolean
  breadcrumb: Breadcrumb
  /** Each status in its legend is a link that lights it alone. */
  street: StreetView | null
  columns: string[]
  rows: OccupancyRow[]
  sum: Omit<OccupancyRow, 'building' | 'href'>
}
export const renderStaffPlan = view<StaffPlanPage>('listings/plan')

export type StaffPlanSearch = PlanView & { status?: PremisesStatus | undefined }
type StreetRequest = { street: StaffStreet; search: StaffPlanSearch; total: Counts }
type DrawingRequest = Pick<StreetRequest, 'street' | 'search'> & { window: PlanWindow; floor: number | undefined }

/** Returns the plan page: the street as the staff see it, with the occupancy in figures. */
export function staffPlanPage(reader: Reader, street: StaffStreet, search: StaffPlanSearch): StaffPlanPage {
  const { t, locale } = reader
  const total = sumCounts([...street.counts.values()])
  return {
    title: t('plan.staff.title'),
    demo: street.units.some(({ demo }) => demo),
    breadcrumb: [deskCrumb({ t, locale }), { label: t('plan.staff.title') }],
    street: street.buildings.length > 0 ? streetFor(reader, { street, search, total }) : null,
    columns: premisesStatuses.map(status => t(`premises.status.${status}`)),
    rows: [...street.counts].map(([building, counts]) => ({
      building,
      href: `${pathTo(locale, '/staff/premises')}?building=${building}`,
      ...figuresOf(reader, counts),
    })),
    sum: figuresOf(reader, total),
  }
}

function streetFor(reader: Reader, { street, search, total }: StreetRequest): StreetView {
  const endM = endOf(street.buildings)
  const highest = highestOf(street.buildings)
  const floor = knownFloor(search.floor, highest)
  const window = windowOf(endM, {
    ...(search.zoom === undefined ? {} : { level: search.zoom }),
    ...(search.at === undefined ? {} : { atM: search.at }),
  })
  const hrefOf = (change: StaffPlanSearch) => hrefIn(reader.locale, { status: search.status, ...change })
  const hrefOfStatus = (status: PremisesStatus | undefined) => hrefOf({ ...search, floor, status })
  return {
    ...planControls(reader, { window, endM, floor, highest, hrefOf }),
    plan: drawPlan(reader, { street, search, window, floor }),
    legend: [
      {
        tone: '',
        label: reader.t('plan.staff.all'),
        href: hrefOfStatus(undefined),
        current: search.status === undefined,
      },
      ...premisesStatuses.map(status => ({
        tone: status,
        label: reader.t(`premises.status.${status}`),
        count: formatNumber(reader.locale, total[status] ?? 0),
        href: hrefOfStatus(status),
        current: status === search.status,
      })),
    ],
    note: floor === undefined ? reader.t('premises.plan.unfolded') : '',
    detail: '',
  }
}

function drawPlan(reader: Reader, { street, search, window, floor }: DrawingRequest): string {
  const { t, locale } = reader
  const near = window.level > 1
  const taken = street.units.filter(({ status }) => status === 'held' || status === 'let').length
  return drawStreetPlan({
    label: t('plan.staff.label', { units: street.units.length, taken }),
    buildings: street.buildings.map(building => ({
      ...building,
      href: `${pathTo(locale, '/staff/premises')}?building=${building.code}`,
      label: t('plan.staff.building', { code: building.code }),
      ...(window.levels > 1 ? { nearer: nearerLink(reader, building, { street, search, window }) } : {}),
    })),
    units: selectShownUnits(street, near ? window : null).map(unit => ({
      ...unit,
      href: pathTo(locale, '/staff/premises/:code', { code: unit.code }),
      label: unitLabel(reader, unit),
    })),
    ...(near ? {} : { crowded: street.units.length > maxUnitsDrawn }),
    ...(floor === undefined ? {} : { floor }),
    ...(near ? { window } : {}),
    ...(search.status === undefined ? {} : { lit: unit => unit.status === search.status }),
  })
}

function nearerLink(
  { t, locale }: Reader,
  building: PlanBuilding,
  { street, search, window }: Pick<DrawingRequest, 'street' | 'search' | 'window'>,
) {
  const { at, codes } = nearerPlace(building, street.buildings)
  return {
    href: hrefIn(locale, { ...search, zoom: window.levels, at }),
    label: t('plan.nearer', { codes: codes.join(locale === 'zh' ? '、' : ', ') }),
  }
}

/** Returns the units to draw. A crowded street has buildings instead, except in a nearer view. */
function selectShownUnits({ units }: StaffStreet, part: PlanWindow | null): StaffUnit[] {
  if (!part) return units.length > maxUnitsDrawn ? [] : units
  return units.filter(({ offsetM, widthM }) => offsetM < part.toM && offsetM + widthM > part.fromM)
}

function hrefIn(locale: Locale, { status, ...shown }: StaffPlanSearch): string {
  const query = [status ? `status=${status}` : '', viewQuery(shown)].filter(Boolean).join('&')
  return `${pathTo(locale, '/staff/plan')}${query ? `?${query}` : ''}`
}

function sumCounts(counts: readonly Counts[]): Counts {
  const sumOf = (status: PremisesStatus) => counts.reduce((sum, one) => sum + (one[status] ?? 0), 0)
  return Object.fromEntries(premisesStatuses.map(status => [status, sumOf(status)]))
}

/** Returns the share of held and let premises among those on show. Drafts and archived premises do not count. */
export function occupiedShare({ available = 0, held = 0, let: taken = 0, paused = 0 }: Counts): number {
  const shown = available + held + taken + paused
  return shown === 0 ? 0 : (held + taken) / shown
}

function figuresOf({ t, locale }: Reader, counts: Counts): Omit<OccupancyRow, 'building' | 'href'> {
  const figure = (count = 0) => (count === 0 ? '—' : formatNumber(locale, count))
  return {
    counts: premisesStatuses.map(status => ({ label: t(`premises.status.${status}`), figure: figure(counts[status]) })),
    total: figure(Object.values(counts).reduce((sum, count) => sum + count, 0)),
    share: formatPercent(locale, occupiedShare(counts) * 100, 0),
  }
}
