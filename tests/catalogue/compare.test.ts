import { describe, expect, it } from 'vitest'
import { bestOf } from '#features/catalogue/compare/rows.ts'
import { locales } from '#shared/texts/i18n.ts'
import { showTaken } from '../factories/occupancies.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('the best value of a row', () => {
  it('is the lowest or the highest, including ties, and none if all are equal', () => {
    expect([...bestOf([3, 1, 1], 'lowest')]).toEqual([1, 2])
    expect([...bestOf([3, 1, 2], 'most')]).toEqual([0])
    expect(bestOf([2, 2], 'most').size).toBe(0)
    expect(bestOf([2], 'lowest').size).toBe(0)
  })
})

describe('the comparison of units', () => {
  const site = useSite()
  const open = async (path: string) => renderedPage(await site.visit.get(path).expect(200))
  type Page = Awaited<ReturnType<typeof open>>
  const codesOn = (page: Page) =>
    page
      .$('[data-test="compare"] thead .code')
      .map((_, code) => page.$(code).text())
      .get()
  const row = (page: Page, label: string) => {
    const found = page
      .$('[data-test="compare"] tbody tr')
      .filter((_, line) => page.$(line).find('th[scope="row"]').text().startsWith(label))
    return {
      differs: found.find('th').text().includes('≠'),
      cells: found
        .find('td')
        .map((_, cell) => page.$(cell).text())
        .get(),
    }
  }

  it.each(locales)('shows them side by side in %s with all facts', async locale => {
    await aPremises({ code: 'SFH-A-0101' })
    await aPremises({ code: 'SFH-A-0102', areaUsableSqM: 40, water: false, status: 'let' })
    const page = await open(`/${locale}/compare?code=SFH-A-0101&code=SFH-A-0102`)
    expect(page.language).toBe(locale)
    expect(page.headings).toBe(1)
    expect(codesOn(page)).toEqual(['SFH-A-0101', 'SFH-A-0102'])
    expect(page.$('[data-test="compare"] tbody')).toHaveLength(8)
    expect(page.$('[data-test="compare"] thead svg')).toHaveLength(2)
    expect(page.$('[data-test="compare"] form[method="post"]')).toHaveLength(1)
    expect(page.$('meta[name="robots"]').attr('content')).toBe('noindex')
    expect(page.$('#how-we-count')).toHaveLength(1)
    expect(page.main).not.toMatch(/compare\.|premises\.|undefined|NaN|\{/)
  })

  it('marks the differences in words, and the best money and area', async () => {
    await aPremises({ code: 'SFH-A-0101' })
    await aPremises({ code: 'SFH-A-0102', areaUsableSqM: 40, water: false })
    const page = await open('/en/compare?code=SFH-A-0101&code=SFH-A-0102')
    expect(row(page, 'First year')).toEqual({ differs: true, cells: ['¥1,240', '¥769lowest'] })
    expect(row(page, 'Rent waived')).toEqual({ differs: true, cells: ['¥211,999most', '¥131,472'] })
    // 64.5 m² at 91.30 of rent, 15.50 of management, 6 of utilities a month and 44.70 of heating a year; and 40 m².
    expect(row(page, 'With electricity')).toEqual({ differs: true, cells: ['¥1,627', '¥1,009lowest'] })
    expect(row(page, 'After the free months')).toEqual({ differs: true, cells: ['¥7,516', '¥4,661lowest'] })
    expect(row(page, 'Usable area')).toEqual({ differs: true, cells: ['64.5\u00a0m²largest', '40\u00a0m²'] })
    expect(row(page, 'Water')).toEqual({ differs: true, cells: ['yes', 'no'] })
    expect(row(page, 'Deposit')).toEqual({ differs: false, cells: ['¥3,000', '¥3,000'] })
    expect(page.$('.compare__differs th .visually-hidden').first().text()).toContain('differs')
  })

  it('shows the rent of the first year if it is not free, so that the parts add up', async () => {
    await aPremises({ code: 'SFH-A-0101' })
    await aPremises({ code: 'SFH-A-0102', rentFreeMonths: 6 })
    const page = await open('/en/compare?code=SFH-A-0101&code=SFH-A-0102')
    const yuan = (label: string) => row(page, label).cells.map(cell => Number(cell.replace(/\D/g, '')))
    const [management, heating, rent] = ['Management', 'Heating', 'Rent, monthly average of the first year'].map(yuan)
    expect(rent?.[0]).toBe(0)
    expect(yuan('First year')).toEqual([0, 1].map(at => management![at]! + heating![at]! + rent![at]!))
    const without = await open('/en/compare?code=SFH-A-0101')
    expect(row(without, 'Rent, monthly average of the first year').cells).toEqual([])
  })

  it('shows only the differences on request, with a message if there are none', async () => {
    await aPremises({ code: 'SFH-A-0101' })
    await aPremises({ code: 'SFH-A-0102', gas: true })
    const all = await open('/en/compare?code=SFH-A-0101&code=SFH-A-0102')
    const toggle = all.$('[data-test="toggle"]').attr('href') ?? ''
    expect(toggle).toBe('/en/compare?code=SFH-A-0101&code=SFH-A-0102&differences=1')
    const some = await open(toggle)
    expect(some.$('[data-test="compare"] tbody th[scope="row"]')).toHaveLength(1)
    expect(some.$('[data-test="toggle"]').attr('href')).toBe('/en/compare?code=SFH-A-0101&code=SFH-A-0102')

    await aPremises({ code: 'SFH-A-0103' })
    const same = await open('/en/compare?code=SFH-A-0101&code=SFH-A-0103&differences=1')
    expect(same.text('alike')).toBe('These units do not differ in any row.')
  })

  it('leaves out invalid units with a friendly message', async () => {
    await aPremises({ code: 'SFH-A-0101' })
    await aPremises({ code: 'SFH-A-0102', status: 'draft' })
    await aPremises({ code: 'SFH-A-0103', status: 'archived' })
    const odd = '&code=sfh-a-0101&code=SFH-A-0102&code=SFH-A-0103&code=SFH-A-9999&code=%00&code[$ne]=x&code=<script>'
    const page = await open(`/en/compare?code=SFH-A-0101${odd}`)
    expect(codesOn(page)).toEqual(['SFH-A-0101'])
    expect(page.text('notes')).toContain('not public: SFH-A-0102, SFH-A-0103, SFH-A-9999.')
    expect(page.text('notes')).toContain('2 values do not look like codes')
    expect(page.text('notes')).toContain('The same unit is shown once.')
    expect(page.$('main script')).toHaveLength(0)
  })

  it('shows the first four of more, and offers no fifth', async () => {
    const codes = [1, 2, 3, 4, 5].map(number => `SFH-A-010${number}`)
    for (const code of codes) await aPremises({ code })
    const page = await open(`/ru/compare?${codes.map(code => `code=${code}`).join('&')}`)
    expect(codesOn(page)).toEqual(codes.slice(0, 4))
    expect(page.text('notes')).toContain('Рядом помещаются 4')
    expect(page.$('#code')).toHaveLength(0)
    expect((await open(`/ru/compare?${'code=SFH-A-0101&'.repeat(500)}`)).headings).toBe(1)
  })

  it('adds units by code and by suggestion, and removes them', async () => {
    for (const number of [1, 2, 3]) await aPremises({ code: `SFH-A-010${number}` })
    const page = await open('/en/compare?code=SFH-A-0101&code=SFH-A-0102&differences=1')
    const form = page.$('form[method="get"][action="/en/compare"]')
    expect(form.serialize()).toBe('code=SFH-A-0101&code=SFH-A-0102&differences=1&code=')
    expect(page.links()).toContain('/en/compare?code=SFH-A-0101&code=SFH-A-0102&code=SFH-A-0103&differences=1')
    expect(page.$('[aria-label="Remove SFH-A-0101 from the comparison"]').attr('href')).toBe(
      '/en/compare?code=SFH-A-0102&differences=1',
    )
    expect(codesOn(await open('/en/compare?code=SFH-A-0101&code='))).toEqual(['SFH-A-0101'])
  })

  it('explains itself while it is empty', async () => {
    const page = await open('/en/compare')
    expect(page.text('empty')).toContain('Tick two to four premises')
    expect(page.links()).toContain('/en/premises')
    expect(page.$('meta[name="robots"]')).toHaveLength(0)
    expect(page.text('notes')).toBe('')
  })

  it('is linked from the cards of a search and from the page of a unit', async () => {
    await aPremises({ code: 'SFH-A-0101' })
    await aPremises({ code: 'SFH-A-0102' })
    const search = await open('/zh/premises')
    const boxes = search.$('form[action="/zh/compare"] [name="code"]')
    expect(
      boxes
        .map((_, box) => search.$(box).val())
        .get()
        .sort(),
    ).toEqual(['SFH-A-0101', 'SFH-A-0102'])
    expect(boxes.first().closest('label').text().trim()).toMatch(/^SFH-A-010[12]$/)

    const one = await open('/zh/premises/SFH-A-0101')
    expect(one.$('[data-test="compare"]').attr('href')).toBe('/zh/compare?code=SFH-A-0101')
    expect(one.$('form[action="/zh/compare"] button[name="code"]').val()).toBe('SFH-A-0101')
  })

  it('shows a change of a unit', async () => {
    await aPremises({ code: 'SFH-A-0101' })
    expect((await open('/en/compare?code=SFH-A-0101')).$('.status').first().text()).toBe('Available')
    await showTaken('SFH-A-0101', {})
    expect((await open('/en/compare?code=SFH-A-0101')).$('.status').first().text()).toBe('Held')
  })
})
