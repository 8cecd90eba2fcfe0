import { readFile } from 'node:fs/promises'
import { load } from 'cheerio'
import { trusted } from 'mongoose'
import { describe, expect, it } from 'vitest'
import { PremisesModel } from '#models/premises/premises.ts'
import { aPremises } from '../factories/premises.ts'
import { atomFaults } from '../support/files/atom.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('the feed of a search', () => {
  const site = useSite({ env: { API_REQUESTS_PER_MINUTE: '1000' } })
  const read = async (path: string) => {
    const { text, headers } = await site.visit.get(path).expect(200)
    expect(atomFaults(text), path).toEqual([])
    const $ = load(text, { xml: true })
    const textOf = (selector: string) =>
      $(selector)
        .get()
        .map(one => $(one).text())
    return { $, headers, titles: textOf('entry > title'), textOf }
  }

  it('contains the newest available units that match, with permanent ids', async () => {
    const older = await aPremises({ title: { en: 'Older' }, areaUsableSqM: 50 })
    const newer = await aPremises({ title: { en: 'Newer' }, areaUsableSqM: 60 })
    await aPremises({ title: { en: 'Small' }, areaUsableSqM: 10 })
    await aPremises({ title: { en: 'Let' }, status: 'let', areaUsableSqM: 70 })
    const { $, headers, titles, textOf } = await read('/en/premises.atom?minArea=40&zone=moon&page=7')
    expect(titles).toEqual([`Newer, ${newer.code}`, `Older, ${older.code}`])
    expect(headers['content-type']).toContain('application/atom+xml')
    expect(textOf('feed > title')).toEqual(['from 40\u00a0m²: available premises at Startup Street'])
    expect(headers['set-cookie']).toBeUndefined()
    expect(textOf('feed > id')).toEqual(['tag:street.test,2026:en/premises?minArea=40'])
    expect(textOf('entry > id')[0]).toBe(`tag:street.test,2026:en/premises/${newer.code}`)
    expect($('feed > link[rel=self]').attr('href')).toBe('http://street.test/en/premises.atom?minArea=40')
    expect($('feed > link[rel=alternate]').attr('href')).toBe('http://street.test/en/premises?minArea=40')
    expect($('entry > link').first().attr('href')).toBe(`http://street.test/en/premises/${newer.code}`)
    expect(textOf('feed > updated')).toEqual([newer.updatedAt.toISOString()])
    expect(textOf('entry > updated')[1]).toBe(older.updatedAt.toISOString())
    expect(textOf('author > name')).toEqual(['Startup Street'])
  })

  it.each([
    ['ru', 'Свободные помещения\u00a0— Улица стартапов', 'Магазин'],
    ['en', 'Available premises: Startup Street', 'Shop'],
    ['zh', '待租房源——创业街', '店铺'],
  ])('is written in %s', async (locale, title, name) => {
    await aPremises({ title: { ru: 'Магазин', en: 'Shop', zh: '店铺' } })
    const { $, titles, textOf } = await read(`/${locale}/premises.atom`)
    expect($('feed').attr('xml:lang')).toBe(locale)
    expect(textOf('feed > title')).toEqual([title])
    expect(titles[0]).toMatch(new RegExp(`^${name}, SFH`))
  })

  it('has at most fifty entries, stays well-formed with any staff text, and is valid when empty', async () => {
    expect((await read('/en/premises.atom')).textOf('feed > updated')).toEqual(['1970-01-01T00:00:00.000Z'])
    for (let count = 0; count < 52; count += 1) await aPremises()
    const hostile = '</title><script>&amp;"\u0001\u000b'
    await aPremises({ title: { en: hostile }, summary: { en: ']]>' } })
    const { titles } = await read('/en/premises.atom')
    expect(titles).toHaveLength(50)
    expect(titles[0]).toMatch(/^<\/title><script>&amp;", SFH/)
  })

  it('is answered with 304 until something changes', async () => {
    await aPremises()
    const { headers } = await read('/ru/premises.atom')
    expect(headers['last-modified']).toBeDefined()
    await site.visit.get('/ru/premises.atom').set('If-None-Match', headers.etag!).expect(304)
    await aPremises()
    await site.visit.get('/ru/premises.atom').set('If-None-Match', headers.etag!).expect(200)
  })

  it('lists a unit with a publication date under that date', async () => {
    const earlier = await aPremises()
    const publishAt = new Date('2027-02-01T09:00:00+08:00')
    await aPremises({ publishAt })
    site.clock.set('2027-02-01T12:00:00+08:00')
    const { textOf, headers } = await read('/ru/premises.atom')
    expect(textOf('entry > updated')).toEqual([publishAt.toISOString(), earlier.updatedAt.toISOString()])
    expect(textOf('feed > updated')).toEqual([publishAt.toISOString()])
    expect(headers['last-modified']).toBe(publishAt.toUTCString())
  })

  it('dates each demonstration unit by its own last change', async () => {
    await site.services.street.demonstration.seed({ premises: 150 })
    const { textOf } = await read('/ru/premises.atom')
    const published = textOf('entry > published')
    const updated = textOf('entry > updated')
    expect(updated).toHaveLength(50)
    // Two entries with the same date are a warning of the W3C's validator.
    expect(new Set(updated).size).toBe(50)
    expect(updated).toEqual(published)
    expect(textOf('feed > updated')[0]! < new Date().toISOString()).toBe(true)
    const early = await PremisesModel.countDocuments({ $expr: trusted({ $lt: ['$updatedAt', '$createdAt'] }) })
    expect(early).toBe(0)
  })

  it('escapes the XML characters of its query', async () => {
    const { $ } = await read(`/zh/premises.atom?q=${encodeURIComponent('"<&>\'')}&use=retail&use=office`)
    const [, query] = ($('feed > link[rel=self]').attr('href') ?? '').split('?')
    expect(new URLSearchParams(query).get('q')).toBe('"<&>\'')
    expect(new URLSearchParams(query).getAll('use')).toEqual(['retail', 'office'])
  })

  it('is linked from the search with its filters, beside the table', async () => {
    await aPremises()
    const { $ } = renderedPage(await site.visit.get('/en/premises?use=retail&sort=small&page=3').expect(200))
    expect($('link[type="application/atom+xml"]').attr('href')).toBe('/en/premises.atom?use=retail')
    expect(
      $('.search__reuse a')
        .get()
        .map(link => $(link).attr('href')),
    ).toEqual(['/en/premises.atom?use=retail', '/en/premises.csv?use=retail'])
  })

  it.each([
    ['ru', 'Код,Название,Состояние', 'Свободно', 'Торговля'],
    ['en', 'Code,Name,Status', 'Available', 'Retail'],
    ['zh', '编号,名称,状态', '待租', '零售'],
  ])('is also a table in %s, without formulas and tolerant of odd filters', async (locale, head, status, use) => {
    const { code } = await aPremises({ title: { ru: '=1+1', en: '=1+1', zh: '=1+1' } })
    await aPremises({ allowedUses: ['office'] })
    const path = `/${locale}/premises.csv?use=retail&zone=moon`
    const { text, headers } = await site.visit.get(path).buffer(true).expect(200)
    expect(text.codePointAt(0)).toBe(0xfeff)
    const rows = text.slice(1).trim().split('\r\n')
    expect(rows).toHaveLength(2)
    expect(rows[0]).toContain(head)
    expect(rows[1]).toContain(`${code},'=1+1,${status}`)
    expect(rows[1]).toContain(use)
    expect(rows[1]).toContain(`http://street.test/${locale}/premises/${code}`)
    expect(headers['set-cookie']).toBeUndefined()
    const again = () => site.visit.get(path).set('If-None-Match', headers.etag!)
    await again().expect(304)
    await aPremises()
    await again().expect(200)
  })
})

