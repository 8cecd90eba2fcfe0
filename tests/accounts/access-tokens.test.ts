import { describe, expect, it } from 'vitest'
import { AccessTokenModel } from '#models/accounts/access-token.ts'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { aColleague, testPassword } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { typedInto } from '../support/staff-form.ts'

const wish = { name: 'Space register', scopes: ['premises:read'], days: '90', current: testPassword }
type Person = Awaited<ReturnType<ReturnType<typeof useSite>['as']>>

describe('access tokens', () => {
  const site = useSite()
  const make = (person: Person, more: object = {}) =>
    person
      .post('/en/staff/tokens')
      .type('form')
      .send({ ...wish, ...more })
  const entries = () => AuditEntryModel.find({ action: /^token\./ }).lean()

  it('are created after the password, shown once, stored as a hash, and announced by mail without the secret', async () => {
    const account = await aColleague('listing_manager')
    const manager = await site.as(account)
    expect(renderedPage(await manager.get('/zh/staff/tokens').expect(200)).heading).toBe('程序访问令牌')
    const made = await make(manager).expect(200).expect('Cache-Control', 'no-store')
    const secret = renderedPage(made).text('secret')
    expect(secret).toMatch(/^sst_[\w-]{43}$/)
    const later = await manager.get('/en/staff/tokens').expect(200)
    expect(later.text).not.toContain(secret)
    expect(renderedPage(later).text('tokens')).toContain(secret.slice(0, 12))

    const [kept] = await AccessTokenModel.find().lean()
    expect(JSON.stringify(kept)).not.toContain(secret)
    expect(kept).toMatchObject({ name: 'Space register', scopes: ['premises:read'], prefix: secret.slice(0, 12) })
    expect(kept?.expiresAt.getTime()).toBe(site.clock.now().getTime() + 90 * 86_400_000)
    const [told] = await entries()
    expect(told).toMatchObject({ action: 'token.made', who: { id: account.id }, subject: { kind: 'token' } })
    expect(JSON.stringify(told)).not.toContain(secret)
    expect(JSON.stringify(site.log.lines())).not.toContain(secret.slice(0, 20))
  })

  it('are created once when the form is sent again by reloading the page that shows the key', async () => {
    const manager = await site.as(await aColleague('listing_manager'))
    const { once } = typedInto(await manager.get('/en/staff/tokens'), {}, 'form[action$="/tokens"]')
    const answers = await Promise.all([1, 2, 3].map(() => make(manager, { once })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422])
    const again = renderedPage(await make(manager, { once }).expect(422))
    expect(again.errors().map(({ field }) => field)).toEqual(['name'])
    expect(again.main).toContain('The token was made when this form was first sent')
    expect(again.value('once')).not.toBe(once)
    expect(await AccessTokenModel.countDocuments()).toBe(1)
    await site.services.audit.settled()
    expect(await entries()).toHaveLength(1)
  })

  it('are not created with a wrong password, without a name or without a permission, and the form keeps its input', async () => {
    const manager = await site.as(await aColleague('listing_manager'))
    const wrong = renderedPage(await make(manager, { current: 'wrong wrong' }).expect(422))
    expect(wrong.$('#name').val()).toBe('Space register')
    expect(wrong.$('#scopes').attr('checked')).toBeDefined()
    expect(wrong.$('.error-summary a').attr('href')).toBe('#current')
    const empty = renderedPage(await manager.post('/en/staff/tokens').type('form').send({}).expect(422))
    expect(
      empty
        .$('.error-summary a')
        .toArray()
        .map(link => empty.$(link).attr('href')),
    ).toEqual(['#name', '#scopes', '#days', '#current'])
    await make(manager, { scopes: ['premises:review'] })
      .expect(422)
      .expect(/only together with the right to import/)
    await make(manager, { scopes: ['everything'] }).expect(422)
    await make(manager, { days: '4000' }).expect(422)
    for (let tries = 0; tries < 10; tries += 1) await make(manager, { current: 'wrong wrong' })
    await make(manager).expect(429).expect('Retry-After', '900')
    expect(await AccessTokenModel.countDocuments()).toBe(0)
  })

  it('are revoked by their owner or an administrator, and by no other colleague', async () => {
    const owner = await aColleague('listing_manager', { name: 'Owner' })
    const other = await aColleague('listing_manager')
    const manager = await site.as(owner)
    await make(manager).expect(200)
    await make(manager, { name: 'Another' }).expect(200)
    const [first, second] = await AccessTokenModel.find().sort({ _id: 1 }).lean()
    const stranger = await site.as(other)
    expect(renderedPage(await stranger.get('/en/staff/tokens')).text('tokens')).toBe('')
    await stranger.post(`/en/staff/tokens/${String(first?._id)}/revoke`).expect(404)
    await manager.post(`/en/staff/tokens/${String(first?._id)}/revoke`).expect(303)
    await manager.post(`/en/staff/tokens/${String(first?._id)}/revoke`).expect(303)

    const administrator = await site.as(await aColleague('administrator'))
    expect(renderedPage(await administrator.get('/en/staff/tokens')).text('tokens')).toContain('Owner')
    await administrator.post(`/en/staff/tokens/${String(second?._id)}/revoke`).expect(303)
    expect(renderedPage(await manager.get('/en/staff/tokens')).text('tokens')).toContain('revoked')
    expect(await AccessTokenModel.countDocuments({ revokedAt: null })).toBe(0)
    expect((await entries()).filter(({ action }) => action === 'token.revoked')).toHaveLength(2)

    for (const role of ['reviewer', 'decider'] as const) {
      const colleague = await site.as(await aColleague(role))
      await colleague.get('/en/staff/tokens').expect(403)
      await make(colleague).expect(403)
    }
    await site.visit.get('/en/staff/tokens').expect(303)
  })

  describe('and the calendar address', () => {
    const another = 'another good phrase'
    async function withBoth() {
      const account = await aColleague('listing_manager')
      const manager = await site.as(account)
      await make(manager).expect(200)
      await site.services.accounts.calendarFeeds.renew(account.id)
      return { account, manager }
    }
    const left = async ({ id }: { id: string }) => [
      (await site.services.accounts.calendarFeeds.madeAt(id)) !== null,
      (await AccessTokenModel.countDocuments({ account: id, revokedAt: null })) > 0,
    ]

    it('are revoked when the password is reset by a link, because somebody else may have created them', async () => {
      const { account } = await withBoth()
      await site.visit.post('/en/forgot-password').type('form').send({ email: account.email }).expect(303)
      await site.runJobs()
      const link = /http:\/\/street\.test(\/\S+)/.exec(site.mails()[0]!.text)![1]!
      await site.visit.post(link).type('form').send({ password: another }).expect(303)
      expect(await left(account)).toEqual([false, false])
      await site.services.audit.settled()
      expect((await entries()).map(({ action }) => action)).toEqual(['token.made', 'token.revoked'])
    })

    it('are revoked when the account is closed, and stay revoked when it is reopened', async () => {
      const { account } = await withBoth()
      const administrator = await site.as(await aColleague('administrator'))
      await administrator.post(`/en/staff/users/${account.id}/deactivate`).type('form').send({}).expect(303)
      expect(await left(account)).toEqual([false, false])
    })

    it('are revoked when the password changes, except those that the owner ticks', async () => {
      for (const keep of [[], ['feed'], ['tokens'], ['feed', 'tokens']]) {
        const { account, manager } = await withBoth()
        const form = renderedPage(await manager.get('/ru/account').expect(200))
        expect(form.$('input[name="keep"]').length).toBe(2)
        const change = { current: testPassword, password: another, keep }
        const wrong = renderedPage(
          await manager
            .post('/ru/account/password')
            .type('form')
            .send({ ...change, current: 'wrong wrong' })
            .expect(422),
        )
        expect(wrong.$('input[name="keep"][checked]').length).toBe(keep.length)
        expect(await left(account)).toEqual([true, true])
        await manager.post('/ru/account/password').type('form').send(change).expect(303)
        expect(await left(account)).toEqual([keep.includes('feed'), keep.includes('tokens')])
      }
    })

    it('are not mentioned in the password form when there are none', async () => {
      const manager = await site.as(await aColleague('listing_manager'))
      expect(renderedPage(await manager.get('/ru/account').expect(200)).$('input[name="keep"]').length).toBe(0)
    })
  })

  it('are limited to twenty valid ones for each colleague', async () => {
    const account = await aColleague('listing_manager')
    const manager = await site.as(account)
    const common = { account: account._id, name: 'x', scopes: ['premises:read' as const], prefix: 'sst_' }
    const times = { createdAt: site.clock.now(), expiresAt: new Date(site.clock.now().getTime() + 1_000) }
    await AccessTokenModel.create(Array.from({ length: 20 }, (_, index) => ({ ...common, ...times, hash: `${index}` })))
    await make(manager)
      .expect(422)
      .expect(/20 valid tokens/)
    site.clock.set(new Date(site.clock.now().getTime() + 2_000).toISOString())
    await make(manager).expect(200)
  })
})
