import type { Response } from 'supertest'
import { beforeEach, describe, expect, it } from 'vitest'
import { BuildingModel } from '../../models/building.ts'
import { PremisesModel } from '../../models/premises.ts'
import { aColleague } from '../factories/account.ts'
import { aBuilding, aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('keeping buildings', () => {
  const site = useSite()
  let manager: Awaited<ReturnType<typeof site.as>>
  beforeEach(async () => {
    manager = await site.as(await aColleague('listing_manager'))
  })
  const typedInto = (response: Response, changes: Record<string, string> = {}) => ({
    ...Object.fromEntries(
      renderedPage(response)
        .$('.staff-form')
        .serializeArray()
        .map(({ name, value }) => [name, value]),
    ),
    ...changes,
  })
  const facts = {
    code: 'a2',
    'name.zh': '二号楼',
    floors: '3',
    yearBuilt: '2014',
    structure: 'brick',
    latitude: '44.3961',
    longitude: '131.13',
  }
  const place = {
    'position.row': 'north',
    'position.offsetM': '126',
    'position.lengthM': '118,5',
    'position.depthM': '10',
  }
  const aForm = { ...facts, ...place, zone: 'suifenhe' }

  it('lists them with their premises', async () => {
    await aPremises({ buildingCode: 'A1' })
    await aBuilding({ code: 'A10' })
    await aBuilding({ code: 'A2' })
    const page = renderedPage(await manager.get('/zh/staff/buildings').expect(200))
    expect(
      page
        .$('tbody th')
        .map((_, cell) => page.$(cell).text().trim())
        .get(),
    ).toEqual(['A1', 'A2', 'A10'])
    expect(page.$('tbody tr').first().find('td').last().text().trim()).toBe('1')
  })

  it('adds one, and refuses its code the second time', async () => {
    await manager.post('/zh/staff/buildings/new').type('form').send(aForm).expect(303)
    expect(await BuildingModel.findOne({ code: 'A2' }).lean()).toMatchObject({
      floors: 3,
      point: { coordinates: [131.13, 44.3961] },
      position: { lengthM: 118.5 },
    })
    const refused = await manager.post('/zh/staff/buildings/new').type('form').send(aForm).expect(422)
    expect(renderedPage(refused).errors()).toMatchObject([{ field: 'code' }])
    expect(renderedPage(refused).value('name.zh')).toBe('二号楼')
  })

  it.each([
    [{ code: '12' }, 'code'],
    [{ 'name.zh': '' }, 'name.zh'],
    [{ latitude: '95' }, 'latitude'],
    [{ floors: '0' }, 'floors'],
    [{ zone: 'moon' }, 'zone'],
  ])('refuses %j at %s', async (wrong, field) => {
    const refused = await manager
      .post('/ru/staff/buildings/new')
      .type('form')
      .send({ ...aForm, ...wrong })
      .expect(422)
    expect(renderedPage(refused).errors()).toMatchObject([{ field }])
    expect(await BuildingModel.countDocuments()).toBe(0)
  })

  it('edits one and carries a new zone to its premises', async () => {
    const { code } = await aPremises({ buildingCode: 'A1' })
    const shown = await manager.get('/zh/staff/buildings/A1').expect(200)
    await manager
      .post('/zh/staff/buildings/A1')
      .type('form')
      .send(typedInto(shown, { zone: 'heihe' }))
      .expect(303)
    expect(await PremisesModel.findOne({ code }).lean()).toMatchObject({ zone: 'heihe', version: 1 })
  })

  it('keeps as many floors as its premises need', async () => {
    await aPremises({ buildingCode: 'A1', floor: 2 })
    const shown = await manager.get('/zh/staff/buildings/A1').expect(200)
    const refused = await manager
      .post('/zh/staff/buildings/A1')
      .type('form')
      .send(typedInto(shown, { floors: '1' }))
      .expect(422)
    expect(renderedPage(refused).errors()).toMatchObject([{ field: 'floors' }])
  })

  it('tells of a change in between and loses nothing', async () => {
    await aBuilding({ code: 'A1' })
    const mine = typedInto(await manager.get('/zh/staff/buildings/A1').expect(200), { 'name.ru': 'Мой корпус' })
    await manager
      .post('/zh/staff/buildings/A1')
      .type('form')
      .send({ ...mine, 'name.ru': 'Чужой' })
      .expect(303)
    const stale = await manager.post('/zh/staff/buildings/A1').type('form').send(mine).expect(409)
    expect(renderedPage(stale).value('name.ru')).toBe('Мой корпус')
    await manager.post('/zh/staff/buildings/A1').type('form').send(typedInto(stale)).expect(303)
    expect(await BuildingModel.findOne({ code: 'A1' }).lean()).toMatchObject({ name: { ru: 'Мой корпус' } })
  })

  it('does not know others, and is not for reviewers', async () => {
    await manager.get('/zh/staff/buildings/Z9').expect(404)
    await manager.get('/zh/staff/buildings/constructor').expect(404)
    const reviewer = await site.as(await aColleague('reviewer'))
    await reviewer.get('/zh/staff/buildings').expect(403)
    await reviewer.post('/zh/staff/buildings/new').type('form').send(aForm).expect(403)
  })
})
