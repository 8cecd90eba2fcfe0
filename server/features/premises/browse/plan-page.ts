import { view } from '../../../web/view.ts'
import { streetPlan, type PlanUnit } from '../drawing/street-plan.ts'
import type { Street } from '../search/street.ts'
import { legend, type LegendItem } from './legend.ts'
import type { Words } from './words.ts'

export type PlanPage = {
  title: string
  description: string
  lead: string
  demo: boolean
  floors: { label: string; href: string; current: boolean }[]
  note: string
  plan: string | null
  legend: (LegendItem & { count: string })[]
}
export const renderPlan = view<PlanPage>('premises/browse/plan')

export function planPage(words: Words, { street, floor }: { street: Street; floor: number | undefined }): PlanPage {
  const { t, locale } = words
  const highest = street.buildings.reduce((most, { floors }) => Math.max(most, floors), 0)
  const chosen = floor !== undefined && floor <= highest ? floor : undefined
  const lead = t('premises.plan.lead', { length: street.lengthM })
  return {
    title: t('premises.plan.title'),
    description: lead,
    lead,
    demo: street.demo,
    floors: [
      { label: t('premises.plan.all-floors'), href: `/${locale}/plan`, current: chosen === undefined },
      ...Array.from({ length: highest }, (_, index) => ({
        label: t('premises.floor', { floor: index + 1 }),
        href: `/${locale}/plan?floor=${index + 1}`,
        current: chosen === index + 1,
      })),
    ],
    note: chosen === undefined ? t('premises.plan.unfolded') : '',
    plan: street.buildings.length > 0 ? drawnPlan(words, street, chosen) : null,
    legend: legend(words).map(item => ({
      ...item,
      count: String(
        street.units.filter(unit => unit.status === item.tone && (chosen ?? unit.floor) === unit.floor).length,
      ),
    })),
  }
}

function drawnPlan(words: Words, street: Street, floor: number | undefined): string {
  const { t, locale } = words
  return streetPlan({
    label: t('premises.plan.label', { units: street.total, available: street.available }),
    buildings: street.buildings.map(building => ({
      ...building,
      href: `/${locale}/premises?building=${building.code}`,
      label: t('premises.plan.building', { code: building.code }),
    })),
    units: street.units.map(unit => ({
      ...unit,
      href: `/${locale}/premises/${unit.code}`,
      label: unitLabel(words, unit),
    })),
    crowded: street.crowded,
    ...(floor === undefined ? {} : { floor }),
  })
}

export const unitLabel = ({ t }: Words, { code, floor, status }: PlanUnit): string =>
  t('premises.plan.unit-floor', { code, floor, status: t(`premises.status.${status}`) })
