import { describe, expect, it } from 'vitest'
import { PremisesModel } from '#models/premises/premises.ts'
import { aColleague } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { idOf } from '../support/desk.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

describe('numbers and days follow one input rule', () => {
  it('in the filters of the search', async () => {
    await aPremises({ areaUsableSqM: 48.5 })
    await aPremises({ areaUsableSqM: 60 })
    const found = async (address: string) => renderedPage(await site.visit.get(address).expect(200)).cards()
    expect(await found('/ru/premises?minArea=48,5&maxArea=50')).toHaveLength(1)
    expect(await found(`/en/premises?maxArea=${encodeURIComponent('1,000')}`)).toHaveLength(2)
    expect(await found(`/zh/premises?maxArea=${encodeURIComponent('５０')}`)).toHaveLength(1)
    expect(await found(`/ru/premises?from=${encodeURIComponent('1.3.2027')}`)).toHaveLength(2)
  })

  it('in the calculator', async () => {
    const example = renderedPage(await site.visit.get('/en/calculator').expect(200))
    const typed = new URLSearchParams(
      example
        .$('.calculator__form')
        .serializeArray()
        .map(({ name, value }): [string, string] => [name, value]),
    )
    typed.set('pr', '20,000.50')
    typed.set('pc', '20,000')
    expect((await site.visit.get(`/en/calculator?${typed.toString()}`)).status).toBe(200)
    expect((await site.visit.get(`/zh/calculator?${typed.toString()}`)).status).toBe(200)
    const russian = await site.visit.get(`/ru/calculator?${typed.toString()}`).expect(422)
    expect(renderedPage(russian).errors().map(({ field }) => field)).toEqual(['pc']) // oxfmt-ignore
  })

  it('in the form of a premises', async () => {
    const { code } = await aPremises()
    const manager = await site.as(await aColleague('listing_manager'))
    const page = renderedPage(await manager.get(`/en/staff/premises/${code}`).expect(200))
    const form = page.$('form').filter((_, one) => page.$(one).find('[name=areaUsableSqM]').length > 0)
    const typed = new URLSearchParams(form.serializeArray().map(({ name, value }): [string, string] => [name, value]))
    typed.set('areaGrossSqM', '1,250.5 m²')
    typed.set('areaUsableSqM', '1,048.5')
    typed.set('deposit', '20,000')
    typed.set('availableFrom', '15 March 2031')
    await manager.post(`/en/staff/premises/${code}`).type('form').send(typed.toString()).expect(303)
    expect(await PremisesModel.findOne({ code }).lean()).toMatchObject({
      areaGrossSqM: 1250.5,
      areaUsableSqM: 1048.5,
      depositFen: 2_000_000,
      availableFrom: '2031-03-15',
    })
  })
})

describe('the forms of officers and tenants', () => {
  it('read numbers and days by the same rule, in a form with photos as well', async () => {
    const account = await aColleague('decider')
    const { code } = await aPremises()
    const made = await anApplication({ state: 'contracted', premises: [code], heldPremises: code })
    const officer = await site.as(account)
    const send = (locale: string, fields: Record<string, string>) => {
      const request = officer.post(`/${locale}/staff/applications/${idOf(made)}/handover`)
      for (const [name, value] of Object.entries(fields)) void request.field(name, value)
      return request
    }
    const wrong = renderedPage(await send('ru', { on: '2026-13-45', electricityMeter: 'много' }).expect(422))
    expect(wrong.errors().map(({ field }) => field)).toEqual(expect.arrayContaining(['on', 'electricityMeter']))
    const right = renderedPage(await send('en', { on: '25 November 2026', electricityMeter: '1,250' }))
    expect(right.errors().map(({ field }) => field)).not.toEqual(expect.arrayContaining(['electricityMeter']))
    expect(right.errors().map(({ field }) => field)).not.toEqual(expect.arrayContaining(['on']))
  })
})
