import { describe, expect, it } from 'vitest'
import { AccountModel } from '#models/accounts/account.ts'
import { hashPassword } from '#features/accounts/secrets.ts'
import { aColleague, anApplicant, testPassword } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const cookiesOf = (headers: Record<string, unknown>) => (headers['set-cookie'] ?? []) as string[]
const idOf = (cookies: string[]) => cookies.map(cookie => /session=([^;]+)/.exec(cookie)?.[1]).find(Boolean)

describe('signing in and out', () => {
  const site = useSite()
  const signIn = (email: string, password: string, more: Record<string, string> = {}) =>
    site.visit
      .post('/en/sign-in')
      .type('form')
      .send({ email, password, ...more })

  it('leads applicants to their applications and staff to their desk', async () => {
    const founder = await anApplicant({ email: 'anna@example.com' })
    const reviewer = await aColleague('reviewer')
    const response = await signIn(' Anna@Example.com ', testPassword).expect(303)
    expect(response.headers.location).toBe('/en/applications')
    expect((await signIn(reviewer.email, testPassword).expect(303)).headers.location).toBe('/en/staff')
    expect(site.log.lines().find(line => line.msg === 'signed in' && line.account === founder.id)).toMatchObject({
      role: 'applicant',
      from: expect.stringContaining('127.0.0.1') as string,
    })
  })

  it('continues to the requested page, and never to another site', async () => {
    const { email } = await anApplicant()
    expect((await signIn(email, testPassword, { next: '/ru/premises?use=retail' })).headers.location).toBe(
      '/ru/premises?use=retail',
    )
    for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
      expect((await signIn(email, testPassword, { next })).headers.location).toBe('/en/applications')
    }
  })

  it('keeps the requested page and the address, but never the password, after a refusal', async () => {
    await anApplicant({ email: 'anna@example.com' })
    const response = await signIn('anna@example.com', 'not the password', { next: '/ru/account' }).expect(422)
    const page = renderedPage(response)
    expect(page.errors()).toEqual([
      { field: 'email', text: 'The address or the password is not right. Check the keyboard layout and Caps Lock.' },
    ])
    expect(page.value('email')).toBe('anna@example.com')
    expect(page.value('next')).toBe('/ru/account')
    expect(page.value('password')).toBeUndefined()
    expect(response.text).not.toContain('not the password')
    expect(response.headers['set-cookie']).toBeUndefined()
    expect(response.headers['cache-control']).toBe('no-store')
  })

  it('requires both fields', async () => {
    const page = renderedPage(await signIn('', '').expect(422))
    expect(page.errors().map(({ field }) => field)).toEqual(['email', 'password'])
  })

  it('sets no cookie on pages that are only viewed', async () => {
    for (const path of ['/en/sign-in', '/en/sign-up', '/en/forgot-password', '/en/sign-in?after=verified']) {
      expect((await site.visit.get(path).expect(200)).headers['set-cookie']).toBeUndefined()
    }
  })

  it('redirects signed-in people away from the pages for signing in and up', async () => {
    const person = await site.as(await anApplicant())
    expect((await person.get('/ru/sign-in').expect(303)).headers.location).toBe('/ru/applications')
    expect((await person.get('/ru/sign-up').expect(303)).headers.location).toBe('/ru/applications')
  })

  it('begins a session under a new id each time (SE1)', async () => {
    const { email } = await anApplicant()
    const person = site.agent()
    const first = idOf(
      cookiesOf((await person.post('/en/sign-in').type('form').send({ email, password: testPassword })).headers),
    )
    const second = idOf(
      cookiesOf((await person.post('/en/sign-in').type('form').send({ email, password: testPassword })).headers),
    )
    expect(first).toBeTruthy()
    expect(second).toBeTruthy()
    expect(second).not.toBe(first)
    await site.visit
      .post('/en/sign-out')
      .set('Cookie', `session=${String(first)}`)
      .expect(303)
      .expect('location', '/en/sign-in')
  })

  it('ends the session on the server (SE2)', async () => {
    const { email } = await anApplicant()
    const person = site.agent()
    const cookies = cookiesOf(
      (await person.post('/en/sign-in').type('form').send({ email, password: testPassword })).headers,
    )
    const left = await person.post('/en/sign-out').expect(303)
    expect(left.headers.location).toBe('/en/sign-in?after=signed-out')
    expect(left.headers['clear-site-data']).toBe('"storage"')
    const stolen = site.agent().get('/en/sign-in').set('Cookie', cookies.join('; '))
    expect(renderedPage(await stolen.expect(200)).heading).toBe('Sign in')
    expect(site.log.lines().some(line => line.msg === 'signed out')).toBe(true)
  })

  it('ends sessions of staff after half an hour without use and of applicants after a week (SE3)', async () => {
    const founder = await site.as(await anApplicant())
    const reviewer = await site.as(await aColleague('reviewer'))
    const isIn = async (person: typeof founder) => (await person.get('/en/sign-in')).status === 303
    site.clock.advance({ minutes: 29 })
    expect(await isIn(reviewer)).toBe(true)
    site.clock.advance({ minutes: 32 })
    expect(await isIn(reviewer)).toBe(false)
    expect(await isIn(founder)).toBe(true)
    site.clock.advance({ days: 6 })
    expect(await isIn(founder)).toBe(true)
    site.clock.advance({ days: 8 })
    expect(await isIn(founder)).toBe(false)
  })

  it('ends even an active session: of staff after 12 hours, of applicants after 30 days (SE3)', async () => {
    const founder = await site.as(await anApplicant())
    const reviewer = await site.as(await aColleague('reviewer'))
    const isIn = async (person: typeof founder) => (await person.get('/en/sign-in')).status === 303
    for (let i = 0; i < 28; i += 1) {
      expect(await isIn(reviewer)).toBe(true)
      site.clock.advance({ minutes: 25 })
    }
    site.clock.advance({ minutes: 25 })
    expect(await isIn(reviewer)).toBe(false)
    for (let i = 0; i < 5; i += 1) {
      expect(await isIn(founder)).toBe(true)
      site.clock.advance({ days: 6 })
    }
    expect(await isIn(founder)).toBe(false)
  })

  it('refuses a form from another site before doing anything (CS1)', async () => {
    const { email } = await anApplicant()
    for (const path of ['/en/sign-in', '/en/sign-up', '/en/forgot-password', '/en/sign-out']) {
      const response = await site.visit
        .post(path)
        .set('Sec-Fetch-Site', 'cross-site')
        .type('form')
        .send({ email, password: testPassword })
        .expect(403)
      expect(response.headers['set-cookie']).toBeUndefined()
    }
  })

  it('refuses a deactivated account in the same words as an unknown one', async () => {
    const { email } = await anApplicant({ deactivatedAt: new Date() })
    const deactivated = await signIn(email, testPassword).expect(422)
    const unknown = await signIn('nobody@example.com', testPassword).expect(422)
    expect(renderedPage(deactivated).errors()).toEqual(renderedPage(unknown).errors())
  })
})

