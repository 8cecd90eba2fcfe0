import { beforeEach, describe, expect, it } from 'vitest'
import { BuildingModel } from '#models/premises/building.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { parseListing } from '#features/premises/fields/listing-fields.ts'
import { valuesOf } from '#features/premises/fields/values.ts'
import { freeSpaces } from '#features/street/free-space.ts'
import { aColleague } from '../factories/account.ts'
import { aBuilding, aPremises } from '../factories/premises.ts'
import { killedAfter } from '../support/processes/interruptions.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('the free stretches of the street', () => {
  const block = (offsetM: number, lengthM: number, row: 'north' | 'south' = 'north') => ({
    code: 'A1',
    position: { row, offsetM, lengthM, depthM: 10 },
  })
  it.each([
    ['everything', [], [{ fromM: 0, toM: null }]],
    [
      'before, between and behind',
      [block(60, 20), block(10, 30)],
      [
        [0, 10],
        [40, 60],
        [80, null],
      ],
    ],
    ['nothing between those that touch', [block(0, 20), block(20.4, 10)], [[30.4, null]]],
    ['nothing in one that another reaches into', [block(0, 50), block(10, 5)], [[50, null]]],
    ['all, whatever stands over the street', [block(0, 50, 'south')], [[0, null]]],
  ])('are %s', (_name, buildings, expected) => {
    const spaces = expected.map(space => (Array.isArray(space) ? { fromM: space[0], toM: space[1] } : space))
    expect(freeSpaces('north', buildings)).toEqual(spaces)
  })
})

