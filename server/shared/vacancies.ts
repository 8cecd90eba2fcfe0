/** Number of available premises by what a founder can do with them today; each is counted once. */
export type Vacancies = {
  /** Free today, and applications are taken today. */
  now: number
  /** Free from a later day. */
  later: number
  /** Free today, but applications are not taken yet or no longer. */
  closed: number
}

export const noVacancies = (): Vacancies => ({ now: 0, later: 0, closed: 0 })

export const hasVacancies = ({ now, later, closed }: Vacancies): boolean => now + later + closed > 0