describe('a failed sign-in (AU2, AU3)', () => {
  const site = useSite()
  const guess = (email: string, password: string, headers: Record<string, string> = {}) =>
    site.visit.post('/en/sign-in').set(headers).type('form').send({ email, password })

  it('blocks further tries after ten for one account, known or not, whatever forwarded address is claimed', async () => {
    await anApplicant({ email: 'anna@example.com' })
    for (const email of ['anna@example.com', 'nobody@example.com']) {
      for (let i = 0; i < 10; i += 1)
        await guess(email, `wrong ${i}`, { 'X-Forwarded-For': `203.0.113.${i}` }).expect(422)
      const refused = await guess(email, testPassword, { 'X-Forwarded-For': '203.0.113.200' }).expect(429)
      expect(refused.headers['retry-after']).toBe('900')
      expect(renderedPage(refused).errors()[0]?.text).toContain('Too many attempts')
    }
    const lines = site.log.lines().filter(line => line.msg === 'sign-in refused')
    expect(lines.map(({ reason }) => reason)).toContain('too-many')
    expect(lines.some(({ account }) => typeof account === 'string')).toBe(true)
  })

  it('blocks further tries after ten of twenty at once', async () => {
    await anApplicant({ email: 'anna@example.com' })
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => guess('anna@example.com', `wrong ${i}`)))
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(10)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10)
  })

  it('blocks further tries after fifty from one address over many accounts', async () => {
    for (let i = 0; i < 50; i += 1)
      await guess(`nobody-${i}@example.com`, 'wrong one', { 'X-Forwarded-For': `203.0.113.${i}` }).expect(422)
    await guess('somebody-else@example.com', 'wrong one', { 'X-Forwarded-For': '203.0.113.77' }).expect(429)
  })

  it('is counted, and a successful one is not', async () => {
    const { email } = await anApplicant()
    for (let i = 0; i < 12; i += 1) await guess(email, testPassword).expect(303)
    for (let i = 0; i < 9; i += 1) await guess(email, 'wrong').expect(422)
    await guess(email, testPassword).expect(303)
    for (let i = 0; i < 10; i += 1) await guess(email, 'wrong').expect(422)
  })

  it('takes about as long for an unknown address as for a wrong password', async () => {
    const { email } = await anApplicant({ passwordHash: await hashPassword(testPassword) })
    const timeOf = async (address: string) => {
      const start = performance.now()
      await guess(address, 'wrong').expect(422)
      return performance.now() - start
    }
    const median = (times: number[]) => times.sort((a, b) => a - b)[3] ?? 0
    await guess('warm@example.com', 'up')
    const [known, unknown]: [number[], number[]] = [[], []]
    // Alternately, so that other load on the machine affects both.
    for (let i = 0; i < 7; i += 1) {
      known.push(await timeOf(email))
      unknown.push(await timeOf(`nobody-${i}@example.com`))
    }
    const ratio = median(unknown) / median(known)
    expect(ratio).toBeGreaterThan(0.5)
    expect(ratio).toBeLessThan(2)
  })

  it('leaves no password, hash or address of a stranger in the log (LG1)', async () => {
    const { email } = await anApplicant()
    await guess(email, 'my-secret-attempt').expect(422)
    await guess('my-secret-attempt\r\n{"level":50}', 'x').expect(422)
    await guess(email, testPassword).expect(303)
    const raw = site.log.raw()
    const { passwordHash } = (await AccountModel.findOne({ email }).lean()) ?? {}
    for (const secret of ['my-secret-attempt', testPassword, passwordHash ?? 'none', 'connect.sid'])
      expect(raw).not.toContain(secret)
    for (const line of site.log.lines().filter(({ msg }) => msg === 'signed in'))
      expect(line.reqId ?? line.req).toBeTruthy()
  })
})

describe('the limit of attempts behind a trusted proxy', () => {
  const site = useSite({ env: { TRUST_PROXY: '1' } })

  it('counts by the forwarded address', async () => {
    const guess = (i: number, from: string) =>
      site.visit
        .post('/en/sign-in')
        .set('X-Forwarded-For', from)
        .type('form')
        .send({ email: `nobody-${i}@example.com`, password: 'wrong' })
    for (let i = 0; i < 50; i += 1) await guess(i, '2001:db8:1:2::' + i.toString(16)).expect(422)
    // Addresses in the same /64 belong to the same household.
    await guess(51, '2001:db8:1:2:ffff::1').expect(429)
    await guess(52, '2001:db8:1:3::1').expect(422)
  })
})
