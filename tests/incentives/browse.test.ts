import { beforeEach, describe, expect, it } from 'vitest'
import { IncentiveModel } from '#models/incentives/incentive.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('incentives', () => {
  const site = useSite()
  beforeEach(() => site.services.incentives.seedStartingContent())

  const titles = (page: ReturnType<typeof renderedPage>) =>
    page
      .$('[data-test="incentive"] h2')
      .map((_, title) => page.$(title).text().trim())
      .get()
  const one = (page: ReturnType<typeof renderedPage>, slug: string) =>
    page.$(`[data-test="incentive"]:has(a[href$="/${slug}"])`).text().replace(/\s+/g, ' ')

  it.each([
    ['ru', 'Льготы', '8 льгот'],
    ['en', 'Incentives', '8 incentives'],
    ['zh', '优惠政策', '共8项优惠政策'],
  ])('are listed in %s with source, date, day of checking and end', async (locale, heading, found) => {
    const page = renderedPage(await site.visit.get(`/${locale}/incentives`).expect(200))
    expect(page.heading).toBe(heading)
    expect(page.headings).toBe(1)
    expect(page.text('found')).toBe(found)
    expect(titles(page)).toHaveLength(8)
    expect(page.$('[data-test="incentive"] .source').length).toBe(8)
  })

  it('are listed last when they are over, and marked when they are unconfirmed', async () => {
    const page = renderedPage(await site.visit.get('/en/incentives').expect(200))
    expect(titles(page).at(-1)).toBe('Entry without a visa for 30 days')
    expect(one(page, 'visa-free-entry')).toMatch(/Expired was in force until 14 September 2026/)
    expect(one(page, 'rent-free-three-years')).toMatch(/Confirm with the office/)
    expect(one(page, 'rent-free-three-years')).toMatch(
      /Source: Russia Briefing, Dezan Shira & Associates, 2021 · checked 25 November 2026/,
    )
    expect(one(page, 'small-taxpayer-vat')).toMatch(/In force in force until 31 December 2027/i)
  })

  it('are filtered by area and kind, and keep one filter when the other changes', async () => {
    const page = renderedPage(await site.visit.get('/en/incentives?zone=heihe&category=customs').expect(200))
    expect(titles(page)).toEqual(['Components for assembly free of duty'])
    expect(page.links()).toContain('/en/incentives?zone=suifenhe&category=customs')
    expect(page.links()).toContain('/en/incentives?zone=heihe&category=tax')
    expect(page.links()).toContain('/en/incentives?zone=heihe')
  })

  it('show a message when nothing matches', async () => {
    const page = renderedPage(await site.visit.get('/en/incentives?zone=heihe&category=rent').expect(200))
    expect(page.main).toContain('There are no such incentives now')
  })

  it.each(['zone=moscow&category=free', 'zone=heihe&zone=harbin', 'category[$ne]=tax', '__proto__=x'])(
    'ignore the odd filter %s',
    async query => {
      const page = renderedPage(await site.visit.get(`/ru/incentives?${query}`).expect(200))
      expect(titles(page)).toHaveLength(8)
    },
  )

  it('have their own pages, with the warning before the text', async () => {
    const page = renderedPage(await site.visit.get('/ru/incentives/duty-free-components').expect(200))
    expect(page.heading).toBe('Беспошлинный ввоз комплектующих для сборки')
    expect(page.text('note')).toContain('внутри бондового участка, а не в магазине')
    expect(page.main).toContain('Кто может воспользоваться')
  })

  it('introduce the warning with the punctuation of the language', async () => {
    const noteOf = async (locale: string) =>
      renderedPage(await site.visit.get(`/${locale}/incentives/duty-free-components`).expect(200)).text('note')
    expect(await noteOf('ru')).toMatch(/^Важно: \S/)
    expect(await noteOf('en')).toMatch(/^Please note: \S/)
    expect(await noteOf('zh')).toMatch(/^请注意：\S/)
  })

  it('fall back to another language with a note', async () => {
    await IncentiveModel.updateOne(
      { slug: 'small-taxpayer-vat' },
      { $unset: { 'title.zh': 1, 'summary.zh': 1, 'body.zh': 1 } },
    )
    await site.services.incentives.seedStartingContent()
    const page = renderedPage(await site.visit.get('/zh/incentives/small-taxpayer-vat').expect(200))
    expect(page.heading).toContain('Освобождение от НДС')
    expect(page.$('h1').attr('lang')).toBe('ru')
    expect(page.text('fallback')).not.toBe('')
  })

  it('show long texts with formatting, and give programs plain text', async () => {
    const body = '## Steps\n\n- Ask **first**\n- See [the list](/en/premises)\n\n<script>alert(1)</script>'
    await IncentiveModel.updateOne({ slug: 'small-taxpayer-vat' }, { 'body.en': body, 'eligibility.en': '1. *Shops*' })
    await site.services.incentives.seedStartingContent()
    const response = await site.visit.get('/en/incentives/small-taxpayer-vat').expect(200)
    const { $ } = renderedPage(response)
    expect($('.rich > h2').text()).toBe('Steps')
    expect($('.rich li').first().html()).toBe('Ask <strong>first</strong>')
    expect($('.rich a').attr('href')).toBe('/en/premises')
    expect($('.rich ol em').text()).toBe('Shops')
    expect(response.text).toContain('&lt;script&gt;alert(1)')

    const { items } = (await site.visit.get('/api/v1/incentives').expect(200)).body as {
      items: { slug: string; body: { en: string }; eligibility: { en: string } }[]
    }
    const told = items.find(({ slug }) => slug === 'small-taxpayer-vat')
    expect(told?.body.en).toBe('Steps\n\n• Ask first\n• See the list\n\n<script>alert(1)</script>')
    expect(told?.eligibility.en).toBe('1. Shops')
  })

  it.each(['nothing', 'Nothing', 'a%20b', '%24ne', 'x'.repeat(200)])('do not have a page %s', async slug => {
    await site.visit.get(`/en/incentives/${slug}`).expect(404)
  })

  it('exclude drafts', async () => {
    await IncentiveModel.updateOne({ slug: 'visa-free-entry' }, { status: 'draft' })
    await site.services.incentives.seedStartingContent()
    await site.visit.get('/en/incentives/visa-free-entry').expect(404)
  })

  it.each([
    ['ru', 'Данные 2011 года, уточните'],
    ['en', 'Last known 2011, confirm'],
    ['zh', '2011年的信息，请核实'],
  ])('are not shown as in force if they were last confirmed years ago: %s', async (locale, label) => {
    const page = renderedPage(await site.visit.get(`/${locale}/incentives`).expect(200))
    const card = page.$('article:has([href$="/border-residents-allowance"])')
    expect(card.find('.status').text()).toContain(label)
    expect(card.find('.status--good')).toHaveLength(0)
    const one = renderedPage(await site.visit.get(`/${locale}/incentives/border-residents-allowance`).expect(200))
    expect(one.main).toContain(label)
  })

  it('are listed briefly for a unit, with one status each', async () => {
    const lines = await site.services.incentives.forZone('suifenhe')
    expect(lines.find(({ slug }) => slug === 'rent-free-three-years')).toMatchObject({
      category: 'rent',
      state: 'dated',
      year: '2021',
      title: { en: 'Three years without rent' },
    })
    expect(lines.map(({ slug }) => slug)).not.toContain('cross-border-payments')
  })

  it('set no cookie for an anonymous visitor', async () => {
    const response = await site.visit.get('/ru/incentives')
    expect(response.headers['set-cookie']).toBeUndefined()
  })
})

