import mongoose from 'mongoose'
import { type Building, BuildingModel } from '../../../models/building.ts'
import { PremisesModel } from '../../../models/premises.ts'
import { notFound } from '../../shared/errors.ts'
import { no, type Verdict, yes } from '../../shared/verdict.ts'
import { findBuildings } from './finding.ts'
import { changeCatalogue } from './catalogue.ts'
import { buildingTerms } from './search/text/terms.ts'
import { streetForStaff } from './staff-street.ts'

export type BuildingFacts = Pick<
  Building,
  'zone' | 'name' | 'address' | 'floors' | 'yearBuilt' | 'structure' | 'position'
> & {
  /** Degrees, WGS 84. */ latitude: number
  longitude: number
}
export type BuildingRow = Building & { premises: number }

/** The buildings of the street. */
export function buildingsService() {
  /** All of them, in the order of their codes, with how many premises each holds. */
  async function list(): Promise<BuildingRow[]> {
    const buildings = await BuildingModel.find()
      .collation({ locale: 'en', numericOrdering: true })
      .sort({ code: 1 })
      .lean<Building[]>()
    const counts = await PremisesModel.aggregate<{ _id: string; count: number }>([
      { $group: { _id: '$buildingCode', count: { $sum: 1 } } },
    ])
    const countOf = new Map(counts.map(({ _id, count }) => [_id, count]))
    return buildings.map(building => ({ ...building, premises: countOf.get(building.code) ?? 0 }))
  }

  async function get(code: string): Promise<Building> {
    const found = await known(code)
    if (!found) throw notFound()
    return found
  }

  /** Null: there is none. */
  const known = (code: string): Promise<Building | null> => BuildingModel.findOne({ code }).lean<Building>()

  async function create(code: string, facts: BuildingFacts): Promise<Verdict<'code-taken'>> {
    try {
      await changeCatalogue(() => BuildingModel.create({ code, ...stored(code, facts) }))
      return yes
    } catch (error) {
      if (error instanceof mongoose.mongo.MongoServerError && error.code === 11000) return no('code-taken')
      throw error
    }
  }

  /** The code stays. Premises carry a copy of the zone, which is brought up to date afterwards and can be repeated. */
  async function edit(code: string, version: number, facts: BuildingFacts): Promise<Verdict<'stale' | 'floors'>> {
    const highest = await PremisesModel.findOne({ buildingCode: code }, { floor: 1 }).sort({ floor: -1 }).lean()
    if (highest && highest.floor > facts.floors) return no('floors')
    const saved = await changeCatalogue(async revision => {
      const { modifiedCount } = await BuildingModel.updateOne(
        { code, version },
        { $set: stored(code, facts), $inc: { version: 1 } },
      )
      if (modifiedCount === 0) return false
      const otherZone = { buildingCode: code, zone: mongoose.trusted({ $ne: facts.zone }) }
      await PremisesModel.updateMany(otherZone, { $set: { zone: facts.zone, revision }, $inc: { version: 1 } })
      return true
    })
    return saved ? yes : no('stale')
  }

  return { list, get, known, create, edit, find: findBuildings, street: streetForStaff }
}
export type BuildingsService = ReturnType<typeof buildingsService>

const stored = (code: string, { latitude, longitude, ...facts }: BuildingFacts) => ({
  ...facts,
  terms: buildingTerms({ code, ...facts }),
  point: { type: 'Point' as const, coordinates: [longitude, latitude] },
})
