import { describe, expect, it } from 'vitest'
import { useClasses } from '#models/premises/parts/premises-vocabulary.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aPremises } from '#tests/factories/premises.ts'
import { renderedPage } from '#tests/support/rendered-page.ts'
import { useSite } from '#tests/support/site.ts'

const site = useSite()
const open = async (path: string) => renderedPage(await site.visit.get(path).expect(200))
type Page = Awaited<ReturnType<typeof open>>
const fits = (page: Page) =>
  page
    .$('[data-test=fit] h3')
    .toArray()
    .map(one => page.$(one).text().trim())
const linesOf = (page: Page, place: number, kind: 'reasons' | 'lacks') =>
  page
    .$('[data-test=fit]')
    .eq(place)
    .find(`[data-test=${kind}] li`)
    .toArray()
    .map(one => page.$(one).text().replaceAll('\u00a0', ' '))

describe('the finder on an empty street', () => {
  it('links to the adviser', async () => {
    const nothing = await open('/en/finder?use=retail')
    expect(nothing.text('loosen')).toContain('No unit takes applications at the moment.')
    expect(nothing.links()).toContain('/en/contact')
  })
})

describe('the finder', () => {
  it.each(locales)('asks six questions, explains its ranking and needs no account, in %s', async locale => {
    const page = await open(`/${locale}/finder`)
    expect(page.$('[data-test=questions] legend')).toHaveLength(6)
    expect(page.$('section.finder__how p').length).toBeGreaterThan(4)
    expect(page.$('[data-test=fit]')).toHaveLength(0)
    expect(page.main).not.toMatch(/finder\.|undefined|NaN|\{/)
  })

  it.each(locales)('asks for the kind of business with a picture, a word and an explanation, in %s', async locale => {
    const { $ } = await open(`/${locale}/finder?use=catering`)
    const cards = $('[data-test=questions] fieldset').first().find('label.choice-card').toArray()
    const inputs = cards.map(card => $(card).find('input[type=radio][name=use]'))
    expect(inputs.map(input => input.attr('value'))).toEqual([...useClasses, ''])
    expect(inputs.filter(input => input.is('[checked]')).map(input => input.attr('value'))).toEqual(['catering'])
    for (const card of cards) {
      expect($(card).find('svg[aria-hidden=true]').children().length).toBeGreaterThan(0)
      expect($(card).text().trim()).not.toBe('')
    }
    expect(new Set(cards.map(card => $(card).find('svg').html())).size).toBe(cards.length)
    expect(cards.map(card => $(card).find('small').length)).toEqual([...useClasses.map(() => 1), 0])
  })

  it('redirects to the available units if all questions are skipped, and otherwise to a short address', async () => {
    const skipped = '/en/finder?use=&minArea=&maxArea=&power=&level=&maxMonthly=&from='
    await site.visit.get(skipped).expect(302).expect('Location', '/en/premises?status=available')
    const sent = '/en/finder?use=retail&minArea=60&maxArea=40&power=&level=&maxMonthly=&from=&need=water&need=drain'
    const address = '/en/finder?use=retail&minArea=40&maxArea=60&need=water&need=drain'
    await site.visit.get(sent).expect(302).expect('Location', address)
    await site.visit.get(address).expect(200)
  })

  it('shows the best unit first, each with its reasons in figures and with what it lacks', async () => {
    const kitchen = { allowedUses: ['catering' as const], extraction: true, areaUsableSqM: 52 }
    await aPremises({ ...kitchen, title: { en: 'Lacks a hood' }, extraction: false })
    await aPremises({ ...kitchen, title: { en: 'Fits' } })
    await aPremises({ ...kitchen, title: { en: 'Upstairs' }, floor: 2 })
    await aPremises({ title: { en: 'A shop' } })
    const page = await open(
      '/en/finder?use=catering&minArea=40&maxArea=60&need=extraction&level=ground&maxMonthly=1500',
    )
    expect(fits(page)).toEqual(['Fits', 'Lacks a hood', 'Upstairs'])
    expect(page.text('found')).toBe('1 unit fits in everything')
    expect(linesOf(page, 0, 'reasons')).toEqual([
      'use: Catering',
      '52 m², you wanted 40–60 m²',
      'has extraction',
      'on the ground floor',
      'about ¥1,000 a month, your limit is ¥1,500',
    ])
    expect(linesOf(page, 0, 'lacks')).toEqual([])
    expect(linesOf(page, 1, 'lacks')).toEqual(['no extraction: you would have to install it'])
    expect(linesOf(page, 2, 'lacks')).toEqual(['floor 2, you wanted the ground floor'])
  })

  it('considers drains, power and application days, unlike the search', async () => {
    await aPremises({ title: { en: 'Weak' }, electricityKw: 7.2, drain: false })
    await aPremises({ title: { en: 'Strong' }, electricityKw: 15 })
    const page = await open('/en/finder?need=drain&power=7.2')
    expect(fits(page)).toEqual(['Strong', 'Weak'])
    expect(linesOf(page, 1, 'reasons')).toEqual(['7.2 kW, you need 7.2 kW'])
    expect(linesOf(page, 1, 'lacks')).toEqual(['no drain: you would have to have one laid'])
    expect(page.main.replaceAll('\u00a0', ' ')).toContain('The search has no conditions for: Drain, from 7.2 kW.')
  })

  it('shows only units that are or will soon be open for applications, with the day', async () => {
    const shop = (title: string, changes = {}) => aPremises({ title: { en: title }, ...changes })
    await shop('Now')
    await shop('Free later', { availableFrom: '2026-12-20' })
    await shop('Opens soon', { applicationWindow: { from: '2026-12-05', to: null } })
    await shop('Opens far off', { applicationWindow: { from: '2027-06-01', to: null } })
    await shop('Closed', { applicationWindow: { from: null, to: '2026-11-24' } })
    await shop('Last day', { applicationWindow: { from: null, to: '2026-11-25' } })
    for (const status of ['held', 'let', 'paused', 'draft'] as const) await shop(status, { status })
    const page = await open('/en/finder?use=retail')
    expect(fits(page).toSorted()).toEqual(['Free later', 'Last day', 'Now', 'Opens soon'])
    const noteOf = (title: string) => page.$(`[data-test=fit]:contains("${title}") .fit__note`).text()
    expect(noteOf('Now')).toBe('')
    expect(noteOf('Free later')).toBe('Free from 20 December 2026.')
    expect(noteOf('Opens soon')).toBe('Applications open on 5 December 2026.')
    expect(noteOf('Last day')).toBe('Applications are taken until 25 November 2026.')
    const starts = await open('/en/finder?from=2026-12-01')
    expect(starts.main).toContain('not free before 20 December 2026, you wanted to begin on 1 December 2026')
    expect(starts.main).toContain('free now')
  })

  it('suggests which answer to drop if no unit fits in everything, and the suggestion works', async () => {
    await aPremises({ title: { en: 'Small' }, areaUsableSqM: 30 })
    await aPremises({ title: { en: 'Smaller' }, areaUsableSqM: 25 })
    await aPremises({ title: { en: 'Kitchen' }, allowedUses: ['catering'], areaUsableSqM: 100 })
    const page = await open('/en/finder?use=retail&minArea=90')
    expect(page.text('found')).toBe('Nothing fits')
    const links = page.$('[data-test=loosen] a').toArray()
    expect(page.text('loosen')).toContain('without “from 90 m²” would show 2 units')
    for (const link of links) {
      const loosened = await open(page.$(link).attr('href') ?? '')
      expect(loosened.$('[data-test=fit]').length).toBeGreaterThan(0)
      expect(loosened.text('found')).toMatch(/fits? in everything/)
    }
    expect(links).toHaveLength(2)
  })

  it('has a message if no single answer is the cause', async () => {
    await aPremises({ allowedUses: ['office'], areaUsableSqM: 30 })
    const several = await open('/en/finder?use=retail&minArea=900')
    expect(several.text('loosen')).toContain('No single answer decides it.')
  })

  it('links to the units, to the same search and to saving it, and each answer can be removed', async () => {
    const { code } = await aPremises({ extraction: true })
    const page = await open('/ru/finder?use=retail&minArea=40.5&need=extraction&level=ground&entrance=own_entrance')
    expect(page.links()).toContain(`/ru/premises/${code}`)
    const search =
      '/ru/premises?use=retail&status=available&minArea=40.5&floor=1&feature=own_entrance&feature=extraction'
    expect(page.$('[data-test=search]').attr('href')).toBe(search)
    expect((await open(search)).$('article')).toHaveLength(1)
    const query = page.$('form[action$="/saved/searches"] button').attr('value')
    await site.visit.post('/ru/saved/searches').type('form').send({ search: query }).expect(303)
    const chips = page.$('[data-test=answers] .chip').toArray()
    expect(chips.map(chip => page.$(chip).attr('href'))).toContain(
      '/ru/finder?use=retail&need=extraction&level=ground&entrance=own_entrance',
    )
    expect(chips).toHaveLength(5)
    expect(page.value('minArea')).toBe('40,5')
    expect(page.$('.languages a[hreflang]').last().attr('href')).toContain('/zh/finder?use=retail')
  })

  it('ignores invalid values', async () => {
    await aPremises()
    const page = await open('/en/finder?use=castle&minArea=-3&need=gold&level=9&from=2026-02-31&power=x&entrance=a')
    expect(page.$('[data-test=fit]')).toHaveLength(0)
    expect(page.$('[data-test=questions]')).toHaveLength(1)
    await open('/en/finder?use[$ne]=x&__proto__=1&need=water&need=water')
  })

  it('is linked from the home page, the search, an empty search, contact and the sitemap', async () => {
    await aPremises()
    expect((await open('/en')).$('[data-test=finder]').attr('href')).toBe('/en/finder')
    expect((await open('/en/premises')).links()).toContain('/en/finder')
    expect((await open('/en/premises?minArea=9000')).$('[data-test=finder]').attr('href')).toBe('/en/finder')
    expect((await open('/en/contact')).links()).toContain('/en/finder')
    const map = await site.visit.get('/sitemap.xml').expect(200)
    expect(map.text).toContain('<loc>http://street.test/ru/finder</loc>')
    const robots = await site.visit.get('/robots.txt').expect(200)
    expect(robots.text).toContain('Disallow: /en/finder?')
  })
})
