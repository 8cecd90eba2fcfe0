import type { SessionAccount } from '../../web/locals.ts'

type Scoped = Pick<SessionAccount, 'role' | 'buildings'>

/**
 * The codes of the buildings somebody may keep premises in; null: all of them. Only listing managers are limited:
 * a case is about up to three premises anywhere on the street, so those who review and decide must see all of them.
 */
export const buildingsOf = ({ role, buildings }: Scoped): readonly string[] | null =>
  role === 'listing_manager' && buildings.length > 0 ? buildings : null

/** May this colleague change, or see on the desk, what stands in a building? Pure: the role is the route's own question. */
export function mayTouch(account: Scoped, buildingCode: string): boolean {
  const buildings = buildingsOf(account)
  return buildings === null || buildings.includes(buildingCode)
}
