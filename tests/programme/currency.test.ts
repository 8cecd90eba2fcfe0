import type { Response } from 'supertest'
import { describe, expect, it } from 'vitest'
import { aColleague } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const settingsPath = '/en/staff/settings'
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')

describe('amounts in the visitor’s currency', () => {
  const site = useSite()
  const anAdministrator = async () => site.as(await aColleague('administrator'))

  async function setRates(values: Record<string, string>) {
    const administrator = await anAdministrator()
    const { settings, revision } = await site.services.programme.current()
    return administrator
      .post(settingsPath)
      .type('form')
      .send({ offerDays: String(settings.offerDays), revision: String(revision), ...values })
  }
  const rates = { roublesPerTenThousandYuan: '11.2', dollarsPerTenThousandYuan: '0.1412', ratesDay: '2026-11-01' }

  async function aUnit() {
    return aPremises({ managementFeePerSqMMonthFen: 1_000, heatingFeePerSqMSeasonFen: 0, areaUsableSqM: 100 })
  }
  const choose = (to: string, next = '/ru/premises') =>
    site.visit.get(`/ru/currency?to=${to}&next=${encodeURIComponent(next)}`)
  const cookieOf = ({ headers }: Response) =>
    (headers['set-cookie'] as unknown as string[]).map(cookie => cookie.split(';', 1)[0] ?? '')

  it('are not offered while no rate is set', async () => {
    const { code } = await aUnit()
    for (const path of ['/ru/premises', `/ru/premises/${code}`, `/ru/compare?code=${code}`]) {
      const page = renderedPage(await site.visit.get(path).set('Cookie', 'currency=RUB').expect(200))
      expect(page.$('[data-test="currency"]'), path).toHaveLength(0)
      expect(page.$('main').text(), path).not.toContain('₽')
    }
  })

  it('are shown beside the yuan on cards, in the table, on a unit’s page and in a comparison', async () => {
    const { code } = await aUnit()
    await setRates(rates)
    const chosen = await choose('RUB').expect(303).expect('Location', '/ru/premises')
    expect(chosen.headers['cache-control']).toBe('no-store')
    const paths = [
      '/ru/premises',
      '/ru/premises?view=table',
      `/ru/premises/${code}`,
      `/ru/compare?code=${code}`,
      '/ru/finder?use=retail',
    ]
    for (const path of paths) {
      const page = renderedPage(await site.visit.get(path).set('Cookie', cookieOf(chosen)).expect(200))
      const text = plain(page.$('main').text())
      expect(text, path).toMatch(/¥1\s000/)
      expect(text, path).toContain('≈ 11 200 ₽')
      expect(page.$('[data-test="rate"]'), path).toHaveLength(1)
      expect(plain(page.text('rate')), path).toBe(
        '≈ — приблизительно, по курсу на 1 ноября 2026: 1 ¥ = 11,2 ₽. Платят и подписывают в юанях.',
      )
    }
  })

  it.each([
    ['en', 'USD', '≈ $141', '¥1 = $0.1412'],
    ['zh', 'RUB', '≈ ₽11,200', '1元人民币 = ₽11.2'],
  ])('are written in %s in the format of the language', async (locale, currency, amount, one) => {
    const { code } = await aUnit()
    await setRates(rates)
    const cookie = cookieOf(await choose(currency))
    const page = renderedPage(await site.visit.get(`/${locale}/premises/${code}`).set('Cookie', cookie))
    expect(plain(page.text('pay-beside'))).toBe(amount)
    expect(plain(page.text('rate'))).toContain(one)
  })

  it('disappear with the cookie when only yuan are chosen', async () => {
    await setRates(rates)
    const [cookie] = cookieOf(await choose('CNY'))
    expect(cookie).toBe('currency=')
  })

  it('are chosen without a redirect to another site, and unknown currencies set no cookie', async () => {
    await setRates(rates)
    await choose('RUB', 'https://evil.example/').expect('Location', '/ru/premises')
    await choose('RUB', '//evil.example/').expect('Location', '/ru/premises')
    const odd = await choose('EUR', '/ru/compare').expect(303).expect('Location', '/ru/compare')
    expect(odd.headers['set-cookie']).toBeUndefined()
  })

  it('are shown to one visitor only: shared caches store the page in yuan alone', async () => {
    const { code } = await aUnit()
    await setRates(rates)
    const cookie = cookieOf(await choose('RUB'))
    const own = await site.visit.get(`/ru/premises/${code}`).set('Cookie', cookie)
    expect(own.headers['cache-control']).toMatch(/private|no-cache/)
    expect(own.headers['cache-control']).not.toContain('s-maxage')
    expect(own.headers.vary).toMatch(/cookie/i)
    const shared = await site.visit.get(`/ru/premises/${code}`)
    expect(renderedPage(shared).$('[data-test="pay-beside"]')).toHaveLength(0)
    expect(renderedPage(shared).$('[data-test="currency"] [aria-current]').attr('value')).toBe('CNY')
  })

  it('are offered in a currency only while it has a rate', async () => {
    await aUnit()
    await setRates({ ...rates, dollarsPerTenThousandYuan: '' })
    const page = renderedPage(await site.visit.get('/ru/premises').set('Cookie', 'currency=USD'))
    expect(
      page
        .$('[data-test="currency"] button')
        .map((_i, one) => page.$(one).attr('value'))
        .get(),
    ).toEqual(['CNY', 'RUB'])
    expect(page.$('[data-test="rate"]')).toHaveLength(0)
  })

  it('are marked for visitors and staff when the rate is old', async () => {
    const { code } = await aUnit()
    await setRates(rates)
    const page = async () => renderedPage(await site.visit.get(`/en/premises/${code}`).set('Cookie', 'currency=RUB'))
    const settings = async () => renderedPage(await (await anAdministrator()).get(settingsPath))
    site.clock.set(new Date('2026-12-01T04:00:00Z'))
    expect((await page()).text('rate')).not.toContain('30 days old')
    expect((await settings()).text('warning')).toBe('')
    site.clock.set(new Date('2026-12-02T04:00:00Z'))
    expect((await page()).text('rate')).toContain('The rate is more than 30 days old.')
    expect((await settings()).text('warning')).toContain('The rates are of 1 November 2026')
  })

  it.each([
    [{ ...rates, ratesDay: '' }, 'Day of the rates: Say of which day this rate is.'],
    [{ ratesDay: '2026-11-01' }, 'A day without a rate: enter at least one rate, or clear the day.'],
    [{ ...rates, ratesDay: '2199-01-01' }, 'This day is still to come. Enter today or an earlier day.'],
    [
      { ...rates, roublesPerTenThousandYuan: '0' },
      'Enter a rate above zero, such as 11.2, with four decimals at most.',
    ],
    [{ ...rates, roublesPerTenThousandYuan: 'ten' }, 'Enter a rate above zero, such as 11.2'],
    [{ ...rates, dollarsPerTenThousandYuan: '0.14123' }, 'Enter a rate above zero, such as 11.2'],
  ])('cannot be set up with %o, and the input is kept', async (values, complaint) => {
    const response = await setRates(values)
    expect(response.status).toBe(422)
    const page = renderedPage(response)
    expect(page.errors().map(({ text }) => text)).toEqual([expect.stringContaining(complaint.split(': ').at(-1) ?? '')])
    for (const [name, value] of Object.entries(values)) expect(page.value(name)).toBe(value)
    expect((await site.services.programme.settings()).ratesDay).toBe('')
  })

  it('have their rate changes recorded in words', async () => {
    await setRates(rates)
    const administrator = await anAdministrator()
    const page = renderedPage(await administrator.get(settingsPath))
    expect(page.value('roublesPerTenThousandYuan')).toBe('11.2')
    expect(page.text('changes')).toContain('Roubles for one yuan: — → 11.2')
    expect(page.text('changes')).toContain('Day of the rates: — → 1 November 2026')
  })

  it('are marked as invented in a demonstration until other rates are set', async () => {
    const { code } = await aUnit()
    await site.services.programme.demonstration.seed()
    const note = async () =>
      renderedPage(await site.visit.get(`/en/premises/${code}`).set('Cookie', 'currency=RUB')).text('rate')
    expect(await note()).toContain('the demonstration’s invented rate')
    await setRates(rates)
    expect(await note()).not.toContain('invented')
  })
})
