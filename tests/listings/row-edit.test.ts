import { beforeEach, describe, expect, it } from 'vitest'
import { PremisesModel } from '#models/premises/premises.ts'
import { aColleague } from '../factories/account.ts'
import { aBuilding, aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('the form of a table row', () => {
  const site = useSite()
  let manager: Awaited<ReturnType<typeof site.as>>
  beforeEach(async () => {
    manager = await site.as(await aColleague('listing_manager', { name: '王芳' }))
  })
  const at = (code: string, locale = 'zh') => `/${locale}/staff/premises/${code}/row`
  const post = (code: string, values: object) => manager.post(at(code)).type('form').send(values)

  it('opens from the row, saves the input and returns to the same table', async () => {
    const { code, description } = await aPremises({ description: { ru: 'Подробно.' }, depositFen: 300_000 })
    const table = renderedPage(await manager.get('/zh/staff/premises?building=A1&sort=-area').expect(200))
    const href = table.$('[data-edit]').attr('href') ?? ''
    const page = renderedPage(await manager.get(href).expect(200))
    const form = Object.fromEntries(
      page
        .$('[data-row-form]')
        .serializeArray()
        .map(({ name, value }) => [name, value]),
    )
    expect(form).toMatchObject({ version: '0', 'title.ru': expect.stringContaining('Магазин'), deposit: '3000' })

    const wrong = renderedPage(await post(code, { ...form, areaUsableSqM: '500', deposit: 'x' }).expect(422))
    expect(wrong.errors().map(({ field }) => field)).toContain('deposit')
    expect(wrong.value('areaUsableSqM')).toBe('500')
    await post(code, { ...form, floor: '9' }).expect(422)
    const long = renderedPage(await post(code, { ...form, 'title.ru': 'я'.repeat(300) }).expect(422))
    expect(long.errors()).toEqual([{ field: 'title.ru', text: '名称（俄文）：内容过长，请精简。' }])

    const back = '/zh/staff/premises?building=A1&sort=-area'
    await post(code, { ...form, deposit: '2 500,50', 'title.zh': '新店' })
      .expect(303)
      .expect('Location', back)
    const stored = await PremisesModel.findOne({ code }).lean()
    expect(stored).toMatchObject({ depositFen: 250_050, title: { zh: '新店' }, description, version: 1 })
    expect(stored?.events.at(-1)).toMatchObject({ kind: 'edited', byName: '王芳' })
    expect(renderedPage(await manager.get(back)).notice).toContain(code)

    const stale = renderedPage(await post(code, { ...form, deposit: '100' }).expect(409))
    expect(stale.text('stale')).toContain('100')
    expect(stale.text('stale')).toContain('2500.50')
    expect(stale.value('version')).toBe('1')
    expect(stale.value('deposit')).toBe('100')
    await post(code, { ...form, version: '1', back: 'https://elsewhere.test/?x=1' })
      .expect(303)
      .expect('Location', '/zh/staff/premises')
  })

  it('warns if the place on the new floor is doubtful', async () => {
    const { code } = await aPremises()
    const above = await aPremises({ floor: 2 })
    await post(code, { version: '0', deposit: '7' }).expect(303)
    expect(renderedPage(await manager.get('/zh/staff/premises')).notice).not.toContain('重叠')
    await post(code, { version: '1', floor: '2' }).expect(303)
    expect(renderedPage(await manager.get('/zh/staff/premises')).notice).toContain(`与相邻房源重叠：${above.code}`)
  })

  it('is open only to those who manage the building', async () => {
    await aBuilding({ code: 'B1' })
    const { code } = await aPremises({ code: 'SFH-B-0101', buildingCode: 'B1' })
    const limited = await site.as(await aColleague('listing_manager', { buildings: ['A1'] }))
    await limited.get(at(code)).expect(404)
    expect(renderedPage(await limited.get('/zh/staff/premises')).$('tbody tr')).toHaveLength(0)
    await limited.get(`/zh/staff/premises/bulk?code=${code}`).expect(303)
    await (await site.as(await aColleague('decider'))).get(at(code)).expect(403)
    await manager.get(at('SFH-A-9999')).expect(404)
  })
})