describe('the embed of a unit', () => {
  const site = useSite()

  it.each([
    ['ru', 'Магазин', 'Свободно', 'Открыть на сайте'],
    ['en', 'Shop', 'Available', 'Open on the site'],
    ['zh', '店铺', '待租', '在网站中查看'],
  ])('fits in a frame, in %s, small and without scripts', async (lang, title, status, open) => {
    const { code } = await aPremises({ title: { ru: 'Магазин', en: 'Shop', zh: '店铺' } })
    const response = await site.visit
      .get(`/embed/premises/${code}?lang=${lang}`)
      .expect(200)
      .expect('Content-Type', /^text\/html/)
    const page = renderedPage(response)
    expect(page.language).toBe(lang)
    expect(page.heading).toBe(title)
    expect(page.body).toContain(status)
    expect(page.$('script, form, iframe, [style]')).toHaveLength(0)
    expect(page.$('svg')).toHaveLength(1)
    expect(page.$('link[rel=stylesheet]').attr('href')).toMatch(/^\/assets\/embed[\w-]*\.css$/)
    const link = page.$('a')
    expect(link.text()).toBe(open)
    expect(link.attr()).toMatchObject({ target: '_blank', rel: 'noopener' })
    expect(link.attr('href')).toBe(`http://street.test/${lang}/premises/${code}`)
    expect(Buffer.byteLength(response.text)).toBeLessThan(15_000)
    expect(response.headers['content-security-policy']).toContain('frame-ancestors *')
    expect(response.headers['content-security-policy']).not.toMatch(/unsafe|script-src/)
    expect(response.headers['x-frame-options']).toBeUndefined()
    expect(response.headers['set-cookie']).toBeUndefined()
  })

  it('clips pictures at its rounded corners, but no text', async () => {
    const sheet = await readFile('public/css/open-data/embed.css', 'utf8')
    const hiding = [...sheet.matchAll(/^ *([^{}]+) \{[^{}]*overflow: hidden/gm)].map(([, selector]) => selector?.trim())
    expect(hiding).toEqual(['.embed__drawing'])
  })

  it('says that the unit is no longer listed, and links to others', async () => {
    const { code } = await aPremises({ status: 'archived' })
    const response = await site.visit
      .get(`/embed/premises/${code}?lang=en`)
      .expect(404)
      .expect('Content-Type', /^text\/html/)
    const page = renderedPage(response)
    expect(page.heading).toBe('This unit is no longer listed')
    expect(page.$('a').attr('href')).toBe('http://street.test/en/premises')
    expect(response.headers['content-security-policy']).toContain('frame-ancestors *')
  })

  it('is the only page that may be framed, and escapes staff text', async () => {
    const { code } = await aPremises({ title: { en: '<img src=x onerror=alert(1)>' } })
    const { text } = await site.visit.get(`/embed/premises/${code}?lang=xx`).set('Accept-Language', 'en').expect(200)
    expect(text).toContain('&lt;img src')
    for (const path of ['/en', `/en/premises/${code}`, '/en/open-data', '/embed', '/api/v1/premises']) {
      const { headers } = await site.visit.get(path)
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    }
  })
})

describe('the open data page', () => {
  const site = useSite()

  it.each([
    ['ru', 'Открытые данные', 'до 120 запросов'],
    ['en', 'Open data', 'Up to 120 requests'],
    ['zh', '开放数据', '120次请求'],
  ])('lists all files in %s with the code to embed a unit, and claims no licence', async (locale, heading, bound) => {
    const { code } = await aPremises()
    const page = renderedPage(await site.visit.get(`/${locale}/open-data`).expect(200))
    expect(page.heading).toBe(heading)
    expect(page.main).toContain(bound)
    for (const path of ['/api/v1/openapi.json', `/${locale}/premises.csv`, `/${locale}/premises.atom`]) {
      expect(page.links()).toContain(path)
      await site.visit.get(path).expect(200)
    }
    const snippet = page.text('snippet')
    expect(load(snippet)('iframe').attr('src')).toBe(`http://street.test/embed/premises/${code}?lang=${locale}`)
    expect(page.text('terms')).toMatch(/администраци|office|办公室/)
    const home = renderedPage(await site.visit.get(`/${locale}`).expect(200))
    expect(
      home
        .$('footer a')
        .get()
        .map(link => home.$(link).attr('href')),
    ).toContain(`/${locale}/open-data`)
  })

  it('has no embed code while no unit is shown', async () => {
    const page = renderedPage(await site.visit.get('/en/open-data').expect(200))
    expect(page.$('iframe')).toHaveLength(0)
  })
})
