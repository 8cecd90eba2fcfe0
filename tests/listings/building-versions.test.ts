import { beforeEach, describe, expect, it } from 'vitest'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { BuildingModel, type Building } from '#models/premises/building.ts'
import { aColleague } from '../factories/account.ts'
import { aBuilding, aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { typedInto } from '../support/staff-form.ts'

describe('an earlier version of a building', () => {
  const site = useSite()
  const path = '/en/staff/buildings/A1'
  const base = `${path}/versions`
  let manager: Awaited<ReturnType<typeof site.as>>
  beforeEach(async () => {
    manager = await site.as(await aColleague('listing_manager', { name: '王芳' }))
    await aBuilding({ code: 'A1', name: { ru: 'Первый корпус', en: 'First building', zh: '一号楼' } })
  })
  const stored = async () => (await BuildingModel.findOne({ code: 'A1' }).lean<Building>())!
  const edit = async (changes: Record<string, string>) =>
    manager
      .post(path)
      .type('form')
      .send(typedInto(await manager.get(path).expect(200), changes))
      .expect(303)
  const restoring = async (version: number) => {
    const form = typedInto(
      await manager.get(`${base}/${version}`).expect(200),
      { reason: 'Wrong survey' },
      'form.panel',
    )
    return { form, post: () => manager.post(`${base}/${version}/restore`).type('form').send(form) }
  }

  it('is shown with its differences and restored as a new version, with an audit entry', async () => {
    await edit({ 'name.en': 'Second building', floors: '4' })
    await edit({ yearBuilt: '2016', structure: 'steel_frame' })
    const list = renderedPage(await manager.get(base).expect(200))
    expect(list.links().filter(href => href.startsWith(base))).toEqual([`${base}/1`, `${base}/0`])

    const shown = renderedPage(await manager.get(`${base}/0`).expect(200))
    expect(shown.heading).toBe('A1: restore version 0')
    for (const words of ['Name in English', 'Floors', 'Year built', 'Structure', 'Steel frame'])
      expect(shown.main).toContain(words)
    await (await restoring(0)).post().expect(303).expect('location', path)
    expect(await stored()).toMatchObject({
      name: { en: 'First building' },
      floors: 2,
      yearBuilt: 2012,
      structure: 'brick',
      version: 3,
    })
    const latest = renderedPage(await manager.get(base))
      .$('[data-test="version"]')
      .first()
      .text()
    for (const words of ['Earlier version restored', '王芳', 'Wrong survey', 'Second']) expect(latest).toContain(words)
    const told = await AuditEntryModel.find({ action: 'building.changed' }).sort({ _id: -1 }).limit(1).lean()
    expect(told).toMatchObject([{ subject: { id: 'A1' }, reason: 'Wrong survey' }])
    expect(told[0]?.changes).toContainEqual(expect.objectContaining({ field: 'floors', before: '"4"', after: '"2"' }))
    expect(renderedPage(await manager.get(`${base}/3`).expect(200)).main).toContain('the same as the present one')
  })

  it('is not restored over a colleague’s change', async () => {
    await edit({ floors: '4' })
    const { post } = await restoring(0)
    await edit({ yearBuilt: '2016' })
    const refused = renderedPage(await post().expect(409))
    expect(refused.text('refusal')).toContain('changed while you were looking')
    expect(refused.main).toContain('Year built')
    expect(await stored()).toMatchObject({ floors: 4, yearBuilt: 2016, version: 2 })
    await (await restoring(0)).post().expect(303)
    expect(await stored()).toMatchObject({ floors: 2, yearBuilt: 2012 })
  })

  it('is not restored if units would lose their floor, and restoring it warns if they would be outside its walls', async () => {
    await edit({ floors: '3', 'position.offsetM': '900' })
    const above = await aPremises({ floor: 3, position: { row: 'north', offsetM: 910, widthM: 8, depth: 'whole' } })
    const refused = renderedPage(await (await restoring(0)).post().expect(422))
    expect(refused.text('refusal')).toContain(above.code)
    expect((await stored()).version).toBe(1)

    await edit({ 'position.offsetM': '4' })
    await (await restoring(1)).post().expect(303)
    expect(renderedPage(await manager.get(path)).notice).not.toContain('walls')
    await (await restoring(2)).post().expect(303)
    expect(renderedPage(await manager.get(path)).notice).toContain(`reaches beyond its walls: ${above.code}`)
  })

  it('is not available if its content is unknown, and is closed to other people', async () => {
    await edit({ floors: '4' })
    await edit({ floors: '5' })
    await BuildingModel.updateOne({ code: 'A1' }, { $pop: { history: -1 } })
    await manager.get(`${base}/1`).expect(200)
    for (const wrong of [`${base}/0`, `${base}/x`, '/en/staff/buildings/Z9/versions/0'])
      await manager.get(wrong).expect(404)
    await manager.post(`${base}/0/restore`).type('form').send({ now: '2' }).expect(404)
    await manager.post(`${base}/1/restore`).type('form').send({}).expect(422)
    const limited = await site.as(await aColleague('listing_manager', { buildings: ['B2'] }))
    await limited.post(`${base}/1/restore`).type('form').send({ now: '2' }).expect(404)
    const reviewer = await site.as(await aColleague('reviewer'))
    await reviewer.get(`${base}/1`).expect(403)
    expect((await stored()).floors).toBe(5)
  })
})
