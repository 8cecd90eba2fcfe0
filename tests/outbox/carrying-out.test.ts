import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { EnquiryModel } from '#models/enquiries/enquiry.ts'
import { MailModel } from '#models/mail.ts'
import { OutboxAttemptModel } from '#models/outbox-attempt.ts'
import type { PendingEffect } from '#models/parts/history.ts'
import { SavedModel } from '#models/saved/saved.ts'
import { ViewingModel } from '#models/viewings/viewing.ts'
import { anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

const mail = { kind: 'mail', facts: { template: 'application-waitlisted' } }
const ofTheFuture = { kind: 'of-the-future', facts: {} }
/** A tenancy cannot begin on such a day, so every attempt fails. */
const impossible = { kind: 'tenancy', facts: { premises: 'SFH-A-0107', handoverOn: 'never', rentFreeMonths: '36' } }

type Asked = Pick<PendingEffect, 'kind' | 'facts'>

/**
 * Creates a case with pending effects in this order; returns functions that tell what is left and whether its letter has
 * left.
 */
async function aCase(...effects: readonly Asked[]) {
  const account = await anApplicant()
  const { _id } = await anApplication({ applicant: new mongoose.Types.ObjectId(account.id), state: 'submitted' })
  const pendingEffects = effects.map((effect, index) => ({
    key: `application:${_id.toHexString()}:x-${String(index)}`,
    ...effect,
  }))
  await ApplicationModel.updateOne({ _id }, { $set: { pendingEffects } })
  return {
    left: async () => {
      const found = await ApplicationModel.findById(_id).lean<Application>()
      return found?.pendingEffects.map(({ kind }) => kind)
    },
    change: (update: object) => ApplicationModel.updateOne({ _id }, update),
    letters: () => site.mails().filter(({ to }) => to === account.email).length,
  }
}

describe('carrying out effects', () => {
  it('leaves an unknown kind of effect, and those after it, to a newer version', async () => {
    const one = await aCase(mail, ofTheFuture, mail)
    const other = await aCase(mail)
    await site.runJobs()
    expect([one.letters(), await one.left()]).toEqual([1, ['of-the-future', 'mail']])
    expect([other.letters(), await other.left()]).toEqual([1, []])
  })

  it('holds back the effects after a failed one, but not those of other cases', async () => {
    const one = await aCase(mail, impossible, mail)
    const other = await aCase(mail)
    await site.runJobs()
    expect([one.letters(), await one.left()]).toEqual([1, ['tenancy', 'mail']])
    expect([other.letters(), await other.left()]).toEqual([1, []])
  })

  it('retries at growing intervals, then parks the effect', async () => {
    const one = await aCase(impossible, mail)
    const tries = () => site.log.lines().filter(({ msg, kind }) => msg.startsWith('an effect') && kind === 'tenancy')
    const before = tries().length
    const counted: number[] = []
    for (let minute = 0; minute < 30; minute += 1) {
      await site.runJobs()
      counted.push(tries().length - before)
      site.clock.advance({ minutes: 1 })
    }
    expect(counted.slice(0, 5)).toEqual([1, 2, 3, 4, 5])
    expect(counted.at(-1)).toBe(8)
    expect(tries().at(-1)?.msg).toBe('an effect is parked and waits for an administrator')
    expect(await one.left()).toEqual(['tenancy', 'mail'])
    expect(await OutboxAttemptModel.find().lean()).toMatchObject([
      { kind: 'tenancy', failures: 8, outbox: 'applications' },
    ])
  }, 60_000)

  it('deletes the failures of an effect that succeeds or is removed', async () => {
    const one = await aCase(impossible, mail)
    await site.runJobs()
    expect(await OutboxAttemptModel.countDocuments()).toBe(1)
    await one.change({ $set: { 'pendingEffects.0.facts.handoverOn': '2026-12-01' } })
    site.clock.advance({ minutes: 1 })
    await site.runJobs()
    expect([one.letters(), await one.left()]).toEqual([1, []])
    expect(await OutboxAttemptModel.countDocuments()).toBe(0)

    const other = await aCase(impossible)
    await site.runJobs()
    await other.change({ $set: { pendingEffects: [] } })
    await site.runJobs()
    expect(await OutboxAttemptModel.countDocuments()).toBe(0)
  })
})

describe('an enquiry', () => {
  const question = {
    name: 'Olga',
    email: 'olga@example.com',
    phone: '',
    messenger: '',
    preferredLanguage: 'ru',
    topic: 'premises',
    premisesCode: '',
    message: 'Is it free?',
    website: '',
    opened: String(new Date('2026-11-25T11:00:00+08:00').getTime()),
  }
  const broken = { key: 'reply:x', kind: 'reply', facts: null }

  it('is accepted while the letter of another one fails', async () => {
    await site.visit.post('/ru/contact').type('form').send(question).expect(303)
    await EnquiryModel.collection.updateMany({}, { $push: { effects: broken } } as object)
    await site.visit
      .post('/ru/contact')
      .type('form')
      .send({ ...question, email: 'ivan@example.com' })
      .expect(303)
    await site.runJobs()
    expect(site.mails().filter(({ to }) => to === 'ivan@example.com')).toHaveLength(1)
  })

  it('leaves an unknown kind of letter pending and sends nothing to the office', async () => {
    await site.visit.post('/ru/contact').type('form').send(question).expect(303)
    await site.runJobs()
    const sent = site.mails().length
    await EnquiryModel.collection.updateMany({}, { $set: { effects: [{ key: 'y', ...ofTheFuture }] } })
    // A letter with the same cause would not be queued twice.
    await MailModel.deleteMany({})
    await site.runJobs()
    expect(site.mails()).toHaveLength(sent)
    expect((await EnquiryModel.findOne().lean())?.effects).toHaveLength(1)
  })
})

describe('viewings and saved searches', () => {
  it('leave an unknown kind of letter pending', async () => {
    const future = [{ key: 'z', ...ofTheFuture }]
    await ViewingModel.collection.insertOne({ pendingEffects: future })
    await SavedModel.collection.insertOne({ searches: [], waiting: [], pendingEffects: future })
    await site.runJobs()
    expect((await ViewingModel.findOne().lean())?.pendingEffects).toEqual(future)
    expect((await SavedModel.findOne().lean())?.pendingEffects).toEqual(future)
  })
})
