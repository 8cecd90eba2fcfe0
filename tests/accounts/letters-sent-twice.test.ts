import { describe, expect, it, vi } from 'vitest'
import { AccountModel } from '#models/accounts/account.ts'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { MailModel } from '#models/mail.ts'
import { RateLimitModel } from '#models/rate-limit.ts'
import { aColleague, anApplicant, testPassword } from '../factories/account.ts'
import { cutIn } from '../support/processes/interruptions.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { typedInto } from '../support/staff-form.ts'
import { useSite } from '../support/site.ts'

const list = '/en/staff/users'
const invitation = { name: 'Sun Li', email: 'sun.li@example.com', role: 'reviewer', locale: 'zh', reason: '' }

const site = useSite()
type Browser = Awaited<ReturnType<typeof site.as>>
type Typed = ReturnType<typeof typedInto>

const shown = async (browser: Browser, path: string, changes: Typed = {}, selector = 'main form'): Promise<Typed> =>
  typedInto(await browser.get(path).expect(200), changes, selector)
const send = (browser: Browser, path: string, typed: Typed) => browser.post(path).type('form').send(typed)
/** The links of all letters, in the order in which they were queued. */
async function linksInMail(): Promise<string[]> {
  await site.services.mail.deliverDue()
  return site.mails().map(({ text }) => /http:\/\/street\.test(\/\S+)/.exec(text)?.[1] ?? '')
}
const statusOf = async (link: string) => (await site.visit.get(link)).status
/** A process that ends before a write: the request is not answered, and what came before stays. */
const crashBefore = (model: { updateOne: unknown }) =>
  vi.spyOn(model as typeof MailModel, 'updateOne').mockImplementationOnce(() => {
    throw new Error('The process has ended')
  })

