import { beforeEach, describe, expect, it } from 'vitest'
import webpush from 'web-push'
import { AccountModel } from '#models/accounts/account.ts'
import { OutboxAttemptModel } from '#models/outbox-attempt.ts'
import { PushSubscriptionModel } from '#models/push/push-subscription.ts'
import type { SessionAccount } from '#web/locals.ts'
import { sealSubscription } from '#features/push/stored.ts'
import { aColleague, anApplicant, testPassword, type TestAccount } from '../factories/account.ts'
import { freePort } from '../support/processes/processes.ts'
import { pushService, sha256, vapidOf } from '../support/push-service.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const keys = webpush.generateVAPIDKeys()
const service = pushService(await freePort())
const site = useSite({
  env: {
    VAPID_PUBLIC_KEY: keys.publicKey,
    VAPID_PRIVATE_KEY: keys.privateKey,
    VAPID_SUBJECT: 'mailto:web@street.test',
    PUSH_SERVICES: service.host,
  },
  pushAgent: service.agent,
})
beforeEach(() => service.forget())

type Person = Awaited<ReturnType<typeof site.as>>
type Browser = ReturnType<typeof service.aBrowser>
/** 65 bytes that begin like a point of the curve. */
const offTheCurve = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)]).toString('base64url')
const page = '/en/account/notifications'
const devices = `${page}/devices`

const switchOn = (person: Person, browser: Browser) => person.post(devices).type('form').send(browser)
/** Renews the subscription as pages do once in each session. */
const renew = (person: Person, browser: Browser) =>
  person
    .post(devices)
    .type('form')
    .send({ ...browser, again: '1' })
/** Queues a letter as any slice does. */
const write = (to: TestAccount, template: 'application-offered' | 'viewing-moved' | 'reset-password', cause: string) =>
  site.services.mail.queue({
    cause,
    to: to.email,
    locale: 'en',
    template,
    facts: { reference: 'SS-2026-000123', name: to.name },
  })
const told = () => service.received.map(({ text }) => JSON.parse(text) as { kind: string; locale: string })

async function somebody(options: Parameters<typeof anApplicant>[0] = {}) {
  const account = await anApplicant(options)
  const person = await site.as(account)
  const browser = service.aBrowser()
  await switchOn(person, browser).expect(303)
  return { account, person, browser }
}

