import { describe, expect, it } from 'vitest'
import { AccountModel } from '#models/accounts/account.ts'
import { aColleague, anAccount, anApplicant, testPassword } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const list = '/en/staff/users'
const invitation = { name: 'Sun Li', email: 'Sun.Li@Example.com', role: 'reviewer', locale: 'zh', reason: '' }

describe('people', () => {
  const site = useSite()
  const anAdministrator = async () => {
    const account = await aColleague('administrator', {
      name: 'Olga',
      email: 'olga@example.com',
      createdAt: new Date('2026-11-25'),
    })
    return { account, browser: await site.as(account) }
  }
  const peopleOn = (page: ReturnType<typeof renderedPage>) =>
    page
      .$('[data-test="person"] a')
      .map((_, link) => page.$(link).text())
      .get()

  it('are listed with role and state, newest first, and found by words, role and state', async () => {
    const { browser } = await anAdministrator()
    const day = (n: number) => new Date(`2026-11-2${n}T00:00:00Z`)
    await anApplicant({ name: 'Anna (retail)', createdAt: day(1) })
    await aColleague('reviewer', { name: 'Sun', createdAt: day(2) })
    await anAccount({ name: 'Boris', verifiedAt: null, createdAt: day(3) })
    await aColleague('reviewer', { name: 'Gone', deactivatedAt: day(4), createdAt: day(4) })

    const all = renderedPage(await browser.get(list).expect(200))
    expect(all.text('summary')).toBe('5 people')
    expect(peopleOn(all)).toEqual(['Olga', 'Gone', 'Boris', 'Sun', 'Anna (retail)'])
    const found = async (query: string) => peopleOn(renderedPage(await browser.get(`${list}?${query}`).expect(200)))
    expect(await found('role=reviewer')).toEqual(['Gone', 'Sun'])
    expect(await found('role=reviewer&state=active')).toEqual(['Sun'])
    expect(await found('state=unverified')).toEqual(['Boris'])
    expect(await found('state=deactivated')).toEqual(['Gone'])
    expect(await found('q=(RETAIL)')).toEqual(['Anna (retail)'])
    expect(await found('q=nobody.*')).toEqual([])
    expect(await found('role=king&page=-1&state=%00')).toHaveLength(5)
  })

  it('are listed in pages of fifty that keep the search', async () => {
    const { browser } = await anAdministrator()
    const many = Array.from({ length: 60 }, (_, i) => ({
      email: `n${i}@example.com`,
      name: `N ${i}`,
      role: 'applicant' as const,
      locale: 'ru' as const,
    }))
    await AccountModel.insertMany(many)
    const first = renderedPage(await browser.get(`${list}?role=applicant`).expect(200))
    expect(peopleOn(first)).toHaveLength(50)
    const next = first.$('a[rel="next"]').attr('href') ?? ''
    expect(next).toBe('/en/staff/users?role=applicant&page=2')
    expect(peopleOn(renderedPage(await browser.get(next).expect(200)))).toHaveLength(10)
    expect(peopleOn(renderedPage(await browser.get(`${list}?role=applicant&page=99`)))).toHaveLength(10)
  })

  it('are invited by a letter in their language with a link that signs them in', async () => {
    const { browser, account } = await anAdministrator()
    const response = await browser.post(`${list}/new`).type('form').send(invitation).expect(303)
    const page = renderedPage(await browser.get(response.headers.location ?? ''))
    expect(page.heading).toBe('Sun Li')
    expect(page.notice).toBe('The invitation is on its way to sun.li@example.com.')
    expect(page.text('history')).toMatch(/Invited as “Reviewer”.*Olga/)

    await site.services.mail.deliverDue()
    const [letter] = site.mails()
    expect(letter).toMatchObject({ to: 'sun.li@example.com', subject: '邀请您加入创业街工作团队' })
    const link = /http:\/\/street\.test(\/zh\/reset-password\/\S+)/.exec(letter?.text ?? '')?.[1] ?? ''
    const colleague = site.visit
    expect(renderedPage(await colleague.get(link).expect(200)).heading).toContain('Sun Li')
    await colleague.post(link).type('form').send({ password: testPassword }).expect(303)
    await (await site.as({ email: 'sun.li@example.com' })).get('/en/account').expect(200)
    await site.visit.get(link).expect(410)

    const line = site.log.lines().find(entry => entry.msg === 'account administered')
    expect(line).toMatchObject({ account: account.id, act: 'invite', role: 'reviewer' })
    expect(site.log.raw()).not.toContain(link.split('/').at(-1))
  })

  it('cannot be invited twice, without a role, or as applicants', async () => {
    const { browser } = await anAdministrator()
    await anApplicant({ email: 'sun.li@example.com' })
    const send = (more: Record<string, string>) =>
      browser
        .post(`${list}/new`)
        .type('form')
        .send({ ...invitation, ...more })
    const taken = renderedPage(await send({}).expect(422))
    expect(taken.errors().map(({ field }) => field)).toEqual(['email'])
    expect(taken.value('name')).toBe('Sun Li')
    expect(taken.$('[name="role"]:checked').val()).toBe('reviewer')
    for (const role of ['', 'applicant', 'emperor']) {
      const page = renderedPage(await send({ role, email: 'new@example.com' }).expect(422))
      expect(page.errors()).toEqual([{ field: 'role', text: 'Role: Choose one of the options.' }])
    }
    expect(await AccountModel.countDocuments()).toBe(2)
  })

  it('get a new invitation link, which ends the old one', async () => {
    const { browser } = await anAdministrator()
    const invited = await site.services.accounts.people.invite(
      { name: 'Sun', email: 'sun@example.com', role: 'reviewer', locale: 'en' },
      { byMail: false },
    )
    if (!invited.ok) throw new Error('not invited')
    await browser.post(`${list}/${invited.id}/invitation`).expect(303)
    await site.visit.get(invited.link).expect(410)
    await site.services.mail.deliverDue()
    expect(site.mails()).toHaveLength(1)

    const settled = await aColleague('decider')
    await browser.post(`${list}/${settled.id}/invitation`).expect(409)
  })

  it('lose their open sessions at once when their account is closed', async () => {
    const { browser } = await anAdministrator()
    const colleague = await aColleague('administrator')
    const open = await site.as(colleague)
    await open.get(list).expect(200)
    await browser.post(`${list}/${colleague.id}/deactivate`).expect(303)
    await open
      .get(list)
      .expect(303)
      .expect('Location', /sign-in/)
    await site.visit
      .post('/en/sign-in')
      .type('form')
      .send({ email: colleague.email, password: testPassword })
      .expect(422)

    await browser.post(`${list}/${colleague.id}/reactivate`).expect(303)
    await (await site.as(colleague)).get(list).expect(200)
    await open.get(list).expect(303)
  })

  it('cannot deactivate or demote the last administrator', async () => {
    const { browser, account } = await anAdministrator()
    await aColleague('administrator', { deactivatedAt: new Date('2026-11-01') })
    const refused = renderedPage(await browser.post(`${list}/${account.id}/deactivate`).expect(422))
    expect(refused.errors().map(({ text }) => text)).toEqual([
      'This is the last administrator. Appoint another one first.',
    ])
    const change = { role: 'reviewer', reason: 'Holiday' }
    await browser.post(`${list}/${account.id}/role`).type('form').send(change).expect(422)
    await browser.get(list).expect(200)
  })

  it('keep one administrator when two dismiss each other at once', async () => {
    const one = await aColleague('administrator')
    const two = await aColleague('administrator')
    const { accounts } = site.services
    await Promise.all([accounts.people.deactivate(one.id, two.id), accounts.people.deactivate(two.id, one.id)])
    expect(await AccountModel.countDocuments({ role: 'administrator', deactivatedAt: null })).toBeGreaterThan(0)
  })

  it('cannot change from applicants into staff', async () => {
    const { browser } = await anAdministrator()
    const founder = await anApplicant()
    expect(renderedPage(await browser.get(`${list}/${founder.id}`)).field('role')).toHaveLength(0)
    await browser.post(`${list}/${founder.id}/role`).type('form').send({ role: 'reviewer', reason: 'x' }).expect(422)
    expect((await AccountModel.findById(founder.id).lean())?.role).toBe('applicant')
  })

  it('are not found by an id that does not exist', async () => {
    const { browser } = await anAdministrator()
    for (const id of ['6564b1c2d3e4f5a6b7c8d9e0', 'nobody', '%00', '[object']) {
      await browser.get(`${list}/${id}`).expect(404)
      await browser.post(`${list}/${id}/deactivate`).expect(404)
    }
  })

  it('are managed by administrators only', async () => {
    const target = await aColleague('administrator')
    const acts = [
      `${list}/new`,
      ...['role', 'role/confirm', 'role/withdraw', 'deactivate', 'reactivate', 'invitation'].map(
        act => `${list}/${target.id}/${act}`,
      ),
    ]
    await site.visit.get(list).expect(303)
    for (const role of ['applicant', 'listing_manager', 'reviewer', 'decider'] as const) {
      const other = await site.as(await anAccount({ role }))
      await other.get(list).expect(403)
      await other.get(`${list}/${target.id}`).expect(403)
      for (const act of acts) await other.post(act).type('form').send(invitation).expect(403)
    }
    expect(await AccountModel.findById(target.id).lean()).toMatchObject({ role: 'administrator', sessionEpoch: 0 })
  })
})
