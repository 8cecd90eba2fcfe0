import { trusted } from 'mongoose'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import type { Clock } from '#outside/clock.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { canApply, isPublic, mainUseOf, publicStatuses } from '#features/premises/rules.ts'
import {
  arrangeFronts,
  type FrontState,
  type FrontUnit,
  type BuildingFronts,
} from '#features/street/drawing/elevation/fronts.ts'
import type { CatalogueReader } from '../search/index/catalogue-index.ts'
import { findStretch, type Stretch } from './street-section.ts'

/**
 * Maximum number of units drawn on a page. Above it they cannot be told apart, and buildings link to their lists instead.
 */
const maxUnitsDrawn = 600
/** Maximum number of units read. Some of them may have expired and are hidden from the public. */
const maxUnitsRead = 5 * maxUnitsDrawn

const frontFields = {
  _id: 0,
  code: 1,
  buildingCode: 1,
  floor: 1,
  position: 1,
  frontageM: 1,
  shopWindows: 1,
  entrance: 1,
  ceilingHeightM: 1,
  areaUsableSqM: 1,
  allowedUses: 1,
  status: 1,
  intent: 1,
  publishAt: 1,
  expiresAt: 1,
  availableFrom: 1,
  applicationWindow: 1,
  demo: 1,
} as const
type FrontRecord = Pick<Premises, Exclude<keyof typeof frontFields, '_id'>>

export type Elevation = Omit<Stretch, 'buildings'> & {
  buildings: BuildingFronts[]
  /** True when there are too many units to draw. */
  crowded: boolean
  demo: boolean
}

/** Returns the public street elevation from the requested building on; null while there are no buildings. */
export const createElevationReader =
  ({ clock, reader }: { clock: Clock; reader: CatalogueReader }) =>
  async (requestedBuilding?: string): Promise<Elevation | null> => {
    const { index } = await reader.current()
    const stretch = findStretch(index.buildings.list, requestedBuilding)
    if (!stretch) return null
    const { buildings: along, ...about } = stretch
    const codes = along.map(({ code }) => code)
    const now = clock.now()
    const shownAt = { status: trusted({ $in: publicStatuses }), publishAt: trusted({ $lte: now }) }
    const found = await PremisesModel.find({ buildingCode: trusted({ $in: codes }), ...shownAt }, frontFields)
      .limit(maxUnitsRead)
      .lean<FrontRecord[]>()
    const published = found.filter(one => isPublic(one, now))
    const crowded = published.length > maxUnitsDrawn
    const shown = crowded ? [] : published
    const unitsOf = ({ code }: { code: string }) => shown.filter(({ buildingCode }) => buildingCode === code)
    const buildings = along.map(building =>
      arrangeFronts(
        building,
        unitsOf(building).map(one => frontUnit(one, { now, day: cityDayOf(now) })),
      ),
    )
    return { ...about, buildings, crowded, demo: published.some(({ demo }) => demo) }
  }

function frontUnit(read: FrontRecord, at: { now: Date; day: CityDay }): FrontUnit {
  const state = stateOf(read, at.day)
  return { ...read, use: mainUseOf(read), state, open: state === 'available' && canApply(read, at).ok }
}

/** Returns the public state of a front; hidden units never get here. */
function stateOf({ status, availableFrom }: FrontRecord, today: CityDay): FrontState {
  if (status === 'held' || status === 'let' || status === 'paused') return status
  return availableFrom && availableFrom > today ? 'soon' : 'available'
}
