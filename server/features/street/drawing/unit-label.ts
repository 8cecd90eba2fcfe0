import type { UseClass } from '#models/premises/parts/premises-vocabulary.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatArea } from '#shared/texts/format.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import type { PlanUnit } from './plan-geometry.ts'

type Described = PlanUnit & { areaSqM: number; mainUse: UseClass | null }

/**
 * Returns the label of a unit's link on the plan: code, main use, area, floor, status and, where matches are lit, whether it
 * is a match.
 */
export function unitLabel({ t, locale }: Reader, unit: Described, match?: boolean): string {
  return [
    unit.code,
    ...(unit.mainUse ? [t(`premises.use.${unit.mainUse}`)] : []),
    formatArea(locale, unit.areaSqM),
    t('premises.floor', { floor: unit.floor }),
    t(`premises.status.${unit.status}`),
    ...(match === undefined ? [] : [t(match ? 'plan.match' : 'plan.no-match')]),
  ].join(dot)
}
