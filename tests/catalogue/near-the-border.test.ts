import { afterEach, describe, expect, it } from 'vitest'
import { noFilter } from '#features/catalogue/search/filter.ts'
import { readQuery } from '#features/catalogue/search/reading/read-query.ts'
import { siteSettings, useSiteSettings } from '#shared/site-settings.ts'
import { anApplicant } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('a search', () => {
  it.each(['warehouse near crossing', 'a warehouse near the border', 'склад рядом с погранпереходом', '仓库 靠近口岸'])(
    'for “%s” shows warehouses, the nearest to the border first',
    query => {
      expect(readQuery(query)).toMatchObject({ filter: { use: ['warehouse'] }, sort: 'near', rest: [] })
    },
  )

  it.each(['free', 'бесплатно', '免费'])(
    'for “%s” filters nothing, as no unit costs rent, and begins with the cheapest',
    query => {
      expect(readQuery(query)).toMatchObject({ filter: { use: [], status: [], feature: [] }, sort: 'cheap', rest: [] })
    },
  )
})

describe('the order by distance to the border', () => {
  const site = useSite()
  const usual = siteSettings()
  afterEach(() => {
    useSiteSettings(usual)
  })
  const borderAt = (atM: number | null) => {
    const way = { kind: 'border' as const, metres: null, minutes: null, atM, text: { ru: 'y', en: 'y', zh: 'y' } }
    useSiteSettings({ ...usual, office: { ...usual.office, ways: [way] } })
  }
  const warehouse = (code: string, offsetM: number) =>
    aPremises({ code, allowedUses: ['warehouse'], position: { row: 'north', offsetM, widthM: 8, depth: 'whole' } })
  const found = async (q: string) => {
    const { items } = await site.services.catalogue.search({ filter: { ...noFilter, q }, sort: 'relevance', page: 1 })
    return items.map(({ code }) => code)
  }

  it('follows the place of arrival, even after the office has moved it', async () => {
    await warehouse('SFH-A-0101', 10)
    await warehouse('SFH-A-0102', 50)
    await warehouse('SFH-A-0103', 90)
    borderAt(95)
    expect(await found('warehouse near crossing')).toEqual(['SFH-A-0103', 'SFH-A-0102', 'SFH-A-0101'])
    borderAt(55)
    expect((await found('warehouse near crossing'))[0]).toBe('SFH-A-0102')
    borderAt(0)
    await warehouse('SFH-A-0104', 2)
    expect(await found('склад рядом с погранпереходом')).toEqual([
      'SFH-A-0104',
      'SFH-A-0101',
      'SFH-A-0102',
      'SFH-A-0103',
    ])
  })

  it('is offered only while the office has set that place', async () => {
    await warehouse('SFH-A-0101', 10)
    const sorts = async () =>
      renderedPage(await site.visit.get('/en/premises').expect(200)).$('button[name=sort][value=near]').length
    expect(await sorts()).toBe(0)
    expect(await found('warehouse near crossing')).toEqual(['SFH-A-0101'])
  })

  it('is the newest first while that place is not set, and the page says so', async () => {
    await warehouse('SFH-A-0101', 10)
    await warehouse('SFH-A-0102', 50)
    for (const query of ['sort=near', 'q=warehouse near crossing']) {
      const { $ } = renderedPage(await site.visit.get(`/en/premises?${query}`).expect(200))
      expect($('button[name=sort][aria-current]')).toHaveLength(1)
      expect($('details.sort summary').text()).not.toContain('border')
      expect($('main').text()).not.toContain('Nearest to the border')
    }
    const { sort } = await site.services.catalogue.search({ filter: noFilter, sort: 'near', page: 1 })
    expect(sort).toBe('new')
  })

  it('is offered to somebody signed in as soon as the office has set that place', async () => {
    await warehouse('SFH-A-0101', 10)
    const founder = await site.as(await anApplicant())
    const sorts = async () =>
      renderedPage(await founder.get('/en/premises').expect(200)).$('button[name=sort][value=near]').length
    expect(await sorts()).toBe(0)
    const { programme } = site.services
    const by = { id: '6564b1c2d3e4f5a6b7c8d9e0', name: 'Ольга Чжан' }
    const border = { borderMetres: '6200', borderMinutes: '15', borderAtM: '55', borderEn: 'By bus.' }
    await programme.save({ ...(await programme.settings()), ...border }, { revision: 0, by })
    expect(await sorts()).toBe(1)
  })
})
