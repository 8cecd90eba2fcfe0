import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Application } from '../../models/application.ts'
import { plainPdf } from '../../server/features/applications/demonstration/papers.ts'
import { aColleague, anApplicant, testPassword, type TestAccount } from '../factories/account.ts'
import { aDraft, anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { useSite } from '../support/site.ts'
import { expectAccessible, phone, useBrowser } from './support/browser.ts'
import { openAct, press } from './support/people.ts'

const idOf = ({ _id }: Pick<Application, '_id'>): string => _id.toHexString()

/**
 * The site stands in this process: a test sets its clock, lets its jobs run when it says so, and begins where its journey
 * does. Founders read on a telephone, the office on a desk.
 */
describe('fair decisions and kept promises', () => {
  const site = useSite()
  const browser = useBrowser()
  const listening: { server?: Server; url: string } = { url: '' }

  beforeAll(async () => {
    const server = createServer(site.app).listen(0, '127.0.0.1')
    await once(server, 'listening')
    Object.assign(listening, { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
  })
  afterAll(() => {
    listening.server?.closeAllConnections()
    listening.server?.close()
  })

  it('asks for what is wrong, sees what was corrected, decides by letter, and leads to the conditions', async () => {
    const { id, code, founder, reviewer } = await screenedCase()
    const [own, desk] = [`/ru/applications/${id}`, `/zh/staff/applications/${id}`]
    const office = await atDesk(reviewer)
    await visit(office, desk)
    await office.locator(`main a[href="${desk}/request"]`).click()
    await office.waitForURL(`**${desk}/request`)
    await office.check('[name=ask][value=section-plan]')
    await office.selectOption('[name=template-section-plan]', 'cash_plan')
    expect(await office.inputValue('[name=text-section-plan]')).toContain('План доходов и расходов не сходится')
    await office.check('[name=ask][value^=document-] >> nth=0')
    await office.fill('[name^=text-document-] >> nth=0', 'Обрезан угол.')
    await expectAccessible(office)
    await press(office, `form[action$="/request"] [type=submit]`)
    await office.waitForURL(`**${desk}`)
    await expectAccessible(office)

    const telephone = await onTelephone(founder)
    await visit(telephone, own)
    await expectAccessible(telephone)
    await telephone.locator(`[data-test=asked] a[href="${own}/plan"]`).click()
    await telephone.waitForURL(`**${own}/plan`)
    await expectAccessible(telephone)
    for (const cell of await telephone.locator('[name=revenue]').all()) await cell.fill('45000')
    await press(telephone, 'main form.section-form .actions [type=submit]')
    await telephone.waitForURL(`**${own}**`)
    await telephone.locator('.asked details > summary').first().click()
    await telephone.locator('[name=excuse]').first().fill('Угол обрезан в самом паспорте.')
    await press(telephone, '.asked details [type=submit]')
    await telephone.locator('.asked__excuse').waitFor()
    await expectAccessible(telephone)
    await press(telephone, '[type=submit][name=to][value=answered]')
    await telephone.locator('[data-test=asked]').waitFor({ state: 'detached' })

    await visit(office, desk)
    const corrected = office.locator('.qa > div:has([data-test=changed])')
    expect(await corrected.count()).toBe(1)
    expect(await corrected.textContent()).toMatch(/540,000[^]*原为: [^]*360,000/)
    await expectAccessible(office)

    await assess(reviewer, desk)
    const decider = await atDesk(await aColleague('decider', { name: '李慧兰' }))
    await visit(decider, desk)
    await openAct(decider, 'offer')
    await decider.check(`form[action$="/offer"] [name=premises][value="${code}"]`)
    await press(decider, 'form[action$="/offer"] [type=submit]')
    await decider.waitForURL(`**${desk}`)
    await site.runJobs()
    await visit(decider, desk)
    const hash = await decider.locator('[data-test=letters] code').textContent()

    await visit(telephone, own)
    await expectAccessible(telephone)
    expect(await telephone.locator('[data-test=letters] code').textContent()).toBe(hash)
    const [letter] = await Promise.all([
      telephone.waitForEvent('download'),
      telephone.locator('[data-test=letters] a').click(),
    ])
    const bytes = await readFile(await letter.path())
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash)
    await press(telephone, '[type=submit][name=to][value=accepted]')
    await telephone.locator(`main a[href="${own}/acceptance"]`).click()
    await telephone.waitForURL('**/acceptance')
    expect(await telephone.locator('[data-test=left]').textContent()).toContain('Осталось 3 условия')
    await expectAccessible(telephone)
    await leave(office, telephone, decider)
  })

  it('closes a case to a reviewer with an interest in it, and hands it to a colleague', async () => {
    const [reviewer, colleague] = [
      await aColleague('reviewer', { name: '孙立群' }),
      await aColleague('reviewer', { name: '王丽' }),
    ]
    const panel = [{ id: reviewer.id, name: reviewer.name }]
    const { code } = await aPremises()
    const made = await anApplication({ state: 'review', premises: [code], assignee: reviewer._id, panel })
    const desk = `/zh/staff/applications/${idOf(made)}`
    const office = await atDesk(reviewer)
    await visit(office, desk)
    expect(await office.locator('[data-test=closed]').textContent()).toContain('声明')
    expect(await office.locator('main').textContent()).not.toContain('75 1234567')
    await expectAccessible(office)
    await office.check('[name=interest][value=conflict]')
    await press(office, 'form[action$="/declaration"] [type=submit]')
    await office.locator('[data-error-summary]').waitFor()
    await office.fill('form[action$="/declaration"] [name=note]', '申请人是我表妹。')
    await press(office, 'form[action$="/declaration"] [type=submit]')
    await office.waitForURL(`**${desk}`)
    expect(await office.locator('[data-test=closed]').textContent()).toContain('利益冲突')
    expect(await office.locator('.act').count()).toBe(0)
    await expectAccessible(office)

    const other = await atDesk(colleague)
    await visit(other, '/zh/staff/applications?assignee=me')
    await other.locator('[data-test=queue] tbody th a').click()
    await other.waitForURL(`**${desk}`)
    expect(await other.locator('[data-test=assignee]').textContent()).toBe('王丽')
    await other.check('[name=interest][value=none]')
    await press(other, 'form[action$="/declaration"] [type=submit]')
    await other.locator('#answers').waitFor()
    expect(await other.locator('main').textContent()).toContain('75 1234567')
    await leave(office, other)
  })

  it('offers what one founder declines to the next in line, by itself', async () => {
    const [first, next] = [await anApplicant({ locale: 'en' }), await anApplicant({ locale: 'ru' })]
    const { code } = await aPremises()
    const offer = { premises: code, madeAt: site.clock.now(), deadline: new Date('2026-12-09T15:59:59.999Z') }
    const has = { premises: [code], startedFor: code, heldPremises: code, offer }
    const holder = await anApplication({ applicant: first._id, state: 'offered', ...has })
    await site.services.applications.syncPremises(code)
    const waiting = { score: 3.5, until: new Date('2027-11-25T15:59:59.999Z') }
    const wish = { premises: [code], startedFor: code, waiting }
    const waits = await anApplication({ applicant: next._id, state: 'waitlisted', ...wish })

    const behind = await onTelephone(next)
    await visit(behind, `/ru/applications/${idOf(waits)}`)
    expect(await behind.locator('[data-test=places]').textContent()).toContain(`${code}: 1-е место из 1`)
    await expectAccessible(behind)

    const before = await onTelephone(first)
    await visit(before, `/en/applications/${idOf(holder)}`)
    await before.locator('.offer details > summary').click()
    await expectAccessible(before)
    await press(before, '[type=submit][name=to][value=declined]')
    await before.locator('.offer').waitFor({ state: 'detached' })
    expect(await before.locator('[data-test=state]').textContent()).toBe('You have declined the offer')
    await expectAccessible(before)

    await site.runJobs()
    expect(site.mails().filter(({ to }) => to === next.email)).toHaveLength(1)
    await behind.reload()
    expect(await behind.locator('.offer h3').textContent()).toContain(code)
    expect(await behind.locator('.offer__deadline').textContent()).toContain('9 декабря 2026')
    expect(await behind.locator('[data-test=places]').count()).toBe(0)
    await expectAccessible(behind)
    await leave(before, behind)
  })

  it('closes a case whose founder does not answer, and tells both sides so', async () => {
    const { id, founder, reviewer } = await screenedCase()
    const [own, desk] = [`/ru/applications/${id}`, `/zh/staff/applications/${id}`]
    const officer = await site.as(reviewer)
    const asked = { ask: 'section-plan', 'template-section-plan': 'cash_plan', answerOn: '2026-12-04' }
    await officer.post(`${desk}/request`).type('form').send(asked).expect(303)
    site.clock.set('2026-12-04T23:59:00+08:00')
    const telephone = await onTelephone(founder)
    await visit(telephone, own)
    await telephone.locator('[type=submit][name=to][value=answered]').waitFor()

    site.clock.set('2026-12-05T00:00:01+08:00')
    await telephone.reload()
    expect(await telephone.locator('[type=submit][name=to][value=answered]').count()).toBe(0)
    await site.runJobs()
    await telephone.reload()
    expect(await telephone.locator('[data-test=state]').textContent()).toBe('Заявка закрыта')
    expect(await telephone.locator('[data-test=standing]').textContent()).toContain('Ответа в срок не было')
    await expectAccessible(telephone)

    const office = await atDesk(reviewer)
    await visit(office, desk)
    expect(await office.locator('.case-head').textContent()).toContain('逾期未答复，已关闭')
    expect(await office.locator('[data-test=timeline]').textContent()).toContain('逾期未答复')
    await expectAccessible(office)
    await leave(telephone, office)
  })

  it('terminates a tenancy for a ground that the tenant reads', async () => {
    const { id, tenant } = await aTenancy(site.services, { state: 'trading' })
    const desk = `/zh/staff/tenancies/${id}`
    const office = await atDesk(await aColleague('decider'))
    await visit(office, desk)
    await office.locator(`[data-test=actions] a[href="${desk}/termination"]`).click()
    await office.waitForURL('**/termination')
    await expectAccessible(office)
    await press(office, 'form[action$="/termination"] [type=submit]')
    await office.locator('[data-error-summary]').waitFor()
    await office.check('[name=ground][value=reports_missing]')
    await office.fill('[name=reason]', 'No report since the handover, after two letters.')
    await press(office, 'form[action$="/termination"] [type=submit]')
    await office.waitForURL(`**${desk}`)
    expect(await office.locator('[data-test=now]').textContent()).toContain('租约已解除')
    await expectAccessible(office)

    const telephone = await onTelephone(tenant)
    await visit(telephone, `/en/tenancies/${id}`)
    expect(await telephone.locator('[data-test=now]').textContent()).toBe(
      'The tenancy is terminated. Ground: Reports are missing.',
    )
    expect(await telephone.locator('[data-test=events]').textContent()).toContain('No report since the handover')
    await expectAccessible(telephone)
    await leave(office, telephone)
  })

  /** Handed in with its documents by a founder who reads Russian, and being screened. */
  async function screenedCase() {
    const founder = await anApplicant({ locale: 'ru', name: 'Анна Иванова' })
    const reviewer = await aColleague('reviewer', { name: '孙立群' })
    const { code } = await aPremises()
    const id = idOf(await aDraft({ applicant: founder._id, premises: [code] }))
    const person = await site.as(founder)
    const upload = person.post(`/ru/applications/${id}/documents`)
    for (const kind of ['passport', 'business_plan', 'experience'])
      void upload.attach(kind, plainPdf([kind]), `${kind}.pdf`)
    await upload.expect(303)
    await person.post(`/ru/applications/${id}/check`).expect(303)
    const officer = await site.as(reviewer)
    await officer.post(`/zh/staff/applications/${id}/screening`).expect(303)
    return { id, code, founder, reviewer }
  }

  /** From the screening to the decision, which other journeys are about. */
  async function assess(reviewer: TestAccount, desk: string): Promise<void> {
    const officer = await site.as(reviewer)
    const act = (name: string, values: object = {}) =>
      officer.post(`${desk}/${name}`).type('form').send(values).expect(303)
    const scores = { feasibility: '4', experience: '4', jobs: '4', finance: '4', street_benefit: '4' }
    await act('review')
    await act('declaration', { interest: 'none' })
    await act('assessment', { ...scores, comment: '计划清楚，资金可靠。' })
    await act('decision')
  }

  const onTelephone = (account: TestAccount) => signedIn(account, { viewport: phone })
  const atDesk = (account: TestAccount) => signedIn(account)

  /** Signed in without the sign-in page, which other journeys walk through. */
  async function signedIn({ email }: TestAccount, options: Parameters<typeof browser.person>[0] = {}): Promise<Page> {
    const page = await browser.person(options)
    const answer = await page.request.post(`${listening.url}/en/sign-in`, {
      form: { email, password: testPassword },
      headers: { 'Sec-Fetch-Site': 'same-origin' },
      maxRedirects: 0,
    })
    expect(answer.status()).toBe(303)
    return page
  }

  const visit = (page: Page, path: string) => page.goto(`${listening.url}${path}`)
  const leave = (...pages: Page[]) => Promise.all(pages.map(page => page.context().close()))
})
