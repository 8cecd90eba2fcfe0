import { describe, expect, it } from 'vitest'
import webpush from 'web-push'
import { OutboxAttemptModel } from '#models/outbox-attempt.ts'
import { PushSubscriptionModel } from '#models/push/push-subscription.ts'
import { readConfig } from '#server/config.ts'
import { anApplicant } from '../factories/account.ts'
import { useSite } from '../support/site.ts'

describe('a site without push keys', () => {
  const site = useSite()

  it('offers no notifications, and sends mail as usual', async () => {
    const account = await anApplicant()
    const person = await site.as(account)
    const away = await person.get('/en/account/notifications').expect(303)
    expect(away.headers.location).toBe('/en/account')
    for (const path of ['', '/devices']) await person.post(`/en/account/notifications${path}`).expect(404)
    expect((await person.get('/en/account').expect(200)).text).not.toContain('/account/notifications')
    await site.services.mail.queue({ cause: 'one', to: account.email, locale: 'en', template: 'application-offered' })
    await site.runJobs()
    expect(site.mails()).toHaveLength(1)
  })
})

describe('a process without keys, beside one that has them', () => {
  const site = useSite()

  it('keeps the devices and their pending messages', async () => {
    const account = await anApplicant()
    const device = {
      account: account.id,
      endpointHash: 'one',
      sealed: JSON.stringify({ endpoint: 'https://push.test/', keys: {} }),
      service: 'push.test',
      keyHash: 'of-the-other',
      session: { epoch: 0 },
      device: {},
      zone: 'Asia/Shanghai',
      quiet: { from: 0, to: 0 },
      since: site.clock.now(),
      pendingEffects: [{ key: 'one', kind: 'push', facts: { kind: 'case' } }],
    }
    await PushSubscriptionModel.create(device)
    await site.runJobs()
    expect((await PushSubscriptionModel.findOne().lean())?.pendingEffects).toHaveLength(1)
    expect(await OutboxAttemptModel.countDocuments()).toBe(0)
  })
})

describe('a site without a service worker', () => {
  const { publicKey, privateKey } = webpush.generateVAPIDKeys()
  const keys = { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, VAPID_SUBJECT: 'mailto:a@street.test' }
  const site = useSite({ env: { ...keys, SERVICE_WORKER: 'off' } })

  it('offers no notifications', async () => {
    const person = await site.as(await anApplicant())
    await person.get('/en/account/notifications').expect(303)
  })
})

describe('the operator’s push keys', () => {
  const { publicKey, privateKey } = webpush.generateVAPIDKeys()
  const all = { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, VAPID_SUBJECT: 'mailto:a@street.test' }

  it('must be set together, and must match', () => {
    expect(readConfig(all).push).toMatchObject({ publicKey, services: [] })
    expect(readConfig({ ...all, PUSH_SERVICES: 'push.example.org:443' }).push?.services).toEqual(['push.example.org'])
    expect(readConfig({}).push).toBe(null)
    for (const name of Object.keys(all)) expect(() => readConfig({ ...all, [name]: '' })).toThrow(/set together/)
    const other = webpush.generateVAPIDKeys().publicKey
    expect(() => readConfig({ ...all, VAPID_PUBLIC_KEY: other })).toThrow(/does not belong/)
    expect(() => readConfig({ ...all, VAPID_PRIVATE_KEY: '_'.repeat(43) })).toThrow(/does not belong/)
  })

  it.each([
    { VAPID_PUBLIC_KEY: 'nonsense' },
    { VAPID_PRIVATE_KEY: 'secret-in-the-wrong-place' },
    { VAPID_SUBJECT: 'a@street.test' },
    { VAPID_SUBJECT: 'https://[' },
    { PUSH_SERVICES: 'https://push.example.org/x' },
  ])('are refused by name and never quoted: %o', wrong => {
    const [name, value] = Object.entries(wrong)[0]!
    const refused = () => readConfig({ ...all, ...wrong })
    expect(refused).toThrow(new RegExp(name))
    expect(refused).not.toThrow(value)
  })
})
