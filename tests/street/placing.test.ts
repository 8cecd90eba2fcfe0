import { describe, expect, it } from 'vitest'
import { hasPlaceChanged, placeDoubts } from '#features/street/placing.ts'
import { type Premises, PremisesModel } from '#models/premises/premises.ts'
import { aColleague } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { typedInto } from '../support/staff-form.ts'

type Unit = Parameters<typeof placeDoubts>[0]
const house = { position: { row: 'north' as const, offsetM: 10, lengthM: 50, depthM: 9 } }
const aUnit = (position: Partial<Unit['position']> = {}, rest: Partial<Unit> = {}): Unit => ({
  code: 'SFH-A-0101',
  floor: 1,
  position: { row: 'north', offsetM: 20, widthM: 8, depth: 'whole', ...position },
  entrance: { sharing: 'own', side: 'street' },
  shopWindows: 1,
  frontageM: 8,
  ...rest,
})
const beside = (position: Partial<Unit['position']>, floor = 1) => ({
  ...aUnit(position),
  code: 'SFH-A-0102',
  floor,
})
const yard = { entrance: { sharing: 'own', side: 'yard' }, shopWindows: 0, frontageM: 0 } as const

describe('a doubtful position', () => {
  it.each([
    ['beside its neighbour', aUnit(), beside({ offsetM: 28 }), []],
    ['a hair over its neighbour', aUnit(), beside({ offsetM: 27.96 }), []],
    ['over its neighbour', aUnit(), beside({ offsetM: 27 }), ['overlap']],
    ['around its neighbour', aUnit(), beside({ offsetM: 22, widthM: 2 }), ['overlap']],
    ['under its neighbour', aUnit(), beside({}, 2), []],
    ['before its neighbour at the yard', aUnit({ depth: 'street' }), beside({ depth: 'yard' }), []],
    ['where another is whole', aUnit({ depth: 'street' }), beside({}), ['overlap']],
    ['on itself', aUnit(), aUnit(), []],
    ['at both ends of the building', aUnit({ offsetM: 10, widthM: 50 }), null, []],
    ['before the building', aUnit({ offsetM: 9.9 }), null, ['outside']],
    ['beyond the building', aUnit({ offsetM: 52.1 }), null, ['outside']],
    ['over the street', aUnit({ row: 'south' }), null, ['other-row']],
    ['at the yard with a door at the street', aUnit({ depth: 'yard' }), null, ['street-wall']],
    ['at the yard with a door there', aUnit({ depth: 'yard' }, yard), null, []],
    ['at the street with a door at the yard', aUnit({ depth: 'street' }, yard), null, ['yard-wall']],
    ['behind a front that is wider', aUnit({}, { frontageM: 9 }), null, ['frontage']],
  ])('%s', (_where, unit, other, expected) => {
    expect(placeDoubts(unit, house, other ? [other] : []).map(({ about }) => about)).toEqual(expected)
  })

  it('names every unit it overlaps, and needs confirmation again only after a change', () => {
    const others = [beside({}), { ...beside({}), code: 'SFH-A-0103' }]
    expect(placeDoubts(aUnit(), house, others)).toEqual([{ about: 'overlap', codes: ['SFH-A-0102', 'SFH-A-0103'] }])
    expect(hasPlaceChanged(aUnit(), aUnit())).toBe(false)
    expect(hasPlaceChanged(aUnit(), aUnit({ widthM: 9 }))).toBe(true)
  })
})

