import { describe, expect, it } from 'vitest'
import { AccountModel } from '#models/accounts/account.ts'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const list = '/en/staff/users'

describe('a change of role', () => {
  const site = useSite()
  type Browser = Awaited<ReturnType<typeof site.as>>
  const send = (browser: Browser, path: string, body: Record<string, string>) =>
    browser.post(path).type('form').send(body)

  async function twoAdministrators() {
    const olga = await aColleague('administrator', { name: 'Olga', locale: 'en' })
    const ivan = await aColleague('administrator', { name: 'Ivan', locale: 'en' })
    return { olga: await site.as(olga), ivan: await site.as(ivan), ids: { olga: olga.id, ivan: ivan.id } }
  }
  const propose = (browser: Browser, id: string, role = 'decider') =>
    send(browser, `${list}/${id}/role`, { role, reason: 'She leads the panel now' }).expect(303)
  const keyOn = async (browser: Browser, id: string) =>
    String(renderedPage(await browser.get(`${list}/${id}`).expect(200)).value('key') ?? '')
  const roleOf = async (id: string) => (await AccountModel.findById(id).lean())?.role

  it('is proposed with a reason by one administrator, and takes effect and ends the sessions when another confirms', async () => {
    const { olga, ivan } = await twoAdministrators()
    const sun = await aColleague('reviewer', { name: 'Sun' })
    const open = await site.as(sun)
    const refused = renderedPage(
      await send(olga, `${list}/${sun.id}/role`, { role: 'decider', reason: ' ' }).expect(422),
    )
    expect(refused.errors()).toEqual([{ field: 'reason', text: 'Why: Fill in this field.' }])
    await propose(olga, sun.id)
    expect(await roleOf(sun.id)).toBe('reviewer')
    await open.get('/en/account').expect(200)
    expect(renderedPage(await ivan.get(list)).text('waiting')).toMatch(
      /Sun: Reviewer → Decider Proposed by Olga, good until/,
    )
    await site.runJobs({ tidying: true })
    expect(site.mails().map(({ subject }) => subject)).toEqual(['A role waits for your confirmation'])

    expect(await AuditEntryModel.findOne({ action: 'account.role_proposed' }).lean()).toMatchObject({
      subject: { kind: 'account', id: sun.id },
      reason: 'She leads the panel now',
      changes: [{ field: 'role.proposed', before: '"reviewer"', after: '"decider"' }],
    })

    const key = await keyOn(ivan, sun.id)
    await send(olga, `${list}/${sun.id}/role/confirm`, { key }).expect(422)
    await send(ivan, `${list}/${sun.id}/role/confirm`, { key: '0'.repeat(24) }).expect(409)
    await send(ivan, `${list}/${sun.id}/role/confirm`, { key }).expect(303)
    expect(await roleOf(sun.id)).toBe('decider')
    await open.get('/en/account').expect(303)
    const history = renderedPage(await ivan.get(`${list}/${sun.id}`)).text('history')
    expect(history).toMatch(/Role changed: Reviewer → Decider — She leads the panel now.*Olga \+ Ivan/)
    await send(ivan, `${list}/${sun.id}/role/confirm`, { key }).expect(409)
  })

  it('is made once when two administrators confirm it at the same moment', async () => {
    const { olga, ivan } = await twoAdministrators()
    const pyotr = await site.as(await aColleague('administrator'))
    const sun = await aColleague('reviewer')
    await propose(olga, sun.id)
    const key = await keyOn(ivan, sun.id)
    const answers = await Promise.all([ivan, pyotr].map(one => send(one, `${list}/${sun.id}/role/confirm`, { key })))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    const { history = [], sessionEpoch } = (await AccountModel.findById(sun.id).lean()) ?? {}
    expect(history.filter(({ kind }) => kind === 'role_changed')).toHaveLength(1)
    expect(sessionEpoch).toBe(1)
  })

  it('is withdrawn once, and not after a confirmation at the same moment', async () => {
    const { olga, ivan } = await twoAdministrators()
    const sun = await aColleague('reviewer')
    const anna = await aColleague('reviewer')
    await propose(olga, sun.id)
    await propose(olga, anna.id)
    const key = await keyOn(ivan, sun.id)
    const withdraw = (browser: Browser) => send(browser, `${list}/${sun.id}/role/withdraw`, { key })
    const answers = await Promise.all([olga, ivan, olga].map(withdraw))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409])

    const other = { key: await keyOn(ivan, anna.id) }
    const [withdrawn, confirmed] = await Promise.all([
      send(olga, `${list}/${anna.id}/role/withdraw`, other),
      send(ivan, `${list}/${anna.id}/role/confirm`, other),
    ])
    expect([withdrawn.status, confirmed.status].sort()).toEqual([303, 409])
    expect(await roleOf(anna.id)).toBe(confirmed.status === 303 ? 'decider' : 'reviewer')
    await site.services.audit.settled()
    const told = await AuditEntryModel.find({ action: 'account.role_proposal_withdrawn' }).lean()
    expect(told).toHaveLength(withdrawn.status === 303 ? 2 : 1)
  })

  it('is not confirmed by the colleague concerned, nor for a former administrator, nor after its time limit', async () => {
    const { olga, ivan, ids } = await twoAdministrators()
    const pyotr = await aColleague('administrator')
    await propose(olga, ids.ivan, 'reviewer')
    const key = await keyOn(olga, ids.ivan)
    for (const act of ['confirm', 'withdraw']) await send(ivan, `${list}/${ids.ivan}/role/${act}`, { key }).expect(422)
    await site.services.accounts.people.deactivate(ids.olga)
    const third = await site.as(pyotr)
    await send(third, `${list}/${ids.ivan}/role/confirm`, { key }).expect(422)
    await send(third, `${list}/${ids.ivan}/role/withdraw`, { key }).expect(303)

    const sun = await aColleague('reviewer')
    await propose(third, sun.id)
    const late = await keyOn(ivan, sun.id)
    site.clock.advance({ days: 7 })
    const again = await site.as({ email: (await AccountModel.findById(ids.ivan).lean())?.email ?? '' })
    await send(again, `${list}/${sun.id}/role/confirm`, { key: late }).expect(422)
    await site.runJobs({ tidying: true })
    await send(again, `${list}/${sun.id}/role/confirm`, { key: late }).expect(409)
    expect(await roleOf(sun.id)).toBe('reviewer')
  })

  it('is limited to one proposal at a time and needs another administrator to confirm it', async () => {
    const { olga, ivan } = await twoAdministrators()
    const sun = await aColleague('reviewer')
    await propose(olga, sun.id)
    await send(ivan, `${list}/${sun.id}/role`, { role: 'listing_manager', reason: 'No' }).expect(422)
    await send(ivan, `${list}/${sun.id}/role/withdraw`, { key: await keyOn(ivan, sun.id) }).expect(303)
    expect(await AccountModel.findById(sun.id).lean()).toMatchObject({ role: 'reviewer', sessionEpoch: 0 })

    await AccountModel.deleteMany({ name: 'Ivan' })
    expect(renderedPage(await olga.get(`${list}/${sun.id}`)).main).toContain('Ask whoever runs the server')
    await send(olga, `${list}/${sun.id}/role`, { role: 'decider', reason: 'Alone' }).expect(422)
  })
})

