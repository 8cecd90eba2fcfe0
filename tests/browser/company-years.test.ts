import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { cityDayOf, daysBetween, type CityDay } from '#shared/days/city-day.ts'
import { runChecks } from '#shared/checks.ts'
import { numberMilestones } from '#features/tenancies/rules.ts'
import { aColleague } from '../factories/account.ts'
import { readPdf } from '../support/files/pdf-text.ts'
import { desktop, expectAccessible, phone } from './support/browser.ts'
import { act, recordHandover, sign } from './support/case-steps.ts'
import { assess, screenedCase } from './support/cases.ts'
import { useOpenSite } from './support/open-site.ts'
import { openAct, press } from './support/people.ts'

const company = {
  vehicle: 'russian_company',
  companyName: 'ООО «Восточный берег»',
  inn: '2536000006',
  ogrn: '1022500000005',
}
const renamed = 'Лаура Фальшивая'
/** What the listing says when the offer is made, in yuan; and what a listing manager writes into it afterwards. */
const offered = { management: '15,50', heating: '44,70', deposit: /3.000/, rent: '91,30' }
const edited = {
  managementFeePerSqMMonth: '88.88',
  heatingFeePerSqMSeason: '77.77',
  deposit: '6666',
  marketRentPerSqMMonth: '99.99',
  rentFreeMonths: '24',
}
const ofEdited = /88[.,]88|77[.,]77|6.?666|99[.,]99/

