import { describe, expect, it, vi } from 'vitest'
import { AuditEntryModel, AuditIntentModel } from '#models/audit/audit-entry.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication, validAnswers } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { fill, signedInFounder, started } from '../support/founder.ts'
import { addressOf } from '../support/routes/route-walk.ts'
import { routesOf } from '../support/routes/routes.ts'
import { useSite } from '../support/site.ts'

describe('the audit trail of requests', () => {
  const site = useSite({ throughSignInPage: true })
  const entries = () => AuditEntryModel.find().sort({ _id: 1 }).lean()
  const said = async () => (await entries()).map(({ action, outcome, who }) => [action, outcome, who.role])

  it('records sign-ins, sign-outs and failed sign-ins of staff, and none of applicants', async () => {
    const account = await aColleague('decider')
    await site.visit
      .post('/en/sign-in')
      .type('form')
      .send({ email: account.email, password: 'wrong wrong' })
      .expect(422)
    await expect.poll(said).toEqual([['sign-in.failed', 'refused', 'visitor']])
    const decider = await site.as(account)
    await decider.post('/zh/sign-out').expect(303)
    expect(await said()).toEqual([
      ['sign-in.failed', 'refused', 'visitor'],
      ['signed-in', 'done', 'decider'],
      ['signed-out', 'done', 'decider'],
    ])
    const [, signedIn, signedOut] = await entries()
    expect(signedIn).toMatchObject({ who: { id: account.id }, subject: { kind: 'account', id: account.id } })
    expect(signedOut).toMatchObject({ route: 'POST /sign-out' })

    const founder = await anApplicant()
    await site.visit
      .post('/en/sign-in')
      .type('form')
      .send({ email: founder.email, password: 'wrong wrong' })
      .expect(422)
    await (await site.as(founder)).post('/en/sign-out').expect(303)
    expect(await entries()).toHaveLength(3)
  })

  it('records every refusal with its reason: a missing role, or a form from another site', async () => {
    const reviewer = await site.as(await aColleague('reviewer'))
    const { headers } = await reviewer.get('/en/staff/settings').expect(403)
    await reviewer.post('/en/staff/settings').set('Sec-Fetch-Site', 'cross-site').expect(403)
    await (await site.as(await anApplicant())).get('/en/staff/users').expect(403)
    await site.visit.post('/en/sign-in').set('Sec-Fetch-Site', 'cross-site').expect(403)
    await site.services.audit.settled()
    const refused = (await entries()).filter(({ outcome }) => outcome === 'refused')
    expect(refused.map(({ who, subject, reason }) => [who.role, subject.kind, reason])).toEqual([
      ['reviewer', 'settings', 'error.forbidden'],
      ['reviewer', 'settings', 'error.cross-site'],
      ['applicant', 'account', 'error.forbidden'],
    ])
    expect(refused[0]).toMatchObject({ requestId: headers['x-request-id'], route: 'GET /staff/settings' })
    expect(await AuditIntentModel.countDocuments()).toBe(0)
  })

  it('records every accepted act of staff, and no refused form', async () => {
    const account = await aColleague('administrator')
    const administrator = await site.as(account)
    const posted = await administrator
      .post('/zh/account')
      .type('form')
      .send({ name: 'Ольга', locale: 'zh' })
      .expect(303)
    const last = (await entries()).at(-1)
    expect(last).toMatchObject({
      who: { id: account.id, role: 'administrator' },
      outcome: 'done',
      last: true,
      requestId: posted.headers['x-request-id'],
    })
    const before = (await entries()).length
    await administrator.post('/en/staff/settings').type('form').send({ revision: '0', offerDays: '0' }).expect(422)
    expect(await entries()).toHaveLength(before)
    expect(await AuditIntentModel.countDocuments()).toBe(0)
  })

  it('records nothing when a colleague is not deactivated because their work must be reassigned first', async () => {
    const reviewer = await aColleague('reviewer')
    const administrator = await aColleague('administrator')
    await anApplication({ state: 'screening', assignee: reviewer._id })
    const chief = await site.as(administrator)
    const before = await said()
    const to = `/en/staff/users/${reviewer.id}`
    const { headers } = await chief.post(`${to}/deactivate`).type('form').send({ why: 'Leaves' }).expect(303)
    expect(headers.location).toBe(`${to}/work`)
    await site.services.audit.settled()
    expect(await said()).toEqual(before)
    expect(await AuditIntentModel.countDocuments()).toBe(0)
  })

  it('stores the intent before any unsafe route is reached', async () => {
    const administrator = await site.as(await aColleague('administrator'))
    const unsafe = routesOf(site.app).filter(
      ({ method, path, roles }) => method === 'post' && roles?.includes('administrator') && !path.includes('sign-out'),
    )
    expect(unsafe.length).toBeGreaterThan(40)
    const intend = vi.spyOn(site.services.audit, 'intend')
    const unrecorded: string[] = []
    const mustTell = (status: number) => status < 400 || status === 403 || status >= 500
    for (const { path } of unsafe) {
      const before = await AuditEntryModel.countDocuments()
      intend.mockClear()
      const address = addressOf(path, gap => (gap === 'code' ? 'SFH-A-9999' : '0'.repeat(24)))
      const { status, headers } = await administrator.post(address).type('form').send({})
      expect(headers.location ?? '', path).not.toContain('/sign-in')
      if (mustTell(status)) expect(intend, path).toHaveBeenCalledOnce()
      await site.services.audit.settled()
      const added = (await AuditEntryModel.countDocuments()) - before
      if (mustTell(status) && added === 0) unrecorded.push(`${path} ${status}`)
    }
    // An empty form asks for what is so already: nothing is stored.
    expect(unrecorded).toEqual([
      '/staff/premises/bulk 303',
      '/staff/premises/views/opens 303',
      '/staff/premises/views/:id/opens 303',
      '/staff/absence/end 303',
      '/staff/keyboard 303',
      '/staff/settings/brand/logo/remove 303',
      '/staff/settings/letterhead/seal/remove 303',
    ])
    intend.mockRestore()
    expect(await AuditIntentModel.countDocuments()).toBe(0)
  })

  it('contains no passport number, nor does the log, wherever it was typed (LG1)', async () => {
    const number = '75 7654321'
    const { person } = await signedInFounder(site, { locale: 'ru' })
    const id = await started(person, (await aPremises()).code)
    const answers = validAnswers()
    const withNumber = (more: object) => ({ ...answers, applicant: { ...answers.applicant, ...more } })
    await fill(person, id, 'applicant', withNumber({ passportNumber: number, phone: 'none' })).expect(422)
    await fill(person, id, 'applicant', withNumber({ passportNumber: number })).expect(303)
    const send = (to: string) => person.post(to).type('form').send({ passportNumber: number })
    await send(`/ru/applications/${'0'.repeat(24)}/applicant`).expect(404)
    await send(`/ru/applications/${id}/applicant`).set('Sec-Fetch-Site', 'cross-site').expect(403)
    const reviewer = await site.as(await aColleague('reviewer'))
    for (const section of ['search', 'applications'])
      await reviewer.get(`/en/staff/${section}`).query({ q: number }).expect(200)
    await reviewer.post('/en/staff/nothing').type('form').send({ passportNumber: number }).expect(404)
    await site.services.audit.settled()
    const said = site.log.raw() + JSON.stringify(await entries())
    for (const spelling of [number, number.replace(' ', '%20'), number.replace(' ', '+'), '7654321'])
      expect(said).not.toContain(spelling)
  })
})
