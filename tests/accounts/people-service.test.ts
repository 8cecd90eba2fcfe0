import { describe, expect, it } from 'vitest'
import { AccountModel } from '#models/accounts/account.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { useSite } from '../support/site.ts'

describe('colleagues', () => {
  const site = useSite()
  const people = () => site.services.accounts

  it('are invited by mail in their language and choose a password by the link', async () => {
    const by = (await aColleague('administrator')).id
    const invitation = { email: 'li@example.com', name: '李慧兰', role: 'decider', locale: 'zh', by } as const
    const made = await people().people.invite(invitation, { byMail: true })
    await site.runJobs()
    const [mail] = site.mails()
    expect(mail).toMatchObject({ to: 'li@example.com', subject: '邀请您加入创业街工作团队' })
    expect(mail?.text).toContain('您的角色是审批人')
    const link = /http:\/\/street\.test(\/zh\/reset-password\/\S+)/.exec(mail?.text ?? '')?.[1] ?? ''
    expect(made).toMatchObject({ ok: true, link })
    expect(await people().people.invite(invitation, { byMail: true })).toEqual({ ok: false, reason: 'taken' })

    const page = await site.visit.get(link).expect(200)
    expect(page.text).toContain('李慧兰，欢迎您')
    await site.visit.post(link).type('form').send({ password: '冬天的口岸很安静呢' }).expect(303)
    await site.as({ email: 'li@example.com', password: '冬天的口岸很安静呢' })
    expect(await AccountModel.findOne({ email: 'li@example.com' }).lean()).toMatchObject({
      role: 'decider',
      verifiedAt: site.clock.now(),
      history: [{ kind: 'invited', to: 'decider' }, { kind: 'password_set' }],
    })
    await expect(
      people().people.inviteAgain((await people().people.findByEmail('li@example.com'))?.id ?? ''),
    ).rejects.toMatchObject({
      kind: 'conflict',
      code: 'account.not-invited',
    })
  })

  it('get a new link that replaces the older one and is valid for seven days', async () => {
    const made = await people().people.invite(
      { email: 'li@example.com', name: 'Li', role: 'reviewer', locale: 'en' },
      { byMail: false },
    )
    if (!made.ok) throw new Error('not invited')
    const { id = '' } = (await people().people.findByEmail('li@example.com')) ?? {}
    const second = await people().people.renewInvitation(id)
    await site.visit.get(made.link).expect(410)
    site.clock.advance({ days: 6 })
    await site.visit.get(second).expect(200)
    site.clock.advance({ days: 1, minutes: 1 })
    await site.visit.get(second).expect(410)
  })

  it('keep the newest sent invitation valid when more are requested than may be sent', async () => {
    const invited = { email: 'li@example.com', name: 'Li', role: 'reviewer', locale: 'en' } as const
    const made = await people().people.invite(invited, { byMail: true })
    if (!made.ok) throw new Error('not invited')
    for (let i = 0; i < 4; i += 1) await people().people.inviteAgain(made.id)
    await expect(people().people.inviteAgain(made.id)).rejects.toMatchObject({ kind: 'too-many' })
    expect(await site.queuedMails()).toHaveLength(5)
    await site.runJobs()
    const links = site
      .mails()
      .map(({ text }) => /http:\/\/street\.test(\/en\/reset-password\/\S+)/.exec(text)?.[1] ?? '')
    const statuses = await Promise.all(links.map(async link => (await site.visit.get(link)).status))
    expect(statuses).toEqual([410, 410, 410, 410, 200])
    // A person with access to the machine gets the link directly, and no letter is sent.
    await site.visit.get(await people().people.renewInvitation(made.id)).expect(200)
  })

  it('get another role from the command line at once, with an entry in their history', async () => {
    const colleague = await aColleague('reviewer')
    expect(await people().people.changeRole(colleague.id, 'decider')).toEqual({ ok: true })
    const changed = await AccountModel.findById(colleague.id).lean()
    expect(changed).toMatchObject({ role: 'decider', sessionEpoch: 1 })
    expect(changed?.history.at(-1)).toMatchObject({
      kind: 'role_changed',
      from: 'reviewer',
      to: 'decider',
      at: site.clock.now(),
    })
    expect(await people().people.changeRole((await anApplicant()).id, 'decider')).toEqual({
      ok: false,
      reason: 'applicant-stays',
    })
  })

  it('sign in again after a reactivation, without their old sessions', async () => {
    await aColleague('administrator')
    const colleague = await aColleague('reviewer')
    const session = await site.as(colleague)
    expect(await people().people.deactivate(colleague.id)).toEqual({ ok: true })
    expect(await people().people.deactivate(colleague.id)).toEqual({ ok: false, reason: 'already-deactivated' })
    expect(await people().people.reactivate(colleague.id)).toEqual({ ok: true })
    expect(await people().people.reactivate(colleague.id)).toEqual({ ok: false, reason: 'not-deactivated' })
    await session.get('/en/account').expect(303)
    await site.as(colleague)
  })

  it('keep their last administrator, not counting invited, deactivated or demonstration ones', async () => {
    const last = await aColleague('administrator')
    await aColleague('administrator', { deactivatedAt: new Date() })
    await people().people.invite(
      { email: 'new@example.com', name: 'New', role: 'administrator', locale: 'en' },
      { byMail: false },
    )
    expect(await people().people.deactivate(last.id)).toEqual({ ok: false, reason: 'last-administrator' })
    expect(await people().people.changeRole(last.id, 'reviewer')).toEqual({ ok: false, reason: 'last-administrator' })
    await site.as(last)
  })

  it('keep one administrator when two dismiss each other at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      await AccountModel.deleteMany({})
      const first = await aColleague('administrator')
      const second = await aColleague('administrator')
      await Promise.all([people().people.deactivate(first.id), people().people.changeRole(second.id, 'reviewer')])
      expect(await AccountModel.countDocuments({ role: 'administrator', deactivatedAt: null })).toBeGreaterThanOrEqual(
        1,
      )
    }
  })

  it('are found by words, role and state, and words are text, not a pattern', async () => {
    await anApplicant({ name: 'Анна (Аня) Петрова', email: 'anna@example.com' })
    await anApplicant({ name: 'Borís', email: 'boris@example.com', verifiedAt: null })
    await aColleague('reviewer', { name: '孙立群' })
    await aColleague('reviewer', { name: 'Gone', deactivatedAt: new Date() })
    await people().people.invite(
      { email: 'new@example.com', name: 'New', role: 'decider', locale: 'en' },
      { byMail: false },
    )
    const found = async (search: Partial<Parameters<ReturnType<typeof people>['people']['list']>[0]>) =>
      (await people().people.list({ page: 1, ...search })).items.map(({ name }) => name).sort()
    expect(await found({ q: '(аня)' })).toEqual(['Анна (Аня) Петрова'])
    expect(await found({ q: '.*' })).toEqual([])
    expect(await found({ q: 'BORIS@' })).toEqual(['Borís'])
    expect(await found({ role: 'reviewer' })).toEqual(['Gone', '孙立群'])
    expect(await found({ state: 'deactivated' })).toEqual(['Gone'])
    expect(await found({ state: 'unverified' })).toEqual(['Borís'])
    expect(await found({ state: 'invited' })).toEqual(['New'])
    expect(await found({ state: 'active', role: 'reviewer' })).toEqual(['孙立群'])
    expect(await people().people.list({ page: 9 })).toMatchObject({ total: 5, page: 1, pages: 1 })
    // A colleague without a password cannot be assigned work.
    expect((await people().people.colleagues(['reviewer', 'decider'])).map(({ name }) => name)).toEqual(['孙立群'])
    expect((await people().people.listColleagues()).map(({ name }) => name)).toEqual(['孙立群', 'Gone', 'New'])
  })

  it('are not found by an unknown id', async () => {
    await expect(people().people.contactOf('6f0000000000000000000000')).rejects.toMatchObject({ kind: 'not-found' })
    expect(await people().people.findContact('6f0000000000000000000000')).toBeNull()
    const anna = await anApplicant({ locale: 'ru' })
    const contact = { email: anna.email, name: anna.name, locale: 'ru', verified: true, state: 'active' }
    expect(await people().people.contactOf(anna.id)).toEqual(contact)
    expect(await people().people.findContact(anna.id)).toEqual(contact)
  })
})