describe('the place of a unit on the plan', () => {
  const site = useSite()

  async function world() {
    const premises = await aPremises()
    const manager = await site.as(await aColleague('listing_manager'))
    const path = `/zh/staff/premises/${premises.code}/place`
    const stored = async () => (await PremisesModel.findOne({ code: premises.code }).lean<Premises>())!
    const opened = renderedPage(await manager.get(path).expect(200))
    const hidden = (name: string) => String(opened.$(`[data-place-form] [name="${name}"]`).val())
    return { manager, path, stored, opened, form: { version: hidden('version'), seen: hidden('seen') } }
  }

  it('is previewed with other numbers without being saved', async () => {
    const { manager, path, stored } = await world()
    const before = await stored()
    const looked = renderedPage(await manager.get(`${path}?position.offsetM=90000&position.widthM=12`).expect(200))
    expect(looked.$('[data-place-plan] svg .here')).toHaveLength(1)
    expect(looked.text('doubts')).toContain('超出楼栋墙体范围')
    expect(looked.$('[name="position.offsetM"]').val()).toBe('90000')
    const unclear = renderedPage(await manager.get(`${path}?position.offsetM=x`).expect(200))
    expect(unclear.$('[data-place-plan] svg')).toHaveLength(0)
    expect(await stored()).toEqual(before)
  })

  it('is saved if it is plausible or its doubt has been confirmed', async () => {
    const { manager, path, stored, form } = await world()
    const typed = { ...form, 'position.offsetM': '90000' }
    const asked = renderedPage(await manager.post(path).type('form').send(typed).expect(422))
    expect(asked.$('[name="confirmed"]')).toHaveLength(1)
    const outside = '超出楼栋墙体范围'
    expect(asked.errors()).toEqual([{ field: 'confirmed', text: expect.stringContaining(outside) as string }])
    expect(asked.$('[data-error-summary] h2').text()).toContain('位置存在疑点')
    expect(asked.$('#confirmed[name="confirmed"]')).toHaveLength(1)
    expect(asked.$('[name="position.offsetM"]').val()).toBe('90000')
    await manager
      .post(path)
      .type('form')
      .send({ ...typed, confirmed: 'yes' })
      .expect(303)
    expect((await stored()).position.offsetM).toBe(90_000)
    const late = await manager
      .post(path)
      .type('form')
      .send({ ...form, 'position.offsetM': '80000', confirmed: 'yes' })
    expect(late.status).toBe(409)
    expect(renderedPage(late).$('[name="position.offsetM"]').val()).toBe('80000')
    expect((await stored()).position.offsetM).toBe(90_000)
  })

  it('does not overwrite a colleague’s change, whether it was previewed or confirmed in between', async () => {
    const { manager, path, stored } = await world()
    const mine = typedInto(await manager.get(path).expect(200), { 'position.offsetM': '90000' })
    const whole = path.replace('/place', '')
    const theirs = { 'position.offsetM': '30', 'position.widthM': '9', deposit: '77' }
    await manager
      .post(whole)
      .type('form')
      .send(typedInto(await manager.get(whole), theirs))
      .expect(303)
    const post = (form: object) => manager.post(path).type('form').send(form)
    const looked = await manager.get(path).query(mine).expect(200)
    const asked = await post(typedInto(looked)).expect(422)
    const clashed = await post(typedInto(asked, { confirmed: 'yes' })).expect(409)
    const page = renderedPage(clashed)
    expect(page.text('clash')).toContain('90000')
    expect(page.text('clash')).toContain('30')
    expect(page.value('position.widthM')).toBe('9')
    expect(await stored()).toMatchObject({ position: { offsetM: 30, widthM: 9 }, version: 1 })
    await post(typedInto(clashed, { confirmed: 'yes' })).expect(303)
    expect(await stored()).toMatchObject({ position: { offsetM: 90_000, widthM: 9 }, depositFen: 7_700 })
  })

  it('is saved with the whole form, with a single warning that does not block saving', async () => {
    const { manager, path, stored } = await world()
    const whole = path.replace('/place', '')
    const save = async (values: Record<string, string>) => {
      const form = typedInto(await manager.get(whole), values)
      await manager.post(whole).type('form').send(form).expect(303)
      return renderedPage(await manager.get(whole)).notice
    }
    expect(await save({ 'position.offsetM': '90000' })).toContain('超出楼栋墙体范围')
    expect((await stored()).position.offsetM).toBe(90_000)
    expect(await save({ 'title.zh': '转角店铺' })).not.toContain('超出楼栋墙体范围')
  })

  it('is refused if it is invalid, and can be set only by listing managers', async () => {
    const { manager, path, form } = await world()
    const wrong = await manager
      .post(path)
      .type('form')
      .send({ ...form, 'position.widthM': 'wide' })
    expect(wrong.status).toBe(422)
    expect(renderedPage(wrong).$('[data-error-summary]')).toHaveLength(1)
    const reviewer = await site.as(await aColleague('reviewer'))
    await reviewer.get(path).expect(403)
    await reviewer.post(path).type('form').send(form).expect(403)
    await manager.get('/zh/staff/premises/SFH-A-9999/place').expect(404)
  })
})
