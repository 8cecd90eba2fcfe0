import { BuildingModel, type Building } from '#models/premises/building.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { changeCatalogue } from '#features/premises/catalogue.ts'
import { derivedOf } from '#features/premises/rules.ts'
import { buildingTerms } from '#features/premises/text/terms.ts'
import { storeTexts } from '#features/premises/text/texts.ts'
import { anOccupancy } from './occupancies.ts'

type Changes<T> = Partial<Omit<T, '_id' | 'createdAt' | 'updatedAt' | 'version'>>
let sequence = 0

/** Creates a building of one row; the same code gives the same building. */
export async function aBuilding(changes: Changes<Building> = {}): Promise<Building> {
  const code = changes.code ?? 'A1'
  const existing = await BuildingModel.findOne({ code }).lean<Building>()
  if (existing) return existing
  const told = {
    code,
    name: { ru: `Корпус ${code}`, en: `Building ${code}`, zh: `${code}号楼` },
    address: { ru: `Улица стартапов, корпус ${code}`, en: `Startup Street, building ${code}`, zh: `创业街${code}号楼` },
    ...changes,
  }
  const building = await BuildingModel.create({
    ...told,
    zone: 'suifenhe',
    terms: buildingTerms(told),
    point: { type: 'Point', coordinates: [131.13, 44.396] },
    floors: 2,
    yearBuilt: 2012,
    structure: 'brick',
    position: { row: code.startsWith('B') ? 'south' : 'north', offsetM: 4, lengthM: 118, depthM: 10 },
    ...changes,
  })
  return building.toObject()
}

/**
 * Creates a published, available shop that differs from the last one. A held or let one gets an occupancy. A test states
 * only what it is about.
 */
export async function aPremises(changes: Changes<Premises> = {}): Promise<Premises> {
  sequence += 1
  const building = await aBuilding({ code: changes.buildingCode ?? 'A1' })
  const described = {
    code: `SFH-A-${String(1000 + sequence)}`,
    buildingCode: building.code,
    title: { ru: `Магазин ${sequence}`, en: `Shop ${sequence}`, zh: `店铺${sequence}` },
    summary: { ru: 'Светлое помещение.', en: 'A bright unit.', zh: '采光好。' },
    areaGrossSqM: 72,
    areaUsableSqM: 64.5,
    ceilingHeightM: 3.6,
    frontageM: 8.4,
    floor: 1,
    layout: 'open' as const,
    entrance: { sharing: 'own' as const, side: 'street' as const },
    shopWindows: 2,
    condition: 'basic' as const,
    allowedUses: ['retail' as const],
    prohibitedUses: [],
    electricityKw: 10,
    electricityPhases: 1 as const,
    water: true,
    drain: true,
    gas: false,
    extraction: false,
    heating: 'central' as const,
    internet: true,
    stepFree: false,
    parkingSpaces: 0,
    fireAccepted: true,
    usableAsRegisteredAddress: true,
    insideBorderTradeZone: false,
    certificateNumber: null,
    rentFreeMonths: 36,
    marketRentPerSqMMonthFen: 9_130,
    managementFeePerSqMMonthFen: 1_550,
    heatingFeePerSqMSeasonFen: 4_470,
    depositFen: 300_000,
    ...changes,
  }
  await storeTexts([described])
  return changeCatalogue(async revision => {
    const premises = await PremisesModel.create({
      building: building._id,
      zone: building.zone,
      status: 'available',
      publishAt: new Date(Date.UTC(2026, 0, 1) + sequence * 60_000),
      position: { row: building.position.row, offsetM: 10, widthM: 8.4, depth: 'whole' },
      ...described,
      ...derivedOf(described),
      revision,
    })
    const { code, status, hold } = premises
    if (status === 'held' || status === 'let')
      await anOccupancy(code, { status, ...(hold && { application: hold.application.toHexString() }) })
    return premises.toObject() as unknown as Premises
  })
}
