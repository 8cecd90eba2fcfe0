import { premisesStatuses } from '#models/premises/parts/premises-vocabulary.ts'
import type { Columns } from './index/columns.ts'

/** Number of available premises by what a founder can do with them today; each is counted once. */
export type Vacancies = {
  /** Free today, and applications are taken today. */
  now: number
  /** Free from a later day. */
  later: number
  /** Free today, but applications are not taken yet or no longer. */
  closed: number
}
export type VacancyColumns = Pick<Columns, 'status' | 'availableFrom' | 'opensOn' | 'closesOn'>

export const noVacancies = (): Vacancies => ({ now: 0, later: 0, closed: 0 })

export const hasVacancies = ({ now, later, closed }: Vacancies): boolean => now + later + closed > 0

const available = premisesStatuses.indexOf('available')

/** Returns which of the figures a slot belongs to on a day (`20261125`); null when it is not available. */
export function vacancyAt(columns: VacancyColumns, slot: number, today: number): keyof Vacancies | null {
  if (columns.status[slot] !== available) return null
  if ((columns.availableFrom[slot] ?? 0) > today) return 'later'
  const closesOn = columns.closesOn[slot] ?? 0
  const open = (columns.opensOn[slot] ?? 0) <= today && (closesOn === 0 || closesOn >= today)
  return open ? 'now' : 'closed'
}
