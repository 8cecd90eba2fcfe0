import { describe, expect, it } from 'vitest'
import { AccountModel } from '#models/accounts/account.ts'
import { MailModel } from '#models/mail.ts'
import { anApplicant, testPassword } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const anna = { name: 'Анна Петрова', email: 'Anna@Example.com', password: 'тёплый снег на куполах' }

describe('signing up', () => {
  const site = useSite()
  const signUp = (fields: Partial<typeof anna> = {}, locale = 'ru') =>
    site.visit
      .post(`/${locale}/sign-up`)
      .type('form')
      .send({ ...anna, ...fields })
  /** Returns the path in the button of the newest letter, without its origin. */
  const linkInMail = async () => {
    await site.runJobs()
    const link = /http:\/\/street\.test(\/\S+)/.exec(site.mails().at(-1)?.text ?? '')?.[1]
    if (!link) throw new Error('no link in the mail')
    return link
  }

  it('creates an applicant who confirms the address by a button, once', async () => {
    const response = await signUp().expect(303)
    expect(response.headers.location).toBe('/ru/sign-up/sent')
    expect(response.headers['set-cookie']).toBeUndefined()
    expect(renderedPage(await site.visit.get('/ru/sign-up/sent').expect(200)).heading).toBe('Проверьте почту')
    const account = await AccountModel.findOne({ email: 'anna@example.com' }).lean()
    expect(account).toMatchObject({ role: 'applicant', name: 'Анна Петрова', locale: 'ru', demo: false })
    expect(account?.passwordHash).toMatch(/^\$argon2id\$/)
    expect(account?.verifiedAt).toBeUndefined()

    const link = await linkInMail()
    expect(link).toMatch(/^\/ru\/verify\/[\w-]{43}$/)
    expect(site.mails()[0]).toMatchObject({ to: 'anna@example.com', subject: 'Подтвердите адрес электронной почты' })
    // A mail scanner opens the link twice, and nothing happens.
    const page = await site.visit.get(link).expect(200)
    await site.visit.head(link).expect(200)
    expect(page.headers['referrer-policy']).toBe('same-origin')
    expect(page.headers['cache-control']).toBe('no-store')
    expect((await AccountModel.findOne({ email: 'anna@example.com' }).lean())?.verifiedAt).toBeUndefined()

    expect((await site.visit.post(link).expect(303)).headers.location).toBe('/ru/sign-in?after=verified')
    expect((await AccountModel.findOne({ email: 'anna@example.com' }).lean())?.verifiedAt).toEqual(site.clock.now())
    expect(renderedPage(await site.visit.post(link).expect(410)).heading).toBe('Ссылка больше не действует')
    await site.visit.get(link).expect(410)
  })

  it('stores no secrets in the database or in the log (AU4, LG1)', async () => {
    await signUp()
    const token = (await linkInMail()).split('/').at(-1) ?? ''
    await site.visit.get(`/ru/verify/${token}`)
    await site.visit.post(`/ru/verify/${token}`)
    const stored = JSON.stringify([await AccountModel.find().lean(), await MailModel.find().lean()])
    expect(stored).not.toContain(token)
    expect(stored).not.toContain(anna.password)
    expect(site.log.raw()).not.toContain(token)
    expect(site.log.raw()).not.toContain(anna.password)
    expect(site.log.lines().some(({ msg }) => msg === 'address confirmation')).toBe(true)
  })

  it('answers the same for an address that is taken, and writes to its owner instead (AU3)', async () => {
    const owner = await anApplicant({ email: 'anna@example.com', name: 'Anna', locale: 'en' })
    const taken = await signUp().expect(303)
    const fresh = await signUp({ email: 'boris@example.com' }).expect(303)
    expect(taken.headers.location).toBe(fresh.headers.location)
    await site.runJobs()
    expect(site.mails().map(({ to, subject }) => [to, subject])).toEqual([
      ['anna@example.com', 'You already have an account'],
      ['boris@example.com', 'Подтвердите адрес электронной почты'],
    ])
    expect(await AccountModel.findOne({ email: 'anna@example.com' }).lean()).toMatchObject({
      name: 'Anna',
      passwordHash: owner.passwordHash,
    })
  })

  it('creates one account when a form is sent twice at once', async () => {
    const answers = await Promise.all([signUp(), signUp(), signUp()])
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(await AccountModel.countDocuments()).toBe(1)
  })

  it('sends at most five letters an hour to one mailbox', async () => {
    await signUp().expect(303)
    await Promise.all(Array.from({ length: 6 }, () => signUp().expect(303)))
    await site.runJobs()
    expect(site.mails()).toHaveLength(5)
  })

  it('is refused after twenty accounts from one address', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, i) => signUp({ email: `person-${i}@example.com` }).expect(303)))
    const refused = await signUp({ email: 'one-more@example.com' }).expect(429)
    expect(renderedPage(refused).errors()).toHaveLength(1)
    expect(renderedPage(refused).value('email')).toBe('one-more@example.com')
  })

  it.each([
    [{ name: ' ' }, 'name', 'Your name: Fill in this field.'],
    [{ email: 'anna' }, 'email', 'Enter an e-mail address such as name@example.com.'],
    [
      { email: 'anna@example.com\r\nBcc: all@example.com' },
      'email',
      'Enter an e-mail address such as name@example.com.',
    ],
    [{ email: 'anna@example.com,boris@example.com' }, 'email', 'Enter an e-mail address such as name@example.com.'],
    [{ password: 'short' }, 'password', 'The password is too short: use at least 8 characters.'],
    [{ password: 'x'.repeat(129) }, 'password', 'The password is too long: use at most 128 characters.'],
    [
      { password: 'password123' },
      'password',
      'This password is too well known and would be guessed first. Choose another.',
    ],
    [{ password: 'ANNA@example.com' }, 'password', 'The password must not be your e-mail address.'],
  ])('explains %j', async (fields, field, text) => {
    const response = await signUp(fields, 'en').expect(422)
    const page = renderedPage(response)
    expect(page.errors()).toEqual([{ field, text }])
    expect(page.value('name')).toBe((fields as Partial<typeof anna>).name ?? anna.name)
    expect(page.value('password')).toBeUndefined()
    expect(page.$(`#${field}[aria-invalid="true"]`)).toHaveLength(1)
    expect(await AccountModel.countDocuments()).toBe(0)
  })

  it('ignores fields that the form does not have (IN5)', async () => {
    await site.visit
      .post('/ru/sign-up')
      .type('form')
      .send({ ...anna, role: 'administrator', verifiedAt: '2020-01-01', 'tokens.invite': 'x' })
      .expect(303)
    expect(await AccountModel.findOne({ email: 'anna@example.com' }).lean()).toMatchObject({ role: 'applicant' })
    expect((await AccountModel.findOne({ email: 'anna@example.com' }).lean())?.verifiedAt).toBeUndefined()
  })

  it('sends links with the configured origin, whatever host a request claims (RD2)', async () => {
    await site.visit
      .post('/ru/sign-up')
      .set('Host', 'evil.example')
      .set('X-Forwarded-Host', 'evil.example')
      .type('form')
      .send(anna)
      .expect(303)
    await site.runJobs()
    expect(site.mails()[0]?.text).toContain('http://street.test/ru/verify/')
    expect(JSON.stringify(site.mails())).not.toContain('evil.example')
  })

  it('replaces the link when a new letter is requested, and ends it after three days (AU4)', async () => {
    await signUp()
    const first = await linkInMail()
    const person = await site.as({ email: 'anna@example.com', password: anna.password })
    const account = renderedPage(await person.get('/ru/account').expect(200))
    expect(account.text('unverified')).toContain('anna@example.com')
    await person.post('/ru/account/verification').expect(303)
    expect(renderedPage(await person.get('/ru/account')).notice).toContain('Письмо отправлено')
    const second = await linkInMail()
    expect(second).not.toBe(first)
    await site.visit.post(first).expect(410)
    site.clock.advance({ days: 3, minutes: 1 })
    await site.visit.post(second).expect(410)
    site.clock.advance({ days: -3 })
    expect((await person.post(second).expect(303)).headers.location).toBe('/ru/account')
    const confirmed = renderedPage(await person.get('/ru/account').expect(200))
    expect(confirmed.notice).toContain('Адрес подтверждён')
    expect(confirmed.text('unverified')).toBe('')
    await person.post('/ru/account/verification').expect(303)
    expect(await site.queuedMails()).toHaveLength(0)
  })

  it('keeps the newest sent link valid when more letters are requested than may be sent (AU4)', async () => {
    await signUp()
    const person = await site.as({ email: 'anna@example.com', password: anna.password })
    for (let i = 0; i < 4; i += 1) await person.post('/ru/account/verification').expect(303)
    const newest = await linkInMail()
    expect(site.mails()).toHaveLength(5)
    const refused = await person.post('/ru/account/verification').expect(429)
    expect(renderedPage(refused).main).toContain('действует ссылка из последнего')
    expect(await site.queuedMails()).toHaveLength(0)
    expect((await person.post(newest).expect(303)).headers.location).toBe('/ru/account')
  })

  it('refuses links that were never sent', async () => {
    await site.visit.get('/en/verify/short').expect(404)
    await site.visit.get(`/en/verify/${'x'.repeat(43)}`).expect(410)
    await site.visit.post(`/en/verify/${'x'.repeat(43)}`).expect(410)
  })

  it('is available in three languages', async () => {
    const headings = []
    for (const locale of ['ru', 'en', 'zh'])
      headings.push(renderedPage(await site.visit.get(`/${locale}/sign-up`).expect(200)).heading)
    expect(headings).toEqual(['Регистрация', 'Sign up', '注册'])
    await signUp({}, 'zh').expect(303)
    await site.runJobs()
    expect(site.mails()[0]?.subject).toBe('请确认您的电子邮箱')
    expect(testPassword).not.toBe(anna.password)
  })
})

describe('signing up', () => {
  const site = useSite({ takesItsTime: true })
  const signUp = ({ email }: { email: string }) =>
    site.visit
      .post('/ru/sign-up')
      .type('form')
      .send({ ...anna, email })

  it('takes as long for an address that is taken (AU3)', async () => {
    await anApplicant({ email: 'anna@example.com' })
    // The quickest of three: a busy machine may delay one response.
    const quickest = async (emails: readonly string[]) => {
      const times = []
      for (const email of emails) {
        const start = performance.now()
        await signUp({ email }).expect(303)
        times.push(performance.now() - start)
      }
      return Math.min(...times)
    }
    const taken = await quickest(Array.from({ length: 3 }, () => 'anna@example.com'))
    const fresh = await quickest(['one@example.com', 'two@example.com', 'three@example.com'])
    expect(Math.abs(taken - fresh)).toBeLessThan(150)
    expect(Math.min(taken, fresh)).toBeGreaterThan(340)
  })
})
