import { beforeEach, describe, expect, it } from 'vitest'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { BuildingModel, type Building } from '#models/premises/building.ts'
import { buildingDoubts, floorDoubts } from '#features/street/placing.ts'
import { aColleague } from '../factories/account.ts'
import { aBuilding, aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { typedInto } from '../support/staff-form.ts'

type Block = Parameters<typeof buildingDoubts>[0]
type Unit = Parameters<typeof buildingDoubts>[2][number]
const aBlock = (position: Partial<Block['position']> = {}, code = 'A2'): Block => ({
  code,
  position: { row: 'north', offsetM: 131, lengthM: 126, depthM: 10, ...position },
})
const next = aBlock({ offsetM: 4, lengthM: 118 }, 'A1')
const aUnit = (offsetM: number, rest: Partial<Unit> = {}): Unit => ({
  code: 'SFH-A-0201',
  floor: 1,
  status: 'available',
  position: { row: 'north', offsetM, widthM: 8, depth: 'whole' },
  ...rest,
})

describe('the doubts about the place of a building', () => {
  it.each([
    ['beside its neighbour', aBlock(), [next], []],
    ['wall to wall', aBlock({ offsetM: 122 }), [next], []],
    ['into its neighbour', aBlock({ offsetM: 121 }), [next], ['building.overlap']],
    ['around its neighbour', aBlock({ offsetM: 0, lengthM: 300 }), [next], ['building.overlap']],
    ['over the street from it', aBlock({ row: 'south', offsetM: 4 }), [next], []],
    ['alone on the street', aBlock({ offsetM: 9_000 }), [], []],
    ['where it was', aBlock({ offsetM: 9_000 }), [aBlock()], []],
    ['as far as a gap may be', aBlock({ offsetM: 222 }), [next], []],
    ['further', aBlock({ offsetM: 222.1 }), [next], ['building.far']],
    ['far from one, near to another', aBlock({ offsetM: 900 }), [next, aBlock({ offsetM: 750 }, 'A7')], []],
  ])('depend on its neighbours: %s', (_where, house, others, expected) => {
    expect(buildingDoubts(house, others, []).map(({ about }) => about)).toEqual(expected)
  })

  it.each([
    ['within', aUnit(131), []],
    ['before', aUnit(130.9), ['building.units']],
    ['beyond', aUnit(249.1), ['building.units']],
    ['across', aUnit(140, { position: { ...aUnit(140).position, row: 'south' } }), ['building.units']],
    ['archived', aUnit(1, { status: 'archived' }), []],
  ])('include units outside its walls: %s', (_where, unit, expected) => {
    const doubts = buildingDoubts(aBlock(), [], [unit])
    expect(doubts.map(({ about }) => about)).toEqual(expected)
    if (expected.length > 0) expect(doubts).toMatchObject([{ codes: ['SFH-A-0201'] }])
  })

  it('include units above its floors, archived ones as well', () => {
    const units = [aUnit(131, { floor: 2 }), aUnit(131, { code: 'SFH-A-0202', floor: 3, status: 'archived' })]
    expect(floorDoubts(3, units)).toEqual([])
    expect(floorDoubts(2, units)).toEqual([{ about: 'building.floors', codes: ['SFH-A-0202'] }])
  })
})

describe('the place of a building on the plan', () => {
  const site = useSite()
  const path = '/zh/staff/buildings/A1/place'
  let manager: Awaited<ReturnType<typeof site.as>>
  beforeEach(async () => {
    manager = await site.as(await aColleague('listing_manager', { name: '王芳' }))
    await aBuilding({ code: 'A1' })
    await aBuilding({ code: 'A2', position: { row: 'north', offsetM: 131, lengthM: 126, depthM: 10 } })
  })
  const stored = async () => (await BuildingModel.findOne({ code: 'A1' }).lean<Building>())!
  const post = (form: object) => manager.post(path).type('form').send(form)
  const open = () => manager.get(path).expect(200)

  it('can be previewed with other numbers before it is saved', async () => {
    const { code } = await aPremises()
    const before = await stored()
    const width = (page: ReturnType<typeof renderedPage>) =>
      /h(\d+)/.exec(String(page.$('[data-place-plan] svg .block-here').attr('d')))?.[1]
    const opened = renderedPage(await open())
    const query = { 'position.offsetM': '60', 'position.lengthM': '80', floors: '2', along: 'no' }
    const looked = renderedPage(await manager.get(path).query(query).expect(200))
    expect(width(looked)).not.toBe(width(opened))
    expect(looked.value('position.lengthM')).toBe('80')
    expect(looked.text('doubts')).toContain('与以下楼栋重叠：A2。')
    expect(looked.text('doubts')).toContain(`1处房源超出楼栋墙体：${code}`)
    expect(looked.$(`[data-place-plan] a[href="/zh/staff/premises/${code}"]`)).toHaveLength(1)
    expect(opened.text('doubts')).toBe('')
    const unclear = renderedPage(await manager.get(path).query({ floors: 'x' }).expect(200))
    expect(unclear.$('[data-place-plan] svg')).toHaveLength(0)
    expect(await stored()).toEqual(before)
  })

  it('is saved at once if there is no doubt, and otherwise after a confirmation, with a history entry', async () => {
    await post(typedInto(await open(), { floors: '3' })).expect(303)
    const doubtful = typedInto(await open(), { 'position.lengthM': '140' })
    const asked = await post(doubtful).expect(422)
    expect(renderedPage(asked).$('#confirmed[name="confirmed"]')).toHaveLength(1)
    const doubt = { field: 'confirmed', text: '与以下楼栋重叠：A2。' }
    expect(renderedPage(asked).errors()).toContainEqual(doubt)
    expect((await stored()).position.lengthM).toBe(118)
    await post(typedInto(asked, { confirmed: 'yes' }))
      .expect(303)
      .expect('location', path)
    expect(await stored()).toMatchObject({ floors: 3, position: { lengthM: 140, offsetM: 4 }, version: 2 })
    // A doubt that was confirmed before is not asked about again.
    await post(typedInto(await open(), { floors: '4' })).expect(303)

    const history = renderedPage(await manager.get('/zh/staff/buildings/A1/versions').expect(200))
    expect(history.text('version')).toContain('王芳')
    const told = await AuditEntryModel.find({ action: 'building.changed' }).sort({ _id: 1 }).lean()
    expect(told[1]?.changes).toMatchObject([{ field: 'position.lengthM', before: '"118"', after: '"140"' }])
  })

  it('needs as many floors as its units, and the form names the units that prevent fewer', async () => {
    const { code } = await aPremises({ floor: 2, status: 'archived' })
    const looked = renderedPage(await manager.get(path).query({ floors: '1' }).expect(200))
    expect(looked.text('doubts')).toContain(code)
    const typed = typedInto(await open(), { floors: '1', 'position.offsetM': '900' })
    const refused = renderedPage(await post(typed).expect(422))
    expect(refused.errors()).toMatchObject([{ field: 'floors' }])
    expect(refused.text('doubts')).toContain(`无法保存：1处房源所在楼层将不存在：${code}`)
    expect((await stored()).floors).toBe(2)

    const whole = '/zh/staff/buildings/A1'
    const form = typedInto(await manager.get(whole).expect(200), { floors: '1' })
    expect(renderedPage(await manager.post(whole).type('form').send(form).expect(422)).main).toContain(code)
  })

  it('is not saved over a colleague’s change, even after a preview or a question in between', async () => {
    const mine = typedInto(await open(), { 'position.lengthM': '140', 'position.offsetM': '2' })
    const other = await site.as(await aColleague('administrator', { name: '李明' }))
    const theirs = typedInto(await other.get(path).expect(200), { 'position.offsetM': '3', floors: '5' })
    await other.post(path).type('form').send(theirs).expect(303)

    const looked = await manager.get(path).query(mine).expect(200)
    const asked = await post(typedInto(looked)).expect(422)
    const clashed = await post(typedInto(asked, { confirmed: 'yes' })).expect(409)
    const page = renderedPage(clashed)
    expect(page.$('[data-test="clash"]')).toHaveLength(1)
    for (const words of ['李明', '2', '3', '4']) expect(page.text('clash')).toContain(words)
    expect(page.text('theirs')).toContain('层数')
    expect([page.value('floors'), page.value('position.lengthM')]).toEqual(['5', '140'])
    expect(await stored()).toMatchObject({ floors: 5, position: { offsetM: 3, lengthM: 118 }, version: 1 })

    await post(typedInto(clashed, { 'take.position.offsetM': 'theirs', confirmed: 'yes' })).expect(303)
    expect(await stored()).toMatchObject({ floors: 5, position: { offsetM: 3, lengthM: 140 }, version: 2 })
  })

  it('is not changed by a form that does not send what it showed', async () => {
    await post({ 'position.offsetM': '5' }).expect(409)
    expect((await stored()).position.offsetM).toBe(4)
  })

  it('is reported as doubtful when it was saved with all other fields', async () => {
    const whole = '/zh/staff/buildings/A1'
    const form = typedInto(await manager.get(whole).expect(200), { 'position.offsetM': '900' })
    await manager.post(whole).type('form').send(form).expect(303)
    expect(renderedPage(await manager.get('/zh/staff/buildings')).notice).toContain('距街上其他楼栋均超过100米')
  })

  it('is refused if it is invalid, and can be changed only by those who manage the building', async () => {
    const wrong = renderedPage(await post(typedInto(await open(), { 'position.lengthM': '0' })).expect(422))
    expect(wrong.errors()).toMatchObject([{ field: 'position.lengthM' }])
    await manager.get('/zh/staff/buildings/Z9/place').expect(404)
    const limited = await site.as(await aColleague('listing_manager', { buildings: ['A2'] }))
    await limited.get(path).expect(404)
    await limited.post(path).type('form').send({ floors: '9' }).expect(404)
    const reviewer = await site.as(await aColleague('reviewer'))
    await reviewer.get(path).expect(403)
  })
})
