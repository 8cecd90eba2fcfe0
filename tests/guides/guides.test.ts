import { beforeEach, describe, expect, it } from 'vitest'
import { locales } from '#shared/texts/i18n.ts'
import { GuideModel } from '#models/guides/guide.ts'
import { IncentiveModel } from '#models/incentives/incentive.ts'
import { binary } from '../support/files/binary.ts'
import { readPdf } from '../support/files/pdf-text.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('guides', () => {
  const site = useSite()
  beforeEach(() => site.services.incentives.seedStartingContent())

  const download = async (address: string) => {
    const response = await site.visit.get(address).buffer(true).parse(binary).expect(200)
    return { headers: response.headers, bytes: response.body as Buffer }
  }
  const texts = (bytes: Buffer) => readPdf(bytes).text.replaceAll(/\s+/g, ' ')

  it('show that the first edition is being made', async () => {
    const page = renderedPage(await site.visit.get('/en/guides').expect(200))
    expect(page.text('none')).toContain('being made')
  })

  it.each([
    ['ru', 'Как вести бизнес в зоне свободной торговли', 'Три года без арендной платы'],
    ['en', 'Doing business in the zone', 'Three years without rent'],
    ['zh', '自贸区经商指南', '三年免租金'],
  ])(
    'contain the current incentives, zones and process in %s, with every character',
    async (locale, title, incentive) => {
      expect(await site.services.guides.publish()).toBe(true)
      const { bytes, headers } = await download(`/${locale}/guides/doing-business/2026-11-25.pdf`)
      expect(headers['content-type']).toBe('application/pdf')
      expect(headers['content-disposition']).toContain(`doing-business-2026-11-25-${locale}.pdf`)
      const { text, pages, links, fonts } = readPdf(bytes)
      const joined = text.replaceAll(/\s+/g, '')
      expect(text).not.toMatch(/[□\ufffd]/)
      expect(joined).toContain(title.replaceAll(' ', ''))
      expect(joined).toContain(incentive.replaceAll(' ', ''))
      expect(joined).toContain('Russia Briefing'.replaceAll(' ', ''))
      expect(joined).toContain('119')
      expect(pages).toBeGreaterThan(3)
      expect(links).toContain(`http://street.test/${locale}/incentives/rent-free-three-years`)
      // Each address of a source is printed once, for people who read on paper.
      for (const address of ['russia-briefing.com', 'radiometro.ru', 'en.people.cn', 'harbin.gov.cn']) {
        expect(joined.split(address), address).toHaveLength(2)
      }
      expect(fonts.some(font => font.includes(locale === 'zh' ? 'NotoSansHans' : 'NotoSans-'))).toBe(true)
      expect(bytes.length).toBeLessThan(600_000)
    },
  )

  it('have links whose accessible name contains the visible text', async () => {
    await site.services.guides.publish()
    for (const locale of locales) {
      const { $ } = renderedPage(await site.visit.get(`/${locale}/guides`).expect(200))
      const links = $('main a[href$=".pdf"]')
      expect(links).toHaveLength(3)
      for (const link of links.get()) {
        const written = $(link).text()
        expect($(link).attr('aria-label') ?? written).toContain(written)
      }
    }
  })

  it('have a cover, contents with page numbers, and a QR code of the address beside the contact details', async () => {
    await site.services.guides.publish()
    const { bytes } = await download('/en/guides/doing-business/2026-11-25.pdf')
    const { sheets, tags, pages, links } = readPdf(bytes)
    expect(sheets[0]).toContain('Doing business in the zone')
    expect(sheets[0]).toContain('25 November 2026')
    expect(sheets[0]).not.toContain(`1 / ${pages}`)
    const listed = [...sheets[1]!.matchAll(/^(What the city offers|Incentives|Visas|Documents|Next steps)\s*(\d+)$/gm)]
    expect(listed.map(([, name]) => name)).toEqual([
      'What the city offers',
      'Documents',
      'Incentives',
      'Visas',
      'Next steps',
    ])
    for (const [, name = '', page] of listed) expect(sheets[Number(page) - 1], name).toContain(name)
    expect(tags).toEqual(expect.arrayContaining(['TOC', 'TOCI', 'Figure']))
    expect(sheets.at(-1)).toMatch(/^http:\/\/street\.test\/en$/m)
    expect(links).toContain('http://street.test/en')
  })

  it('are listed by language and edition with their sizes', async () => {
    await site.services.guides.publish()
    const page = renderedPage(await site.visit.get('/ru/guides').expect(200))
    expect(page.main).toContain('Редакция от 25 ноября 2026')
    const links = page.$('[data-test="download"]')
    expect(links.map((_, link) => page.$(link).attr('href')).get()).toEqual([
      '/ru/guides/doing-business/2026-11-25.pdf',
      '/en/guides/doing-business/2026-11-25.pdf',
      '/zh/guides/doing-business/2026-11-25.pdf',
    ])
    const { bytes } = await download('/zh/guides/doing-business/2026-11-25.pdf')
    expect(links.last().text()).toContain(`${Math.round(bytes.length / 1024)}`)
  })

  it('get a new edition on another day only if the content has changed', async () => {
    expect(await site.services.guides.publish()).toBe(true)
    expect(await site.services.guides.publish()).toBe(false)
    site.clock.advance({ days: 1 })
    expect(await site.services.guides.publish()).toBe(false)

    await IncentiveModel.updateOne({ slug: 'visa-free-entry' }, { expiresOn: '2027-09-14' })
    await site.services.incentives.seedStartingContent()
    expect(await site.services.guides.publish()).toBe(true)
    const page = renderedPage(await site.visit.get('/en/guides').expect(200))
    expect(page.main).toContain('Edition of 26 November 2026')
    expect(page.$('details').text()).toContain('25 November 2026')
    expect(texts((await download('/en/guides/doing-business/2026-11-26.pdf')).bytes)).toContain('14 September 2027')
    expect(texts((await download('/en/guides/doing-business/2026-11-25.pdf')).bytes)).toContain('14 September 2026')
  })

  it('are postponed when the process is shutting down', async () => {
    expect(await site.services.guides.publish(AbortSignal.abort())).toBe(false)
    expect(await GuideModel.countDocuments()).toBe(0)
    expect(await site.services.guides.publish()).toBe(true)
  })

  it('are replaced by a new edition of the same day', async () => {
    await site.services.guides.publish()
    await IncentiveModel.updateOne({ slug: 'visa-free-entry' }, { 'title.en': 'Entry without a visa, renamed' })
    await site.services.incentives.seedStartingContent()
    expect(await site.services.guides.publish()).toBe(true)
    expect(await GuideModel.countDocuments()).toBe(1)
    expect(texts((await download('/en/guides/doing-business/2026-11-25.pdf')).bytes)).toContain('renamed')
  })

  it('change when an incentive ends', async () => {
    await site.services.guides.publish()
    site.clock.set('2028-01-01T09:00:00+08:00')
    expect(await site.services.guides.publish()).toBe(true)
  })

  it('are not made without content', async () => {
    await IncentiveModel.updateMany({}, { status: 'draft' })
    await site.services.incentives.seedStartingContent()
    expect(await site.services.guides.publish()).toBe(false)
  })

  it('are made by the worker', async () => {
    await site.runJobs({ publications: true })
    expect(renderedPage(await site.visit.get('/en/guides').expect(200)).$('[data-test="download"]')).toHaveLength(3)
  })

  it.each([
    'doing-business/2026-02-31.pdf',
    'doing-business/2020-01-01.pdf',
    'other/2026-11-25.pdf',
    'doing-business/x.pdf',
  ])('do not exist at %s', async address => {
    await site.visit.get(`/ru/guides/${address}`).expect(404)
  })
})
