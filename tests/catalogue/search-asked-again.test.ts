import { afterEach, describe, expect, it } from 'vitest'
import { useWordings } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const address = '/en/premises?use=catering'
/** A signed-in visitor, who gets no pages from memory. */
async function aVisitor() {
  const person = await site.as(await anApplicant())
  return { person, search: async (path = address) => renderedPage(await person.get(path).expect(200)) }
}

/** The public part of a page is made once for everybody who searches for the same. */
describe('a repeated search', () => {
  afterEach(() => useWordings([]))

  it('looks the same to the next visitor, except for what each has saved', async () => {
    const { code } = await aPremises({ allowedUses: ['catering'] })
    const one = await aVisitor()
    const other = await aVisitor()
    await one.person.post('/en/saved/premises').type('form').send({ code, do: 'add' }).expect(303)
    await one.person.post('/en/saved/searches').type('form').send({ search: 'use=catering' }).expect(303)
    const saved = await one.search()
    const unsaved = await other.search()
    expect(saved.$('#results .card').text()).toContain('♥')
    expect(saved.$('.search__save').attr('href')).toBe('/en/saved#searches')
    expect(unsaved.$('#results .card').text()).not.toContain('♥')
    expect(unsaved.$('form.search__save button').attr('value')).toBe('use=catering')
    for (const part of ['#filters', '.street-card', '.chips'])
      expect(saved.$.html(part), part).toBe(unsaved.$.html(part))
  })

  it('shows what has changed in the catalogue', async () => {
    await aPremises({ allowedUses: ['catering'] })
    const { search } = await aVisitor()
    const before = await search()
    expect(before.text('found')).toBe('1 unit')
    await aPremises({ allowedUses: ['catering'] })
    const after = await search()
    expect(after.text('found')).toBe('2 units')
    expect(after.$('#filters [value=catering]').parent().text()).toBe('Catering2')
    expect(after.$('.street-card').html()).not.toBe(before.$('.street-card').html())
  })

  it('has the current texts of the office', async () => {
    await aPremises({ allowedUses: ['catering'] })
    const { search } = await aVisitor()
    expect((await search()).$('.filters__head b').text()).toBe('Filters')
    useWordings([
      { locale: 'en', key: 'premises.filter.title', text: 'Narrow it down' },
      { locale: 'en', key: 'premises.card.a-month', text: 'each month' },
    ])
    const page = await search()
    expect(page.$('.filters__head b').text()).toBe('Narrow it down')
    expect(page.$('#results .card').text()).toContain('each month')
  })

  it('marks its own words', async () => {
    await aPremises({ title: { en: 'Lighthouse by the river' } })
    const { search } = await aVisitor()
    const marksOf = async (path: string) => {
      const { $ } = await search(path)
      return $('#results mark')
        .toArray()
        .map(mark => $(mark).text())
    }
    for (const _time of ['first', 'again']) {
      expect(await marksOf('/en/premises?q=lighthouse')).toEqual(['Lighthouse'])
      expect(await marksOf('/en/premises?q=rivers')).toEqual(['river'])
      expect(await marksOf('/en/premises')).toEqual([])
    }
  })

  it('shows the day from which a unit is available until that day has come', async () => {
    await aPremises({ allowedUses: ['catering'], availableFrom: '2026-11-26' })
    const { search } = await aVisitor()
    expect((await search()).$('#results .card').text()).toMatch(/from \d/)
    site.clock.advance({ days: 1 })
    expect((await search()).$('#results .card').text()).not.toMatch(/from \d/)
  })

  it('shows amounts in the currency of each visitor', async () => {
    const rates = { roublesPerTenThousandYuan: '11.2', dollarsPerTenThousandYuan: '0.1412', ratesDay: '2026-11-01' }
    const { settings, revision } = await site.services.programme.current()
    await (
      await site.as(await aColleague('administrator'))
    )
      .post('/en/staff/settings')
      .type('form')
      .send({ offerDays: String(settings.offerDays), revision: String(revision), ...rates })
      .expect(303)
    await aPremises({ allowedUses: ['catering'] })
    const inRoubles = async (cookie: string) =>
      renderedPage(await site.visit.get(address).set('Cookie', cookie).expect(200))
        .$('#results .card')
        .text()
        .includes('₽')
    expect(await inRoubles('other=1')).toBe(false)
    expect(await inRoubles('currency=RUB')).toBe(true)
    expect(await inRoubles('other=1')).toBe(false)
  })

  it('reads a number as it is written in the language of each visitor', async () => {
    await aPremises()
    const { search } = await aVisitor()
    const conditionsIn = async (language: string) =>
      (await search(`/${language}/premises?maxMonthly=20,000`)).$('.chips .chip').length
    const english = await conditionsIn('en')
    const russian = await conditionsIn('ru')
    const again = await conditionsIn('en')
    expect({ english, russian, again }).toEqual({ english: 1, russian: 0, again: 1 })
  })

  it('is shown in the language, order and view of each visitor', async () => {
    await aPremises({ allowedUses: ['catering'] })
    const { search } = await aVisitor()
    await search()
    const russian = await search('/ru/premises?use=catering')
    const sorted = await search(`${address}&sort=large`)
    const table = await search(`${address}&view=table`)
    expect(russian.$('#filters').attr('action')).toBe('/ru/premises')
    expect(sorted.$('#filters [name=sort]').attr('value')).toBe('large')
    expect(table.$('#filters [name=view]').attr('value')).toBe('table')
  })
})
