import { load } from 'cheerio'
import { Secret, TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { AccountModel } from '#models/accounts/account.ts'
import { seal, unseal } from '#features/accounts/two-factor/sealing.ts'
import { aColleague, anApplicant, testPassword, type TestAccount } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const page = '/en/account/two-factor'

/** Acts of people with two-step sign-in, on any site. */
function people(site: ReturnType<typeof useSite>) {
  type Browser = Awaited<ReturnType<typeof site.as>>
  const codeOf = (secret: string) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: site.clock.now().getTime() })
  const send = (browser: Browser, path: string, body: Record<string, string>) =>
    browser.post(path).type('form').send(body)

  async function enrol(browser: Browser) {
    await send(browser, page, { current: testPassword }).expect(303).expect('Location', `${page}/set-up`)
    const shown = await browser.get(`${page}/set-up`).expect(200)
    const secret = renderedPage(shown).text('secret').replace(/ /g, '')
    const response = await send(browser, `${page}/set-up`, { code: codeOf(secret) }).expect(200)
    const $ = load(response.text)
    const codes = $('[data-test="recovery-codes"] li')
      .map((_, item) => $(item).text())
      .get()
    return { secret, codes, response }
  }

  /** Takes the first step: the password. */
  async function halfway({ email }: { email: string }) {
    const browser = site.agent()
    await send(browser, '/en/sign-in', { email, password: testPassword, next: '/en/account' })
      .expect(303)
      .expect('Location', '/en/sign-in/code')
    return browser
  }

  const enrolled = async (account: TestAccount) => ({ account, ...(await enrol(await site.as(account))) })
  return { codeOf, send, enrol, halfway, enrolled }
}

