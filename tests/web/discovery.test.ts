import { describe, expect, it } from 'vitest'
import { aColleague } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

type Node = Record<string, unknown> & { '@type': string | string[] }

describe('the metadata for search engines and shared links', () => {
  const site = useSite()
  const open = async (path: string) => {
    const { $ } = renderedPage(await site.visit.get(path).expect(200))
    const block = $('script[type="application/ld+json"]').text()
    return {
      canonical: $('link[rel=canonical]').attr('href'),
      robots: $('meta[name=robots]').attr('content'),
      alternates: Object.fromEntries(
        $('link[rel=alternate][hreflang]')
          .get()
          .map(link => [$(link).attr('hreflang'), $(link).attr('href')]),
      ),
      property: (name: string) => $(`meta[property="${name}"]`).attr('content'),
      named: (name: string) => $(`meta[name="${name}"]`).attr('content'),
      nodes: block ? (JSON.parse(block) as { '@graph': Node[] })['@graph'] : [],
      block,
    }
  }

  it('names the page itself, its other languages and the default language', async () => {
    const { canonical, alternates, robots } = await open('/zh/incentives?zone=heihe')
    expect(canonical).toBe('http://street.test/zh/incentives')
    expect(alternates).toEqual({
      ru: 'http://street.test/ru/incentives',
      en: 'http://street.test/en/incentives',
      zh: 'http://street.test/zh/incentives',
      'x-default': 'http://street.test/ru/incentives',
    })
    expect(robots).toBeUndefined()
    expect((await open('/en/?q=1')).canonical).toBe('http://street.test/en')
    expect((await open('/en')).alternates['x-default']).toBe('http://street.test/')
  })

  it.each([
    ['', ''],
    ['?page=2', '?page=2'],
    ['?page=99', '?page=2'],
    ['?page=2&use=retail', ''],
    ['?sort=small&page=2', ''],
    ['?view=table', ''],
    ['?q=%22%3E%3Cscript%3E', ''],
  ])('makes the search %s for the list%s', async (query, kept) => {
    for (let count = 0; count < 30; count += 1) await aPremises()
    expect((await open(`/en/premises${query}`)).canonical).toBe(`http://street.test/en/premises${kept}`)
  })

  it.each(['/en/sign-in', '/en/sign-up', '/en/forgot-password'])('keeps %s out of every search index', async path => {
    const { robots, canonical } = await open(path)
    expect(robots).toBe('noindex')
    expect(canonical).toBeUndefined()
  })

  it('keeps private pages and errors out of every search index', async () => {
    const manager = await site.as(await aColleague('listing_manager'))
    const page = renderedPage(await manager.get('/en/staff/premises').expect(200))
    expect(page.$('meta[name=robots]').attr('content')).toBe('noindex')
    const missing = renderedPage(await site.visit.get('/en/nowhere').expect(404))
    expect(missing.$('meta[name=robots]').attr('content')).toBe('noindex')
  })

  it.each([
    ['ru', 'Улица стартапов', 'ru_RU'],
    ['en', 'Startup Street', 'en_GB'],
    ['zh', '创业街', 'zh_CN'],
  ])('names in %s who runs the site and how to search it', async (locale, name, territory) => {
    const { nodes, property } = await open(`/${locale}`)
    const [organisation, website] = nodes as [Node, Node]
    expect(organisation).toMatchObject({ '@type': 'Organization', name, url: `http://street.test/${locale}` })
    expect(website).toMatchObject({
      '@type': 'WebSite',
      inLanguage: locale,
      potentialAction: {
        '@type': 'SearchAction',
        target: { urlTemplate: `http://street.test/${locale}/premises?q={search_term_string}` },
      },
    })
    expect(property('og:locale')).toBe(territory)
    expect(property('og:url')).toBe(`http://street.test/${locale}`)
  })

  it('describes a unit and its offer: no rent for 36 months, and the other costs', async () => {
    const { code } = await aPremises({ title: { ru: 'Магазин', en: 'Corner shop', zh: '店铺' } })
    const { nodes } = await open(`/en/premises/${code}`)
    expect(nodes[0]).toMatchObject({
      '@type': ['Accommodation', 'Product'],
      name: 'Corner shop',
      sku: code,
      url: `http://street.test/en/premises/${code}`,
      accommodationCategory: 'Retail',
      floorSize: { '@type': 'QuantitativeValue', value: 64.5, unitCode: 'MTK' },
      geo: { '@type': 'GeoCoordinates', latitude: 44.396, longitude: 131.13 },
      address: { addressLocality: 'Suifenhe', addressRegion: 'Heilongjiang', addressCountry: 'CN' },
      offers: {
        '@type': 'Offer',
        businessFunction: 'http://purl.org/goodrelations/v1#LeaseOut',
        availability: 'https://schema.org/InStock',
        price: 0,
        priceCurrency: 'CNY',
        priceSpecification: [
          { name: 'Rent', price: 0, unitCode: 'MON', billingDuration: 36 },
          { price: 999.75, unitCode: 'MON' },
          { price: 2883.15, unitCode: 'ANN' },
          { price: 3000 },
        ],
      },
    })
    expect(nodes[1]).toMatchObject({
      '@type': 'BreadcrumbList',
      itemListElement: [
        { position: 1, item: 'http://street.test/en/premises' },
        { position: 2, name: code, item: `http://street.test/en/premises/${code}` },
      ],
    })
  })

  it('allows every page listed in the sitemap to be indexed', async () => {
    await aPremises()
    const index = await site.visit.get('/sitemap.xml').expect(200)
    const listed = [...index.text.matchAll(/<loc>http:\/\/street\.test(\/en[^<]*)<\/loc>/g)].map(
      ([, path = '']) => path,
    )
    expect(listed).toEqual(expect.arrayContaining(['/en/contact', '/en/eligibility', '/en/accessibility']))
    for (const path of listed) {
      const page = renderedPage(await site.visit.get(path).expect(200))
      expect(page.$('meta[name=robots]').attr('content') ?? 'index', path).not.toContain('noindex')
    }
  })

  it('shows a link on X as a card with an alternative text for its picture', async () => {
    const { code } = await aPremises({ title: { en: 'Corner "shop"' } })
    for (const path of [`/en/premises/${code}`, '/en']) {
      const { named, property } = await open(path)
      expect(named('twitter:card')).toBe('summary_large_image')
      // X takes the rest from Open Graph, but not the alternative text of the picture.
      expect(named('twitter:image:alt')).toBe(property('og:image:alt'))
      for (const name of ['og:title', 'og:description', 'og:image']) expect(property(name), name).toBeTruthy()
    }
    expect((await open(`/en/premises/${code}`)).named('twitter:image:alt')).toBe(`Corner "shop", ${code}`)
  })

  it.each([
    ['held', 'Reserved'],
    ['let', 'SoldOut'],
    ['paused', 'OutOfStock'],
  ] as const)('describes a %s unit as %s', async (status, availability) => {
    const { code } = await aPremises({ status })
    const { nodes } = await open(`/zh/premises/${code}`)
    expect(nodes[0]).toMatchObject({ offers: { availability: `https://schema.org/${availability}` } })
  })

  it('marks units of a demonstration as invented', async () => {
    const { code } = await aPremises({ demo: true })
    const { nodes } = await open(`/en/premises/${code}`)
    expect(nodes[0]?.description).toMatch(/^Demonstration data/)
  })

  it('escapes everything that staff typed in its script block', async () => {
    const hostile = '</script><!--<script>alert(1)</script>\u2028"&'
    const { code } = await aPremises({ title: { en: hostile }, summary: { en: hostile } })
    const { nodes, block } = await open(`/en/premises/${code}`)
    expect(block).not.toMatch(/[<>&\u2028\u2029]/)
    expect(nodes[0]?.name).toBe(hostile)
  })
})