describe('a new administrator or decider', () => {
  const site = useSite()
  const newcomer = { name: 'Li', email: 'li@example.com', locale: 'en', reason: 'Olga retires' }
  const form = { ...newcomer, role: 'administrator' }

  it.each(['administrator', 'decider'] as const)(
    'gets the invitation as %s, and can use the account, only after another administrator has confirmed',
    async role => {
      const form = { ...newcomer, role }
      const olga = await site.as(await aColleague('administrator'))
      const invite = () => olga.post(`${list}/new`).type('form').send(form)
      await invite().expect(422)
      const ivan = await site.as(await aColleague('administrator'))
      await olga
        .post(`${list}/new`)
        .type('form')
        .send({ ...form, reason: '' })
        .expect(422)
      const person = (await invite().expect(303)).headers.location ?? ''
      await site.visit.post('/en/forgot-password').type('form').send({ email: form.email }).expect(303)
      await site.runJobs({ tidying: true })
      expect(site.mails().map(({ to }) => to)).not.toContain(form.email)
      await ivan.post(`${person}/reactivate`).expect(422)

      const key = String(renderedPage(await ivan.get(person)).value('key'))
      await olga.post(`${person}/role/confirm`).type('form').send({ key }).expect(422)
      await ivan.post(`${person}/role/confirm`).type('form').send({ key }).expect(303)
      await site.runJobs({ tidying: true })
      expect(site.mails().filter(({ to }) => to === form.email)).toHaveLength(1)
      expect(renderedPage(await ivan.get(`${list}?state=invited`)).text('person')).toContain('li@example.com')
      expect(await AccountModel.findOne({ email: form.email }).lean()).toMatchObject({ role, deactivatedAt: null })
    },
  )

  it('is deleted when the proposal is withdrawn or nobody confirms it in time', async () => {
    const olga = await site.as(await aColleague('administrator'))
    await aColleague('administrator')
    const invite = async () =>
      (await olga.post(`${list}/new`).type('form').send(form).expect(303)).headers.location ?? ''
    const person = await invite()
    const key = String(renderedPage(await olga.get(person)).value('key'))
    await olga.post(`${person}/role/withdraw`).type('form').send({ key }).expect(303).expect('Location', list)
    await invite()
    site.clock.advance({ days: 8 })
    await site.runJobs({ tidying: true })
    expect(await AccountModel.exists({ email: form.email })).toBeNull()
  })

  it('is never appointed from among the applicants', async () => {
    const olga = await site.as(await aColleague('administrator'))
    await aColleague('administrator')
    const { id } = await anApplicant()
    await olga.post(`${list}/${id}/role`).type('form').send({ role: 'decider', reason: 'x' }).expect(422)
  })
})
