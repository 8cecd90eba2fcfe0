import type { AccountRole } from '#models/accounts/account.ts'
import { daysBetween, type CityDay } from '#shared/days/city-day.ts'
import { buildingsOf } from '../scope.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'

/** Roles whose work is of one kind: cases, or the street. Nobody does that of the other kind, not even for a week. */
const callings: readonly (readonly AccountRole[])[] = [
  ['reviewer', 'decider'],
  ['listing_manager', 'administrator'],
]

/** Roles of those who can cover for a colleague. What each may do remains that of their own role. */
export const coverRoles = (role: AccountRole): readonly AccountRole[] =>
  callings.find(roles => roles.includes(role)) ?? []

/** Days for which one says so at once. */
const longest = 366

export type Days = { from: CityDay; to: CityDay }

/**
 * May somebody be away on these days, both included? Days that run now are changed or cancelled; others that begin later
 * would end them unsaid.
 */
export function canBeAway(
  { from, to }: Days,
  today: CityDay,
  said?: Days | null,
): Verdict<'ends-before' | 'past' | 'too-long' | 'running'> {
  if (to < from) return no('ends-before')
  if (to < today) return no('past')
  if (said && said.from <= today && today <= said.to && from > today) return no('running')
  return daysBetween(from, to) >= longest ? no('too-long') : yes
}

export const overlap = (one: Days, other: Days): boolean => one.from <= other.to && other.from <= one.to

type Keeper = { role: AccountRole; buildings?: readonly string[] }

/** Is there a building in which both may act? Where each is limited to others, nothing could ever be passed on. */
export function shareBuildings(one: Keeper, other: Keeper): boolean {
  const [own, theirs] = [one, other].map(({ role, buildings = [] }) => buildingsOf({ role, buildings }))
  return !own || !theirs || own.some(code => theirs.includes(code))
}

/** Somebody who is away now. */
export type Absent = { id: string; role: AccountRole; cover: string }

/**
 * Who does the work of somebody who is away: the cover, or the cover's cover where that one is away, too. Null where it
 * leads in a circle, or to a colleague whose role has changed meanwhile or who has left.
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
