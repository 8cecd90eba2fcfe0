import { describe, expect, it } from 'vitest'
import { occupiedShare } from '#features/listings/form/plan-page.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
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
const go = (page: Page, name: string) => page.$(`a[data-plan-go="${name}"]`).attr('href')

/** Creates a street of 640 m: two buildings at its ends, three units. */
async function aStreet() {
  const far = { row: 'north' as const, offsetM: 520, lengthM: 120, depthM: 10 }
  await aBuilding({ code: 'A1' })
  await aBuilding({ code: 'A5', position: far })
  await aPremises({ code: 'SFH-A-0101', allowedUses: ['retail', 'services'] })
  await aPremises({ code: 'SFH-A-0102', floor: 2, allowedUses: ['office'], status: 'let' })
  const position = { row: 'north' as const, offsetM: 600, widthM: 10, depth: 'whole' as const }
  await aPremises({ code: 'SFH-A-0501', buildingCode: 'A5', position, status: 'paused' })
}

describe('the street plan', () => {
  it.each(locales)('has the full name of each unit in %s', async locale => {
    await aStreet()
    const page = await open(`/${locale}/plan`)
    const labels = page
      .$('.plan > a text')
      .map((_, text) => page.$(text).text())
      .get()
    expect(labels).toHaveLength(3)
    for (const label of labels)
      expect(label).toMatch(/^SFH-A-\d{4}\u00a0· \S.*\u00a0· 64[.,]5(\u00a0[мm]²|平方米)\u00a0· \S.*\u00a0· \S+$/)
    expect(page.main).not.toMatch(/plan\.|premises\.|undefined|NaN|\{/)
  })

  it.each(locales)('shows first the same use as the card and the page of a unit, in %s', async locale => {
    await aStreet()
    // In the opposite order of the vocabulary.
    await aPremises({ code: 'SFH-A-0301', floor: 3, allowedUses: ['warehouse', 'retail', 'office'] })
    const about = async (path: string, element: string) =>
      (await open(`/${locale}${path}`)).$(element).first().text().replace(/\s+/gu, ' ').trim().split(' · ')
    const [use] = await about('/premises/SFH-A-0301', 'main p.lead')
    const manager = await site.as(await aColleague('listing_manager'))
    const staffs = renderedPage(await manager.get(`/${locale}/staff/plan`).expect(200))
    const said = (page: Page) =>
      page
        .$('a text')
        .map((_, text) => page.$(text).text())
        .get()
        .find(text => text.startsWith('SFH-A-0301'))
    expect(said(await open(`/${locale}/plan`))?.split('\u00a0· ')[1]).toBe(use)
    expect(said(staffs)?.split('\u00a0· ')[1]).toBe(use)
    expect((await about('/premises?use=warehouse', 'article.card h2 + p'))[0]).toBe(use)
  })

  it('highlights the matches of a search, describes each unit as a match or not, and links back to the list', async () => {
    await aStreet()
    const page = await open('/en/plan?use=retail&status=available&sort=large&view=table&page=3')
    expect(page.$('.plan .dim')).toHaveLength(2)
    expect(page.text('lit')).toContain('1 match highlighted Retail Available')
    expect(page.$('a[href="/en/premises/SFH-A-0101"]').text()).toContain('· matches')
    expect(page.$('a[href="/en/premises/SFH-A-0501"]').text()).toContain('· does not match')
    expect(hrefs(page, '[data-test="lit"] a')[1]).toBe('/en/plan')
    expect(go(page, 'in')).toBe('/en/plan?use=retail&status=available&zoom=2')
    expect((await open('/en/plan')).$('.plan .dim')).toHaveLength(0)
  })

  it('zooms in and out and moves along the street by links, up to its ends', async () => {
    await aStreet()
    const whole = await open('/en/plan?floor=1')
    expect(go(whole, 'left')).toBeUndefined()
    expect(go(whole, 'out')).toBeUndefined()
    expect(whole.text('said')).toBe('The plan covers the whole street.')

    const near = await open('/en/plan?floor=1&zoom=3&at=0')
    expect(near.text('said')).toBe('The plan covers part of the street: 0 to 150 m.')
    expect(hrefs(near, '.plan a')).toEqual(['/en/premises/SFH-A-0101'])
    expect(go(near, 'left')).toBeUndefined()
    expect(go(near, 'in')).toBeUndefined()
    expect(go(near, 'right')).toBe('/en/plan?floor=1&zoom=3&at=150')
    expect(go(near, 'out')).toBe('/en/plan?floor=1&zoom=2&at=75')
    expect(hrefs(near, '[data-plan] .street-floors a')).toEqual([
      '/en/plan?zoom=3&at=75',
      '/en/plan?floor=1&zoom=3&at=75',
      '/en/plan?floor=2&zoom=3&at=75',
    ])
    const far = await open('/en/plan?zoom=3&at=99999')
    expect(hrefs(far, '.plan a')).toEqual(['/en/premises/SFH-A-0501'])
    expect(go(far, 'right')).toBeUndefined()
  })

  it('draws the building of a new listing', async () => {
    await aStreet()
    expect((await open('/en/plan')).$('.plan > text').text()).toBe('A1A5')
    await aPremises({ code: 'SFH-B-0101', buildingCode: 'B1' })
    expect((await open('/en/plan')).$('.plan > text').text()).toContain('B1')
  })

  it.each(['zoom=x&at=y&floor=z', 'zoom=-1', 'zoom=1e9&at=-5', 'at=1e309', 'floor=&zoom=&at=', 'zoom[$gt]=1', 'q=%00'])(
    'ignores the invalid values %s',
    async query => {
      await aStreet()
      expect((await open(`/ru/plan?${query}`)).$('.plan')).toHaveLength(1)
    },
  )

  it('is linked from a search with its conditions, and every match is a link', async () => {
    await aStreet()
    const page = await open('/en/premises?use=office&floor=2&sort=large')
    const [href] = hrefs(page, '[data-test="lit"]')
    expect(href).toBe('/en/plan?use=office&floor=2')
    const plan = await open(href ?? '')
    const match = plan.$('.plan > a:has(path:not(.dim))')
    expect(match.text()).toContain('SFH-A-0102\u00a0· Office\u00a0· 64.5\u00a0m²\u00a0· floor 2\u00a0· Let')
    expect(match).toHaveLength(1)
  })

  it('marks a unit among its neighbours, and opens there', async () => {
    await aStreet()
    const page = await open('/en/premises/SFH-A-0501')
    expect(page.$('.plan .here')).toHaveLength(1)
    expect(page.$('.plan .pin')).toHaveLength(1)
    expect(page.$('.legend').text()).toContain('SFH-A-0501')
    const there = '/en/plan?floor=1&zoom=3&at=605&here=SFH-A-0501'
    expect(page.links()).toContain(there)
    expect((await open(there)).$('.plan .pin')).toHaveLength(1)
    expect((await open('/en/plan?here=sfh-a-9999')).$('.plan .pin')).toHaveLength(0)
    expect((await open('/en/plan?here=<script>')).$('.plan .pin, main script')).toHaveLength(0)
  })

  it('links buildings on a crowded street, and units after zooming in', async () => {
    await site.services.street.demonstration.seed({ premises: 1_000 })
    const whole = await open('/en/plan')
    expect(hrefs(whole, '.plan a')[0]).toMatch(/^\/en\/premises\?building=/)
    expect(whole.$('.legend b')).toHaveLength(0)
    const near = await open('/en/plan?zoom=30&at=100')
    expect(hrefs(near, '.plan a').length).toBeGreaterThan(20)
    expect(hrefs(near, '.plan a')[0]).toMatch(/^\/en\/premises\/SFH-/)
    const [one = ''] = hrefs(near, '.plan a')
    expect((await open(one)).$('.plan .pin'), 'pointed at on its own page too').toHaveLength(1)
    const beside = await open('/en/premises?use=retail')
    expect(beside.$('[data-plan]').attr('data-plan')).toBe('')
    const manager = await site.as(await aColleague('listing_manager'))
    const staff = renderedPage(await manager.get('/en/staff/plan').expect(200))
    expect(hrefs(staff, '.plan a')[0]).toMatch(/^\/en\/staff\/premises\?building=/)
  })
})

describe('the occupancy plan for the staff', () => {
  it('counts held and let units among the public ones', () => {
    expect(occupiedShare({ available: 2, held: 1, let: 1, draft: 9, archived: 9 })).toBe(0.5)
    expect(occupiedShare({ draft: 3 })).toBe(0)
  })

  it.each(locales)('shows all units in %s, including drafts, with a table', async locale => {
    await aStreet()
    await aPremises({ code: 'SFH-A-0103', status: 'draft' })
    await aPremises({ code: 'SFH-A-0104', status: 'archived' })
    const manager = await site.as(await aColleague('listing_manager'))
    const page = renderedPage(await manager.get(`/${locale}/staff/plan`).expect(200))
    expect(page.$('.plan .draft')).toHaveLength(1)
    expect(page.$('.plan .archived')).toHaveLength(1)
    expect(hrefs(page, '.plan > a')[0]).toBe(`/${locale}/staff/premises/SFH-A-0101`)
    const sum = page
      .$('[data-test="occupancy"] tfoot td')
      .map((_, cell) => page.$(cell).text())
      .get()
    expect(sum).toEqual(['1', '1', '—', '1', '1', '1', '5', locale === 'ru' ? '33\u00a0%' : '33%'])
    expect(page.main).not.toMatch(/plan\.|undefined|NaN|\{/)
  })

  it('highlights one status and keeps it after zooming in', async () => {
    await aStreet()
    const manager = await site.as(await aColleague('administrator'))
    const page = renderedPage(await manager.get('/en/staff/plan?status=let&floor=2').expect(200))
    expect(page.$('.plan > a path:not(.dim)')).toHaveLength(1)
    expect(go(page, 'in')).toBe('/en/staff/plan?status=let&floor=2&zoom=2')
    await manager.get('/en/staff/plan?status=odd&zoom=x').expect(200)
  })

  it('is open only to those who manage the listings', async () => {
    const reviewer = await site.as(await aColleague('reviewer'))
    await reviewer.get('/en/staff/plan').expect(403)
    const founder = await site.as(await anApplicant())
    await founder.get('/en/staff/plan').expect(403)
    await site.visit.get('/en/staff/plan').expect(303)
  })
})
