import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { locales } from '#shared/texts/i18n.ts'
import { showTaken } from '../factories/occupancies.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
/** Makes the page as long as in a build, where file names contain eight letters of a hash. */
const asBuilt = (page: string): string => page.replaceAll(/(\/assets\/[a-z-]+)(?=\.(?:css|js)")/g, '$1-ABCDEFGH')
const open = async (path: string) => renderedPage(await site.visit.get(path).expect(200))

describe('an empty street', () => {
  it('has a message that there are no units', async () => {
    expect((await open('/en/premises')).text('found')).toBe('Nothing found')
    expect((await open('/en/plan')).main).toContain('There are no premises on the street yet.')
  })
})

describe('the search for units', () => {
  it('lists public units that match, the newest first', async () => {
    await aPremises({ title: { en: 'Old office' }, allowedUses: ['office'], publishAt: new Date('2025-01-01') })
    await aPremises({ title: { en: 'New office' }, allowedUses: ['office'], publishAt: new Date('2026-01-01') })
    await aPremises({ allowedUses: ['warehouse'] })
    await aPremises({ status: 'draft', allowedUses: ['office'] })
    const page = await open('/en/premises?use=office')
    expect(page.headings).toBe(1)
    expect(page.heading).toBe('Premises, rent-free for three years')
    expect(page.cards()).toEqual(['New office', 'Old office'])
    expect(page.$('article svg')).toHaveLength(2)
  })

  it.each([
    [1, '1 помещение'],
    [3, '3 помещения'],
    [5, '5 помещений'],
  ])('has the right Russian plural for %i units', async (count, sentence) => {
    for (let number = 0; number < count; number += 1) await aPremises()
    expect((await open('/ru/premises')).text('found')).toBe(sentence)
  })

  it.each(locales)('is shown in %s and keeps its conditions in the language switch', async locale => {
    await aPremises()
    const page = await open(`/${locale}/premises?use=retail`)
    expect(page.language).toBe(locale)
    expect(page.$('.languages a[hreflang]').last().attr('href')).toBe('/zh/premises?use=retail')
    expect(page.main).not.toMatch(/premises\.|undefined|NaN|\{/)
  })

  it('shows the cost and the waived rent', async () => {
    await aPremises()
    const page = await open('/en/premises')
    expect(page.$('article').text()).toContain('≈ ¥1,240 a month')
    expect(page.$('article').text()).toContain('saves ¥211,999 over 3 years')
  })

  it('mentions no waived rent if there is none', async () => {
    await aPremises({ rentFreeMonths: 0 })
    for (const locale of ['ru', 'en', 'zh'])
      expect((await open(`/${locale}/premises`)).$('article.card p:has(b) span').get()).toEqual([])
  })

  it('shows that an available unit takes no applications yet, or no longer', async () => {
    const about = async (
      applicationWindow: { from?: string; to?: string },
      status: 'available' | 'let' = 'available',
    ) => {
      const { code } = await aPremises({ status, applicationWindow })
      return (await open(`/en/premises?q=${code}`)).$('article.card h2 + p').text()
    }
    expect(await about({ from: '2026-12-12' })).toMatch(/\u00a0· apply from 12 December 2026$/)
    expect(await about({ to: '2026-11-24' })).toMatch(/\u00a0· applications closed$/)
    expect(await about({ from: '2026-11-25', to: '2026-11-25' })).not.toMatch(/apply|applications/)
    expect(await about({ from: '2026-12-12' }, 'let')).not.toMatch(/apply|applications/)
  })

  it('falls back to another language with a note', async () => {
    await aPremises({ title: { ru: 'Склад у порта' } })
    const page = await open('/zh/premises')
    expect(page.cards()).toEqual(['Склад у порта'])
    expect(page.$('article h2 a').attr('lang')).toBe('ru')
  })

  it('ignores invalid values', async () => {
    await aPremises()
    const odd =
      'page=minus&use=castle&minArea=-3&from=2026-02-31&zone=moon&floor=0&sort=odd&view=odd&feature=a&building=..'
    const page = await open(`/en/premises?${odd}&q=%00`)
    expect(page.cards()).toHaveLength(1)
    expect(page.$('.chip')).toHaveLength(0)
    await open('/en/premises?use[$ne]=x&__proto__=1&page=1&page=2')
  })

  it('keeps the input and offers to remove each condition', async () => {
    await aPremises()
    const page = await open('/en/premises?q=bright&use=retail&minArea=30&maxArea=120&feature=water&floor=1')
    expect(page.value('q')).toBe('bright')
    expect(page.value('minArea')).toBe('30')
    expect(page.$('[name="use"][value="retail"]').is(':checked')).toBe(true)
    const chips = page
      .$('.chip')
      .map((_, chip) => page.$(chip).text().replace(' ×', ''))
      .get()
    expect(chips).toEqual(['“bright”', '30–120\u00a0m²', 'Retail', 'Water', 'floor 1'])
    const hrefs = page
      .$('.chip')
      .map((_, chip) => page.$(chip).attr('href'))
      .get()
    expect(hrefs[2]).toBe('/en/premises?q=bright&minArea=30&maxArea=120&floor=1&feature=water')
    expect(page.text('lit')).toBe('1 match highlighted')
  })

  it('redirects a form with empty fields to a clean address', async () => {
    const response = await site.visit.get('/en/premises?q=&use=retail&minArea=&from=').expect(302)
    expect(response.headers['location']).toBe('/en/premises?use=retail')
  })

  it('shows a count beside each filter', async () => {
    await aPremises({ allowedUses: ['retail', 'office'] })
    await aPremises({ allowedUses: ['office'] })
    const page = await open('/en/premises?use=retail')
    const count = (name: string, value: string) =>
      page.$(`[name="${name}"][value="${value}"]`).parent().find('small').text()
    expect(count('use', 'retail')).toBe('1')
    expect(count('use', 'office')).toBe('2')
    expect(count('status', 'available')).toBe('1')
  })

  it('has pages with links to the previous and next one', async () => {
    for (let number = 0; number < 30; number += 1) await aPremises()
    const first = await open('/en/premises?use=retail')
    expect(first.cards()).toHaveLength(24)
    expect(first.$('[rel="next"]').attr('href')).toBe('/en/premises?use=retail&page=2')
    const second = await open('/en/premises?use=retail&page=2')
    expect(second.cards()).toHaveLength(6)
    expect(second.$('[rel="prev"]').attr('href')).toBe('/en/premises?use=retail')
    expect((await open('/en/premises?page=99')).cards()).toHaveLength(6)
  })

  it('can be shown as a table', async () => {
    await aPremises({ code: 'SFH-A-0107', title: { en: 'Corner shop' } })
    const page = await open('/en/premises?view=table')
    expect(page.$('tbody tr')).toHaveLength(1)
    expect(page.$('tbody tr').text()).toContain('SFH-A-0107')
    expect(page.$('tbody a').attr('href')).toBe('/en/premises/SFH-A-0107')
    expect(page.$('article')).toHaveLength(0)
  })

  it('has a message when nothing matches', async () => {
    await aPremises()
    const page = await open('/en/premises?q=zeppelin')
    expect(page.text('found')).toBe('Nothing found')
    expect(page.text('relaxed')).toBe('“zeppelin” would show 1 unit')
    expect((await open('/en/premises?q=zeppelin&use=office')).main).toContain('Remove some of the conditions')
  })

  it('highlights the matches on the plan, and links to a plan where each match is a link', async () => {
    await aPremises({ code: 'SFH-A-0101' })
    await aPremises({ code: 'SFH-A-0102', allowedUses: ['office'] })
    const page = await open('/en/premises?use=office')
    expect(page.$('.plan .available')).toHaveLength(1)
    expect(page.$('.plan .other')).toHaveLength(1)
    const plan = await open(page.$('[data-plan]').attr('data-plan') ?? '')
    expect(plan.$('.plan > a[href="/en/premises/SFH-A-0102"]')).toHaveLength(1)
  })

  it('shows a change of a unit at once, even with cached cards', async () => {
    await aPremises({ code: 'SFH-A-0101' })
    expect((await open('/en/premises')).$('article .status').text()).toBe('Available')
    await showTaken('SFH-A-0101', {})
    expect((await open('/en/premises')).$('article .status').text()).toBe('Held')
  })

  it('escapes texts of the users', async () => {
    await aPremises({ title: { en: '<script>alert(1)</script>' }, summary: { en: '"><img src=x>' } })
    const page = await open('/en/premises?q=%3Cscript%3E')
    expect(page.$('main script:not([src^="/assets/"]), main img')).toHaveLength(0)
    expect(page.cards()).toEqual(['<script>alert(1)</script>'])
  })

  it('marks demonstration data only', async () => {
    await aPremises({ code: 'SFH-A-0101' })
    expect((await open('/en/premises')).$('[data-test="demo-banner"]')).toHaveLength(0)
    await aPremises({ demo: true, code: 'SFH-A-0102' })
    for (const path of ['/en/premises', '/en/plan', '/en/premises/SFH-A-0102']) {
      expect((await open(path)).$('[data-test="demo-banner"]')).toHaveLength(1)
    }
  })

  it('stays under 63 KB, 16 KB compressed, with the whole demonstration street, and sets no cookie', async () => {
    await site.services.street.demonstration.seed()
    const searches = [
      '',
      '?use=office',
      '?use=retail&use=showroom&minArea=30&maxArea=120&feature=registered_address&page=2',
    ]
    for (const search of searches) {
      const response = await site.visit.get(`/ru/premises${search}`).expect(200)
      expect(response.text.length).toBeGreaterThan(20_000)
      expect(Buffer.byteLength(asBuilt(response.text))).toBeLessThan(63_000)
      expect(gzipSync(response.text).length).toBeLessThan(16_000)
      expect(response.headers['set-cookie']).toBeUndefined()
      expect(response.text).not.toMatch(/ style=| on[a-z]+="/)
    }
  })
})

describe('the page of a unit', () => {
  it('shows no day of availability that is unknown', async () => {
    const { code } = await aPremises({ status: 'available' })
    const path = `/en/premises/${code}`
    expect((await open(path)).main).toContain('Available fromnow')
    await showTaken(code, { status: 'let', application: 'f'.repeat(24) })
    expect((await open(path)).main).not.toContain('Available from')
    const paused = await aPremises({ status: 'paused', availableFrom: '2027-03-01' })
    expect((await open(`/en/premises/${paused.code}`)).main).toContain('Available from1 March 2027')
  })

  it.each(locales)('shows all facts in %s', async locale => {
    await aPremises({ code: 'SFH-A-0107', defects: { ru: 'Трещина', en: 'A crack', zh: '裂纹' } })
    const page = await open(`/${locale}/premises/SFH-A-0107`)
    expect(page.headings).toBe(1)
    expect(page.text('code')).toBe('SFH-A-0107')
    expect(page.$('.fact-group')).toHaveLength(7)
    expect(page.$('.fact-group dt').length).toBeGreaterThan(28)
    expect(page.$('.premises__drawing svg').attr('role')).toBe('img')
    expect(page.main).not.toMatch(/premises\.|undefined|NaN|\{/)
  })

  it('shows in money what is free and what is not', async () => {
    await aPremises({ code: 'SFH-A-0107' })
    const page = await open('/en/premises/SFH-A-0107')
    expect(page.text('pay')).toBe('You pay about ¥1,240 a month in the first year.')
    expect(page.text('waived')).toBe('¥211,999 of rent is waived over three years.')
    expect(page.text('cost-table')).toMatch(/the market rate is ¥91.30 per m² a month\s*¥0\s*¥5,889/)
    expect(page.main).toContain('¥3,000')
  })

  it('offers an application form', async () => {
    await aPremises({ code: 'SFH-A-0107' })
    const page = await open('/en/premises/SFH-A-0107')
    const form = page.$('form[action="/en/applications"]')
    expect(form.attr('method')).toBe('post')
    expect(form.find('[name="premises"]').val()).toBe('SFH-A-0107')
  })

  it.each([
    [{ status: 'let' }, 'Applications for this unit are not being taken now.'],
    [{ applicationWindow: { from: '2026-12-01' } }, 'Applications open on 1 December 2026.'],
    [{ applicationWindow: { to: '2026-11-24' } }, 'Applications closed on 24 November 2026.'],
  ] as const)('does not offer an application for %o, with the reason', async (change, why) => {
    await aPremises({ code: 'SFH-A-0107', ...change })
    await aPremises({ code: 'SFH-A-0108', title: { en: 'The other one' } })
    const page = await open('/en/premises/SFH-A-0107')
    expect(page.$('form[action="/en/applications"]')).toHaveLength(0)
    expect(page.text('apply-note')).toBe(why)
    expect(page.cards()).toEqual(['The other one'])
  })

  it('shows the unit’s place and the incentives of its zone', async () => {
    await aPremises({ code: 'SFH-A-0107' })
    await site.services.incentives.seedStartingContent()
    const page = await open('/en/premises/SFH-A-0107')
    expect(page.$('.plan .here')).toHaveLength(1)
    expect(page.links()).toContain('/en/incentives/rent-free-three-years')
    expect(page.$('.incentive-lines li').length).toBeGreaterThan(3)
  })

  it('redirects from any spelling of the code to its address', async () => {
    await aPremises({ code: 'SFH-A-0107' })
    const response = await site.visit.get('/en/premises/sfh-a-0107').expect(301)
    expect(response.headers['location']).toBe('/en/premises/SFH-A-0107')
  })

  it.each(['draft', 'archived'] as const)('is not public for a unit with status %s', async status => {
    await aPremises({ code: 'SFH-A-0107', status })
    await site.visit.get('/en/premises/SFH-A-0107').expect(404)
  })

  it.each(['SFH-A-9999', 'nonsense', '%00', '..%2f..%2fetc', 'SFH-A-0107x'])('is not found for %s', async code => {
    const response = await site.visit.get(`/ru/premises/${code}`).expect(404)
    expect(renderedPage(response).language).toBe('ru')
  })

  it('marks a text in another language and an unreviewed one', async () => {
    await aPremises({
      code: 'SFH-A-0107',
      title: { ru: 'Лавка' },
      summary: { en: 'Small.' },
      reviewed: { ru: true, en: false, zh: false },
    })
    const page = await open('/en/premises/SFH-A-0107')
    expect(page.$('h1').attr('lang')).toBe('ru')
    expect(page.main).toContain('This text is')
    expect(page.main).toContain('This translation has not been checked yet.')
  })

  it('hides the history and the holder from the public', async () => {
    await aPremises({ code: 'SFH-A-0107' })
    await showTaken('SFH-A-0107', {})
    const response = await site.visit.get('/en/premises/SFH-A-0107').expect(200)
    expect(response.text).not.toContain('6565656565656565656565ff')
  })
})

describe('the street plan', () => {
  it('links every public unit, floor by floor', async () => {
    await aPremises({ code: 'SFH-A-0101' })
    await aPremises({ code: 'SFH-A-0102', floor: 2, status: 'let' })
    await aPremises({ code: 'SFH-A-0103', status: 'archived' })
    const page = await open('/en/plan')
    expect(
      page
        .$('.plan > a')
        .map((_, link) => page.$(link).attr('href'))
        .get(),
    ).toEqual(['/en/premises/SFH-A-0101', '/en/premises/SFH-A-0102'])
    expect(page.$('.plan > a text').last().text()).toBe(
      'SFH-A-0102\u00a0· Retail\u00a0· 64.5\u00a0m²\u00a0· floor 2\u00a0· Let',
    )
    const second = await open('/en/plan?floor=2')
    expect(second.$('.plan > a')).toHaveLength(1)
    expect(second.$('.street-floors [aria-current]').attr('aria-label')).toBe('floor 2')
    expect((await open('/en/plan?floor=99')).$('.plan > a')).toHaveLength(2)
  })
})
