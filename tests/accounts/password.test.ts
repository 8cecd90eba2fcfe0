import { describe, expect, it } from 'vitest'
import { AccountModel } from '#models/accounts/account.ts'
import { aColleague, anApplicant, testPassword } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const next = 'another good phrase'

describe('a forgotten password', () => {
  const site = useSite()
  const ask = (email: string) => site.visit.post('/en/forgot-password').type('form').send({ email })
  const linksInMail = async () => {
    await site.runJobs()
    return site.mails().map(({ text }) => /http:\/\/street\.test(\/\S+)/.exec(text)?.[1] ?? '')
  }

  it('is replaced by a link that works once, and all sessions end', async () => {
    const { email } = await anApplicant({ email: 'anna@example.com', locale: 'ru', verifiedAt: null })
    const elsewhere = await site.as({ email })
    expect((await ask('Anna@example.com').expect(303)).headers.location).toBe('/en/forgot-password/sent')
    const [link = ''] = await linksInMail()
    expect(link).toMatch(/^\/ru\/reset-password\/[\w-]{43}$/)
    const page = renderedPage(await site.visit.get(link).expect(200))
    expect(page.heading).toBe('Новый пароль')
    expect(page.main).toContain('anna@example.com')

    expect((await site.visit.post(link).type('form').send({ password: next }).expect(303)).headers.location).toBe(
      '/ru/sign-in?after=password',
    )
    await site.visit.post(link).type('form').send({ password: 'yet another phrase' }).expect(410)
    await site.visit.get(link).expect(410)
    expect((await elsewhere.get('/en/account').expect(303)).headers.location).toBe('/en/sign-in?next=%2Fen%2Faccount')
    await site.visit.post('/en/sign-in').type('form').send({ email, password: testPassword }).expect(422)
    await site.as({ email, password: next })
    // Reading the letter proved that the mailbox is theirs.
    expect((await AccountModel.findOne({ email }).lean())?.verifiedAt).toEqual(site.clock.now())
  })

  it('has one working link, the newest, for an hour (AU4)', async () => {
    const { email } = await anApplicant()
    await ask(email)
    await ask(email)
    const [first = '', second = ''] = await linksInMail()
    await site.visit.get(first).expect(410)
    await site.visit.get(second).expect(200)
    site.clock.advance({ minutes: 61 })
    await site.visit.get(second).expect(410)
    await site.visit.post(second).type('form').send({ password: next }).expect(410)
  })

  it('is replaced once when the link is used twice at the same moment', async () => {
    const { email } = await anApplicant()
    await ask(email)
    const [link = ''] = await linksInMail()
    const answers = await Promise.all(
      ['first good phrase', 'second good phrase'].map(password =>
        site.visit.post(link).type('form').send({ password }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410])
  })

  it('is replaced only by a strong enough password, and the link stays valid until then', async () => {
    const { email } = await anApplicant({ email: 'anna.petrova@example.com' })
    await ask(email)
    const [link = ''] = await linksInMail()
    for (const password of ['', 'short', 'qwerty123', 'anna.petrova@example.com']) {
      const page = renderedPage(await site.visit.post(link).type('form').send({ password }).expect(422))
      expect(page.errors().map(({ field }) => field)).toEqual(['password'])
    }
    await site.visit.post(link).type('form').send({ password: next }).expect(303)
  })

  it('sends no letter to a deactivated account', async () => {
    const { email } = await anApplicant({ deactivatedAt: new Date() })
    await ask(email).expect(303)
    expect(await site.queuedMails()).toHaveLength(0)
  })

  it('sends at most five letters an hour to one mailbox, and accepts at most twenty requests from one address', async () => {
    const { email } = await anApplicant()
    await Promise.all(Array.from({ length: 20 }, () => ask(email).expect(303)))
    await ask(email).expect(429)
    expect(await site.queuedMails()).toHaveLength(5)
  })

  it('keeps the newest sent link valid when more letters are requested than may be sent (AU2, AU4)', async () => {
    const { email } = await anApplicant()
    for (let i = 0; i < 5; i += 1) await ask(email).expect(303)
    await Promise.all(Array.from({ length: 3 }, () => ask(email).expect(303)))
    const links = await linksInMail()
    expect(links).toHaveLength(5)
    for (const older of links.slice(0, 4)) await site.visit.get(older).expect(410)
    const newest = links[4] ?? ''
    await site.visit.get(newest).expect(200)
    await site.visit.post(newest).type('form').send({ password: next }).expect(303)
    await site.as({ email, password: next })
  })

  it('sends its letter to a mailbox that others have filled with letters of another kind (AU2)', async () => {
    const { email } = await anApplicant()
    const stranger = { name: 'A Stranger', email, password: 'the phrase of a stranger' }
    const signUp = () => site.visit.post('/en/sign-up').type('form').send(stranger).expect(303)
    await Promise.all(Array.from({ length: 6 }, signUp))
    await ask(email).expect(303)
    const link = (await linksInMail()).at(-1) ?? ''
    await site.visit.post(link).type('form').send({ password: next }).expect(303)
  })

  it('unlocks an account whose password others kept guessing', async () => {
    const { email } = await anApplicant()
    const signIn = (password: string) => site.visit.post('/en/sign-in').type('form').send({ email, password })
    for (let i = 0; i < 11; i += 1) await signIn('wrong')
    await signIn(testPassword).expect(429)
    await ask(email)
    const [link = ''] = await linksInMail()
    // The guessing continues while the owner reads the letter, and blocks neither the link nor its use.
    await signIn('wrong').expect(429)
    await site.visit.get(link).expect(200)
    await site.visit.post(link).type('form').send({ password: next }).expect(303)
    await site.as({ email, password: next })
  })

  it('explains an address that cannot be valid', async () => {
    expect(renderedPage(await ask('nobody').expect(422)).errors()).toHaveLength(1)
  })
})

describe('a forgotten password', () => {
  const site = useSite({ takesItsTime: true })
  const ask = (email: string) => site.visit.post('/en/forgot-password').type('form').send({ email })

  it('answers the same, after the same time, for an unknown address (AU3)', async () => {
    const { email } = await anApplicant()
    const timeOf = async (address: string) => {
      const start = performance.now()
      const response = await ask(address).expect(303)
      return { took: performance.now() - start, to: response.headers.location }
    }
    const known = await timeOf(email)
    const unknown = await timeOf('nobody@example.com')
    expect(unknown.to).toBe(known.to)
    expect(Math.abs(known.took - unknown.took)).toBeLessThan(120)
    expect(Math.min(known.took, unknown.took)).toBeGreaterThan(340)
    expect(await site.queuedMails()).toHaveLength(1)
  })

  it('answers the same, after the same time, when too many are requested (AU3)', async () => {
    const { email } = await anApplicant()
    await Promise.all(Array.from({ length: 5 }, () => ask(email)))
    // The quickest of three: a busy machine may delay one response.
    const quickest = async (address: string) => {
      const times = []
      for (let i = 0; i < 3; i += 1) {
        const start = performance.now()
        expect((await ask(address).expect(303)).headers.location).toBe('/en/forgot-password/sent')
        times.push(performance.now() - start)
      }
      return Math.min(...times)
    }
    const known = await quickest(email)
    const unknown = await quickest('nobody@example.com')
    expect(Math.abs(known - unknown)).toBeLessThan(120)
    expect(Math.min(known, unknown)).toBeGreaterThan(340)
    expect(await site.queuedMails()).toHaveLength(5)
  })
})

describe('the account page', () => {
  const site = useSite()

  it('is shown only to people who are signed in', async () => {
    expect((await site.visit.get('/en/account').expect(303)).headers.location).toBe('/en/sign-in?next=%2Fen%2Faccount')
    for (const path of ['', '/password', '/verification', '/sign-out-everywhere']) {
      expect((await site.visit.post(`/en/account${path}`).expect(303)).headers.location).toBe(
        '/en/sign-in?after=ended&next=%2Fen%2Faccount',
      )
    }
  })

  it('returns the text of a form whose session had ended, without storing it', async () => {
    const texts = {
      note: 'Мы открываем магазин мёда.\nВитрина на площадь.',
      password: 'a long secret of mine',
      to: 'draft',
    }
    const send = () => site.visit.post(`/en/applications/${'6'.repeat(24)}/messages`).type('form')
    const answer = await send().set('Sec-Fetch-Mode', 'navigate').send(texts).expect(401)
    expect(answer.headers['cache-control']).toBe('no-store')
    const page = renderedPage(answer)
    expect(page.main).toContain('Your session ended before this could be saved.')
    expect(
      page
        .$('textarea[readonly]')
        .map((_, box) => page.$(box).text())
        .get(),
    ).toEqual([texts.note])
    expect(answer.text).not.toContain(texts.password)
    expect(page.$('main a.button').attr('href')).toBe(
      `/en/sign-in?after=ended&next=${encodeURIComponent(`/en/applications/${'6'.repeat(24)}/messages`)}`,
    )
    // Scripts that send a form follow the redirect, and a form without texts has nothing to give back.
    await send().set('Sec-Fetch-Mode', 'same-origin').send(texts).expect(303)
    await send().set('Sec-Fetch-Mode', 'navigate').send({ to: 'draft' }).expect(303)
    await send().set('Sec-Fetch-Mode', 'navigate').set('Sec-Fetch-Site', 'cross-site').send(texts).expect(403)
  })

  it('changes the name and the language of letters, and continues in that language', async () => {
    const account = await anApplicant({ locale: 'en' })
    const person = await site.as(account)
    const response = await person
      .post('/en/account')
      .type('form')
      .send({ name: '安娜', locale: 'zh', role: 'administrator' })
      .expect(303)
    expect(response.headers.location).toBe('/zh/account')
    const page = renderedPage(await person.get('/zh/account').expect(200))
    expect(page.notice).toBe('已保存。')
    expect(page.value('name')).toBe('安娜')
    expect(page.value('locale')).toBe('zh')
    expect(await AccountModel.findById(account.id).lean()).toMatchObject({
      name: '安娜',
      locale: 'zh',
      role: 'applicant',
    })
  })

  it('is shown in another language without changing the language of letters', async () => {
    const account = await anApplicant({ locale: 'en' })
    const person = await site.as(account)
    const page = renderedPage(await person.get('/ru/account').expect(200))
    expect(page.language).toBe('ru')
    expect(page.value('locale')).toBe('en')
    expect(
      (await person.post('/ru/account').type('form').send({ name: 'Anna', locale: 'en' }).expect(303)).headers.location,
    ).toBe('/ru/account')
    expect((await AccountModel.findById(account.id).lean())?.locale).toBe('en')
  })

  it('explains each field that cannot be saved', async () => {
    const person = await site.as(await anApplicant())
    const page = renderedPage(
      await person.post('/en/account').type('form').send({ name: ' ', locale: 'fr' }).expect(422),
    )
    expect(page.errors().map(({ field }) => field)).toEqual(['name', 'locale'])
  })

  it('changes the password, continues this session under a new id and ends the others (SE2)', async () => {
    const account = await anApplicant()
    const here = await site.as(account)
    const elsewhere = await site.as(account)
    const change = await here
      .post('/en/account/password')
      .type('form')
      .send({ current: testPassword, password: next })
      .expect(303)
    expect(change.headers['set-cookie']?.[0]).toMatch(/^session=/)
    expect(renderedPage(await here.get('/en/account').expect(200)).notice).toBe(
      'The password is changed. Other sessions have ended.',
    )
    await elsewhere.get('/en/account').expect(303)
    await site.as({ email: account.email, password: next })
    expect(site.log.raw()).not.toContain(next)
  })

  it('asks for the current password and checks the new one', async () => {
    const person = await site.as(await anApplicant())
    const change = async (current: string, password: string, status: number) =>
      renderedPage(
        await person.post('/en/account/password').type('form').send({ current, password }).expect(status),
      ).errors()
    expect(await change('wrong', next, 422)).toEqual([{ field: 'current', text: 'The current password is not right.' }])
    expect((await change(testPassword, 'short', 422)).map(({ field }) => field)).toEqual(['password'])
    expect((await change('', '', 422)).map(({ field }) => field)).toEqual(['current', 'password'])
    for (let i = 0; i < 9; i += 1) await change('wrong', next, 422)
    await change(testPassword, next, 429)
  })

  it('ends every session at once', async () => {
    const account = await anApplicant()
    const here = await site.as(account)
    const elsewhere = await site.as(account)
    const response = await here.post('/en/account/sign-out-everywhere').expect(303)
    expect(response.headers.location).toBe('/en/sign-in?after=everywhere')
    for (const person of [here, elsewhere]) await person.get('/en/account').expect(303)
  })

  it('ends open sessions at once when a role changes or a person is deactivated (AZ3)', async () => {
    await aColleague('administrator')
    const colleague = await aColleague('reviewer')
    const session = await site.as(colleague)
    await session.get('/en/account').expect(200)
    expect(await site.services.accounts.people.changeRole(colleague.id, 'decider')).toEqual({ ok: true })
    await session.get('/en/account').expect(303)
    const again = await site.as(colleague)
    expect(await site.services.accounts.people.deactivate(colleague.id)).toEqual({ ok: true })
    const refused = await again.get('/en/account').expect(303)
    expect(refused.headers['set-cookie']?.[0]).toMatch(/^session=;/)
  })
})
