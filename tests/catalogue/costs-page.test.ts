import { describe, expect, it } from 'vitest'
import { aColleague } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const open = async (path: string) => renderedPage(await site.visit.get(path).expect(200))

describe('the costs on the page of a unit', () => {
  it.each([
    ['ru', 'После 36 бесплатных месяцев', 'уточните в администрации', '15 октября по 15 апреля'],
    ['en', 'After 36 free months', 'confirm with the office', '15 October to 15 April'],
    ['zh', '36个月免租期后', '请向办公室确认', '10月15日至次年4月15日'],
  ])('are shown part by part in %s, with the assumptions', async (locale, later, confirm, season) => {
    await aPremises({ code: 'SFH-A-0107' })
    const page = await open(`/${locale}/premises/SFH-A-0107`)
    const table = page.$('[data-test="cost-table"]')
    const row = (index: number) =>
      table
        .find(`tbody tr:nth-child(${index}) td`)
        .map((_, cell) => page.$(cell).text().replace(/\s/g, ' ').replace(',', ' '))
        .get()
    expect(table.find('thead th').eq(2).text()).toBe(later)
    expect(row(1)).toEqual(['¥1 000', '¥1 000'])
    expect(row(2)).toEqual(['¥240', '¥240'])
    expect(row(3)).toEqual(['¥387', '¥387'])
    expect(row(4)).toEqual(['¥0', '¥5 889'])
    expect(table.find('tfoot td').last().text().replace(/\D/g, '')).toBe('7516')
    expect(table.text()).toContain(confirm)
    expect(page.$('#how-we-count').text()).toContain(season)
    expect(page.links()).toContain(`/${locale}/contact`)
    expect(page.$('.cost-bars path[class]').length).toBeGreaterThan(6)
  })

  it.each([
    [24, '¥141,332 of rent is waived over 24 months.', 'After 24 free months'],
    [1, '¥5,889 of rent is waived over 1 month.', 'After 1 free month'],
  ])('are right with %i free months', async (rentFreeMonths, waived, later) => {
    await aPremises({ code: 'SFH-A-0107', rentFreeMonths })
    const page = await open('/en/premises/SFH-A-0107')
    expect(page.text('waived')).toBe(waived)
    expect(page.$('[data-test="cost-table"] thead').text()).toContain(later)
  })

  it('promise nothing if no month is free', async () => {
    await aPremises({ code: 'SFH-A-0107', rentFreeMonths: 0 })
    const page = await open('/en/premises/SFH-A-0107')
    expect(page.text('waived')).toBe('')
    expect(page.text('pay')).toBe('You pay about ¥7,129 a month in the first year.')
    expect(page.$('[data-test="cost-table"] thead th')).toHaveLength(2)
  })

  it('follow the assumption in the settings and name it', async () => {
    await aPremises({ code: 'SFH-A-0107', allowedUses: ['catering'] })
    const settings = await site.services.programme.current()
    const { id, name } = { id: (await aColleague('administrator'))._id.toHexString(), name: 'Olga' }
    await site.services.programme.save(
      { ...settings.settings, utilitiesIntensivePerSqMMonthFen: 1_250 },
      { revision: settings.revision, by: { id, name } },
    )
    const page = await open('/en/premises/SFH-A-0107')
    expect(page.text('cost-table')).toContain('estimate: ¥12.50 per m² a month')
    expect(page.text('with-utilities')).toBe('With electricity and water, about ¥2,046 (our estimate).')
  })
})

describe('the assumptions in the settings', () => {
  const sent = {
    offerDays: '14',
    answerDays: '10',
    intakeDays: '3',
    decisionDays: '10',
    draftDays: '90',
    publicNoticeDays: '0',
    waitingMonths: '12',
    rentFreeMonths: '36',
    utilitiesUsualPerSqMMonthFen: '7,25',
    utilitiesIntensivePerSqMMonthFen: '18',
    utilitiesStoragePerSqMMonthFen: '2',
    whoMayApply: 'any',
    senderName: '',
    revision: '0',
  }

  it('are entered in yuan, stored in fen and recorded in the history', async () => {
    const administrator = await site.as(await aColleague('administrator'))
    await administrator.post('/ru/staff/settings').type('form').send(sent).expect(303)
    expect(await site.services.programme.settings()).toMatchObject({ utilitiesUsualPerSqMMonthFen: 725 })
    const page = renderedPage(await administrator.get('/ru/staff/settings'))
    expect(page.value('utilitiesUsualPerSqMMonthFen')).toBe('7,25')
    expect(page.text('changes')).toContain('¥6 → ¥7,25')
  })

  it.each(['', '-1', 'six', '6.123', '1001'])('cannot be %o, and the form keeps the input', async typed => {
    const administrator = await site.as(await aColleague('administrator'))
    const response = await administrator
      .post('/en/staff/settings')
      .type('form')
      .send({ ...sent, utilitiesStoragePerSqMMonthFen: typed })
      .expect(422)
    const page = renderedPage(response)
    expect(page.errors().map(({ field }) => field)).toEqual(['utilitiesStoragePerSqMMonthFen'])
    expect(page.value('utilitiesStoragePerSqMMonthFen')).toBe(typed)
  })
})