describe('an invitation form that is sent twice', () => {
  const anAdministrator = async () => site.as(await aColleague('administrator', { name: 'Olga', locale: 'en' }))
  const invited = () => AccountModel.findOne({ email: invitation.email }).orFail().lean()
  const actions = async () => {
    await site.services.audit.settled()
    return (await AuditEntryModel.find({}, { action: 1 }).sort({ _id: 1 }).lean()).map(({ action }) => action)
  }

  it.each(['at once', 'in turn'])('creates one account and one letter with a working link, sent %s', async when => {
    const browser = await anAdministrator()
    const typed = await shown(browser, `${list}/new`, invitation)
    const answers =
      when === 'at once'
        ? await Promise.all([1, 2, 3].map(() => send(browser, `${list}/new`, typed)))
        : [await send(browser, `${list}/new`, typed), await send(browser, `${list}/new`, typed)]
    const page = `${list}/${(await invited())._id.toHexString()}`
    for (const { status, headers } of answers) expect([status, headers.location]).toEqual([303, page])
    expect(renderedPage(await browser.get(page)).notice).toContain(
      'The invitation is on its way to sun.li@example.com.',
    )
    const links = await linksInMail()
    expect(links).toHaveLength(1)
    expect(await statusOf(links[0]!)).toBe(200)
    expect((await invited()).history).toMatchObject([{ kind: 'invited' }])
    expect((await actions()).filter(action => action === 'account.invited')).toHaveLength(1)
  })

  it('sends the letter after a crash of the first sending before the letter', async () => {
    const browser = await anAdministrator()
    const typed = await shown(browser, `${list}/new`, invitation)
    crashBefore(MailModel)
    await send(browser, `${list}/new`, typed).expect(500)
    expect(await linksInMail()).toEqual([])
    await send(browser, `${list}/new`, typed).expect(303)
    const links = await linksInMail()
    expect(links).toHaveLength(1)
    await site.visit.post(links[0]!).type('form').send({ password: testPassword }).expect(303)
    await site.as({ email: invitation.email })
  })

  it('is refused with other answers, from another form, a minute later, or after the link was used', async () => {
    const browser = await anAdministrator()
    const typed = await shown(browser, `${list}/new`, invitation)
    await send(browser, `${list}/new`, typed).expect(303)
    await send(browser, `${list}/new`, { ...typed, role: 'listing_manager' }).expect(422)
    await send(browser, `${list}/new`, await shown(browser, `${list}/new`, invitation)).expect(422)
    await send(browser, `${list}/new`, { ...typed, once: 'no id' }).expect(422)
    site.clock.advance({ minutes: 1 })
    await send(browser, `${list}/new`, typed).expect(422)
    const [link = ''] = await linksInMail()
    await site.visit.post(link).type('form').send({ password: testPassword }).expect(303)
    await send(browser, `${list}/new`, typed).expect(422)
    expect(await linksInMail()).toHaveLength(1)
    expect(await statusOf(link)).toBe(410)
  })

  it('makes one proposal that another administrator confirms, and announces it after a crash', async () => {
    const browser = await anAdministrator()
    await aColleague('administrator', { name: 'Ivan', locale: 'en' })
    const typed = await shown(browser, `${list}/new`, { ...invitation, role: 'decider', reason: 'She leads the panel' })
    crashBefore(MailModel)
    await send(browser, `${list}/new`, typed).expect(500)
    const answers = await Promise.all([1, 2].map(() => send(browser, `${list}/new`, typed)))
    const page = `${list}/${(await invited())._id.toHexString()}`
    for (const { status, headers } of answers) expect([status, headers.location]).toEqual([303, page])
    expect(await linksInMail()).toEqual(['/en/staff/users'])
    await send(browser, `${list}/new`, { ...typed, reason: 'Another one' }).expect(422)
  })

  /** The page of somebody who was invited before, with the form that sends a new link. */
  async function invitedBefore() {
    const browser = await anAdministrator()
    await send(browser, `${list}/new`, invitation).expect(303)
    const page = `${list}/${(await invited())._id.toHexString()}`
    const again = () => shown(browser, page, {}, 'form[action$="/invitation"]')
    return { browser, page, again, resend: (typed: Typed) => send(browser, `${page}/invitation`, typed) }
  }

  it.each(['at once', 'in turn'])('sends one new link, which works, when it is requested again %s', async when => {
    const { page, again, resend } = await invitedBefore()
    const typed = await again()
    const answers =
      when === 'at once'
        ? await Promise.all([1, 2, 3].map(() => resend(typed)))
        : [await resend(typed), await resend(typed)]
    for (const { status, headers } of answers) expect([status, headers.location]).toEqual([303, page])
    const links = await linksInMail()
    expect(await Promise.all(links.map(statusOf))).toEqual([410, 200])
    expect((await actions()).filter(action => action === 'account.invited_again')).toHaveLength(1)
    // Another form asks for another link.
    await resend(await again()).expect(303)
    expect(await Promise.all((await linksInMail()).map(statusOf))).toEqual([410, 410, 200])
  })

  it('sends no second invitation to a colleague who accepts the first at the same moment', async () => {
    const { again, resend } = await invitedBefore()
    const [link = ''] = await linksInMail()
    const before = await invited()
    const typed = await again()
    for (let [number, end] = [0, 'met']; end === 'met'; number += 1) {
      await AccountModel.replaceOne({ _id: before._id }, before)
      await RateLimitModel.deleteMany({})
      let accepted: Promise<number> | undefined
      const accept = async () => (await site.visit.post(link).type('form').send({ password: testPassword })).status
      end = await cutIn(
        number,
        () => resend(typed),
        () => (accepted ??= accept()),
      )
      const status = await (accepted ?? accept())
      const { passwordHash, tokens } = await invited()
      if (status === 303) expect([passwordHash === undefined, tokens?.invite ?? null]).toEqual([false, null])
      else expect(status).toBe(410)
    }
  }, 60_000)

  it('sends the new link after a crash before the letter or the link, and the older link works until then', async () => {
    const { again, resend } = await invitedBefore()
    for (const model of [MailModel, AccountModel]) {
      const typed = await again()
      const before = (await linksInMail()).at(-1)!
      crashBefore(model)
      await resend(typed).expect(500)
      expect(await statusOf(before)).toBe(200)
      await resend(typed).expect(303)
      await resend(typed).expect(303)
      const links = await linksInMail()
      expect(await Promise.all(links.map(statusOf))).toEqual([...links.slice(1).map(() => 410), 200])
    }
    expect(await linksInMail()).toHaveLength(3)
  })
})

