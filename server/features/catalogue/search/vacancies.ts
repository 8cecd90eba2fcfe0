import { premisesStatuses } from '#models/premises/parts/premises-vocabulary.ts'
import type { Vacancies } from '#shared/vacancies.ts'
import type { Columns } from './index/columns.ts'

export type VacancyColumns = Pick<Columns, 'status' | 'availableFrom' | 'opensOn' | 'closesOn'>

const available = premisesStatuses.indexOf('available')

/** Whether applications for a slot are taken today, or open by a later day. Days as in the columns (`20261125`). */
export function takesApplications(
  { status, opensOn, closesOn }: VacancyColumns,
  slot: number,
  { today, openBy = today }: { today: number; openBy?: number },
): boolean {
  const closes = closesOn[slot] ?? 0
  return status[slot] === available && (opensOn[slot] ?? 0) <= openBy && (closes === 0 || closes >= today)
}

/** Returns which of the figures a slot belongs to on a day; null when it is not available. */
export function vacancyAt(columns: VacancyColumns, slot: number, today: number): keyof Vacancies | null {
  if (columns.status[slot] !== available) return null
  if ((columns.availableFrom[slot] ?? 0) > today) return 'later'
  return takesApplications(columns, slot, { today }) ? 'now' : 'closed'
}
