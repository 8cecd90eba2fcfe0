import type { AccountRole } from '#models/accounts/account.ts'
import { daysBetween, type CityDay } from '#shared/days/city-day.ts'
import { buildingsOf } from '../scope.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'

/** Roles with the same kind of work: cases, or the street. Nobody covers for work of the other kind, not even for a week. */
const roleGroups: readonly (readonly AccountRole[])[] = [
  ['reviewer', 'decider'],
  ['listing_manager', 'administrator'],
]

/** Returns the roles that can cover for a colleague. What each may do still depends on their own role. */
export const coverRoles = (role: AccountRole): readonly AccountRole[] =>
  roleGroups.find(roles => roles.includes(role)) ?? []

/** Maximum length of an absence in days. */
const maxDays = 366

export type Days = { from: CityDay; to: CityDay }

/**
 * Checks whether somebody may be away on these days, both included. A running absence can be changed or cancelled, but not
 * replaced by one that begins later, which would end it silently.
 */
export function canBeAway(
  { from, to }: Days,
  today: CityDay,
  current?: Days | null,
): Verdict<'ends-before' | 'past' | 'too-long' | 'running'> {
  if (to < from) return no('ends-before')
  if (to < today) return no('past')
  if (current && current.from <= today && today <= current.to && from > today) return no('running')
  return daysBetween(from, to) >= maxDays ? no('too-long') : yes
}

export const overlap = (one: Days, other: Days): boolean => one.from <= other.to && other.from <= one.to

type Keeper = { role: AccountRole; buildings?: readonly string[] }

/** Checks whether there is a building in which both may act. Otherwise no work could ever be passed on. */
export function shareBuildings(one: Keeper, other: Keeper): boolean {
  const [own, theirs] = [one, other].map(({ role, buildings = [] }) => buildingsOf({ role, buildings }))
  return !own || !theirs || own.some(code => theirs.includes(code))
}

/** Somebody who is away now. */
export type Absent = { id: string; role: AccountRole; cover: string }

/**
 * Returns who does the work of somebody who is away: the cover, or the cover's cover when that one is away too. Null where
 * this ends in a circle, or at a colleague who has left or whose role has changed.
 */
export function standInOf(
  { id, role, cover }: Absent,
  absent: ReadonlyMap<string, Absent>,
  roleOf: (id: string) => AccountRole | null,
): string | null {
  const passed = new Set([id])
  for (let next = cover; !passed.has(next);) {
    const nextRole = roleOf(next)
    if (!nextRole || !coverRoles(role).includes(nextRole)) return null
    const further = absent.get(next)
    if (!further) return next
    passed.add(next)
    next = further.cover
  }
  return null
}
