import { load } from 'cheerio'
import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { PremisesModel } from '#models/premises/premises.ts'
import { changeCatalogue } from '#features/premises/catalogue.ts'
import { aBuilding, aPremises } from '../factories/premises.ts'
import { readXml } from '../support/files/xml.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { mapsOf, sitemapFaults } from '../support/validators/xml.ts'

describe('the root of the site', () => {
  const site = useSite()

  it.each([
    ['zh-CN,zh;q=0.9,en;q=0.5', '/zh'],
    ['en-GB,en;q=0.9,ru;q=0.8', '/en'],
    ['ru', '/ru'],
    ['de-DE,de;q=0.9', '/ru'],
    ['', '/ru'],
  ])('redirects a browser that prefers "%s" to %s', async (accepted, expected) => {
    const response = await site.visit.get('/').set('Accept-Language', accepted).expect(302)
    expect(response.headers.location).toBe(expected)
    expect(response.headers.vary).toContain('Accept-Language')
    expect(response.headers['set-cookie']).toBeUndefined()
  })

  it('excludes personal pages in robots.txt, which links to the sitemap', async () => {
    const { text, headers } = await site.visit.get('/robots.txt').expect(200)
    expect(headers['content-type']).toContain('text/plain')
    expect(text).toContain('Disallow: /zh/staff')
    expect(text).toContain('Disallow: /ru/applications')
    expect(text).toContain('Disallow: /en/viewings')
    expect(text).not.toMatch(/Disallow: \/ru\/premises$/m)
    expect(text).toMatch(/^Disallow: \/ru\/premises\?$/m)
    expect(text).toMatch(/^Allow: \/ru\/premises\?page=$/m)
    expect(text).toMatch(/^Disallow: \/api\/$/m)
    expect(text).toContain('Sitemap: http://street.test/sitemap.xml')
  })
})

