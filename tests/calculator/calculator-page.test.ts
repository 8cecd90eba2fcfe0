import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { queryOf, parametersOf } from '#features/calculator/compare/links.ts'
import { readPdf } from '../support/files/pdf-text.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { plain } from './scenarios.ts'

const withTexts = (changes: Record<string, string>, scenario = plain()) =>
  queryOf(new Map([...parametersOf(scenario), ...Object.entries(changes)]))

describe('the assembly-cost calculator', () => {
  const site = useSite()

  it.each([
    ['ru', 'Где дешевле собирать?', 'Дешевле всего собирать в зоне: ¥2 396,68 за изделие.'],
    ['en', 'Where is assembly cheapest?', 'Assembly is cheapest in the zone: ¥2,396.68 a unit.'],
    ['zh', '在哪里组装更划算？', '在片区内组装最便宜：每件¥2,396.68。'],
  ])('opens in %s with a worked example that says it is one', async (locale, heading, answer) => {
    const response = await site.visit.get(`/${locale}/calculator`).expect(200)

    const page = renderedPage(response)
    expect(page.language).toBe(locale)
    expect(page.heading).toBe(heading)
    expect(page.headings).toBe(1)
    expect(page.text('example')).not.toBe('')
    expect(page.text('answer').replace(/\s/g, ' ')).toBe(answer)
    expect(page.$('.cost-bars svg[role="img"]')).toHaveLength(3)
    expect(page.$('[data-test="costs"] tbody tr')).toHaveLength(11)
    expect(response.headers['set-cookie']).toBeUndefined()
  })

  it('computes the scenario of the address and does not call it an example', async () => {
    const page = renderedPage(await site.visit.get(`/en/calculator?${queryOf(parametersOf(plain()))}`).expect(200))

    expect(page.text('example')).toBe('')
    expect(page.text('answer')).toBe('Assembly is cheapest in the zone: ¥214.70 a unit.')
    expect(page.text('remarks')).toContain(
      'In China outside the zone: ¥11.30 more a unit, ¥1,130 more a month at 100 units.',
    )
    const total = page
      .$('.costs__total td')
      .map((_, cell) => page.$(cell).text())
      .get()
    expect(total).toEqual(['287.63', '226.00', '214.70'])
    expect(page.text('break-evens')).toContain(
      'If an hour of work in the zone rises from ¥20 to ¥23.34, assembly becomes cheapest in China outside the zone.',
    )
  })

  it('reports a tie', async () => {
    const tie = plain({ market: 'asia', rentFree: false, components: [] })
    const page = renderedPage(await site.visit.get(`/en/calculator?${queryOf(parametersOf(tie))}`).expect(200))

    expect(page.text('answer')).toMatch(/^Assembly is equally cheap in China outside the zone and in the zone/)
    expect(page.text('break-evens')).toMatch(/^It is a tie/)
  })

  it('suggests the other duty of the zone if it would be cheaper', async () => {
    const page = renderedPage(await site.visit.get(`/en/calculator?${withTexts({ s: 'product' })}`).expect(200))
    expect(page.text('remarks')).toContain(
      'paying duty on the imported components instead would make the unit ¥14.69 cheaper',
    )
  })

  it('gives a link that shows the same scenario in every language', async () => {
    const page = renderedPage(await site.visit.get(`/ru/calculator?${withTexts({ h: '2,00', u: '1 00' })}`).expect(422))
    expect(page.$('#share-link')).toHaveLength(0)

    const counted = renderedPage(await site.visit.get(`/ru/calculator?${withTexts({ h: '2,50' })}`).expect(200))
    const link = String(counted.$('#share-link').val())
    expect(link).toMatch(/^http:\/\/street\.test\/ru\/calculator\?/)
    const shared = renderedPage(await site.visit.get(link.replace('http://street.test/ru', '/en')).expect(200))
    expect(shared.value('h')).toBe('2.5')
    const totals = (page: typeof counted) => page.$('.costs__total td').text().replace(/\D/g, '')
    expect(totals(shared)).toBe(totals(counted))
    expect(counted.value('h')).toBe('2,50')
  })

  it('explains a wrong number at its field, keeps the input and shows no result', async () => {
    const query = withTexts({ u: '10 штук', c1p: '1,200', c2n: '=Винты' })
    const page = renderedPage(await site.visit.get(`/ru/calculator?${query}`).expect(422))

    expect(page.errors()).toEqual([
      { field: 'u', text: 'Штук в месяц: Введите целое число штук от 1 до 10\u00a0000\u00a0000.' },
      { field: 'c1p', text: expect.stringMatching(/^Компонент 1, Цена, ¥: Введите сумму/) },
    ])
    expect([page.value('u'), page.value('c1p'), page.value('c2n')]).toEqual(['10 штук', '1,200', '=Винты'])
    expect(page.$('#c1p').attr('aria-describedby')).toContain('c1p-error')
    expect(page.text('answer')).toBe('')
    expect(page.text('no-result')).not.toBe('')
  })

  it('adds and removes rows without scripts', async () => {
    const typed = withTexts({ u: 'ten' })
    const added = await site.visit.get(`/en/calculator?${typed}&add=1`).expect(303)
    expect(added.headers['location']).toMatch(/^\/en\/calculator\?.*#c3n$/)
    const page = renderedPage(await site.visit.get(added.headers['location']!.replace(/#.*/, '')).expect(422))
    expect(page.$('.component')).toHaveLength(3)
    expect(page.value('u')).toBe('ten')

    const removed = await site.visit.get(`/en/calculator?${withTexts({})}&remove=1`).expect(303)
    const fewer = renderedPage(await site.visit.get(removed.headers['location']!.replace(/#.*/, '')).expect(200))
    expect(fewer.$('.component')).toHaveLength(1)
    expect(fewer.value('c1n')).toBe('Screws')
  })

  it('uses its first button to calculate, so that Enter does not remove a row', async () => {
    const page = renderedPage(await site.visit.get('/en/calculator').expect(200))
    expect(page.$('.calculator__form button').first().attr('name')).toBeUndefined()
  })

  it('does not offer a twenty-first row', async () => {
    const page = renderedPage(await site.visit.get('/en/calculator?k=20').expect(422))
    expect(page.$('.component')).toHaveLength(20)
    expect(page.$('[name="add"]')).toHaveLength(0)
    expect(page.main).toContain('No more than 20 components')
  })

  it('escapes input', async () => {
    const { text } = await site.visit
      .get(`/en/calculator?${withTexts({ n: '<script>x</script>', c1n: '"><i>x' })}`)
      .expect(200)
    expect(text).not.toContain('<script>x')
    expect(text).not.toContain('"><i>x')
  })

  it('responds with a page to any query', async () => {
    const names = [
      'n',
      'm',
      's',
      'y',
      'k',
      'u',
      'h',
      'wr',
      'fz',
      'd',
      'c1p',
      'c99p',
      'c1o',
      'add',
      'remove',
      '__proto__',
      'x',
    ]
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('1', '-1', '1e999', '9'.repeat(400), '[]', 'cn'),
    )
    const pair = fc.tuple(fc.constantFrom(...names), value)
    const good = queryOf(parametersOf(plain()))
    await fc.assert(
      fc.asyncProperty(fc.array(pair, { maxLength: 12 }), fc.boolean(), async (pairs, onTop) => {
        const hostile = pairs
          .map(([name, text]) => `${name}=${encodeURIComponent(text.replace(/\p{Cs}/gu, ''))}`)
          .join('&')
        const { status } = await site.visit.get(`/ru/calculator?${onTop ? `${good}&` : ''}${hostile}`)
        expect([200, 303, 422]).toContain(status)
      }),
      { numRuns: 150 },
    )
    for (const odd of ['%00', '%E0%A4%A', '&&&===', 'u[$ne]=1', 'k=%ED%A0%80', 'c1n='.repeat(500)]) {
      const { status } = await site.visit.get(`/en/calculator?${odd}`)
      expect([200, 422]).toContain(status)
    }
  })
})

/**
 * The most expensive labour allowed, with overhead, duty and VAT of 1000 % each and 7 fen of freight: ((10 000 h × 9 999
 * 999.99 × 11 + 0.07) × 11) × 11 = 133 099 999 866 908.47 yuan. In fen this exceeds a `number`.
 */
const nothing = { russia: 0, china: 0, zone: 0 }
const dearest = plain({
  unitsPerMonth: 10_000_000,
  labourHundredths: 1_000_000,
  overheadBp: 100_000,
  hourlyFen: { ...nothing, russia: 999_999_999 },
  freightFen: { russia: 7, china: 7, zone: 7 },
  premisesFen: nothing,
  dutyBp: 100_000,
  vatBp: 100_000,
  components: [],
})

describe('the largest allowed figures', () => {
  const site = useSite()

  it('are shown exactly, in yuan and fen', async () => {
    const page = renderedPage(await site.visit.get(`/en/calculator?${queryOf(parametersOf(dearest))}`).expect(200))
    const rowOf = (at: number) => page.$('[data-test="costs"] tbody tr').eq(at).find('td').first().text()
    expect([8, 9, 10].map(rowOf)).toEqual([
      '133,099,999,866,908.47',
      '1,330,999,998,669,084,700,000',
      '1,330,999,998,669,077,000,000',
    ])
  })

  it('are exported to spreadsheets as numbers', async () => {
    const { text } = await site.visit.get(`/en/calculator.csv?${queryOf(parametersOf(dearest))}`).expect(200)
    expect(text).toContain('"Result, ¥",Total per unit,,133099999866908.47,0.77,0.77')
    expect(text).toContain('"Result, ¥",Total per month,,1330999998669084700000,7700000,7700000')
  })
})

describe('the calculator’s files', () => {
  const site = useSite()

  it('include a CSV with the result and its inputs', async () => {
    const response = await site.visit.get(`/en/calculator.csv?${withTexts({ c1n: '=HYPERLINK("x")' })}`).expect(200)

    const lines = response.text.split('\r\n')
    expect(response.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(response.headers['content-disposition']).toContain('assembly-comparison.csv')
    expect(lines[0]).toBe('\ufeffSection,Item,Value,Russia,China outside the zone,The zone')
    expect(lines).toContain('"Result, ¥",Total per unit,,287.63,226,214.7')
    expect(lines).toContain('"Result, ¥","More than the cheapest, per month",,7293.02,1130,0')
    expect(lines.find(line => line.includes('HYPERLINK'))).toContain(`"'=HYPERLINK(""x"")"`)
    expect(lines).toContain('Inputs,Units a month,100,,,')
    expect(lines).toContain('Inputs,"Premises a month, ¥",,1000,1000,1000')
  })

  it.each([
    ['ru', 'Дешевле всего собирать в зоне'],
    ['en', 'Assembly is cheapest in the zone'],
    ['zh', '在片区内组装最便宜'],
  ])('include a PDF in %s with the assumptions', async (locale, answer) => {
    const response = await site.visit
      .get(`/${locale}/calculator.pdf?${withTexts({ c1n: 'Дерево 木材' })}`)
      .responseType('blob')
      .expect(200)

    const bytes = response.body as Buffer
    const { text, links } = readPdf(bytes)
    expect(response.headers['content-type']).toBe('application/pdf')
    expect(response.headers['content-disposition']).toContain('attachment')
    expect(text.replaceAll(/\s+/g, ' ')).toContain(answer)
    expect(text).toContain('Дерево 木材')
    expect(text).not.toMatch(/[□\ufffd]/)
    expect(links[0]).toContain(`http://street.test/${locale}/calculator?`)
    expect(bytes.length).toBeLessThan(300_000)
  })

  it.each(['csv', 'pdf'])('redirect to the page when a number is wrong: %s', async kind => {
    const response = await site.visit.get(`/en/calculator.${kind}?${withTexts({ u: 'x' })}`).expect(303)
    expect(response.headers['location']).toMatch(/^\/en\/calculator\?.*u=x/)
  })

  it('show the example when the address is empty', async () => {
    const { text } = await site.visit.get('/en/calculator.csv').expect(200)
    expect(text).toContain('Infrared sauna for two')
  })
})
