import { BuildingModel, type Building } from '#models/premises/building.ts'
import type { Clock } from '#outside/clock.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { leaseFacts } from './lease-facts.ts'
import { occupancies } from './occupancy/occupancy.ts'
import { occupancyDays } from './occupancy/occupancy-days.ts'
import { reachOf } from './reach.ts'
import { occupiedAmong, standingsOf, takeable } from './occupancy/standings.ts'

/** What is known of premises and buildings, and who has them. */
export function premisesService({ clock }: { clock: Clock }) {
  /** Buildings for lists and forms, along the street. */
  const buildings = () => BuildingModel.find().sort({ 'position.row': 1, 'position.offsetM': 1 }).lean<Building[]>()

  return {
    buildings,
    today: () => cityDayOf(clock.now()),
    reachOf,
    leaseFacts,
    occupied: occupiedAmong,
    takeable,
    ...occupancyDays({ clock }),
    ...standingsOf({ clock }),
    ...occupancies({ clock }),
  }
}
export type PremisesService = ReturnType<typeof premisesService>
