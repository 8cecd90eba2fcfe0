import { load } from 'cheerio'
import { Secret, TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { AuditEntryModel, type AuditEntry } from '#models/audit/audit-entry.ts'
import { aColleague, anApplicant, testPassword, type TestAccount } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const newPassword = 'winter light on the border'
const twoFactor = '/en/account/two-factor'

describe('the sign-in history of colleagues', () => {
  const site = useSite({ throughSignInPage: true })
  type Browser = ReturnType<typeof site.agent>
  const send = (browser: Browser, path: string, body: Record<string, string> = {}) =>
    browser.post(path).type('form').send(body)

  /** Returns all entries about an account: what was done, by whom, and why not. */
  async function told({ id }: { id: string }) {
    const entries = await AuditEntryModel.find({ 'subject.id': id }).sort({ _id: 1 }).lean<AuditEntry[]>()
    return entries.map(({ action, who, reason, outcome }) =>
      [action, who.id === id ? 'themselves' : (who.id ?? who.role), ...(outcome === 'done' ? [] : [reason])].join(' '),
    )
  }

  const newest = async (count: number, account: { id: string }) => (await told(account)).slice(-count)
  const linkIn = (text: string | undefined): string => /http:\/\/street\.test(\/\S+)/.exec(text ?? '')?.[1] ?? ''

  async function enrol(browser: Browser): Promise<{ secret: string; codes: string[] }> {
    await send(browser, twoFactor, { current: testPassword }).expect(303)
    const secret = renderedPage(await browser.get(`${twoFactor}/set-up`).expect(200))
      .text('secret')
      .replace(/ /g, '')
    const shown = await send(browser, `${twoFactor}/set-up`, { code: codeOf(secret) }).expect(200)
    const $ = load(shown.text)
    const codes = $('[data-test="recovery-codes"] li').toArray()
    return { secret, codes: codes.map(one => $(one).text()) }
  }
  const codeOf = (secret: string) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: site.clock.now().getTime() })

  async function halfway({ email }: TestAccount): Promise<Browser> {
    const browser = site.agent()
    await send(browser, '/en/sign-in', { email, password: testPassword }).expect('Location', '/en/sign-in/code')
    return browser
  }

  it('starts with their accepted invitation, and continues with a forgotten password', async () => {
    const boss = await aColleague('administrator')
    const administrator = await site.as(boss)
    const invitation = { name: 'Sun Li', email: 'sun@example.com', role: 'reviewer', locale: 'en', reason: '' }
    const made = await send(administrator, '/en/staff/users/new', invitation).expect(303)
    const id = made.headers['location']?.split('/').at(-1) ?? ''
    await site.runJobs()
    const link = linkIn(site.mails().at(-1)?.text)
    await send(site.agent(), link, { password: 'short' }).expect(422)
    expect(await told({ id })).toEqual([`account.invited ${boss.id}`])
    await send(site.agent(), link, { password: newPassword }).expect(303)
    expect(await newest(1, { id })).toEqual(['account.invitation_accepted themselves'])
    await send(site.agent(), link, { password: newPassword }).expect(410)

    await send(site.agent(), '/en/forgot-password', { email: 'sun@example.com' }).expect(303)
    await site.runJobs()
    await send(site.agent(), linkIn(site.mails().at(-1)?.text), { password: `${newPassword} again` }).expect(303)
    expect(await newest(2, { id })).toEqual([
      'account.invitation_accepted themselves',
      'account.password_reset themselves',
    ])
    const listed = renderedPage(await administrator.get(`/zh/staff/audit?who=${id}`).expect(200))
    expect(listed.main).toContain('接受邀请并设置密码')
    expect(listed.main).toContain('Sun Li')
    expect(listed.main).toContain('评审人')
  })

  it('records the second step: on, used, refused, new codes, off, and removed by somebody else', async () => {
    const account = await aColleague('reviewer')
    const browser = await site.as(account)
    await send(browser, twoFactor, { current: 'not it' }).expect(422)
    const { secret, codes } = await enrol(browser)
    expect(await told(account)).toEqual([
      'signed-in themselves',
      'account.password_refused themselves wrong',
      'account.second_factor_on themselves',
      'signed-in themselves',
    ])

    site.clock.advance({ minutes: 1 })
    const other = await halfway(account)
    await send(other, '/en/sign-in/code', { code: '000000' }).expect(422)
    await expect.poll(() => newest(1, account)).toEqual(['sign-in.failed visitor wrong-code'])
    await send(other, '/en/sign-in/code', { code: codes[0] ?? '' }).expect(303)
    expect(await newest(2, account)).toEqual(['account.recovery_used themselves', 'signed-in themselves'])
    await send(other, `${twoFactor}/recovery`, { current: testPassword }).expect(200)
    expect(await newest(1, account)).toEqual(['account.recovery_renewed themselves'])
    await send(other, `${twoFactor}/off`, { password: testPassword, code: codeOf(secret) }).expect(303)
    expect(await newest(1, account)).toEqual(['account.second_factor_off themselves'])

    site.clock.advance({ minutes: 1 })
    await enrol(other)
    const boss = await aColleague('administrator')
    await send(await site.as(boss), `/en/staff/users/${account.id}/second-factor`).expect(303)
    expect(await newest(1, account)).toEqual([`account.second_factor_reset ${boss.id}`])
  })

  it('records changes of passwords, details and sessions, with the details hidden', async () => {
    const account = await aColleague('listing_manager', { name: '孙立群', locale: 'zh' })
    const browser = await site.as(account)
    await send(browser, '/en/account', { name: '孙立群', locale: 'zh' }).expect(303)
    expect(await newest(1, account)).toEqual(['signed-in themselves'])
    await send(browser, '/en/account', { name: '孙丽', locale: 'en' }).expect(303)
    const entry = await AuditEntryModel.findOne({ action: 'account.profile_changed' }).lean<AuditEntry>()
    expect(entry?.changes).toEqual([
      { field: 'name', before: '"[masked]"', after: '"[masked]"' },
      { field: 'locale', before: '"zh"', after: '"en"' },
    ])
    const passwords = { current: testPassword, password: newPassword }
    await send(browser, '/en/account/password', { ...passwords, current: 'not it' }).expect(422)
    await send(browser, '/en/account/password', passwords).expect(303)
    expect(await newest(3, account)).toEqual([
      'account.password_refused themselves wrong',
      'account.password_changed themselves',
      'signed-in themselves',
    ])
    const other = await site.as({ ...account, password: newPassword })
    const list = renderedPage(await other.get('/en/account/sessions').expect(200))
    const end = list.$('form[action$="/end"]').first().attr('action') ?? ''
    await send(other, end).expect(303)
    expect(await newest(1, account)).toEqual(['account.session_ended themselves'])
    const third = await site.as({ ...account, password: newPassword })
    await send(third, '/en/account/sign-out-everywhere').expect(303)
    expect(await newest(1, account)).toEqual(['account.sessions_ended themselves'])
  })

  it('explains in words why a sign-in was refused, and stops recording after many attempts', async () => {
    const account = await aColleague('decider')
    const { email } = account
    for (let tries = 0; tries < 12; tries += 1)
      await send(site.agent(), '/en/sign-in', { email, password: 'a guess of somebody' })
    await expect.poll(() => told(account)).toHaveLength(12)
    expect(await told(account)).toEqual([
      ...Array.from({ length: 10 }, () => 'sign-in.failed visitor wrong'),
      ...['sign-in.failed visitor too-many', 'sign-in.failed visitor too-many'],
    ])
    const administrator = await site.as(await aColleague('administrator'))
    const found = await AuditEntryModel.findOne({ reason: 'too-many' }).lean<AuditEntry>()
    const page = renderedPage(await administrator.get(`/zh/staff/audit/${String(found?._id)}`).expect(200))
    expect(page.main).toContain('尝试次数过多，暂时锁定')
    const file = await administrator.get('/en/staff/audit/export.csv?action=sign-in.failed').expect(200)
    expect(file.text).toContain('Too many tries: closed for a while')
    expect(file.text).not.toMatch(/,too-many,/)

    for (let tries = 0; tries < 210; tries += 1)
      await send(site.agent(), '/en/sign-in', { email, password: 'a guess of somebody' })
    await expect.poll(() => told(account)).toHaveLength(200)
  })

  it('contains nothing of applicants, except that the name was changed', async () => {
    const account = await anApplicant()
    const browser = await site.as(account)
    await enrol(browser)
    await send(browser, '/en/account/password', { current: testPassword, password: newPassword }).expect(303)
    await send(browser, '/en/account', { name: 'Anna', locale: 'ru' }).expect(303)
    await send(browser, '/en/account/sign-out-everywhere').expect(303)
    const [renamed, ...others] = await AuditEntryModel.find().lean()
    expect(others).toEqual([])
    expect(renamed).toMatchObject({ action: 'account.profile_changed', who: { id: account.id, role: 'applicant' } })
    expect(renamed?.changes).toEqual([{ field: 'name', before: '"[masked]"', after: '"[masked]"' }])
  })
})
