import { describe, expect, it } from 'vitest'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('the way in', () => {
  const site = useSite()

  it.each([
    ['zh-CN,zh;q=0.9,en;q=0.5', '/zh'],
    ['en-GB,en;q=0.9,ru;q=0.8', '/en'],
    ['ru', '/ru'],
    ['de-DE,de;q=0.9', '/ru'],
    ['', '/ru'],
  ])('sends a browser that prefers "%s" to %s', async (accepted, expected) => {
    const response = await site.visit.get('/').set('Accept-Language', accepted).expect(302)
    expect(response.headers.location).toBe(expected)
    expect(response.headers.vary).toContain('Accept-Language')
    expect(response.headers['set-cookie']).toBeUndefined()
  })

  it('tells robots what is personal and where the map is', async () => {
    const { text, headers } = await site.visit.get('/robots.txt').expect(200)
    expect(headers['content-type']).toContain('text/plain')
    expect(text).toContain('Disallow: /zh/staff')
    expect(text).toContain('Disallow: /ru/applications')
    expect(text).not.toContain('Disallow: /ru/premises')
    expect(text).toContain('Sitemap: http://street.test/sitemap.xml')
  })
})

describe('the map for search engines', () => {
  const site = useSite()

  it('has every public page in every language, each naming the others', async () => {
    await site.services.incentives.seedStartingContent()
    await site.services.premises.seedDemonstrationStreet({ premises: 20 })
    const { text, headers } = await site.visit.get('/sitemap.xml').expect(200)
    expect(headers['content-type']).toContain('xml')
    const addresses = [...text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address)
    expect(new Set(addresses).size).toBe(addresses.length)
    for (const path of ['', '/premises', '/incentives/visa-free-entry', '/zones/heihe', '/premises/SFH-A-0101']) {
      for (const locale of ['ru', 'en', 'zh']) expect(addresses).toContain(`http://street.test/${locale}${path}`)
    }
    expect(text).toContain('<xhtml:link rel="alternate" hreflang="zh" href="http://street.test/zh/zones/heihe"/>')
    expect(text).not.toContain('/staff')
  })

  it('forgives an odd part', async () => {
    for (const part of ['0', '-3', 'x', '1&part=2']) await site.visit.get(`/sitemap.xml?part=${part}`).expect(200)
  })
})

describe('the home page', () => {
  const site = useSite()

  it('invites on an empty installation too, and invents nothing', async () => {
    const response = await site.visit.get('/ru').expect(200)
    const page = renderedPage(response)
    expect(page.headings).toBe(1)
    expect(page.text('count')).toBe('Свободных помещений сейчас нет. Спросите консультанта, когда они появятся.')
    expect(page.text('demo-banner')).toBe('')
    expect(page.$('svg.plan')).toHaveLength(0)
    expect(response.headers['set-cookie']).toBeUndefined()
  })
})

describe('the home page with the demonstration street', () => {
  const site = useSite()
  const open = async (locale: string) => {
    await site.services.incentives.seedStartingContent()
    await site.services.premises.seedDemonstrationStreet()
    return renderedPage(await site.visit.get(`/${locale}`).expect(200))
  }

  it.each([
    ['ru', /^Сейчас свободн[оы] \d+ помещени[йея] площадью от .+ до .+ м²\.$/],
    ['en', /^\d+ premises are available now, from .+ to .+ m²\.$/],
    ['zh', /^现有\d+套房源可申请，面积.+至.+平方米。$/],
  ])('counts what is free in %s, draws the street and says that it is invented', async (locale, count) => {
    const page = await open(locale)
    expect(page.language).toBe(locale)
    expect(page.headings).toBe(1)
    expect(page.text('count')).toMatch(count)
    expect(page.text('demo-banner')).not.toBe('')
    expect(page.$('svg.plan')).toHaveLength(1)
    expect(page.links().filter(link => link.startsWith(`/${locale}/premises/SFH`)).length).toBeGreaterThan(20)
  })

  it('bills one premises: what is free, what is not, what is saved', async () => {
    const page = await open('en')
    expect(page.text('bill')).toMatch(/Rent, 36 months ?¥[\d,]+ a month ¥0/)
    expect(page.text('bill')).toMatch(/You pay about ¥[\d,]+ a month in the first year\. ¥[\d,]+ of rent is waived/)
  })

  it('says what the promise rests on, and that it needs confirming', async () => {
    const page = await open('en')
    expect(page.text('promise')).toContain('Confirm with the office')
    expect(page.text('promise')).toContain('Russia Briefing')
    expect(page.$('[data-test="fact"]').length).toBe(6)
    expect(page.$('[data-test="fact"] .source').length).toBe(6)
    expect(page.main).not.toContain('Entry without a visa')
  })
})
