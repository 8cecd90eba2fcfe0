import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague } from '../factories/account.ts'
import { aBuilding, aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const open = async (path: string) => renderedPage(await site.visit.get(path).expect(200))
type Page = Awaited<ReturnType<typeof open>>
const hrefs = (page: Page, selector: string) =>
  page
    .$(selector)
    .map((_, link) => page.$(link).attr('href'))
    .get()
const heightOf = (page: Page) => /^0 0 1860 (\d+)$/.exec(page.$('.plan').attr('viewBox') ?? '')?.[1]

async function aLongStreet() {
  await aBuilding({ code: 'A1', floors: 2 })
  await aBuilding({ code: 'A5', position: { row: 'north', offsetM: 520, lengthM: 120, depthM: 10 } })
  await aPremises({ code: 'SFH-A-0101' })
  await aPremises({ code: 'SFH-A-0102', allowedUses: ['office'], floor: 2, status: 'let' })
  await aPremises({ code: 'SFH-A-0103', allowedUses: ['office'] })
}

const pages = ['', '/premises', '/premises?use=office', '/premises/SFH-A-0101', '/plan', '/staff/plan']

describe('the street on every page that has it', () => {
  it.each(pages)('has floors, zoom, legend, a name and a skip link at %s', async path => {
    await aLongStreet()
    const manager = await site.as(await aColleague('listing_manager'))
    const page = renderedPage(await manager.get(`/en${path}`).expect(200))
    const street = page.$('[data-plan]')
    expect(street).toHaveLength(1)
    const floors = street
      .find('.street-floors a')
      .map((_, link) => page.$(link).attr('aria-label') ?? page.$(link).text())
    expect(floors.get()).toEqual(['All floors', 'floor 1', 'floor 2'])
    const names = street.find('.street-controls [data-plan-go]').map((_, sign) => page.$(sign).attr('data-plan-go'))
    expect(names.get()).toEqual(['left', 'right', 'in', 'out'])
    for (const link of street.find('.street-controls a').get()) expect(page.$(link).attr('aria-label')).toBeTruthy()
    expect(street.find('svg.plan[role="group"]').attr('aria-label')).toBeTruthy()
    expect(street.find('.street-scroll[tabindex="0"]').attr('aria-label')).toBe('Street plan, scrolls sideways')
    expect(street.find('.legend .status').length).toBeGreaterThanOrEqual(4)
    expect(page.$(street.find('.street-skip').attr('href') ?? '')).toHaveLength(1)
    expect(street.find('[data-plan-said]').text()).toMatch(/^The plan covers (the whole|part of the) street/)
    for (const name of street.find('.plan a text:not(.no)').get())
      expect(page.$(name).text()).toMatch(/\u00a0· |Building|Zoom in/)
  })

  it('beside a search has controls that keep the search', async () => {
    await aLongStreet()
    const page = await open('/en/premises?use=office&sort=large&page=1')
    expect(hrefs(page, '.street-floors a')).toEqual([
      '/en/plan?use=office',
      '/en/plan?use=office&floor=1',
      '/en/plan?use=office&floor=2',
    ])
    expect(hrefs(page, 'a[data-plan-go="in"]')).toEqual(['/en/plan?use=office&zoom=2'])
    const [first = ''] = hrefs(page, '.plan .nearer a')
    expect(first).toMatch(/^\/en\/plan\?use=office&zoom=3&at=\d+$/)
    const near = await open(first)
    expect(hrefs(near, '.plan > a')).toEqual(expect.arrayContaining(['/en/premises/SFH-A-0101']))
    expect(near.$('a[href="/en/premises/SFH-A-0101"] .dim')).toHaveLength(1)
  })

  it.each(['', '/premises?use=office'])(
    'links to an enlarged drawing of the same size with all units at %s',
    async path => {
      await aLongStreet()
      const page = await open(`/en${path}`)
      const detail = await open(page.$('[data-plan]').attr('data-plan') ?? '')
      expect(heightOf(detail)).toBe(heightOf(page))
      expect(detail.$('.plan > a')).toHaveLength(3)
      expect(detail.$('.plan > a .dim')).toHaveLength(path ? 1 : 0)
      expect(detail.$('[data-plan]').attr('data-plan')).toBe('')
      expect(heightOf(await open('/en/plan'))).not.toBe(heightOf(page))
    },
  )

  it('offers no zoom if all of the street is already near', async () => {
    await aPremises({ code: 'SFH-A-0101' })
    expect((await open('/en/plan')).$('.plan .nearer')).toHaveLength(0)
    for (const path of ['/en/plan', '/en', '/en/premises']) {
      const page = await open(path)
      expect(page.$('.street-controls, .street-keys'), path).toHaveLength(0)
      expect(page.$('.street-floors'), path).toHaveLength(1)
    }
  })
})

describe('the drawing of 400 units', () => {
  const compressed = (page: Page) => gzipSync(page.$.html('.plan')).length

  it('needs far less than 60 KB of compressed SVG, all highlighted or some, in each language', async () => {
    await site.services.street.demonstration.seed({ premises: 400 })
    for (const locale of locales) {
      const all = await open(`/${locale}/plan`)
      const some = await open(`/${locale}/plan?use=retail&use=office&feature=registered_address`)
      const drawn = all.$('.plan > a').length
      expect(drawn).toBeGreaterThan(360)
      expect(some.$('.plan > a')).toHaveLength(drawn)
      expect(compressed(all)).toBeLessThan(20_000)
      expect(compressed(some)).toBeLessThan(20_000)
      expect(compressed(await open(`/${locale}/premises`))).toBeLessThan(6_000)
      expect(compressed(await open(`/${locale}`))).toBeLessThan(6_000)
    }
    const manager = await site.as(await aColleague('listing_manager'))
    const staff = renderedPage(await manager.get('/ru/staff/plan').expect(200))
    expect(staff.$('.plan > a')).toHaveLength(400)
    expect(compressed(staff)).toBeLessThan(20_000)
  })
})
