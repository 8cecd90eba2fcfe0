import mongoose from 'mongoose'
import { type Building, BuildingModel } from '#models/premises/building.ts'
import { type Premises, PremisesModel } from '#models/premises/premises.ts'
import { fillEmptyParts } from '#features/premises/listing/stored.ts'
import type { Street } from './row-check.ts'

/** Reads the premises and buildings that rows with these codes are checked against. */
export async function readStreet(codes: readonly string[], allowed: readonly string[] | null): Promise<Street> {
  const [premises, buildings] = await Promise.all([findPremises(codes), BuildingModel.find().lean<Building[]>()])
  return {
    premises: new Map(premises.map(one => [one.code, one])),
    buildings: new Map(buildings.map(one => [one.code, one])),
    allowed,
  }
}

export async function findPremises(codes: readonly string[]): Promise<Premises[]> {
  if (codes.length === 0) return []
  const found = await PremisesModel.find(
    { code: mongoose.trusted({ $in: [...codes] }) },
    { photos: 0, floorPlan: 0, events: 0 },
  ).lean<Premises[]>()
  return found.map(fillEmptyParts)
}
