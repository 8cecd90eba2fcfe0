import { describe, expect, it } from 'vitest'
import { MailModel } from '#models/mail.ts'
import { mailService, type MailTransport } from '#outside/mail/mail.ts'
import type { MailTemplate } from '#outside/mail/mail-message.ts'
import { testClock } from '../support/clock.ts'
import { useDatabase } from '../support/database.ts'
import { newKey, oldKey, withSealing } from '../support/sealed.ts'
import { storedText } from '../support/stored-text.ts'
import { testLog } from '../support/log.ts'

const request = { cause: 'test:1', to: 'anna@example.com', locale: 'ru', template: 'any' as MailTemplate } as const

describe('outgoing mail', () => {
  useDatabase()

  function aMailService() {
    const clock = testClock()
    const log = testLog()
    const state = { sent: [] as string[], down: false }
    const transport: MailTransport = {
      describe: 'memory',
      send: ({ to }) => {
        if (state.down) return Promise.reject(new Error('connection refused'))
        state.sent.push(to)
        return Promise.resolve()
      },
    }
    const mail = mailService({
      clock,
      log,
      transport,
      render: () => ({ subject: 's', text: 't', html: 'h' }),
      sender: () => Promise.resolve({ name: '', address: '' }),
    })
    return { mail, clock, log, state }
  }

  it('sends one mail for each cause, however often it is requested', async () => {
    const { mail, state } = aMailService()
    await Promise.all([1, 2, 3, 4, 5].map(() => mail.queue(request)))
    expect(await mail.deliverDue()).toBe(1)
    await mail.queue(request)
    expect(await mail.deliverDue()).toBe(0)
    expect(state.sent).toEqual(['anna@example.com'])
  })

  it('sends each mail once when several workers run at the same time', async () => {
    const { mail, state } = aMailService()
    await mail.queue(request)
    await Promise.all([mail.deliverDue(), mail.deliverDue(), mail.deliverDue()])
    expect(state.sent).toHaveLength(1)
  })

  it('retries at growing intervals while the mail server is unavailable', async () => {
    const { mail, clock, state, log } = aMailService()
    state.down = true
    await mail.queue(request)
    expect(await mail.deliverDue()).toBe(0)
    expect(await mail.deliverDue()).toBe(0)
    expect((await MailModel.findOne().lean())?.attempts).toBe(1)

    state.down = false
    clock.advance({ minutes: 1 })
    expect(await mail.deliverDue()).toBe(1)
    expect(log.lines().map(line => line.msg)).toContain('mail not sent')
  })

  it('seals links and names until the mail is sent, and sends older unsealed mail as it is', async () => {
    const { mail, state } = aMailService()
    const link = { ...request, facts: { link: '/ru/verify/secret-token' }, unsubscribe: '/ru/unsubscribe/secret-token' }
    const plain = { on: false, secrets: [] }
    await withSealing(plain, () => mail.queue({ ...link, cause: 'before' }))
    expect(await storedText('mails')).toContain('secret-token')
    await MailModel.updateMany({}, { $set: { nextAttemptAt: new Date(0) } })
    await withSealing({ on: true, secrets: [oldKey] }, async () => {
      expect(await mail.deliverDue()).toBe(1)
      await mail.queue(link)
      expect(await storedText('mails')).not.toContain('secret-token')
      expect(await withSealing({ on: true, secrets: [newKey] }, () => mail.deliverDue())).toBe(0)
      await MailModel.updateMany({}, { $set: { nextAttemptAt: new Date(0) } })
      expect(await withSealing({ on: false, secrets: [oldKey] }, () => mail.deliverDue())).toBe(1)
    })
    expect(state.sent).toHaveLength(2)
    expect(await storedText('mails')).not.toContain('sealed')
  })

  it('deletes links and names once a mail is sent', async () => {
    const { mail } = aMailService()
    const times = { startsAt: '', endsAt: '', changedAt: '' }
    const entry = { id: 'v', sequence: 0, ...times, summary: '', location: '', description: '', link: '/' }
    const organiser = { name: '', email: 'office@example.com' }
    const calendar = { method: 'REQUEST', entry: { ...entry, organiser, cancelled: false } } as const
    await mail.queue({ ...request, facts: { link: '/ru/verify/token' }, calendar })
    await mail.deliverDue()
    const kept = await MailModel.findOne().lean()
    expect(kept?.facts).toEqual({})
    expect(kept?.calendar).toBeUndefined()
  })
})
