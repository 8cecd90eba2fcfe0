import type { Response } from 'supertest'
import { beforeEach, describe, expect, it } from 'vitest'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { BuildingModel } from '#models/premises/building.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { aColleague } from '../factories/account.ts'
import { aBuilding, aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('the pages of buildings', () => {
  const site = useSite()
  let manager: Awaited<ReturnType<typeof site.as>>
  beforeEach(async () => {
    manager = await site.as(await aColleague('listing_manager', { name: '王芳' }))
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

  it('list the buildings with their units', async () => {
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

  it('add a building and refuse its code the second time', async () => {
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
  ])('refuse %j at %s', async (wrong, field) => {
    const refused = await manager
      .post('/ru/staff/buildings/new')
      .type('form')
      .send({ ...aForm, ...wrong })
      .expect(422)
    expect(renderedPage(refused).errors()).toMatchObject([{ field }])
    expect(await BuildingModel.countDocuments()).toBe(0)
  })

  it('edit a building and set its new zone on its units', async () => {
    const { code } = await aPremises({ buildingCode: 'A1' })
    const shown = await manager.get('/zh/staff/buildings/A1').expect(200)
    await manager
      .post('/zh/staff/buildings/A1')
      .type('form')
      .send(typedInto(shown, { zone: 'heihe' }))
      .expect(303)
    expect(await PremisesModel.findOne({ code }).lean()).toMatchObject({ zone: 'heihe', version: 1 })
  })

  it('refuse fewer floors than the units of the building need', async () => {
    await aPremises({ buildingCode: 'A1', floor: 2 })
    const shown = await manager.get('/zh/staff/buildings/A1').expect(200)
    const refused = await manager
      .post('/zh/staff/buildings/A1')
      .type('form')
      .send(typedInto(shown, { floors: '1' }))
      .expect(422)
    expect(renderedPage(refused).errors()).toMatchObject([{ field: 'floors' }])
  })

  const edit = async (changes: Record<string, string>) =>
    manager
      .post('/en/staff/buildings/A1')
      .type('form')
      .send(typedInto(await manager.get('/en/staff/buildings/A1').expect(200), changes))
      .expect(303)
  const stored = () => BuildingModel.findOne({ code: 'A1' }).lean()

  it('never overwrite a colleague’s change, and ask for a choice in each field that both changed', async () => {
    await aBuilding({ code: 'A1', name: { ru: 'Было', en: 'Was', zh: '原名' } })
    const mine = typedInto(await manager.get('/en/staff/buildings/A1').expect(200), {
      'name.ru': 'Моё',
      'address.en': 'My street',
      structure: 'steel_frame',
      reason: 'Checked',
    })
    const post = (form: Record<string, string>) => manager.post('/en/staff/buildings/A1').type('form').send(form)
    const other = await site.as(await aColleague('administrator', { name: '李明' }))
    const theirs = typedInto(await other.get('/en/staff/buildings/A1').expect(200), {
      'name.ru': 'Чужое',
      structure: 'reinforced_concrete',
      floors: '5',
    })
    await other.post('/en/staff/buildings/A1').type('form').send(theirs).expect(303)

    const clashed = await post(mine).expect(409)
    const page = renderedPage(clashed)
    const choices = page.$('[data-test="clash"]')
    expect(choices.map((_, field) => page.$(field).find('legend').text()).get()).toEqual([
      'Name in Russian',
      'Structure',
    ])
    for (const words of ['Моё', 'Чужое', 'Было', '李明']) expect(choices.first().text()).toContain(words)
    expect(choices.last().text()).toContain('Steel frame')
    expect(page.text('theirs')).toContain('Floors')
    expect(['name.ru', 'address.en', 'floors', 'reason'].map(name => page.value(name))).toEqual([
      ...['Моё', 'My street', '5', 'Checked'],
    ])
    expect(await stored()).toMatchObject({ name: { ru: 'Чужое' }, version: 1 })

    await post(typedInto(clashed, { 'take.structure': 'theirs', 'take.name.ru': 'mine' })).expect(303)
    expect(await stored()).toMatchObject({
      name: { ru: 'Моё' },
      address: { en: 'My street' },
      structure: 'reinforced_concrete',
      floors: 5,
      version: 2,
    })
  })

  it('write nothing if nothing was changed', async () => {
    await aBuilding({ code: 'A1' })
    await edit({})
    expect(await stored()).toMatchObject({ version: 0 })
  })

  it('record who changed what, when and why, in the history and the audit', async () => {
    await manager
      .post('/en/staff/buildings/new')
      .type('form')
      .send({ ...aForm, code: 'A1' })
      .expect(303)
    await edit({ 'name.zh': '二号新楼', floors: '4', reason: 'A floor was added' })
    const page = renderedPage(await manager.get('/en/staff/buildings/A1/versions').expect(200))
    const entries = page.$('[data-test="version"]')
    expect(entries).toHaveLength(2)
    const latest = entries.first()
    for (const words of ['Floors', 'A floor was added', '王芳']) expect(latest.text()).toContain(words)
    expect(
      latest
        .find('ins')
        .map((_, word) => page.$(word).text())
        .get(),
    ).toEqual(['新', '4'])

    const told = await AuditEntryModel.find({ 'subject.kind': 'building' }).sort({ _id: 1 }).lean()
    expect(told.map(({ action, reason }) => [action, reason ?? ''])).toEqual([
      ['building.created', ''],
      ['building.changed', 'A floor was added'],
    ])
    expect(told[1]?.changes).toMatchObject([
      { field: 'name.zh', before: '"二号楼"', after: '"二号新楼"' },
      { field: 'floors', before: '"3"', after: '"4"' },
    ])
    // Neither public pages nor lists load it.
    expect(
      Object.keys((await site.services.listings.buildings.listCounted({ buildings: null }))[0] ?? {}),
    ).not.toContain('history')

    const limited = await site.as(await aColleague('listing_manager', { buildings: ['B2'] }))
    await limited.get('/en/staff/buildings/A1/versions').expect(404)
    await manager.get('/en/staff/buildings/Z9/versions').expect(404)
    await (await site.as(await aColleague('reviewer'))).get('/en/staff/buildings/A1/versions').expect(403)
  })

  it('have no page for an unknown building, and none for reviewers', async () => {
    await manager.get('/zh/staff/buildings/Z9').expect(404)
    await manager.get('/zh/staff/buildings/constructor').expect(404)
    const reviewer = await site.as(await aColleague('reviewer'))
    await reviewer.get('/zh/staff/buildings').expect(403)
    await reviewer.post('/zh/staff/buildings/new').type('form').send(aForm).expect(403)
  })
})
