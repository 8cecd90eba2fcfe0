import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { addMonths, cityDayOf, daysBetween, type CityDay } from '#shared/days/city-day.ts'
import { numberMilestones } from '#features/tenancies/rules.ts'
import { currentRules } from '#features/reviewing/assignment/review-rules.ts'
import { runChecks } from '#shared/checks.ts'
import { translatorFor } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant, type TestAccount } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { desktop, expectAccessible, phone } from './support/browser.ts'
import {
  act,
  answerRequest,
  askForMore,
  declareNone,
  giveScores,
  objection,
  recordHandover,
  sendObjection,
  startDraft,
  submit,
  sign,
} from './support/case-steps.ts'
import { assess, screenedCase } from './support/cases.ts'
import { useOpenSite } from './support/open-site.ts'
import { addDocuments, fillApplication, openAct, press } from './support/people.ts'

const zh = translatorFor('zh')
const handoverOn = '2026-11-25'
const board = '/zh/staff/tenancies'

describe('a tenancy over the years', () => {
  const { site, signedIn, visit, visitor, leave } = useOpenSite()
  let founder: TestAccount
  let officer: TestAccount
  let code: string
  let desk: string
  let tenant: Page
  let office: Page
  let mailsRead = 0

  beforeEach(() => {
    mailsRead = 0
  })

  /**
   * Brings a case to the handover through the site, without its pages. Returns the addresses of the tenancy for both sides.
   */
  async function keysOfDecidedCase(): Promise<{ own: string; path: string }> {
    const made = await screenedCase(site, 'ru')
    ;({ founder, code } = made)
    await assess(site, made.reviewer, made.id)
    officer = await aColleague('decider', { name: '李慧兰' })
    const { id } = made
    desk = `/zh/staff/applications/${id}`
    const decider = await site.as(officer)
    await decider.post(`${desk}/offer`).type('form').send({ premises: code, deadlineOn: '2026-12-05' }).expect(303)
    const person = await site.as(founder)
    await person.post(`/ru/applications/${id}`).type('form').send({ to: 'accepted' }).expect(303)
    await decider.post(`${desk}/contract`).type('form').send({ openPlaces: 'yes' }).expect(303)
    tenant = await signedIn(founder, { viewport: phone })
    office = await signedIn(officer, { viewport: desktop })
    await site.runJobs()
    newMails()
    return giveKeys()
  }

  /**
   * Goes from an empty site to the handover on pages: a draft, a request for more and its answer, two reviewers, a notice
   * with a rejected objection, an offer, the contract. Returns the addresses of the tenancy for both sides.
   */
  async function keysFromTheBeginning(): Promise<{ own: string; path: string }> {
    site.clock.set('2026-10-09T10:00:00+08:00')
    await setRules()
    founder = await anApplicant({ locale: 'ru', name: 'Анна Иванова' })
    officer = await aColleague('decider', { name: '李慧兰' })
    code = (await aPremises()).code
    tenant = await signedIn(founder, { viewport: phone })
    const id = await apply()
    desk = `/zh/staff/applications/${id}`
    await expectWhole('when it was submitted')
    await review(`/ru/applications/${id}`)
    await expectWhole('when it was reviewed')
    office = await signedIn(officer, { viewport: desktop, undeclared: true })
    await announce()
    await expectWhole('when an objection was answered')

    await goTo('2026-11-02')
    expect(newMails()).toEqual(['Решение по заявке SS-2026-000001 объявлено', `Вам предложено помещение ${code}`])
    await visit(tenant, `/ru/applications/${id}`)
    await press(tenant, '[type=submit][name=to][value=accepted]')
    await goTo('2026-11-16')
    await visit(office, desk)
    await sign(office)
    await goTo(handoverOn)
    await expectWhole('before the keys')
    newMails()
    return giveKeys()
  }

  /** Sets two reviewers for each case, and five days for objections to a decision. */
  async function setRules(): Promise<void> {
    const page = await signedIn(await aColleague('administrator'), { viewport: desktop })
    await visit(page, '/zh/staff/settings/rubric')
    await page.fill('[name=panelSize]', '2')
    await press(page, 'form.settings-form .actions [type=submit]')
    await visit(page, '/zh/staff/settings')
    await page.fill('[name=publicNoticeDays]', '5')
    await press(page, 'form.settings-form .actions [type=submit]')
    expect((await currentRules()).rubric.panelSize).toBe(2)
    expect((await site.services.programme.settings()).publicNoticeDays).toBe(5)
    await leave(page)
  }

  /** Creates a draft, answers it on two days, and submits it. Returns the case's id. */
  async function apply(): Promise<string> {
    await visit(tenant, `/ru/premises/${code}`)
    const application = await startDraft(tenant, 'ru')
    await fillApplication(tenant, application)
    await expectWhole('while it is a draft')
    await goTo('2026-10-12')
    await addDocuments(tenant, application)
    await submit(tenant, application)
    await site.runJobs()
    expect(newMails()).toEqual([expect.stringMatching(/SS-2026-000001/)])
    return application.split('/').at(-1) ?? ''
  }

  /** One reviewer requests more and accepts the answer; both score without seeing each other's scores. */
  async function review(own: string): Promise<void> {
    const first = await signedIn(await aColleague('reviewer', { name: '孙立群' }), {
      viewport: desktop,
      undeclared: true,
    })
    const second = await signedIn(await aColleague('reviewer', { name: '王丽' }), {
      viewport: desktop,
      undeclared: true,
    })
    await visit(first, desk)
    await act(first, 'screening')
    await declareNone(first)
    await askForMore(first, { desk, locale: 'ru' })
    await goTo('2026-10-14')
    expect(newMails()).toEqual([expect.stringMatching(/SS-2026-000001/)])
    await visit(tenant, own)
    await answerRequest(tenant, own)
    await expectWhole('when the request was answered')

    await goTo('2026-10-15')
    await visit(first, desk)
    await act(first, 'review')
    await act(first, 'fill-panel')
    await giveScores(first, { score: 4, comment: '计划清楚，资金可靠。' })
    await goTo('2026-10-20')
    await visit(second, desk)
    expect(await second.locator('[data-test=closed]').textContent()).toBe(zh('case.closed.undeclared'))
    await declareNone(second)
    expect(await second.locator('main').textContent()).not.toContain('计划清楚')
    await giveScores(second, { score: 3, comment: '经验充足。' })
    expect(await second.locator('main').textContent()).toContain('计划清楚')
    await act(second, 'decision')
    await leave(first, second)
  }

  /** Announces the decision and receives an objection of a neighbour, which a colleague answers. */
  async function announce(): Promise<void> {
    await goTo('2026-10-26')
    await visit(office, desk)
    await declareNone(office)
    await openAct(office, 'notice')
    await office.check(`form[action$="/notice"] [name=premises][value="${code}"]`)
    await act(office, 'notice')
    await goTo('2026-10-28')
    const neighbour = await visitor({ viewport: phone })
    await visit(neighbour, '/ru/notices')
    await neighbour.locator('[data-test=notices] h2 a').click()
    await neighbour.locator('[data-test=notice] .button').click()
    await neighbour.waitForURL('**/objection')
    await sendObjection(neighbour, () => site.clock.advance({ minutes: 1 }))
    await leave(neighbour)
    await site.runJobs()
    await visit(office, desk)
    expect(await said(office, 'objection-note')).toBe(zh('notice.refused.own-part'))
    const other = await signedIn(await aColleague('decider', { name: '周立' }), { viewport: desktop })
    await visit(other, desk)
    expect(await said(other, 'objections')).toContain(objection.text)
    expect(await other.locator('[data-test=objection-open]').count()).toBe(1)
    await expectAccessible(other)
    await other.check('form[action$="/objection"] [name=outcome][value=dismissed]')
    await other.fill('form[action$="/objection"] [name=answer]', '没有任何文件承诺过该铺位。')
    // The objector reads Russian, so the answer is sent with its translation.
    const translation = other.locator('form[action$="/objection"] [name="translation-answer"]')
    if (!(await translation.isVisible()))
      await other.locator('form[action$="/objection"] [data-test=writing] > summary').click()
    await translation.fill('Ни в одном документе это помещение не обещано.')
    await act(other, 'objection')
    expect(await other.locator('[data-test=objection-open]').count()).toBe(0)
    await leave(other)
    await site.runJobs()
    const answers = site.mails().filter(({ to }) => to === objection.contact)
    expect(answers.map(({ subject }) => subject)).toEqual([expect.stringMatching(/^Ответ на ваше возражение/)])
  }

  /** Moves the product's time to a day and runs the jobs of that day. */
  async function goTo(day: CityDay): Promise<void> {
    site.clock.walk({ days: daysBetween(cityDayOf(site.clock.now()), day) })
    await site.runJobs()
  }

  /** Returns the subjects of the founder's mails since the last call. */
  function newMails(): string[] {
    const all = site.mails().filter(({ to }) => to === founder.email)
    const came = all.slice(mailsRead, (mailsRead = all.length)).map(({ subject }) => subject)
    // Reminders of duties have a test of their own.
    return came.filter(subject => !/^(Срок \d|Срок прошёл|Сегодня последний день)/.test(subject))
  }

  const said = async (page: Page, name: string): Promise<string> =>
    ((await page.locator(`[data-test=${name}]`).first().textContent()) ?? '').replaceAll(/\s+/g, ' ').trim()
  const rows = async (page: Page, list: string): Promise<string[]> =>
    (await page.locator(`[data-test=${list}] > li`).allTextContents()).map(row => row.replaceAll(/\s+/g, ' ').trim())

  /** Records the handover on its page. Returns the addresses of the tenancy for both sides. */
  async function giveKeys(): Promise<{ own: string; path: string }> {
    await visit(office, `${desk}/handover`)
    await recordHandover(office, { receivedBy: 'Анна Иванова' })
    const { pathname } = new URL(office.url())
    await site.runJobs()
    return { path: pathname, own: pathname.replace('/zh/staff/', '/ru/') }
  }

  /** Fills in and sends one form; ends on the tenancy's page. */
  async function fillIn(page: Page, form: string, values: Record<string, string> = {}): Promise<void> {
    await visit(page, form)
    for (const [name, value] of Object.entries(values)) {
      const choice = page.locator(`[type=radio][name=${name}][value="${value}"]`)
      await ((await choice.count()) ? choice.check() : page.fill(`main [name=${name}]`, value))
    }
    await press(page, 'form.tenancy-form [type=submit]')
    expect(await page.locator('[data-test=alert], [data-test=error-summary]').count(), form).toBe(0)
  }

  /** Confirms a proposal, as a decider who did not propose it. */
  async function confirmed(path: string): Promise<void> {
    const second = await signedIn(await aColleague('decider', { name: '王伟' }), { viewport: desktop })
    await fillIn(second, `${path}/confirm`)
    await leave(second)
  }

  const report = { turnover: '120 000', foreignJobs: '1', localJobs: '2' }

  /** Sends each quarter's report, and the office's assessment each year, from the third month. */
  async function workUntil(end: CityDay, { own, path }: { own: string; path: string }, from = 1): Promise<void> {
    const person = await site.as(founder)
    const decider = await site.as(officer)
    for (let quarter = from; addMonths(handoverOn, 3 * quarter) <= end; quarter += 1) {
      const dueOn = addMonths(handoverOn, 3 * quarter)
      site.clock.walk({ days: daysBetween(cityDayOf(site.clock.now()), dueOn) })
      await person.post(`${own}/reports/${quarter}`).type('form').send(report).expect(303)
      if (quarter % 4 > 0) continue
      const assessed = `${path}/milestones/yearly_assessment-${quarter / 4}`
      await decider.post(assessed).type('form').send({ doneOn: dueOn }).expect(303)
    }
  }

  it('goes from the keys through every obligation and reminder to an empty shop', async () => {
    const { own, path } = await keysOfDecidedCase()
    await visit(tenant, own)
    expect(await said(tenant, 'now')).toContain('Ключи у вас')
    expect(await said(tenant, 'left')).toMatch(/^Осталось 1.?095 дней без арендной платы$/)
    await expectAccessible(tenant)
    await visit(office, board)
    expect(await said(office, 'board')).toContain(zh('lease.board.empty'))
    newMails()

    await goTo('2026-12-10')
    await fillIn(office, `${path}/fit-out`)
    await site.runJobs()
    expect(newMails()).toEqual([`Отделка помещения ${code} началась`])

    await goTo('2027-01-19')
    await visit(tenant, own)
    expect((await rows(tenant, 'duties'))[0]).toMatch(/^Получить лицензию.*24 января 2027.*через 5 дней/)
    await visit(office, board)
    expect(await rows(office, 'board-week')).toEqual([expect.stringMatching(/^取得营业执照.*IVANOVA ANNA.*还有5天$/)])

    await goTo('2027-01-26')
    await visit(tenant, own)
    expect((await rows(tenant, 'duties'))[0]).toMatch(/^Получить лицензию.*просрочено на 2 дня/)
    await visit(office, board)
    expect(await rows(office, 'board-late')).toEqual([expect.stringMatching(/^取得营业执照.*逾期2天$/)])
    await expectAccessible(office)
    await fillIn(office, `${path}/milestones/licence-1`, { doneOn: '2027-01-25' })
    await visit(office, board)
    expect(await rows(office, 'board-late')).toEqual([])

    await goTo('2027-02-20')
    await fillIn(office, `${path}/milestones/permit-1`, { doneOn: '2027-02-19' })
    await fillIn(office, `${path}/opening`, { on: '2027-02-19' })
    await site.runJobs()
    expect(newMails()).toEqual([`Поздравляем с открытием: ${code}`])

    await goTo('2027-02-27')
    await visit(tenant, own)
    expect((await rows(tenant, 'duties'))[0]).toMatch(/^Квартальный отчёт № 1.*просрочено на 2 дня/)
    await tenant.click(`[data-test=duties] a[href="${own}/reports/1"]`)
    await tenant.waitForURL('**/reports/1')
    await expectAccessible(tenant)
    await fillIn(tenant, `${own}/reports/1`, report)
    expect((await rows(tenant, 'duties'))[0]).toMatch(/^Квартальный отчёт № 2.*через 87 дней/)
    await visit(office, path)
    expect(await said(office, 'report')).toContain('第1期季度报告')
    await expectAccessible(office)

    await workUntil('2028-11-20', { own, path }, 2)
    expect(newMails()).toEqual([])
    await goTo('2028-11-23')
    expect(newMails()).toEqual([])
    await goTo('2028-11-24')
    expect(newMails()).toEqual([`Срок без аренды закончится 24 ноября 2029, осталось 365 дней: ${code}`])
    await visit(tenant, own)
    expect(await said(tenant, 'left')).toBe('Осталось 365 дней без арендной платы')

    await workUntil('2029-02-25', { own, path }, 8)
    await goTo('2029-05-24')
    expect(newMails()).toEqual([`Срок без аренды закончится 24 ноября 2029, осталось 184 дня: ${code}`])
    await visit(tenant, own)
    expect(await said(tenant, 'now')).toContain('Срок без аренды заканчивается 24 ноября 2029')
    await fillIn(tenant, `${own}/renewal`, { wish: 'leave', letter: 'Мы переезжаем в Уссурийск.' })
    await expectAccessible(tenant)
    await workUntil('2029-05-25', { own, path }, 10)
    await goTo('2029-06-03')
    await visit(office, board)
    expect(await rows(office, 'board-week')).toEqual([expect.stringMatching(/^答复续约申请.*还有4天$/)])
    await visit(office, path)
    expect(await said(office, 'renewal')).toContain('Уссурийск')
    expect(await said(office, 'left')).toContain('剩余174天')

    await workUntil('2029-08-23', { own, path }, 11)
    await goTo('2029-08-24')
    expect(newMails()).toEqual([`Срок без аренды закончится 24 ноября 2029, осталось 92 дня: ${code}`])
    await workUntil('2029-08-25', { own, path }, 11)
    await goTo('2029-10-24')
    expect(newMails()).toEqual([`Срок без аренды закончится 24 ноября 2029, остался 31 день: ${code}`])

    await goTo('2029-11-24')
    await visit(tenant, own)
    expect(await said(tenant, 'left')).toBe('Осталось 0 дней без арендной платы')
    await visit(office, board)
    expect(await rows(office, 'board-week')).toContainEqual(expect.stringMatching(/^免租最后一日.*今天到期$/))

    await goTo('2029-11-25')
    await visit(tenant, own)
    expect(await said(tenant, 'left')).toBe('Срок без арендной платы закончился 24 ноября 2029.')
    await visit(office, `${path}/exit`)
    await expectAccessible(office)
    const exit = { on: '2029-11-25', electricityMeter: '9120', condition: '干净', needsWork: 'no' }
    await fillIn(office, `${path}/exit`, exit)
    await fillIn(office, `${path}/vacate`)
    await site.runJobs()
    expect(newMails()).toEqual([`Помещение ${code} принято обратно`])
    await visit(tenant, own)
    expect(await said(tenant, 'now')).toBe('Аренда закончилась, помещение принято обратно.')
    await expectAccessible(tenant)
    await visit(office, board)
    expect(await said(office, 'board')).toContain(zh('lease.board.empty'))
    await visit(tenant, `/ru/premises/${code}`)
    expect(await tenant.locator('form[action="/ru/applications"] [type=submit]').count()).toBeGreaterThan(0)
    await leave(tenant, office)
  })

  it('is renewed, with reminders of its new end', async () => {
    const { own, path } = await keysOfDecidedCase()
    const decider = await site.as(officer)
    await decider.post(`${path}/fit-out`).expect(303)
    await decider.post(`${path}/opening`).type('form').send({ on: handoverOn }).expect(303)
    for (const paper of ['licence-1', 'permit-1'])
      await decider.post(`${path}/milestones/${paper}`).type('form').send({ doneOn: handoverOn }).expect(303)
    await workUntil('2029-02-25', { own, path })
    await goTo('2029-05-26')
    newMails()
    await fillIn(tenant, `${own}/renewal`, { wish: 'renew', letter: 'Хотим остаться: дела идут хорошо.' })
    await visit(office, path)
    await office.click(`[data-test=actions] a[href="${path}/renewal"]`)
    await office.waitForURL('**/renewal')
    expect(await office.inputValue('[name=until]')).toBe('2030-11-24')
    await expectAccessible(office)
    await fillIn(office, `${path}/renewal`, { until: '2030-11-24', reason: 'Дела идут хорошо', reasonZh: '经营良好' })
    await confirmed(path)
    await site.runJobs()
    expect(newMails()).toEqual([`Аренда продлена: ${code}`])
    await visit(tenant, own)
    expect(await said(tenant, 'now')).toBe('Аренда продлена: до 24 ноября 2030 платить не нужно.')
    expect(await said(tenant, 'left')).toBe('Осталось 547 дней без арендной платы')
    await expectAccessible(tenant)

    await workUntil('2029-11-24', { own, path }, 10)
    await goTo('2029-11-24')
    expect(newMails()).toEqual([`Срок без аренды закончится 24 ноября 2030, осталось 365 дней: ${code}`])
    await visit(tenant, own)
    expect((await rows(tenant, 'duties'))[0]).toMatch(/^Квартальный отчёт № 12.*24 ноября 2029.*сегодня/)
    await goTo('2030-10-24')
    expect(newMails()).toEqual([`Срок без аренды закончится 24 ноября 2030, остался 31 день: ${code}`])
    await goTo('2030-11-25')
    expect(newMails()).toEqual([])
    await visit(tenant, own)
    expect(await said(tenant, 'left')).toBe('Срок без арендной платы закончился 24 ноября 2030.')
    await visit(office, path)
    expect(await said(office, 'now')).toBe('免租期已于2030年11月24日届满，请决定后续安排。')
    await leave(tenant, office)
  })

  it('lasts four years with a pause, a breach, a renewal and a second end, and has consistent data each year', async () => {
    const { own, path } = await keysFromTheBeginning()
    const id = path.split('/').at(-1) ?? ''
    const person = await site.as(founder)
    const decider = await site.as(officer)
    const send = (form: string, body: object = {}) =>
      decider.post(`${path}/${form}`).type('form').send(body).expect(303)
    const tenancy = () => site.services.tenancies.records.forStaff(id)

    await goTo('2026-12-10')
    await send('fit-out')
    await send('milestones/licence-1', { doneOn: '2026-12-10' })
    await goTo('2027-01-10')
    await send('pause', { from: '2027-01-10', plannedTo: '2027-01-19', reason: 'Паводок' })
    await visit(tenant, own)
    expect(await said(tenant, 'now')).toContain('Аренда на паузе')
    await decider.post(`${path}/opening`).type('form').send({ on: '2027-01-10' }).expect(409)
    expect((await tenancy()).state).toBe('suspended')
    await goTo('2027-01-19')
    await send('resume', { to: '2027-01-19' })
    expect((await tenancy()).rentFreeUntil).toBe('2029-12-04')
    await send('opening', { on: '2027-01-19' })
    await reportUntil('2027-11-24', person)
    await expectWhole('after year 1')

    await goTo('2028-02-01')
    await send('breach', { reason: 'Нет вывески', cureBy: '2028-02-15' })
    await visit(office, `${path}/termination`)
    await office.check('[name=ground][value=breach_not_cured]')
    await office.fill('[name=reason]', 'Вывески нет')
    await office.fill('[name=reasonZh]', '没有招牌')
    await press(office, 'form.tenancy-form [type=submit]')
    expect(await said(office, 'error-summary')).toContain(zh('tenancy.cure-running'))
    await goTo('2028-02-10')
    await send('cured', { note: '已安装' })
    expect((await tenancy()).state).toBe('trading')
    await reportUntil('2028-11-24', person)
    await expectWhole('after year 2')

    await reportUntil('2029-06-10', person)
    await goTo('2029-06-10')
    expect((await tenancy()).state).toBe('expiring')
    await fillIn(tenant, `${own}/renewal`, { wish: 'renew', letter: 'Хотим остаться ещё на год.' })
    await send('exit', {
      on: '2029-06-10',
      electricityMeter: '1251',
      condition: '一般',
      needsWork: 'yes',
      defects: '屋顶',
    })
    await fillIn(office, `${path}/renewal`, { until: '2030-12-04', reason: 'Дела идут хорошо', reasonZh: '经营良好' })
    await confirmed(path)
    await site.runJobs()
    expect((await tenancy()).exit).toBeNull()
    await visit(tenant, `/ru/premises/${code}`)
    expect(await tenant.locator('form[action="/ru/applications"] [type=submit]').count()).toBe(0)
    await visit(tenant, `/ru/applications/${(await tenancy()).application.toHexString()}`)
    expect(await tenant.locator('main').textContent()).toContain('Письмо о продлении аренды')
    await reportUntil('2029-11-24', person)
    await expectWhole('after year 3')

    await reportUntil('2030-06-20', person)
    await goTo('2030-06-20')
    expect((await tenancy()).state).toBe('expiring')
    await fillIn(tenant, `${own}/notice`, { leavesOn: '2030-12-04', reason: 'Переезжаем' })
    await press(tenant, 'form.tenancy-form [type=submit]')
    await reportUntil('2030-12-04', person)
    await goTo('2030-12-04')
    await send('exit', {
      on: '2030-12-04',
      electricityMeter: '1310',
      condition: '一般',
      needsWork: 'yes',
      defects: '屋顶',
    })
    await fillIn(office, `${path}/vacate`)
    await site.runJobs()
    await visit(tenant, own)
    expect(await said(tenant, 'now')).toBe('Аренда закончилась, помещение принято обратно.')
    expect(await tenant.locator('[data-test=left], [data-test=duties]').count()).toBe(0)
    await expectAccessible(tenant)
    const keeper = await signedIn(await aColleague('listing_manager'), { viewport: desktop })
    await fillIn(keeper, `${path}/relist`)
    await leave(keeper)
    await visit(tenant, `/ru/premises/${code}`)
    expect(await tenant.locator('form[action="/ru/applications"] [type=submit]').count()).toBeGreaterThan(0)
    await expectWhole('after year 4')

    await goTo('2033-12-10')
    expect((await tenancy()).anonymisedAt).toBeInstanceOf(Date)
    const later = await signedIn(await aColleague('decider', { name: '赵敏' }), { viewport: desktop })
    for (const page of ['/zh/staff', '/zh/staff/applications', board, path]) {
      await visit(later, page)
      expect(await later.locator('main').textContent(), page).not.toMatch(/undefined|Иванова/)
    }
    await visit(later, board)
    expect(await said(later, 'board')).toContain(zh('lease.board.empty'))
    await expectWhole('after year 7')
    await leave(tenant, office, later)

    /** Sends each report on its day, and the office's assessment each year. */
    async function reportUntil(end: CityDay, sender: typeof person): Promise<void> {
      for (const { kind, number, dueOn, doneOn } of numberMilestones((await tenancy()).milestones)) {
        if (doneOn || dueOn > end || (kind !== 'quarterly_report' && kind !== 'yearly_assessment')) continue
        site.clock.walk({ days: daysBetween(cityDayOf(site.clock.now()), dueOn) })
        if (kind === 'yearly_assessment') await send(`milestones/${kind}-${number}`, { doneOn: dueOn })
        else await sender.post(`${own}/reports/${number}`).type('form').send(report).expect(303)
      }
    }
  }, 300_000)

  it('is terminated for a ground with an appeal, and has consistent data before, during and after it', async () => {
    const { own, path } = await keysOfDecidedCase()
    const id = path.split('/').at(-1) ?? ''
    const decider = await site.as(officer)
    const tenancy = () => site.services.tenancies.records.forStaff(id)
    await decider.post(`${path}/fit-out`).expect(303)
    await goTo('2027-11-25')
    await expectWhole('after a year')

    await visit(office, `${path}/termination`)
    const said = { ground: 'not_opened', reason: 'Магазин так и не открылся', reasonZh: '店铺一直未开业' }
    await fillIn(office, `${path}/termination`, said)
    await confirmed(path)
    await site.runJobs()
    newMails()
    await fillIn(tenant, `${own}/appeal`, { text: 'Мы ждали разрешения.' })
    await goTo('2028-11-25')
    expect((await tenancy()).state).toBe('fit_out')
    await visit(tenant, `/ru/premises/${code}`)
    expect(await tenant.locator('form[action="/ru/applications"] [type=submit]').count()).toBe(0)
    await expectWhole('while the appeal waits')

    const third = await signedIn(await aColleague('decider', { name: '周立' }), { viewport: desktop })
    await fillIn(third, `${path}/appeal`, { outcome: 'dismissed', reason: 'Разрешение было выдано в марте.' })
    await leave(third)
    await site.runJobs()
    expect(newMails()).toContain(`Жалоба отклонена, аренда расторгнута: ${code}`)
    await expectWhole('after its end')
    const exit = { on: '2028-11-25', electricityMeter: '1260', condition: '干净', needsWork: 'no' }
    await fillIn(office, `${path}/exit`, exit)
    await site.runJobs()
    await visit(tenant, `/ru/premises/${code}`)
    expect(await tenant.locator('form[action="/ru/applications"] [type=submit]').count()).toBeGreaterThan(0)
    await goTo('2031-12-01')
    expect((await tenancy()).anonymisedAt).toBeInstanceOf(Date)
    await expectWhole('after retention')
    await leave(tenant, office)
  })

  it('shows on the narrowest phone why an obligation no longer applies', async () => {
    const ended = await aTenancy(site.services, { handoverOn: '2024-05-29', state: 'vacated', leavesOn: '2026-11-20' })
    const left = await aTenancy(site.services, { handoverOn: '2026-05-14', state: 'notice', leavesOn: '2026-12-20' })
    for (const { own, tenant: account } of [ended, left]) {
      const page = await signedIn(account, { viewport: { width: 320, height: 800 } })
      await visit(page, own)
      await page.evaluate(`for (const folded of document.querySelectorAll('main details')) folded.open = true`)
      await expectAccessible(page)
      await leave(page)
    }
  })

  /** Checks that after a run of the worker `verify-data` finds nothing wrong, late or notable. */
  async function expectWhole(when: string): Promise<void> {
    await site.runJobs()
    const examined = await runChecks(site.checkers)
    const found = examined
      .filter(({ count }) => count > 0)
      .map(({ level, name, problems }) => ({ level, name, problems }))
    expect(found, when).toEqual([])
  }
})
