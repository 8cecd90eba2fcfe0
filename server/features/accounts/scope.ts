import type { SessionAccount } from '#web/locals.ts'

export type Scoped = Pick<SessionAccount, 'id' | 'role' | 'buildings'>

/**
 * The codes of the buildings somebody may keep premises in; null: all of them. Only listing managers are limited:
 * a case is about up to three premises anywhere on the street, so those who review and decide must see all of them.
 * What that means for each section of the staff's pages: ADR 54.
 */
export const buildingsOf = ({ role, buildings }: Omit<Scoped, 'id'>): readonly string[] | null =>
  role === 'listing_manager' && buildings.length > 0 ? buildings : null

/** May this colleague change, or see on the desk, what stands in a building? Pure: the role is the route's own question. */
export function isWithinScope(account: Omit<Scoped, 'id'>, buildingCode: string): boolean {
  const buildings = buildingsOf(account)
  return buildings === null || buildings.includes(buildingCode)
}

/**
 * Of which premises somebody sees what happens in them (tenancies, viewings, enquiries): their codes; null: of all. `id` is
 * the account's, for what is in their own hands wherever it is.
 */
export type Reach = { id: string; premises: readonly string[] | null }

/** A filter's part that what is asked for besides cannot overwrite, whatever fields it names; null: no limit. */
export const limitedTo = <Filter>(to: Filter | null): { $and?: Filter[] } => (to ? { $and: [to] } : {})
