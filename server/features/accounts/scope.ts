import type { SessionAccount } from '#web/locals.ts'

export type Scoped = Pick<SessionAccount, 'id' | 'role' | 'buildings'>

/**
 * Returns the codes of the buildings in which somebody may keep premises; null for all. Only listing managers are limited: a
 * case is about up to three premises anywhere on the street, so reviewers and deciders must see all of them. ADR 54 says
 * what this means for each section of the staff pages.
 */
export const buildingsOf = ({ role, buildings }: Omit<Scoped, 'id'>): readonly string[] | null =>
  role === 'listing_manager' && buildings.length > 0 ? buildings : null

/** Checks whether a colleague may change, or see on the desk, things in a building. Pure: the route checks the role. */
export function isWithinScope(account: Omit<Scoped, 'id'>, buildingCode: string): boolean {
  const buildings = buildingsOf(account)
  return buildings === null || buildings.includes(buildingCode)
}

/**
 * The premises whose tenancies, viewings and enquiries somebody sees, as codes; null for all. `id` is the account, for work
 * assigned to it in any building.
 */
export type Reach = { id: string; premises: readonly string[] | null }

/** Returns the limiting part of a filter, which no other condition can overwrite, whatever it names; null: no limit. */
export const scopeFilter = <Filter>(to: Filter | null): { $and?: Filter[] } => (to ? { $and: [to] } : {})
