import { trusted } from 'mongoose'
import { EarlierTenancyModel } from '#models/tenancies/earlier-tenancy.ts'
import type { OccupiedStatus } from '#models/premises/occupancy.ts'
import { endedTenancyStates, TenancyModel } from '#models/tenancies/tenancy.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'

/** Until which day the last tenant of each of these premises had it, by code; without those that never had one. */
export async function lastMoveOut(codes: readonly string[]): Promise<Map<string, CityDay>> {
  const among = { premises: trusted({ $in: [...codes] }) }
  const earlier = await EarlierTenancyModel.find(
    { ...among, taken: 'let', state: 'ended' },
    { premises: 1, endedOn: 1 },
  ).lean()
  const tenancies = await TenancyModel.find(
    { ...among, state: trusted({ $in: [...endedTenancyStates] }) },
    { premises: 1, stateSince: 1 },
  ).lean()
  const left = new Map<string, CityDay>()
  const note = (code: string, day: CityDay) => left.set(code, [left.get(code) ?? day, day].toSorted().at(-1) ?? day)
  for (const { premises, endedOn } of earlier) if (endedOn) note(premises, endedOn)
  for (const { premises, stateSince } of tenancies) note(premises, cityDayOf(stateSince))
  return left
}

/**
 * Why a tenancy cannot have begun on a day: whoever is still to come has nothing let yet, and nobody had it while another
 * tenant did, or figures and the rent waived would count both. On the day on which that one left somebody else may come.
 */
export function wrongBeginning(
  { taken, since }: { taken: OccupiedStatus; since: CityDay },
  { today, left }: { today: CityDay; left: CityDay | undefined },
): 'earlier.let-ahead' | 'earlier.overlaps' | null {
  if (taken === 'let' && since > today) return 'earlier.let-ahead'
  return left && since < left ? 'earlier.overlaps' : null
}