describe('a forgotten-password form that is sent twice', () => {
  const path = '/en/forgot-password'
  const form = (email: string) => shown(site.visit, path, { email })

  it.each(['at once', 'in turn'])('sends one letter with a working link, sent %s', async when => {
    const { email } = await anApplicant()
    const typed = await form(email)
    const answers =
      when === 'at once'
        ? await Promise.all([1, 2, 3].map(() => send(site.visit, path, typed)))
        : [await send(site.visit, path, typed), await send(site.visit, path, typed)]
    for (const { status, headers } of answers) expect([status, headers.location]).toEqual([303, `${path}/sent`])
    const links = await linksInMail()
    expect(await Promise.all(links.map(statusOf))).toEqual([200])
  })

  it('sends one letter when the second request read the account before the first wrote to it', async () => {
    const { email } = await anApplicant()
    const typed = await form(email)
    const read = await AccountModel.findOne({ email }).orFail().lean()
    await send(site.visit, path, typed).expect(303)
    vi.spyOn(AccountModel, 'findOne').mockReturnValueOnce({ lean: () => Promise.resolve(read) } as never)
    await send(site.visit, path, typed).expect(303)
    const links = await linksInMail()
    expect(await Promise.all(links.map(statusOf))).toEqual([200])
  })

  it('ends with a letter whose link works when two forms are sent at the same moment', async () => {
    const { email } = await anApplicant()
    await AccountModel.updateOne({ email }, { linkSeed: 'a seed' })
    const before = await AccountModel.findOne({ email }).orFail().lean()
    const forms = [await form(email), await form(email)] as const
    for (let [number, end] = [0, 'met']; end === 'met'; number += 1) {
      await AccountModel.replaceOne({ email }, before)
      await Promise.all([RateLimitModel.deleteMany({}), MailModel.deleteMany({})])
      const earlier = site.mails().length
      let other: Promise<number> | undefined
      const ask = async (typed: Typed) => (await send(site.visit, path, typed)).status
      end = await cutIn(
        number,
        () => ask(forms[0]),
        () => (other ??= ask(forms[1])),
      )
      await (other ?? ask(forms[1]))
      const links = (await linksInMail()).slice(earlier)
      expect(links.length).toBeGreaterThanOrEqual(2)
      expect(await statusOf(links.at(-1)!)).toBe(200)
    }
  }, 60_000)

  it('counts as one of the letters allowed for a mailbox, and replaces the seed of the account', async () => {
    const { email } = await anApplicant()
    const seed = async () => (await AccountModel.findOne({ email }).orFail().lean()).linkSeed
    const typed = await form(email)
    await Promise.all([1, 2, 3].map(() => send(site.visit, path, typed).expect(303)))
    const before = await seed()
    for (const _time of [1, 2, 3, 4]) await send(site.visit, path, await form(email)).expect(303)
    expect(await linksInMail()).toHaveLength(5)
    expect([before, await seed()]).toEqual([expect.any(String), expect.any(String)])
    expect(await seed()).not.toBe(before)
  })

  it('sends another letter when the same form is sent again after a minute', async () => {
    const { email } = await anApplicant()
    const typed = await form(email)
    await send(site.visit, path, typed).expect(303)
    site.clock.advance({ minutes: 1 })
    await send(site.visit, path, typed).expect(303)
    expect(await Promise.all((await linksInMail()).map(statusOf))).toEqual([410, 200])
  })

  it('sends a letter with a working link after a crash before the letter or the link', async () => {
    for (const model of [MailModel, AccountModel]) {
      // With a seed, so that the only write to the account is that of the link.
      const { email } = await anApplicant({ linkSeed: 'from the letter before' })
      const typed = await form(email)
      const before = (await linksInMail()).length
      crashBefore(model)
      await send(site.visit, path, typed).expect(500)
      await send(site.visit, path, typed).expect(303)
      const links = await linksInMail()
      expect(links).toHaveLength(before + 1)
      expect(await statusOf(links.at(-1)!)).toBe(200)
    }
  })

  it('restores no link that was used, replaced or has expired, whoever sends the form again (AU4)', async () => {
    const { email } = await anApplicant()
    const first = await form(email)
    const second = await form(email)
    const latest = async () => (await linksInMail()).at(-1)!
    await send(site.visit, path, first).expect(303)
    const replaced = await latest()
    await send(site.visit, path, second).expect(303)
    const used = await latest()
    await send(site.visit, path, first).expect(303)
    expect(await statusOf(replaced)).toBe(410)
    expect(await statusOf(used)).toBe(410)
    await site.visit
      .post(await latest())
      .type('form')
      .send({ password: 'another good phrase' })
      .expect(303)
    // No link is stored now, as before the first letter.
    await send(site.visit, path, first).expect(303)
    const expired = await latest()
    site.clock.advance({ minutes: 61 })
    await send(site.visit, path, first).expect(303)
    const links = await linksInMail()
    expect(new Set(links).size).toBe(5)
    expect(await statusOf(expired)).toBe(410)
    expect(await Promise.all(links.map(statusOf))).toEqual([410, 410, 410, 410, 200])
  })

  it('gives each account its own link whatever id a visitor invents, and sends every account its letter', async () => {
    const people = [await anApplicant(), await anApplicant()]
    const once = '6'.repeat(24)
    for (const { email } of people) await send(site.visit, path, { email, once }).expect(303)
    const links = await linksInMail()
    expect(new Set(links).size).toBe(2)
    expect(await Promise.all(links.map(statusOf))).toEqual([200, 200])
    expect(links.join(' ')).not.toContain(once)
    // The owner's own form sends the newest link.
    await send(site.visit, path, await form(people[0]!.email)).expect(303)
    expect(await Promise.all((await linksInMail()).map(statusOf))).toEqual([410, 200, 200])
    const stored = JSON.stringify(await AccountModel.find().lean()) + JSON.stringify(await MailModel.find().lean())
    for (const link of await linksInMail()) expect(stored).not.toContain(link.split('/').at(-1))
  })
})

describe('a request for the confirmation letter that is sent twice', () => {
  it('sends one letter with a working link', async () => {
    const browser = await site.as(await anApplicant({ verifiedAt: null, locale: 'en' }))
    const typed = await shown(browser, '/en/account', {}, 'form[action$="/verification"]')
    const path = '/en/account/verification'
    await Promise.all([1, 2].map(() => send(browser, path, typed).expect(303)))
    await send(browser, path, typed).expect(303)
    const links = await linksInMail()
    expect(await Promise.all(links.map(statusOf))).toEqual([200])
  })
})