describe('a push notification', () => {
  it('accompanies the mail, encrypted for the browser and signed by the site, without any content', async () => {
    const { account, browser } = await somebody({ locale: 'ru' })
    await write(account, 'application-offered', 'one')
    await site.runJobs()
    expect(site.mails().map(({ to }) => to)).toEqual([account.email])
    expect(told()).toEqual([{ kind: 'case', locale: 'ru' }])
    const [{ headers, raw, text, path } = never()] = service.received
    expect(path).toBe(new URL(browser.endpoint).pathname)
    expect(text).toHaveLength(64)
    expect(text.trim()).toBe('{"kind":"case","locale":"ru"}')
    for (const secret of [account.name, account.email, account.id, 'SS-2026', 'street.test'])
      expect(raw.toString('latin1') + text + JSON.stringify({ ...headers, authorization: '' })).not.toContain(secret)
    expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '43200' })
    expect(headers['topic']).toMatch(/^[\w-]{32}$/)
    expect(JSON.stringify({ ...headers, authorization: '' })).not.toContain('case')
    const { key, valid, claims } = vapidOf(String(headers['authorization']))
    expect(valid).toBe(true)
    expect(key).toBe(keys.publicKey)
    expect(claims).toMatchObject({ aud: `https://${service.host}`, sub: 'mailto:web@street.test' })
  })

  it('is sent once for each cause to each device, and never for a mail that grants access', async () => {
    const { account, person } = await somebody()
    await switchOn(person, service.aBrowser()).expect(303)
    for (const cause of ['one', 'one']) await write(account, 'application-offered', cause)
    await write(account, 'reset-password', 'two')
    await site.runJobs()
    await write(account, 'application-offered', 'one')
    await site.runJobs()
    expect(told()).toEqual([
      { kind: 'case', locale: 'en' },
      { kind: 'case', locale: 'en' },
    ])
    expect(new Set(service.received.map(({ path }) => path)).size).toBe(2)
  })

  it('is sent only for the chosen kinds, while all mail is sent', async () => {
    const { account, person } = await somebody()
    await person
      .post(page)
      .type('form')
      .send({ kinds: ['viewing', 'tenancy'], from: '22', to: '8' })
      .expect(303)
    await write(account, 'application-offered', 'one')
    await write(account, 'viewing-moved', 'two')
    await site.runJobs()
    expect(told().map(({ kind }) => kind)).toEqual(['viewing'])
    expect(site.mails()).toHaveLength(2)
    const shown = renderedPage(await person.get(page).expect(200))
    const ticked = shown
      .$('[name=kinds][checked]')
      .map((_, box) => shown.$(box).attr('value'))
      .get()
    expect(ticked).toEqual(['tenancy', 'viewing'])
  })

  it('waits for the end of quiet hours, when one notification is sent for all', async () => {
    const { account } = await somebody()
    site.clock.set('2026-11-25T23:00:00+08:00')
    for (const cause of ['one', 'two']) await write(account, 'application-offered', cause)
    await site.runJobs()
    await write(account, 'viewing-moved', 'three')
    await site.runJobs()
    expect(told()).toEqual([])
    expect(site.mails()).toHaveLength(3)
    site.clock.set('2026-11-26T07:59:00+08:00')
    await site.runJobs()
    expect(told()).toEqual([])
    site.clock.set('2026-11-26T08:00:00+08:00')
    await site.runJobs()
    expect(told()).toEqual([{ kind: 'several', locale: 'en' }])
  })

  it('follows quiet hours that are changed during the night', async () => {
    const { account, person } = await somebody()
    site.clock.set('2026-11-25T23:00:00+08:00')
    await write(account, 'application-offered', 'one')
    await person
      .post(page)
      .type('form')
      .send({ kinds: ['case'], from: '22', to: '6' })
      .expect(303)
    site.clock.set('2026-11-26T06:00:00+08:00')
    await site.runJobs()
    expect(told()).toEqual([{ kind: 'case', locale: 'en' }])
  })

  it('refers to the staff desk for a colleague', async () => {
    const account = await aColleague('reviewer')
    const person = await site.as(account)
    await switchOn(person, service.aBrowser()).expect(303)
    await write(account, 'application-offered', 'one')
    await site.runJobs()
    expect(told().map(({ kind }) => kind)).toEqual(['desk'])
  })
})