describe('two-step sign-in', () => {
  const site = useSite()
  const { codeOf, send, enrol, halfway, enrolled } = people(site)
  const laterBy = (minutes: number) => site.clock.advance({ minutes })

  it('is set up after the password with a picture and a first code, and ends sessions without it', async () => {
    const account = await anApplicant()
    const browser = await site.as(account)
    const other = await site.as(account)
    await browser.get(`${page}/set-up`).expect(303).expect('Location', page)
    const refused = renderedPage(await send(browser, page, { current: 'not the password' }).expect(422))
    expect(refused.errors().map(({ field }) => field)).toEqual(['current'])

    await send(browser, page, { current: testPassword }).expect(303)
    const shown = renderedPage(await browser.get(`${page}/set-up`).expect(200).expect('Cache-Control', 'no-store'))
    expect(shown.$('svg[role=img] path').attr('d')).toMatch(/^M4 4h1v1h-1z/)
    await send(browser, `${page}/set-up`, { code: '000000' }).expect(422)
    expect(await AccountModel.findById(account.id).lean()).not.toHaveProperty('secondFactor')

    const { secret, codes } = await enrol(browser)
    expect(codes).toHaveLength(10)
    expect(new Set(codes).size).toBe(10)
    await other.get('/en/account').expect(303)
    const on = renderedPage(await browser.get(page).expect(200))
    expect(on.text('two-factor-on')).toBe('On since 25 November 2026.')
    expect(on.text('codes-left')).toBe('10 recovery codes are left.')
    await browser.get(`${page}/set-up`).expect(303)

    const stored = JSON.stringify(await AccountModel.findById(account.id).lean())
    for (const hidden of [secret, ...codes]) {
      expect(stored).not.toContain(hidden)
      expect(site.log.raw()).not.toContain(hidden)
    }
    await site.runJobs({ tidying: true })
    expect(site.mails().map(({ subject }) => subject)).toEqual(['Two-step sign-in is on'])
  })

  it('does not open a session with the password alone', async () => {
    const { account, secret } = await enrolled(await aColleague('reviewer'))
    const browser = await halfway(account)
    await browser
      .get('/en/account')
      .expect(303)
      .expect('Location', /sign-in/)
    await browser
      .get('/en/staff')
      .expect(303)
      .expect('Location', /sign-in/)
    expect(renderedPage(await browser.get('/en/sign-in/code').expect(200)).heading).toBe('One more step')

    laterBy(1)
    const signedIn = await send(browser, '/en/sign-in/code', { code: codeOf(secret).replace(/^.../, '$& ') }).expect(
      303,
    )
    expect(signedIn.headers.location).toBe('/en/account')
    await browser.get('/en/account').expect(200)
    await browser.get('/en/sign-in/code').expect(303).expect('Location', '/en/staff')
  })

  it('begins the session under a new id, and the half-open session gives access to nothing', async () => {
    const { account, secret } = await enrolled(await anApplicant())
    laterBy(1)
    const first = await site.visit
      .post('/en/sign-in')
      .type('form')
      .send({ email: account.email, password: testPassword })
    const cookie = (response: { headers: Record<string, unknown> }) =>
      String(response.headers['set-cookie']).split(';')[0] ?? ''
    const half = cookie(first)
    const second = await site.visit
      .post('/en/sign-in/code')
      .set('Cookie', half)
      .type('form')
      .send({ code: codeOf(secret) })
    expect(second.status).toBe(303)
    expect(cookie(second)).not.toBe(half)
    await site.visit.get('/en/account').set('Cookie', half).expect(303)
    await site.visit.get('/en/account').set('Cookie', cookie(second)).expect(200)
  })

  it('accepts each code once, even when used twice at once, and the neighbouring codes for clocks that differ', async () => {
    const { account, secret } = await enrolled(await anApplicant())
    laterBy(5)
    const code = codeOf(secret)
    const racers = await Promise.all([halfway(account), halfway(account)])
    const answers = await Promise.all(racers.map(racer => send(racer, '/en/sign-in/code', { code })))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
    await send(await halfway(account), '/en/sign-in/code', { code }).expect(422)

    laterBy(5)
    const early = codeOf(secret)
    site.clock.advance({ minutes: 0.5 })
    await send(await halfway(account), '/en/sign-in/code', { code: early }).expect(303)
    const old = codeOf(secret)
    laterBy(2)
    await send(await halfway(account), '/en/sign-in/code', { code: old }).expect(422)
  })

  it('accepts each recovery code once, in any notation, and notifies the owner', async () => {
    const { account, codes } = await enrolled(await anApplicant())
    const [code = ''] = codes
    await send(await halfway(account), '/en/sign-in/code', { code: code.toLowerCase().replaceAll('-', ' ') }).expect(
      303,
    )
    await send(await halfway(account), '/en/sign-in/code', { code }).expect(422)
    await site.runJobs({ tidying: true })
    const letter = site.mails().find(({ text }) => text.includes('recovery code'))
    expect(letter?.text).toContain('Codes left: 9.')
  })

  it('blocks guessing after five wrong codes, even when the password was correct in between', async () => {
    const { account, secret } = await enrolled(await anApplicant())
    laterBy(1)
    for (let i = 0; i < 5; i += 1)
      await send(await halfway(account), '/en/sign-in/code', { code: '000000' }).expect(422)
    const refused = await send(await halfway(account), '/en/sign-in/code', { code: codeOf(secret) }).expect(429)
    expect(refused.headers['retry-after']).toBe('900')
  })

  it('allows ten minutes for the code, and none once the sessions of the account have ended', async () => {
    const { account, secret } = await enrolled(await anApplicant())
    const browser = await halfway(account)
    await site.services.accounts.authentication.signOutEverywhere(account.id)
    laterBy(9)
    await send(browser, '/en/sign-in/code', { code: codeOf(secret) }).expect(422)
    laterBy(2)
    await send(browser, '/en/sign-in/code', { code: codeOf(secret) }).expect(410)
    expect(renderedPage(await browser.get('/en/sign-in/code').expect(200)).heading).toBe('Time is up')
  })

  it('renews recovery codes with the password, and is turned off with the password and a code', async () => {
    const account = await anApplicant()
    const browser = await site.as(account)
    const { codes } = await enrol(browser)
    await send(browser, `${page}/recovery`, { current: 'wrong' }).expect(422)
    const renewed = load((await send(browser, `${page}/recovery`, { current: testPassword }).expect(200)).text)
    const fresh = renewed('[data-test="recovery-codes"] li').first().text()
    expect(codes).not.toContain(fresh)

    const off = (body: Record<string, string>) => send(browser, `${page}/off`, body)
    await off({ password: testPassword, code: codes[0] ?? '' }).expect(422)
    await off({ password: 'wrong', code: fresh }).expect(422)
    await off({ password: testPassword, code: fresh }).expect(303)
    await site.as(account)
    await site.runJobs({ tidying: true })
    expect(site.mails().map(({ subject }) => subject)).toEqual([
      'Two-step sign-in is on',
      'Recovery codes for signing in',
      'Two-step sign-in is off',
    ])
    const kinds = (await AccountModel.findById(account.id).lean())?.history.map(({ kind }) => kind)
    expect(kinds).toEqual(['second_factor_on', 'recovery_renewed', 'recovery_used', 'second_factor_off'])
  })

  it('is reset by an administrator, with a letter and an entry in the history', async () => {
    const { account } = await enrolled(await aColleague('decider', { locale: 'en' }))
    const open = await site.as(await aColleague('administrator'))
    const person = `/en/staff/users/${account.id}`
    await send(open, `${person}/second-factor`, {}).expect(303)
    await site.as(account)
    expect(renderedPage(await open.get(person)).text('history')).toContain('Two-step sign-in reset by an administrator')
    await send(open, `${person}/second-factor`, {}).expect(422)
    await site.runJobs({ tidying: true })
    expect(site.mails().at(-1)?.subject).toBe('An administrator has reset your two-step sign-in')
    await send(await site.as(await aColleague('reviewer')), `${person}/second-factor`, {}).expect(403)
  })
})

