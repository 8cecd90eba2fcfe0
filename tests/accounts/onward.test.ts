import { describe, expect, it } from 'vitest'
import { AccountModel } from '#models/accounts/account.ts'
import { anApplicant } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const boris = { name: 'Борис Иванов', email: 'boris@example.com', password: 'тёплый снег на куполах' }

describe('the page where a new applicant began', () => {
  const site = useSite()

  const pageAt = async (href: string) => renderedPage(await site.visit.get(href).expect(200))
  const post = (path: string, fields: object) => site.visit.post(path).type('form').send(fields)
  /** Sends the page's own form with its current values, as a browser would. */
  const sendForm = (page: ReturnType<typeof renderedPage>, at: string, fields: object) => {
    const next = page.value('next')
    return post(at, { ...(next !== undefined && { next }), ...fields })
  }
  const linkTo = (page: ReturnType<typeof renderedPage>, path: string) => {
    const href = page.links().find(link => link.split('?')[0] === path)
    if (!href) throw new Error(`no link to ${path}`)
    return href
  }
  const switchTo = (page: ReturnType<typeof renderedPage>, locale: string) =>
    page.$(`.languages [lang=${locale}]`).attr('href')!
  const newestLink = async () => {
    await site.runJobs()
    const link = /http:\/\/street\.test(\/\S+)/.exec(site.mails().at(-1)?.text ?? '')?.[1]
    if (!link) throw new Error('no link in the mail')
    return link
  }
  /** Goes from the button of a unit to the page that asks to sign in. */
  const begun = async (locale: string) => {
    const { code } = await aPremises()
    const { headers } = await post(`/${locale}/applications`, { premises: code }).expect(303)
    return { signIn: headers.location!, back: `/${locale}/applications?premises=${code}` }
  }

  it.each(['ru', 'en', 'zh'])('opens after signing up on another device, in %s', async locale => {
    const { signIn, back } = await begun(locale)
    const signUp = linkTo(await pageAt(signIn), `/${locale}/sign-up`)
    const refused = renderedPage(
      await sendForm(await pageAt(signUp), signUp, { ...boris, password: 'short' }).expect(422),
    )
    const sent = await sendForm(refused, `/${locale}/sign-up`, boris).expect(303)
    // A person who confirms in another tab also finds the way from the waiting page.
    expect(decodeURIComponent(linkTo(await pageAt(sent.headers.location!), `/${locale}/sign-in`))).toContain(back)

    // The device that opens the letter shares nothing with the first one but the letter.
    const link = await newestLink()
    await pageAt(link)
    const verified = await post(link, {}).expect(303)
    expect(verified.headers.location).toBe(`/${locale}/sign-in?after=verified&next=${encodeURIComponent(back)}`)
    const asked = await pageAt(verified.headers.location!)
    const arrived = await sendForm(asked, `/${locale}/sign-in`, {
      email: boris.email,
      password: boris.password,
    }).expect(303)
    expect(arrived.headers.location).toBe(back)
  })

  it('is remembered when the language is switched, also on a form with errors', async () => {
    const { signIn, back } = await begun('zh')
    const russian = switchTo(await pageAt(linkTo(await pageAt(signIn), '/zh/sign-up')), 'ru')
    const refused = renderedPage(await sendForm(await pageAt(russian), russian, { ...boris, name: '' }).expect(422))
    const english = switchTo(refused, 'en')
    await sendForm(await pageAt(english), '/en/sign-up', boris).expect(303)
    const { headers } = await post(await newestLink(), {}).expect(303)
    expect(headers.location).toBe(`/en/sign-in?after=verified&next=${encodeURIComponent(back)}`)
  })

  it('opens at once for a signed-in person, also after a second letter', async () => {
    const { back } = await begun('ru')
    await post('/ru/sign-up', { ...boris, next: back }).expect(303)
    const person = await site.as({ email: boris.email, password: boris.password })
    await person.post('/ru/account/verification').expect(303)
    expect((await person.post(await newestLink()).expect(303)).headers.location).toBe(back)
    // A signed-in person does not need the forms on the way.
    for (const page of ['sign-in', 'sign-up'])
      expect((await person.get(`/ru/${page}?next=${encodeURIComponent(back)}`).expect(303)).headers.location).toBe(back)
  })

  it('is the application when its last page asks for the address to be confirmed', async () => {
    const person = await site.as(await anApplicant({ email: 'anna@example.com', verifiedAt: null }))
    const { code } = await aPremises()
    const draft = await person.post('/en/applications').type('form').send({ premises: code }).expect(303)
    const check = `${draft.headers.location!}/check`
    const page = renderedPage(await person.get(check).expect(200))
    const account = page.$('[data-test=unverified] a').attr('href')!
    const next = renderedPage(await person.get(account).expect(200)).value('next')
    await person.post('/en/account/verification').type('form').send({ next }).expect(303)
    expect((await person.post(await newestLink()).expect(303)).headers.location).toBe(check)
  })

  it('is remembered through a password reset', async () => {
    const { signIn, back } = await begun('en')
    const { email } = await anApplicant({ email: 'anna@example.com', locale: 'en' })
    const forgot = linkTo(await pageAt(signIn), '/en/forgot-password')
    const refused = renderedPage(await sendForm(await pageAt(forgot), forgot, { email: 'anna' }).expect(422))
    await sendForm(refused, '/en/forgot-password', { email }).expect(303)
    const { headers } = await post(await newestLink(), { password: 'another good phrase' }).expect(303)
    expect(headers.location).toBe(`/en/sign-in?after=password&next=${encodeURIComponent(back)}`)
  })

  it.each([
    ['another host', '//evil.example'],
    ['another host with a backslash', '/\\evil.example'],
    ['two backslashes', '\\\\evil.example'],
    ['a whole address', 'https://evil.example/en'],
    ['a script', 'javascript:alert(1)'],
    ['a climb to another host', '/en/../..//evil.example'],
    ['a tab before a host', '/\t/evil.example'],
    ['a path without a language', '/staff'],
    ['too long', `/en/premises?q=${'x'.repeat(2_000)}`],
  ])('is never %s', async (_what, next) => {
    const query = `?next=${encodeURIComponent(next)}`
    for (const page of ['sign-in', 'sign-up', 'forgot-password']) {
      const shown = await pageAt(`/en/${page}${query}`)
      expect(shown.value('next')).toBeUndefined()
      expect(linkTo(shown, page === 'sign-in' ? '/en/sign-up' : '/en/sign-in')).not.toContain('?')
    }
    expect((await post(`/en/sign-up${query}`, { ...boris, next }).expect(303)).headers.location).toBe(
      '/en/sign-up/sent',
    )
    const stored = await AccountModel.findOne({ email: boris.email }).lean()
    expect(stored?.tokens?.verify?.next).toBeUndefined()
    expect((await post(`${await newestLink()}${query}`, { next }).expect(303)).headers.location).toBe(
      '/en/sign-in?after=verified',
    )
    const person = await site.as({ email: boris.email, password: boris.password })
    expect((await person.get(`/en/sign-up${query}`).expect(303)).headers.location).toBe('/en/applications')
  })

  it('puts no text of a stranger into the letter', async () => {
    await post('/en/sign-up', { ...boris, next: '/en/premises?q=visit-evil.example' }).expect(303)
    await site.runJobs()
    expect(JSON.stringify(site.mails())).not.toContain('evil.example')
  })
})