describe('a new building with its units', () => {
  const site = useSite()
  let manager: Awaited<ReturnType<typeof site.as>>
  beforeEach(async () => {
    manager = await site.as(await aColleague('listing_manager', { name: '王芳' }))
    await aBuilding({ code: 'A1', position: { row: 'north', offsetM: 4, lengthM: 60, depthM: 10 } })
  })
  const path = '/ru/staff/buildings/new'
  const building = {
    code: 'a2',
    'name.zh': '二号楼',
    zone: 'suifenhe',
    floors: '2',
    yearBuilt: '2014',
    structure: 'brick',
    latitude: '44.3961',
    longitude: '131.13',
    'position.row': 'north',
    'position.offsetM': '70',
    'position.lengthM': '50',
    'position.depthM': '10',
  }
  const shared = {
    'all.ceilingHeightM': '3,5',
    'all.layout': 'open',
    'all.condition': 'shell',
    'all.mainUse': 'retail',
    'all.electricityKw': '15',
    'all.heating': 'central',
    'all.water': 'yes',
    'all.entrance.sharing': 'own',
    'all.entrance.side': 'street',
    'all.electricityPhases': '1',
    'all.rentFreeMonths': '36',
    'all.marketRentPerSqMMonth': '45',
    'all.managementFeePerSqMMonth': '2,5',
    'all.deposit': '4000',
    'all.heatingFeePerSqMSeason': '30',
    'all.shopWindows': '1',
    'all.parkingSpaces': '0',
  }
  const row = (at: number, fields: Record<string, string>) =>
    Object.fromEntries(Object.entries(fields).map(([field, value]) => [`units.${String(at)}.${field}`, value]))
  const first = { unit: '1', 'position.widthM': '5', areaGrossSqM: '45', areaUsableSqM: '40' }
  /** Ten equal units: all but the first have a number only, the last two are upstairs. */
  const ten = {
    ...row(0, first),
    ...Object.assign({}, ...[1, 2, 3, 4, 5, 6, 7].map(at => row(at, { unit: String(at + 1) }))),
    ...row(8, { unit: '201', floor: '2', fromCorner: '10' }),
    ...row(9, { unit: '202' }),
  } as Record<string, string>
  /** Empty rows, which a browser also sends. */
  const spare = { ...row(10, { unit: '', floor: '', 'position.depth': '' }), ...row(11, { unit: '' }) }
  const form = { ...building, ...shared, ...ten, ...spare }
  const send = (body: object) => manager.post(path).type('form').send(body)
  const units = () => PremisesModel.find({ buildingCode: 'A2' }).sort({ code: 1 }).lean<Premises[]>()

  it('are created by one form, in which an empty field repeats the one above', async () => {
    await send(form).expect(303).expect('location', '/ru/staff/premises?building=A2')
    const made = await units()
    expect(made.map(({ code, floor, position }) => [code, floor, position.offsetM])).toEqual([
      ...[70, 75, 80, 85, 90, 95, 100, 105].map((offsetM, at) => [`SFH-A-020${String(at + 1)}`, 1, offsetM]),
      ['SFH-A-02201', 2, 80],
      ['SFH-A-02202', 2, 85],
    ])
    for (const unit of made)
      expect(unit).toMatchObject({
        intent: 'draft',
        areaGrossSqM: 45,
        ceilingHeightM: 3.5,
        depositFen: 400_000,
        water: true,
        frontageM: 5,
        allowedUses: ['retail'],
        position: { row: 'north', widthM: 5, depth: 'whole' },
        events: [{ kind: 'created', byName: '王芳' }],
      })
    expect(await BuildingModel.findOne({ code: 'A2' }).select('+newUnits').lean()).toMatchObject({ newUnits: [] })
    expect(renderedPage(await manager.get('/ru/staff/premises?building=A2').expect(200)).notice).toContain(
      '10 помещений',
    )
  })

  it('in the yard have their door there, behind those on the street', async () => {
    const halves = {
      ...row(0, { ...first, 'position.depth': 'street' }),
      ...row(1, { unit: '2', 'position.depth': 'yard' }),
    }
    await send({ ...building, ...shared, ...halves }).expect(303)
    expect((await units())[1]).toMatchObject({
      frontageM: 0,
      shopWindows: 0,
      entrance: { sharing: 'own', side: 'yard' },
      position: { offsetM: 70, depth: 'yard' },
    })
  })

  it('are previewed on the plan with the free stretches before anything is saved', async () => {
    const page = renderedPage(await send({ ...form, look: 'yes' }).expect(200))
    expect(page.$('[data-place-plan] .draft')).toHaveLength(10)
    expect(page.$('[data-place-plan] .free').length).toBeGreaterThan(1)
    expect(page.$('main').text().replaceAll('\u00a0', ' ')).toContain('от 0 до 4 м (4 м), от 64 м и дальше')
    expect(page.value('units.9.unit')).toBe('202')
    expect(page.text('doubts')).toBe('')
    const doubtful = { ...form, 'position.offsetM': '60', 'units.3.fromCorner': '0' }
    const doubted = renderedPage(await send({ ...doubtful, look: 'yes' }).expect(200)).text('doubts')
    expect(doubted).toContain('A1')
    expect(doubted).toContain('SFH-A-0201')
    expect(await BuildingModel.countDocuments({ code: 'A2' })).toBe(0)
  })

  it.each([
    ['a number that is typed twice', { 'units.4.unit': '3' }, 'units.4.unit'],
    ['a floor that is not there', { 'units.8.floor': '3' }, 'units.8.floor'],
    ['a row without a number', { 'units.4.unit': '', 'units.4.position.widthM': '7' }, 'units.4.unit'],
    ['a usable area over the gross one', { 'units.4.areaUsableSqM': '99' }, 'units.4.areaUsableSqM'],
    ['what all of them need', { 'all.layout': '' }, 'all.layout'],
    ['a code of another building', { 'units.4.unit': '77' }, 'units.4.unit'],
    ['a building without a year', { yearBuilt: '' }, 'yearBuilt'],
  ])('are refused with %s, with the input kept and nothing created', async (_what, wrong, field) => {
    // Unit 277 of a building A0 would have the code of unit 77 in A2.
    await aPremises({ buildingCode: 'A1', code: 'SFH-A-0277' })
    const refused = renderedPage(await send({ ...form, ...wrong }).expect(422))
    expect(refused.errors().map(error => error.field)).toContain(field)
    expect(refused.value('units.0.areaGrossSqM')).toBe('45')
    expect(refused.value('name.zh')).toBe('二号楼')
    expect(await BuildingModel.countDocuments({ code: 'A2' })).toBe(0)
    expect(await units()).toEqual([])
  })

  it('are created all or not at all, and the worker continues after a kill', async () => {
    const { buildings, records } = site.services.listings
    const by = { id: 'f'.repeat(24), name: 'Li' }
    await send(form).expect(303)
    const read = parseListing(valuesOf(await records.get('SFH-A-0201')))
    if (!read.ok) throw new Error('a unit that cannot be read')
    const { position } = (await BuildingModel.findOne({ code: 'A2' }).lean())!
    const next = {
      zone: 'suifenhe' as const,
      floors: 2,
      yearBuilt: 2014,
      structure: 'brick' as const,
      name: { zh: '三号楼' },
      address: {},
      latitude: 44,
      longitude: 131,
      position: { ...position, offsetM: 200 },
    }
    let ends = ''
    for (let writes = 0; ends !== 'done'; writes += 1) {
      const code = `A${String(10 + writes)}`
      const wanted = [1, 2, 3].map(unit => ({ unit, facts: read.value }))
      ends = await killedAfter(writes, () => buildings.create({ code, facts: next, units: wanted, by }))
      await site.runJobs()
      const there = await BuildingModel.countDocuments({ code })
      expect(await PremisesModel.countDocuments({ buildingCode: code }), `after ${String(writes)}`).toBe(there * 3)
    }
  })
})