describe('a push service', () => {
  it.each([404, 410])('has the device removed when it answers %i', async status => {
    const { account } = await somebody()
    service.answer(status)
    await write(account, 'application-offered', 'one')
    await site.runJobs()
    expect(await PushSubscriptionModel.countDocuments()).toBe(0)
    expect(await OutboxAttemptModel.countDocuments()).toBe(0)
  })

  it('is retried when its Retry-After has passed, and not before', async () => {
    const { account } = await somebody()
    service.answer(429, { 'Retry-After': '1800' })
    await write(account, 'application-offered', 'one')
    await site.runJobs()
    expect(service.received).toHaveLength(1)
    service.answer(201)
    site.clock.advance({ minutes: 29 })
    await site.runJobs()
    expect(service.received).toHaveLength(1)
    site.clock.advance({ minutes: 2 })
    await site.runJobs()
    expect(service.received).toHaveLength(2)
    const stored = await PushSubscriptionModel.findOne().lean()
    expect(stored).toMatchObject({ failures: 0, pendingEffects: [] })
    expect(stored?.lastUsedAt).toEqual(site.clock.now())
  })

  it('holds one message during an outage, which does not count as a failed effect', async () => {
    const { account, person, browser } = await somebody()
    service.answer(503)
    for (let count = 0; count < 9; count += 1) {
      await write(account, 'application-offered', `cause ${count}`)
      await site.runJobs()
      site.clock.advance({ minutes: 1 })
      await switchOn(person, browser).expect(303)
    }
    const stored = await PushSubscriptionModel.findOne().lean()
    expect(stored?.pendingEffects).toHaveLength(1)
    expect(await OutboxAttemptModel.countDocuments()).toBe(0)
    expect((await site.services.outbox.figures()).failing).toBe(0)
  })

  it.each([401, 403, 429, 503])('is logged each time it answers %i, without the address', async status => {
    const { account, browser } = await somebody()
    service.answer(status)
    const before = site.log.lines().length
    await write(account, 'application-offered', 'one')
    await site.runJobs()
    const lines = site.log.lines().slice(before)
    const said = lines.filter(({ msg }) => msg === 'a push service did not take a message')
    expect(said).toMatchObject([{ level: 40, service: service.host, status, failures: 1 }])
    const all = JSON.stringify(lines)
    for (const secret of [new URL(browser.endpoint).pathname, browser.auth, browser.p256dh])
      expect(all).not.toContain(secret)
  })

  it('is logged without a status when it does not answer, also when a message is given up', async () => {
    const { account } = await somebody()
    await PushSubscriptionModel.updateOne({}, { failures: 6 })
    service.hangUp()
    const before = site.log.lines().length
    await write(account, 'application-offered', 'one')
    await site.runJobs()
    const said = site.log.lines().slice(before)
    const about = (wanted: string) => said.filter(({ msg }) => msg === wanted)
    expect(about('a push service did not answer')).toHaveLength(1)
    expect(about('a push service did not take a message')).toEqual([])
    expect(about('a push message was given up')).toMatchObject([{ service: service.host, failures: 7 }])
    expect(about('a push message was given up')[0]).not.toHaveProperty('status')
    // The service is asked again and available again.
    service.answer(201)
    site.clock.advance({ minutes: 2 })
    await write(account, 'application-offered', 'two')
    await site.runJobs()
    expect(service.received).toHaveLength(2)
  })

  it('is reported to administrators and to Prometheus from its refusal until it accepts messages again', async () => {
    const { account } = await somebody()
    const administrator = await site.as(await aColleague('administrator'))
    const seen = async () => {
      const shown = renderedPage(await administrator.get('/en/staff/status').expect(200))
      const line = shown.$('[data-test="line"]').filter((_, one) => shown.$(one).text().includes('Notifications on'))
      site.clock.advance({ minutes: 0.1 })
      const [, gauge] =
        /^push_retrying\{service="own"\} (.+)$/m.exec((await site.visit.get('/metrics').expect(200)).text) ?? []
      return { verdict: line.attr('data-verdict'), text: line.text(), gauge }
    }
    const postponed = async () => {
      const { text } = await site.visit.get('/metrics').expect(200)
      return Number(/^push_messages_total\{service="own",result="postponed"\} (\d+)/m.exec(text)?.[1])
    }
    expect(await seen()).toMatchObject({ verdict: 'ok', gauge: '0' })
    const before = await postponed()
    service.answer(403)
    await write(account, 'application-offered', 'one')
    await site.runJobs()
    const refused = await seen()
    expect(refused).toMatchObject({ verdict: 'look', gauge: '1' })
    expect(refused.text).toContain(`Devices tried so far: 1 (${service.host})`)
    const { text } = await site.visit.get('/metrics').expect(200)
    expect(await postponed()).toBe(before + 1)
    expect(text).toContain('push_messages_total{service="google",result="gone"} 0')
    service.answer(201)
    site.clock.advance({ minutes: 2 })
    await site.runJobs()
    expect(await seen()).toMatchObject({ verdict: 'ok', gauge: '0' })
  })

  it('is tried once when it does not answer, not once for each device', async () => {
    const { account, person } = await somebody()
    await switchOn(person, service.aBrowser()).expect(303)
    service.hangUp()
    await write(account, 'application-offered', 'one')
    await site.runJobs()
    expect(service.received).toHaveLength(1)
    service.answer(201)
    site.clock.advance({ minutes: 2 })
    await site.runJobs()
    expect(told()).toHaveLength(3)
    expect((await PushSubscriptionModel.find().lean()).map(one => one.retryAt)).toEqual([undefined, undefined])
  })

  it('does not delay other effects, because its messages are sent by a separate job', async () => {
    const { account } = await somebody()
    await write(account, 'application-offered', 'one')
    await site.services.outbox.carryOut()
    expect(service.received).toEqual([])
    await site.services.push.carryOut()
    expect(service.received).toHaveLength(1)
  })

  it('is given up after a long outage, without work for an administrator', async () => {
    const { account } = await somebody({})
    await PushSubscriptionModel.updateOne({}, { $set: { quiet: { from: 0, to: 0 } } })
    service.answer(503)
    await write(account, 'application-offered', 'one')
    for (let tries = 0; tries < 8; tries += 1) {
      await site.runJobs()
      site.clock.advance({ minutes: 90 })
    }
    expect(service.received).toHaveLength(7)
    expect(await OutboxAttemptModel.countDocuments()).toBe(0)
    expect(await PushSubscriptionModel.findOne().lean()).toMatchObject({ failures: 0, pendingEffects: [] })
  })

  it('cannot redirect a message to another address', async () => {
    const { account } = await somebody()
    service.answer(302, { Location: `https://${service.host}/elsewhere` })
    await write(account, 'application-offered', 'one')
    await site.runJobs()
    expect(service.received.map(({ path }) => path)).not.toContain('/elsewhere')
    expect(service.received).toHaveLength(1)
  })
})