describe('a company over the years', () => {
  const { site, signedIn, visit, leave } = useOpenSite()

  const textOf = async (page: Page): Promise<string> =>
    ((await page.locator('main').textContent()) ?? '').replaceAll(/\s+/g, ' ')

  /** Opens a page and checks that it names the company, and nowhere the account or the edited listing. */
  async function expectCompanyOn(page: Page, path: string): Promise<void> {
    await visit(page, path)
    expectCompanyIn(await textOf(page), path)
  }

  function expectCompanyIn(words: string, where: string): string {
    expect(words, where).toContain(company.companyName)
    expect(words, where).not.toContain(renamed)
    expect(words, where).not.toMatch(ofEdited)
    return words
  }

  function expectOffered(words: string, where: string): void {
    for (const part of [offered.management, offered.heating, offered.rent, '36 месяцев'])
      expect(words, where).toContain(part)
    expect(words, where).toMatch(offered.deposit)
    expect(words, where).not.toMatch(ofEdited)
  }

  /** Reads a PDF to which the page links. */
  async function pdfBehind(page: Page, link: string): Promise<string> {
    const href = await page.locator(link).first().getAttribute('href')
    const answer = await page.request.get(new URL(href ?? '', page.url()).href)
    expect(answer.status(), link).toBe(200)
    return readPdf(await answer.body()).text.replaceAll(/\s+/g, ' ')
  }

  /** Moves the product's time to a day and runs the jobs of that day. */
  async function goTo(day: CityDay): Promise<void> {
    site.clock.walk({ days: daysBetween(cityDayOf(site.clock.now()), day) })
    await site.runJobs()
  }

  /** Checks that `verify-data` finds nothing wrong, late or notable. */
  async function expectWhole(when: string): Promise<void> {
    await site.runJobs()
    const examined = await runChecks(site.checkers)
    const found = examined
      .filter(({ count }) => count > 0)
      .map(({ level, name, problems }) => ({ level, name, problems }))
    expect(found, when).toEqual([])
  }

  async function fillIn(page: Page, form: string, values: Record<string, string> = {}): Promise<void> {
    await visit(page, form)
    for (const [name, value] of Object.entries(values)) {
      const choice = page.locator(`[type=radio][name=${name}][value="${value}"]`)
      await ((await choice.count()) ? choice.check() : page.fill(`main [name=${name}]`, value))
    }
    await press(page, 'form.tenancy-form [type=submit]')
    expect(await page.locator('[data-test=alert], [data-test=error-summary]').count(), form).toBe(0)
  }

  it('keeps its name and the offered fees when the account is renamed and the listing edited', async () => {
    const { id, code, founder, reviewer } = await screenedCase(site, 'ru', {}, company)
    await assess(site, reviewer, id)
    const officer = await aColleague('decider', { name: '李慧兰' })
    const own = `/ru/applications/${id}`
    const desk = `/zh/staff/applications/${id}`
    const office = await signedIn(officer, { viewport: desktop })
    await visit(office, desk)
    await openAct(office, 'offer')
    await office.check(`form[action$="/offer"] [name=premises][value="${code}"]`)
    await act(office, 'offer')
    await site.runJobs()

    const tenant = await signedIn(founder, { viewport: phone })
    await visit(tenant, '/ru/account')
    await tenant.fill('main [name=name]', renamed)
    await press(tenant, 'form[action$="/account"] [type=submit]')
    expect(await tenant.inputValue('main [name=name]')).toBe(renamed)

    const manager = await signedIn(await aColleague('listing_manager', { name: '陈静' }), { viewport: desktop })
    await visit(manager, `/zh/staff/premises/${code}`)
    expect(await manager.locator('[data-test=offered]').count()).toBe(1)
    for (const [name, value] of Object.entries(edited)) await manager.fill(`form.staff-form [name=${name}]`, value)
    await press(manager, '.save-bar [type=submit]')
    await visit(manager, `/ru/premises/${code}`)
    expect(await textOf(manager)).toMatch(ofEdited)
    await leave(manager)

    await visit(tenant, own)
    await expectAccessible(tenant)
    expectOffered((await tenant.locator('[data-test=terms]').textContent()) ?? '', 'terms')
    expectOffered(expectCompanyIn(await pdfBehind(tenant, '[data-test=draft]'), 'draft'), 'draft')
    const letter = await pdfBehind(tenant, 'main a[href*="/letters/"]')
    expectOffered(letter, 'letter of the offer')
    expectCompanyIn(letter, 'letter of the offer')
    await press(tenant, '[type=submit][name=to][value=accepted]')
    expect(await tenant.locator('[data-test=alert]').count()).toBe(0)
    await expectCompanyOn(tenant, own)

    await visit(office, `${desk}/acceptance`)
    await press(office, 'form[action$="/acceptance/contract"] [type=submit]')
    await visit(office, desk)
    await sign(office)
    await visit(tenant, `${own}/acceptance`)
    const contract = await pdfBehind(tenant, 'main a[href$="/papers/contract"]')
    expectOffered(expectCompanyIn(contract, 'contract'), 'contract')

    await goTo('2026-11-30')
    await visit(office, `${desk}/handover`)
    await recordHandover(office, { receivedBy: 'Анна Иванова' })
    await site.runJobs()
    const { pathname: path } = new URL(office.url())
    const lease = path.replace('/zh/staff/', '/ru/')
    const records = site.services.tenancies.records
    const tenancy = () => records.forStaff(path.split('/').at(-1) ?? '')
    const person = await site.as(founder)
    const decider = await site.as(officer)
    const send = (form: string, body: object = {}) =>
      decider.post(`${path}/${form}`).type('form').send(body).expect(303)
    await send('fit-out')
    await send('opening', { on: '2026-11-30' })
    for (const paper of ['licence-1', 'permit-1']) await send(`milestones/${paper}`, { doneOn: '2026-11-30' })
    /** Checks the pages of both sides and the list of the office. */
    const onEverySide = async () => {
      await expectCompanyOn(tenant, lease)
      await expectCompanyOn(office, path)
      await expectCompanyOn(office, '/zh/staff/tenancies')
    }
    await onEverySide()

    /** Sends each report on its day, and the office's assessment each year. */
    async function workUntil(end: CityDay): Promise<void> {
      for (const { kind, number, dueOn, doneOn } of numberMilestones((await tenancy()).milestones)) {
        if (doneOn || dueOn > end) continue
        site.clock.walk({ days: daysBetween(cityDayOf(site.clock.now()), dueOn) })
        if (kind === 'yearly_assessment') await send(`milestones/${kind}-${number}`, { doneOn: dueOn })
        else {
          const report = { turnover: '120 000', foreignJobs: '1', localJobs: '2' }
          await person.post(`${lease}/reports/${number}`).type('form').send(report).expect(303)
        }
      }
      await goTo(end)
    }
    for (const [year, end] of [
      [1, '2027-11-30'],
      [2, '2028-11-30'],
    ] as const) {
      await workUntil(end)
      await onEverySide()
      await expectWhole(`after year ${year}`)
    }

    await workUntil('2029-06-05')
    expect((await tenancy()).rentFreeUntil).toBe('2029-11-29')
    await fillIn(tenant, `${lease}/renewal`, { wish: 'renew', letter: 'Хотим остаться ещё на год.' })
    const why = { reason: 'Дела идут хорошо', reasonZh: '经营良好' }
    await fillIn(office, `${path}/renewal`, { until: '2030-11-29', ...why })
    const second = await signedIn(await aColleague('decider', { name: '王伟' }), { viewport: desktop })
    await fillIn(second, `${path}/confirm`)
    await leave(second)
    await site.runJobs()
    await visit(tenant, own)
    const renewal = await pdfBehind(tenant, 'main li:has-text("продлении") a[href*="/letters/"]')
    expectCompanyIn(renewal, 'letter of the renewal')
    await onEverySide()
    await workUntil('2029-11-30')
    await expectWhole('after year 3')

    await workUntil('2030-11-29')
    await onEverySide()
    await expectCompanyOn(tenant, own)
    await visit(tenant, `${own}/acceptance`)
    expect(await pdfBehind(tenant, 'main a[href$="/papers/contract"]')).toBe(contract)
    await expectWhole('after year 4')
    await leave(tenant, office)
  }, 120_000)
})
