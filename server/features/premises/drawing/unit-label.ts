import type { UseClass } from '#models/premises/parts/premises-vocabulary.ts'
import { formatArea } from '#shared/texts/format.ts'
import type { Locale, Translate } from '#shared/texts/i18n.ts'
import type { PlanUnit } from './plan-geometry.ts'

type Described = PlanUnit & { areaSqM: number; uses: readonly UseClass[] }

/** All that a unit's link on the plan says: code, uses, area, floor, status, and where matches are lit whether it is one. */
export function unitLabel({ t, locale }: { t: Translate; locale: Locale }, unit: Described, match?: boolean): string {
  return [
    unit.code,
    ...unit.uses.slice(0, 1).map(use => t(`premises.use.${use}`)),
    formatArea(locale, unit.areaSqM),
    t('premises.floor', { floor: unit.floor }),
    t(`premises.status.${unit.status}`),
    ...(match === undefined ? [] : [t(match ? 'plan.match' : 'plan.no-match')]),
  ].join(' · ')
}