describe('a device for push notifications', () => {
  it('is stored sealed, and listed with its last use', async () => {
    const { account, person, browser } = await somebody()
    const stored = JSON.stringify(await PushSubscriptionModel.collection.findOne())
    for (const secret of [browser.endpoint, browser.auth, browser.p256dh, new URL(browser.endpoint).pathname])
      expect(stored).not.toContain(secret)
    const facts = async () =>
      renderedPage(await person.get(page).expect(200))
        .$('[data-test=devices] li p')
        .text()
    expect(await facts()).toContain('none yet')
    await write(account, 'application-offered', 'one')
    await site.runJobs()
    expect(await facts()).not.toContain('none yet')
    const shown = renderedPage(await person.get(page).expect(200))
    expect(shown.$('[data-device]').attr('data-device')).toBe(sha256(browser.endpoint))
  })

  it('belongs to the last account that switched it on, and gets nothing for the one before', async () => {
    const { account, browser } = await somebody()
    site.clock.set('2026-11-25T23:00:00+08:00')
    await write(account, 'application-offered', 'one')
    const other = await anApplicant()
    await switchOn(await site.as(other), browser).expect(303)
    site.clock.set('2026-11-26T12:00:00+08:00')
    await write(account, 'application-offered', 'two')
    await site.runJobs()
    expect(told()).toEqual([])
    expect(await PushSubscriptionModel.find().lean()).toHaveLength(1)
    await write(other, 'application-offered', 'three')
    await site.runJobs()
    expect(told()).toHaveLength(1)
  })

  it.each([
    ['signing out', (person: Person) => person.post('/en/sign-out')],
    ['signing out everywhere', (person: Person) => person.post('/en/account/sign-out-everywhere')],
    [
      'a new password',
      (person: Person) =>
        person
          .post('/en/account/password')
          .type('form')
          .send({ current: testPassword, password: 'another long password' }),
    ],
  ])('gets no notifications after %s', async (_, act) => {
    const { account, person } = await somebody()
    await act(person).expect(303)
    await write(account, 'application-offered', 'one')
    await site.runJobs()
    expect(service.received).toEqual([])
    expect(await PushSubscriptionModel.countDocuments()).toBe(0)
  })

  it('is removed without an attempt if its key is invalid', async () => {
    const { account, browser } = await somebody()
    const { sealed } = sealSubscription({
      endpoint: browser.endpoint,
      keys: { p256dh: offTheCurve, auth: browser.auth },
    })
    await PushSubscriptionModel.updateOne({}, { $set: { sealed } })
    await write(account, 'application-offered', 'one')
    await site.runJobs()
    expect(await PushSubscriptionModel.countDocuments()).toBe(0)
    expect(await OutboxAttemptModel.countDocuments()).toBe(0)
  })

  it('gets no notifications after the account is closed', async () => {
    const { account } = await somebody()
    await AccountModel.updateOne({ _id: account.id }, { deactivatedAt: site.clock.now() })
    await write(account, 'application-offered', 'one')
    await site.runJobs()
    expect(service.received).toEqual([])
    expect(await PushSubscriptionModel.countDocuments()).toBe(0)
  })

  it('belongs to its owner’s new session after signing in again, and is removed with it', async () => {
    for (const ends of ['sign-out', 'elsewhere'] as const) {
      const { account, browser } = await somebody()
      const anew = await site.as(account)
      await renew(anew, browser).expect(204)
      const stored = await PushSubscriptionModel.findOne({ account: account.id }).lean()
      const handle = stored?.session.handle ?? ''
      if (ends === 'sign-out') await anew.post('/en/sign-out').expect(303)
      else await (await site.as(account)).post(`/en/account/sessions/${handle}/end`).expect(303)
      expect(await PushSubscriptionModel.countDocuments({ account: account.id }), ends).toBe(0)
    }
  })

  it('gets no notifications after another person has signed in on it', async () => {
    const { browser } = await somebody()
    const other = await site.as(await anApplicant())
    await renew(other, browser).expect(410)
    expect(await PushSubscriptionModel.countDocuments()).toBe(0)
    await renew(other, browser).expect(410)
  })

  it('gets no notifications if it is switched on while its owner signs out', async () => {
    const { account, person } = await somebody()
    const { session } = (await PushSubscriptionModel.findOne().lean()) ?? never()
    await person.post('/en/sign-out').expect(303)
    const late = { ...service.aBrowser() }
    const owner = { id: account.id, sessionEpoch: session.epoch } as SessionAccount
    await site.services.push.devices.add(owner, {
      subscription: { endpoint: late.endpoint, keys: late },
      zone: late.zone,
      device: { browser: null, system: null },
      handle: session.handle ?? null,
    })
    await write(account, 'application-offered', 'one')
    await site.runJobs()
    expect(service.received).toEqual([])
  })

  it('can be switched off on the page by its owner only', async () => {
    const { person } = await somebody()
    const action =
      renderedPage(await person.get(page))
        .$('[data-device] form')
        .attr('action') ?? ''
    const other = await site.as(await anApplicant())
    await other.post(action).expect(303)
    expect(await PushSubscriptionModel.countDocuments()).toBe(1)
    await person.post(action).expect(303)
    expect(await PushSubscriptionModel.countDocuments()).toBe(0)
  })

  it('replaces the oldest device when an account has more than ten', async () => {
    const { person, browser } = await somebody()
    for (let count = 0; count < 10; count += 1) {
      site.clock.advance({ minutes: 1 })
      await switchOn(person, service.aBrowser()).expect(303)
    }
    const hashes = (await PushSubscriptionModel.find().lean()).map(({ endpointHash }) => endpointHash)
    expect(hashes).toHaveLength(10)
    expect(hashes).not.toContain(sha256(browser.endpoint))
  })

  it('is refused from people without permission, and with an address that is no push service', async () => {
    const person = await site.as(await anApplicant())
    const browser = service.aBrowser()
    for (const endpoint of ['https://127.0.0.1/x', 'https://evil.example/x', 'http://fcm.googleapis.com/x', 'nonsense'])
      await switchOn(person, { ...browser, endpoint }).expect(400)
    for (const odd of [{ p256dh: 'short' }, { auth: 'short' }, { p256dh: 'A'.repeat(87) }, { p256dh: offTheCurve }])
      await switchOn(person, { ...browser, ...odd }).expect(400)
    await person.post(devices).set('Sec-Fetch-Site', 'cross-site').type('form').send(browser).expect(403)
    const { headers } = await site.visit.post(devices).type('form').send(browser).expect(303)
    expect(headers.location).toContain('/en/sign-in')
    expect(await PushSubscriptionModel.countDocuments()).toBe(0)
  })

  it('can be switched on only a limited number of times', async () => {
    const { person } = await somebody()
    const browser = service.aBrowser()
    const answers = []
    for (let tries = 0; tries < 21; tries += 1) answers.push((await switchOn(person, browser)).status)
    expect(answers.filter(status => status === 429).length).toBeGreaterThan(0)
  })
})

describe('the data on somebody’s devices', () => {
  it('are in the archive of their data, without the keys, and are deleted with the account', async () => {
    const { account, browser } = await somebody()
    const { push } = site.services.personalData
    const holder = { id: account.id, email: account.email, verified: true }
    const asked = { holder, t: (key: string) => key, locale: 'en', at: site.clock.now() } as never
    const { value } = await push.archive(asked).next()
    const content = JSON.stringify(value)
    expect(content).toContain('127.0.0.1')
    for (const secret of [browser.endpoint, browser.auth, browser.p256dh]) expect(content).not.toContain(secret)
    await push.erase?.(holder)
    expect(await PushSubscriptionModel.countDocuments()).toBe(0)
  })
})

function never(): never {
  throw new Error('nothing came')
}
