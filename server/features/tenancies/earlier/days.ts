import { trusted } from 'mongoose'
import { EarlierTenancyModel } from '#models/tenancies/earlier-tenancy.ts'
import type { OccupiedStatus } from '#models/premises/occupancy.ts'
import { endedTenancyStates, TenancyModel } from '#models/tenancies/tenancy.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'

/** Returns the day on which the last past tenancy of each premises ended, by code; premises without one are left out. */
export async function findLastMoveOuts(codes: readonly string[]): Promise<Map<string, CityDay>> {
  const among = { premises: trusted({ $in: [...codes] }) }
  const earlier = await EarlierTenancyModel.find(
    { ...among, taken: 'let', state: 'ended' },
    { premises: 1, endedOn: 1 },
  ).lean()
  const tenancies = await TenancyModel.find(
    { ...among, state: trusted({ $in: [...endedTenancyStates] }) },
    { premises: 1, stateSince: 1 },
  ).lean()
  const lastDayByCode = new Map<string, CityDay>()
  const recordDay = (code: string, day: CityDay) =>
    lastDayByCode.set(code, [lastDayByCode.get(code) ?? day, day].toSorted().at(-1) ?? day)
  for (const { premises, endedOn } of earlier) if (endedOn) recordDay(premises, endedOn)
  for (const { premises, stateSince } of tenancies) recordDay(premises, cityDayOf(stateSince))
  return lastDayByCode
}

/**
 * Returns why a tenancy cannot have begun on a day; null when it can. A tenancy that begins in the future cannot be `let`
 * yet. Tenancies of one premises must not overlap, because figures and the rent waived would count both. A tenancy may begin
 * on the day on which the previous one ended.
 */
export function findStartError(
  { taken, since }: { taken: OccupiedStatus; since: CityDay },
  { today, left }: { today: CityDay; left: CityDay | undefined },
): 'earlier.let-ahead' | 'earlier.overlaps' | null {
  if (taken === 'let' && since > today) return 'earlier.let-ahead'
  return left && since < left ? 'earlier.overlaps' : null
}