describe('the sitemap', () => {
  const site = useSite()

  it('has every public page in every language, each with links to the others', async () => {
    await site.services.incentives.seedStartingContent()
    await site.services.street.demonstration.seed({ premises: 20 })
    const { text, headers } = await site.visit.get('/sitemap.xml').expect(200)
    expect(headers['content-type']).toContain('xml')
    const addresses = [...text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address)
    expect(new Set(addresses).size).toBe(addresses.length)
    for (const path of ['', '/premises', '/incentives/visa-free-entry', '/zones/heihe', '/premises/SFH-A-0101']) {
      for (const locale of ['ru', 'en', 'zh']) expect(addresses).toContain(`http://street.test/${locale}${path}`)
    }
    expect(text).toContain('<xhtml:link rel="alternate" hreflang="zh" href="http://street.test/zh/zones/heihe"/>')
    expect(text).toContain(
      '<xhtml:link rel="alternate" hreflang="x-default" href="http://street.test/ru/zones/heihe"/>',
    )
    expect(text).toContain('<xhtml:link rel="alternate" hreflang="x-default" href="http://street.test/"/>')
    expect(text).not.toContain('/staff')
  })

  it('is well-formed and states when a unit was last changed', async () => {
    const { code, updatedAt } = await aPremises()
    await aPremises({ status: 'draft', code: 'SFH-A-9001' })
    await aPremises({ expiresAt: new Date('2026-11-01'), code: 'SFH-A-9002' })
    const { text } = await site.visit.get('/sitemap.xml').expect(200)
    const root = readXml(text)
    expect(root).toMatchObject({ name: 'urlset', attributes: { xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9' } })
    for (const url of root.children) {
      const languages = url.children.slice(-4).map(({ attributes }) => attributes.hreflang)
      expect(languages).toEqual(['ru', 'en', 'zh', 'x-default'])
    }
    const $ = load(text, { xml: true })
    const entry = $('url').filter((_, url) => $(url).find('loc').text() === `http://street.test/zh/premises/${code}`)
    expect(entry.find('lastmod').text()).toBe(updatedAt.toISOString())
    expect(entry.find('xhtml\\:link')).toHaveLength(4)
    expect(text).not.toMatch(/SFH-A-900/)
  })

  it('dates a listing that was scheduled by the day of its publication', async () => {
    const publishAt = new Date(Date.now() + 40 * 86_400_000)
    const { code } = await aPremises({ publishAt })
    site.clock.set(new Date(publishAt.getTime() + 3_600_000))
    const $ = load((await site.visit.get('/sitemap.xml').expect(200)).text, { xml: true })
    const entry = $('url').filter((_, url) => $(url).find('loc').text() === `http://street.test/ru/premises/${code}`)
    expect(entry.find('lastmod').text()).toBe(publishAt.toISOString())
  })

  it('is not sent again until something changes', async () => {
    await aPremises()
    const { headers } = await site.visit.get('/sitemap.xml').expect(200)
    const again = () => site.visit.get('/sitemap.xml').set('If-None-Match', headers.etag!)
    await again().expect(304)
    await aPremises()
    await again().expect(200)
    expect((await site.visit.head('/sitemap.xml').expect(200)).text).toBeUndefined()
  })

  it('is split when it grows, with each unit in one file only', { timeout: 60_000 }, async () => {
    const building = await aBuilding()
    const like = await aPremises()
    const many = Array.from({ length: 9_100 }, (_, number) => ({
      ...like,
      _id: new mongoose.Types.ObjectId(),
      code: `SFH-A-${String(20_000 + number)}`,
      building: building._id,
    }))
    await changeCatalogue(revision =>
      PremisesModel.collection.insertMany(many.map(one => ({ ...one, revision })) as never[]),
    )
    const { text: list } = await site.visit.get('/sitemap.xml').expect(200)
    expect(readXml(list).name).toBe('sitemapindex')
    const index = load(list, { xml: true })
    const files = index('sitemap loc')
      .get()
      .map(loc => index(loc).text())
    expect(files).toEqual(['http://street.test/sitemap.xml?part=1', 'http://street.test/sitemap.xml?part=2'])
    // Another parser accepts both, too. The first part has the same kind of entries, and 17 MB of them.
    expect(await mapsOf(list)).toEqual(files)
    await expect(mapsOf(list.replaceAll('sitemap>', 'url>'))).rejects.toThrow()
    expect(await sitemapFaults((await site.visit.get('/sitemap.xml?part=2').expect(200)).text)).toEqual([])
    const addresses: string[] = []
    for (const file of files) {
      const { text } = await site.visit.get(file.replace('http://street.test', '')).expect(200)
      const found = [...text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address!)
      expect(found.length).toBeLessThanOrEqual(50_000)
      expect(text.length).toBeLessThan(50_000_000)
      addresses.push(...found)
    }
    expect(addresses.filter(address => address.includes('/en/premises/SFH'))).toHaveLength(9_101)
    expect(new Set(addresses).size).toBe(addresses.length)
  })

  it('is sent even if its part number is invalid', async () => {
    for (const part of ['0', '-3', 'x', '1&part=2']) await site.visit.get(`/sitemap.xml?part=${part}`).expect(200)
  })
})

describe('the home page', () => {
  const site = useSite()

  it('has a useful text on an empty installation, too, and invents nothing', async () => {
    const response = await site.visit.get('/ru').expect(200)
    const page = renderedPage(response)
    expect(page.headings).toBe(1)
    expect(page.text('count')).toBe('Свободных помещений сейчас нет. Спросите консультанта, когда они появятся.')
    expect(page.text('demo-banner')).toBe('')
    expect(page.$('svg.plan')).toHaveLength(0)
    expect(response.headers['set-cookie']).toBeUndefined()
  })
})

describe('the area of the available units', () => {
  const site = useSite()
  const said = async (path: string) =>
    renderedPage(await site.visit.get(path).expect(200))
      .$('main')
      .text()

  it.each([
    ['ru', 'площадью 64,5\u00a0м².', 'площадью от 64\u00a0м² до 91\u00a0м².'],
    ['en', 'open for applications, 64.5\u00a0m².', 'open for applications, from 64\u00a0m² to 91\u00a0m².'],
    ['zh', '面积64.5平方米。', '面积64平方米至91平方米。'],
  ])('is a single value if all are equal, and otherwise a range, in %s', async (locale, one, several) => {
    await aPremises({ areaUsableSqM: 64.5 })
    for (const path of [`/${locale}`, `/${locale}/premises`]) expect(await said(path), path).toContain(one)
    await aPremises({ areaUsableSqM: 90.5 })
    expect(await said(`/${locale}/premises`)).toContain(several)
  })
})

describe('the home page with the demonstration street', () => {
  const site = useSite()
  const open = async (locale: string) => {
    await site.services.incentives.seedStartingContent()
    await site.services.street.demonstration.seed()
    return renderedPage(await site.visit.get(`/${locale}`).expect(200))
  }

  it.each([
    [
      'ru',
      /^Сейчас свободн[оы] и открыт[оы] для заявок \d+ помещени[йея] площадью от .+ до .+ м²\. Ещё \d+ освобод[ия]тся позже\./,
    ],
    ['en', /^\d+ units are free now and open for applications, from .+ to .+ m²\. \d+ more become free later\./],
    ['zh', /^现有\d+处房源空置且可申请，面积.+至.+平方米。另有\d+处稍后空出。/],
  ])(
    'counts the available units in %s, draws the street and marks the data as a demonstration',
    async (locale, count) => {
      const page = await open(locale)
      expect(page.language).toBe(locale)
      expect(page.headings).toBe(1)
      expect(page.text('count')).toMatch(count)
      expect(page.text('demo-banner')).not.toBe('')
      expect(page.$('svg.plan')).toHaveLength(1)
      expect(page.links().filter(link => link.startsWith(`/${locale}/premises/SFH`)).length).toBeGreaterThan(20)
    },
  )

  it('shows the bill of one unit: what is free, what is not, and the saving', async () => {
    const page = await open('en')
    expect(page.text('bill')).toMatch(/Rent, 36 months ?¥[\d,]+ a month ¥0/)
    expect(page.text('bill')).toMatch(/You pay about ¥[\d,]+ a month in the first year\. ¥[\d,]+ of rent is waived/)
  })

  it('names the source of the promise and recommends to confirm it with the office', async () => {
    const page = await open('en')
    expect(page.text('promise')).toContain('Confirm with the office')
    expect(page.text('promise')).toContain('Russia Briefing')
    expect(page.$('[data-test="fact"]').length).toBe(6)
    expect(page.$('[data-test="fact"] .source').length).toBe(6)
    expect(page.main).not.toContain('Entry without a visa')
  })
})

describe('the bill on the home page', () => {
  const site = useSite()
  const open = async () => renderedPage(await site.visit.get('/en').expect(200))

  it('is that of a unit with a free first year, as the lines of others do not add up', async () => {
    await aPremises({ code: 'SFH-A-0101', rentFreeMonths: 0 })
    await aPremises({ code: 'SFH-A-0102', rentFreeMonths: 6 })
    await aPremises({ code: 'SFH-A-0103' })
    const page = await open()
    expect(page.body).toContain('SFH-A-0103')
    expect(page.text('bill')).toContain('Rent, 36 months')
  })

  it('is found behind many unsuitable units, and is of a medium-sized shop if there is one', async () => {
    const code = (number: number) => `SFH-A-0${101 + number}`
    for (let number = 0; number < 30; number += 1) await aPremises({ code: code(number), rentFreeMonths: 6 })
    await aPremises({ code: code(30), rentFreeMonths: 36, allowedUses: ['office'] })
    await aPremises({ code: code(31), rentFreeMonths: 36, status: 'held' })
    const example = '.bill figcaption a'
    expect((await open()).$(example).attr('href')).toBe(`/en/premises/${code(30)}`)
    await aPremises({ code: code(32), rentFreeMonths: 12 })
    await aPremises({ code: code(33), rentFreeMonths: 36 })
    const page = await open()
    expect(page.$(example).attr('href')).toBe(`/en/premises/${code(32)}`)
    expect(page.text('bill')).toContain('Rent, 12 months')
  })

  it('is replaced by a sentence with the months from the settings if no unit fits', async () => {
    await aPremises({ code: 'SFH-A-0101', rentFreeMonths: 6 })
    const { settings, revision } = await site.services.programme.current()
    const by = { id: 'f'.repeat(24), name: '王敏' }
    await site.services.programme.save({ ...settings, rentFreeMonths: 24 }, { revision, by })
    const page = await open()
    expect(page.$('[data-test="bill"]')).toHaveLength(0)
    expect(page.main).toContain('first 24 months')
  })
})
