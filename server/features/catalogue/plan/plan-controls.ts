import type { Reader } from '#shared/texts/i18n.ts'
import { middleOf, movedBy, type PlanWindow } from '#features/street/drawing/plan-window.ts'

/** State of a plan in its URL: floor, zoom level, and place along the street. */
export type PlanView = {
  floor?: number | undefined
  zoom?: number | undefined
  at?: number | undefined
  /** Code of the marked premises. */
  here?: string | undefined
  /** Uses rows as low as those of the drawing beside a search, which this plan replaces. */
  flat?: boolean | undefined
}
export type Control = { name: string; sign: string; label: string; href: string | null }
export type PlanControls = {
  /** `name` is the full text when the label alone is a number. */
  floors: { label: string; name: string | null; href: string; current: boolean }[]
  /** Empty when the whole street is already at the nearest level. */
  controls: Control[]
  /** Which part is shown, for screen readers. */
  said: string
  /** The same in metres, for the script that scrolls a drawing wider than its screen. */
  fromM: number
  toM: number
}

type ControlOptions = {
  window: PlanWindow
  endM: number
  floor: number | undefined
  highest: number
  hrefOf: (view: PlanView) => string
}

/** Returns the controls of the plan as links to the plan in the next state. */
export function planControls({ t }: Reader, { window, endM, floor, highest, hrefOf }: ControlOptions): PlanControls {
  const { level, levels } = window
  const at = level > 1 ? middleOf(window) : undefined
  const to = (zoom: number, where: number | null | undefined = at) =>
    where === null || zoom < 1 || zoom > levels ? null : hrefOf({ floor, zoom, at: where })
  const controls = [
    { name: 'left', sign: '←', label: t('plan.left'), href: to(level, movedBy(window, endM, -1)) },
    { name: 'right', sign: '→', label: t('plan.right'), href: to(level, movedBy(window, endM, 1)) },
    { name: 'in', sign: '+', label: t('plan.in'), href: to(level + 1) },
    { name: 'out', sign: '−', label: t('plan.out'), href: to(level - 1) },
  ]
  const floors = [undefined, ...Array.from({ length: highest }, (_, index) => index + 1)]
  return {
    floors: floors.map(number => ({
      label: number === undefined ? t('premises.plan.all-floors') : String(number),
      name: number === undefined ? null : t('premises.floor', { floor: number }),
      href: hrefOf({ floor: number, zoom: level, at }),
      current: number === floor,
    })),
    controls: controls.some(({ href }) => href !== null) ? controls : [],
    fromM: window.fromM,
    toM: Math.round(window.toM),
    said: level === 1 ? t('plan.whole') : t('plan.part', { from: window.fromM, to: Math.round(window.toM) }),
  }
}

/**
 * Returns the query of a view without its defaults; empty for the whole street. Numbers and codes need no escaping, and a
 * page makes such a query for each building.
 */
export function viewQuery({ floor, zoom, at, here, flat }: PlanView): string {
  const near = zoom !== undefined && zoom > 1
  return [
    ...(floor === undefined ? [] : [`floor=${floor}`]),
    ...(near ? [`zoom=${zoom}`] : []),
    ...(near && at !== undefined ? [`at=${at}`] : []),
    ...(here === undefined ? [] : [`here=${here}`]),
    ...(flat ? ['flat=1'] : []),
  ].join('&')
}

/** Returns the requested floor if a building is that high. */
export const knownFloor = (floor: number | undefined, highest: number): number | undefined =>
  floor !== undefined && floor <= highest ? floor : undefined

export const highestOf = (buildings: readonly { floors: number }[]): number =>
  buildings.reduce((most, { floors }) => Math.max(most, floors), 0)
