import { afterEach, describe, expect, it } from 'vitest'
import { useWordings } from '#shared/texts/i18n.ts'
import { anApplicant } from '../factories/account.ts'
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
describe('a search that somebody made before', () => {
  afterEach(() => useWordings([]))

  it('looks the same to the next visitor, except for what each has saved', async () => {
    const { code } = await aPremises({ allowedUses: ['catering'] })
    const [one, other] = [await aVisitor(), await aVisitor()]
    await one.person.post('/en/saved/premises').type('form').send({ code, do: 'add' }).expect(303)
    await one.person.post('/en/saved/searches').type('form').send({ search: 'use=catering' }).expect(303)
    const [saved, unsaved] = [await one.search(), await other.search()]
    expect(saved.$('#results .card').text()).toContain('♥')
    expect(saved.$('.search__save').attr('href')).toBe('/en/saved#searches')
    expect(unsaved.$('#results .card').text()).not.toContain('♥')
    expect(unsaved.$('form.search__save button').attr('value')).toBe('use=catering')
    for (const part of ['#filters', '.street-card', '.chips'])
      expect(saved.$.html(part), part).toBe(unsaved.$.html(part))
  })

  it('shows what has changed in the catalogue since', async () => {
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

  it('is worded as the office words it now', async () => {
    await aPremises({ allowedUses: ['catering'] })
    const { search } = await aVisitor()
    expect((await search()).$('.filters__head b').text()).toBe('Filters')
    useWordings([{ locale: 'en', key: 'premises.filter.title', text: 'Narrow it down' }])
    expect((await search()).$('.filters__head b').text()).toBe('Narrow it down')
  })

  it('is in the language, the order and the view of each who asks', async () => {
    await aPremises({ allowedUses: ['catering'] })
    const { search } = await aVisitor()
    await search()
    const [russian, sorted, table] = [
      await search('/ru/premises?use=catering'),
      await search(`${address}&sort=large`),
      await search(`${address}&view=table`),
    ]
    expect(russian.$('#filters').attr('action')).toBe('/ru/premises')
    expect(sorted.$('#filters [name=sort]').attr('value')).toBe('large')
    expect(table.$('#filters [name=view]').attr('value')).toBe('table')
  })
})
