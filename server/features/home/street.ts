import type { Words } from '../incentives/presentation.ts'
import { compactStreetPlan } from '../premises/drawing/compact-street-plan.ts'
import { unitLabel } from '../premises/drawing/unit-label.ts'
import { publicStatuses } from '../premises/rules.ts'
import type { PremisesService } from '../premises/service.ts'

export type Street = {
  available: number
  smallestSqM: number
  largestSqM: number
  demo: boolean
  /** Empty while nothing stands on it. */
  svg: string
  legend: { tone: string; label: string }[]
}

/** So many free premises can be reached from the drawing itself; the whole plan has them all. */
const linksDrawn = 24

/** The street as the home page shows it, drawn. */
export async function drawStreet({ t, locale }: Words, premises: Pick<PremisesService, 'plan'>): Promise<Street> {
  const { buildings, units, crowded, total, available, smallestSqM, largestSqM, demo } = await premises.plan()
  const free = units.filter(({ status }) => status === 'available')
  const every = Math.max(1, Math.floor(free.length / linksDrawn))
  const links = free
    .filter((_unit, index) => index % every === 0)
    .slice(0, linksDrawn)
    .map(unit => ({
      ...unit,
      href: `/${locale}/premises/${unit.code}`,
      label: unitLabel({ t, locale }, unit),
    }))
  const label = t('premises.plan.label', { units: total, available })
  return {
    available,
    smallestSqM,
    largestSqM,
    demo,
    svg: total > 0 ? compactStreetPlan({ label, buildings, units, crowded, links }) : '',
    legend: publicStatuses.map(status => ({ tone: status, label: t(`premises.status.${status}`) })),
  }
}