describe('the zones', () => {
  const site = useSite()
  beforeEach(() => site.services.incentives.seedStartingContent())

  it.each(['ru', 'en', 'zh'])('have pages in %s, each fact with its source', async locale => {
    for (const slug of ['suifenhe', 'heihe', 'harbin', 'heilongjiang']) {
      const page = renderedPage(await site.visit.get(`/${locale}/zones/${slug}`).expect(200))
      expect(page.headings).toBe(1)
      const facts = page.$('[data-test="fact"]').length
      expect(facts).toBeGreaterThan(1)
      expect(page.$('[data-test="fact"] .source').length).toBe(facts)
    }
  })

  it('state the corrected facts of the bridge and warn about the cableway', async () => {
    const page = renderedPage(await site.visit.get('/en/zones/heihe').expect(200))
    expect(page.main).toContain('to Blagoveshchensk, opened on 10 June 2022')
    expect(page.main).toContain('Under construction')
  })

  it('count their available units', async () => {
    await site.services.street.demonstration.seed({ premises: 40 })
    const full = renderedPage(await site.visit.get('/en/zones/suifenhe').expect(200))
    expect(full.text('premises')).toMatch(/^Free now and open for applications: \d+\./)
    expect(full.links()).toContain('/en/premises?zone=suifenhe')
    expect(full.text('demo-banner')).not.toBe('')
    const empty = renderedPage(await site.visit.get('/en/zones/heihe').expect(200))
    expect(empty.text('demo-banner')).toBe('')
    expect(empty.text('premises')).toBe('No premises are available in this area now.')
    expect(renderedPage(await site.visit.get('/en/zones/heilongjiang')).text('premises')).toBe('')
  })

  it('list their incentives', async () => {
    const page = renderedPage(await site.visit.get('/en/zones/harbin').expect(200))
    expect(page.links()).toContain('/en/incentives/cross-border-payments')
    expect(page.links()).not.toContain('/en/incentives/rent-free-three-years')
  })

  it.each(['moscow', 'Suifenhe', '../premises'])('do not have a page %s', async slug => {
    await site.visit.get(`/en/zones/${slug}`).expect(404)
  })
})
