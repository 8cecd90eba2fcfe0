import { premisesStatuses } from '#models/premises/parts/premises-vocabulary.ts'
import type { Vacancies } from '#shared/vacancies.ts'
import type { Columns } from './index/columns.ts'

export type VacancyColumns = Pick<Columns, 'status' | 'availableFrom' | 'opensOn' | 'closesOn'>

const available = premisesStatuses.indexOf('available')

/** Returns which of the figures a slot belongs to on a day (`20261125`); null when it is not available. */
export function vacancyAt(columns: VacancyColumns, slot: number, today: number): keyof Vacancies | null {
  if (columns.status[slot] !== available) return null
  if ((columns.availableFrom[slot] ?? 0) > today) return 'later'
  const closesOn = columns.closesOn[slot] ?? 0
  const open = (columns.opensOn[slot] ?? 0) <= today && (closesOn === 0 || closesOn >= today)
  return open ? 'now' : 'closed'
}
