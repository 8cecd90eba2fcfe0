import { trusted } from 'mongoose'
import { OccupancyModel, type OccupiedStatus } from '#models/premises/occupancy.ts'
import type { PremisesStatus } from '#models/premises/parts/premises-vocabulary.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import type { Clock } from '#outside/clock.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { intentOf, occupiedStatusOf, statusOf } from '../listing/intent.ts'
import { canApply, nonPublicIntents } from '../rules.ts'

const stateFields = {
  code: 1,
  status: 1,
  intent: 1,
  title: 1,
  areaUsableSqM: 1,
  floor: 1,
  allowedUses: 1,
  prohibitedUses: 1,
  electricityKw: 1,
  water: 1,
  extraction: 1,
  demo: 1,
  publishAt: 1,
  expiresAt: 1,
  applicationWindow: 1,
} as const
type StateFields = Pick<Premises, keyof typeof stateFields>
export type PremisesState = Omit<StateFields, 'intent' | 'publishAt' | 'expiresAt' | 'applicationWindow'> & {
  /** Whether an application can name it today. */
  open: boolean
}

export function summariesOf({ clock }: { clock: Clock }) {
  /**
   * Returns what an application needs to know of each premises, by code. Premises that do not exist, drafts and archived
   * ones are left out. The status is that of the occupancy records, because their copy in the listing may be updated a
   * moment later.
   */
  async function several(codes: readonly string[]): Promise<Map<string, PremisesState>> {
    const uniqueCodes = [...new Set(codes)]
    const found = await PremisesModel.find({ code: trusted({ $in: uniqueCodes }) }, stateFields).lean<StateFields[]>()
    const occupied = await findOccupied(uniqueCodes)
    const now = clock.now()
    const shown = found.filter(listing => !nonPublicIntents.includes(intentOf(listing)))
    return new Map(
      shown.map(listing => [listing.code, stateAt(now, { ...listing, status: currentStatusOf(listing, occupied) })]),
    )
  }

  /** Returns the state of one premises; null when the code does not exist, or the listing is a draft or archived. */
  const one = async (code: string): Promise<PremisesState | null> => (await several([code])).get(code) ?? null

  return { one, several }
}

/** Returns the occupied status of those of the given premises that are occupied, by code. */
export async function findOccupied(codes: readonly string[]): Promise<Map<string, OccupiedStatus>> {
  const found = await OccupancyModel.find({ premises: trusted({ $in: [...codes] }) }, { premises: 1, status: 1 }).lean()
  return new Map(found.map(({ premises, status }) => [premises, status]))
}

/**
 * Returns by code whether each premises can be given to a tenant from before the site. Codes that do not exist are left out.
 */
export async function takeable(codes: readonly string[]): Promise<Map<string, boolean>> {
  const found = await PremisesModel.find(
    { code: trusted({ $in: [...codes] }) },
    { code: 1, status: 1, intent: 1 },
  ).lean<Pick<Premises, 'code' | 'status' | 'intent'>[]>()
  const occupied = await findOccupied(codes)
  const isFree = (listing: (typeof found)[number]) =>
    intentOf(listing) !== 'archived' && !occupiedStatusOf(listing, occupied.get(listing.code) ?? null)
  return new Map(found.map(listing => [listing.code, isFree(listing)]))
}

const currentStatusOf = (listing: StateFields, occupied: ReadonlyMap<string, OccupiedStatus>): PremisesStatus =>
  statusOf(intentOf(listing), occupiedStatusOf(listing, occupied.get(listing.code) ?? null))

function stateAt(now: Date, found: StateFields): PremisesState {
  const { code, status, title, areaUsableSqM, floor, demo } = found
  const { allowedUses, prohibitedUses, electricityKw, water, extraction } = found
  const facts = { areaUsableSqM, floor, allowedUses, prohibitedUses, electricityKw, water, extraction }
  return { code, status, title, demo, ...facts, open: canApply(found, { now, day: cityDayOf(now) }).ok }
}
