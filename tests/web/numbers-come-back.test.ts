import { beforeEach, describe, expect, it } from 'vitest'
import { BuildingModel } from '#models/premises/building.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { formatFieldNumber, readNumber } from '#shared/texts/parse-number.ts'
import { aColleague } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
type Page = ReturnType<typeof renderedPage>
type Person = Pick<Awaited<ReturnType<typeof site.as>>, 'get' | 'post'>
const open = async (person: Person, path: string): Promise<Page> => renderedPage(await person.get(path).expect(200))

/**
 * Returns field values of a page that are no numbers of its language; days, versions and the like are hidden or typed
 * fields.
 */
const foreign = (page: Page, written: RegExp) =>
  page
    .$('main input:not([type]), main input[type=text]')
    .toArray()
    .map(input => `${page.$(input).attr('name') ?? ''}=${page.$(input).attr('value') ?? ''}`)
    .filter(field => written.test(field.split('=')[1] ?? ''))
const withPoint = /^-?\d+\.\d+$/
const withComma = /^-?\d+,\d+$/

describe('a number in a field', () => {
  it('is written in the format of the page’s language, and read back as the same number', () => {
    for (const plain of ['48.5', '131.129123', '-44.25', '1.125', '250000.5', '7']) {
      for (const locale of ['ru', 'en', 'zh'] as const) {
        const shown = formatFieldNumber(locale, plain)
        expect(shown.includes('.')).toBe(locale !== 'ru' && plain.includes('.'))
        const read = readNumber(shown, { locale, decimals: 6, signed: true })
        expect(read).toMatchObject({ ok: true, value: Number(plain) })
      }
    }
    expect(formatFieldNumber('ru', 'много')).toBe('много')
    expect(formatFieldNumber('ru', '15.03.2031')).toBe('15.03.2031')
  })
})

describe('a number typed in Russian is shown with its comma', () => {
  it('in the public search', async () => {
    await aPremises({ areaUsableSqM: 50 })
    const page = await open(site.visit, '/ru/premises?minArea=48,5&maxArea=50,25&minFrontage=3,5')
    expect([page.value('minArea'), page.value('maxArea'), page.value('minFrontage')]).toEqual(['48,5', '50,25', '3,5'])
    const english = await open(site.visit, '/en/premises?minArea=48.5')
    expect(english.value('minArea')).toBe('48.5')
  })

  it('in the staff’s table and in the descriptions of its views', async () => {
    await aPremises()
    const manager = await site.as(await aColleague('listing_manager'))
    const page = await open(manager, '/ru/staff/premises?minArea=48,5')
    expect(page.$('#filter-minArea').attr('value')).toBe('48,5')
    const query = 'minArea=48.5'
    await manager.post('/ru/staff/premises/views').type('form').send({ name: 'Большие', query }).expect(303)
    const views = await open(manager, '/ru/staff/premises/views')
    expect(views.main).toContain('48,5')
    expect(views.main).not.toContain('48.5')
  })

  describe('in the forms of a unit and a building', () => {
    let code = ''
    let manager: Awaited<ReturnType<typeof site.as>>
    beforeEach(async () => {
      ;({ code } = await aPremises({
        buildingCode: 'A1',
        areaUsableSqM: 48.5,
        areaGrossSqM: 55.25,
        depositFen: 300_050,
      }))
      await BuildingModel.updateOne({ code: 'A1' }, { $set: { 'position.lengthM': 60.5 } })
      manager = await site.as(await aColleague('listing_manager'))
    })

    it('which can be saved again without a change', async () => {
      const paths = [
        `premises/${code}`,
        `premises/${code}/row`,
        `premises/${code}/place`,
        'buildings/A1',
        'buildings/A1/place',
      ]
      for (const path of paths) {
        expect(foreign(await open(manager, `/ru/staff/${path}`), withPoint), path).toEqual([])
        expect(foreign(await open(manager, `/en/staff/${path}`), withComma), path).toEqual([])
      }
      const before = await PremisesModel.findOne({ code }).lean<Premises>()
      const row = await open(manager, `/ru/staff/premises/${code}/row`)
      expect(row.value('areaUsableSqM')).toBe('48,5')
      expect(row.value('deposit')).toBe('3000,50')
      const form = row.$('main form[method=post]').first().serializeArray()
      const sent = Object.fromEntries(form.map(({ name, value }) => [name, value]))
      await manager.post(`/ru/staff/premises/${code}/row`).type('form').send(sent).expect(303)
      const after = await PremisesModel.findOne({ code }).lean()
      expect(after).toMatchObject({ areaUsableSqM: 48.5, depositFen: 300_050, version: before!.version })
      expect((await open(manager, '/en/staff/buildings/A1')).value('latitude')).toMatch(/^\d+\.\d+$/)
    })

    it('and in the values saved meanwhile by a colleague, with only the differences shown', async () => {
      const row = await open(manager, `/ru/staff/premises/${code}/row`)
      const form = row.$('main form[method=post]').first().serializeArray()
      const sent = Object.fromEntries(form.map(({ name, value }) => [name, value]))
      await PremisesModel.updateOne({ code }, { $set: { areaUsableSqM: 49.5 }, $inc: { version: 1 } })
      const stale = renderedPage(
        await manager.post(`/ru/staff/premises/${code}/row`).type('form').send(sent).expect(409),
      )
      expect(stale.main).toContain('48,5')
      expect(stale.main).toContain('49,5')
      expect(stale.main).not.toMatch(/\d\.5/)
      expect(stale.$('[data-test=stale] li, [data-test=stale] tbody tr, [data-test=stale] dt')).toHaveLength(1)
    })
  })

  it('in a quarterly report that is corrected', async () => {
    const { id, own, tenant } = await aTenancy(site.services, { state: 'trading' })
    const report = { number: 1, turnoverFen: 123_450, foreignJobs: 1, localJobs: 2, note: '', at: new Date() }
    await TenancyModel.updateOne({ _id: id }, { $push: { reports: report } })
    const founder = await site.as(tenant)
    expect((await open(founder, `${own}/reports/1`)).value('turnover')).toBe('1234,5')
    expect((await open(founder, `${own.replace('/ru/', '/zh/')}/reports/1`)).value('turnover')).toBe('1234.5')
  })
})
