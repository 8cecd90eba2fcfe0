import type { Building } from '#models/premises/building.ts'
import type { FormValues } from '#web/forms/forms.ts'
import { textInputs } from '../premises/fields/values.ts'

export type BuildingFacts = Pick<
  Building,
  'zone' | 'name' | 'address' | 'floors' | 'yearBuilt' | 'structure' | 'position'
> & {
  /** Degrees, WGS 84. */ latitude: number
  longitude: number
}

/** Returns the facts of a building as they would be typed into the form. */
export function buildingValues(facts: BuildingFacts): FormValues {
  const { name, address, zone, floors, yearBuilt, structure, latitude, longitude, position } = facts
  return {
    ...textInputs('name', name),
    ...textInputs('address', address),
    zone,
    floors: String(floors),
    yearBuilt: String(yearBuilt),
    structure,
    latitude: String(latitude),
    longitude: String(longitude),
    'position.row': position.row,
    'position.offsetM': String(position.offsetM),
    'position.lengthM': String(position.lengthM),
    'position.depthM': String(position.depthM),
  }
}

export const storedValues = ({ point, ...building }: Building): FormValues => {
  const [longitude = 0, latitude = 0] = point.coordinates
  return buildingValues({ ...building, latitude, longitude })
}