describe('two-step sign-in in production', () => {
  const secret = 'a secret of production that is long enough'
  const site = useSite({
    env: { NODE_ENV: 'production', SESSION_SECRET: secret },
  })
  const { enrol } = people(site)

  it('is required of deciders and administrators before anything else, and of no other role', async () => {
    for (const role of ['decider', 'administrator'] as const) {
      const browser = await site.as(await aColleague(role))
      await browser.get('/en/staff').expect(303).expect('Location', page)
      await browser.get('/en/staff/applications').expect(303).expect('Location', page)
      expect(renderedPage(await browser.get(page).expect(200)).text('required')).toContain('without a second step')
      await enrol(browser)
      await browser.get('/en/staff').expect(200)
    }
    for (const role of ['reviewer', 'listing_manager'] as const)
      await (await site.as(await aColleague(role))).get('/en/staff').expect(200)
    await (await site.as(await anApplicant())).get('/en/applications').expect(200)
  })
})

describe('the secret of an authenticator app', () => {
  const old = 'an older secret of the installation'
  const now = 'the newest secret of the installation'

  it('is decrypted for its owner with any key of the installation, and for nobody else', () => {
    const sealed = seal('JBSWY3DPEHPK3PXP', 'anna', [old])
    expect(sealed).not.toContain('JBSWY')
    expect(seal('JBSWY3DPEHPK3PXP', 'anna', [old])).not.toBe(sealed)
    expect(unseal(sealed, 'anna', [old])).toEqual({ plain: 'JBSWY3DPEHPK3PXP', old: false })
    expect(unseal(sealed, 'anna', [now, old])).toEqual({ plain: 'JBSWY3DPEHPK3PXP', old: true })
    for (const [text, owner, secrets] of [
      [sealed, 'boris', [old]],
      [sealed, 'anna', [now]],
      [sealed.slice(0, -4) + 'AAAA', 'anna', [old]],
      ['', 'anna', [old]],
    ] as const)
      expect(unseal(text, owner, secrets)).toBeNull()
  })
})
