import { afterEach, expect, it, vi } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { EnquiryModel } from '#models/enquiries/enquiry.ts'
import { OutboxAttemptModel } from '#models/outbox-attempt.ts'
import { createApp } from '#server/app.ts'
import { createProgram } from '#server/bin/program.ts'
import { useClockForTimestamps } from '#outside/database/database.ts'
import { systemClock } from '#outside/clock.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { idOf, stored } from '../support/desk.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
afterEach(() => {
  vi.unstubAllEnvs()
  useClockForTimestamps(systemClock)
})
const dayMs = 86_400_000

it('passes deadlines and shows this on pages when the product clock is advanced', async () => {
  const founder = await anApplicant()
  const deadline = new Date('2026-12-09T15:59:59.999Z')
  const offer = { premises: 'SFH-A-0107', deadline, madeAt: site.clock.now() }
  const id = idOf(await anApplication({ state: 'offered', applicant: founder._id, offer, heldPremises: 'SFH-A-0107' }))
  const person = await site.as(founder)

  site.clock.walk({ days: 14 })
  await site.runJobs({ tidying: true })
  expect((await stored(id)).state).toBe('offered')

  site.clock.walk({ days: 1 })
  await site.runJobs({ tidying: true })
  expect((await stored(id)).state).toBe('offer_expired')
  const { text } = await person.get(`/en/applications/${id}`).expect(200)
  expect(text).toContain('10 December 2026')
})

it('keeps people signed in and mail on its way, which follow the machine clock', async () => {
  const officer = await site.as(await aColleague('reviewer', { locale: 'en' }))
  site.clock.walk({ days: 3 * 365 })
  await officer.get('/en/staff').expect(200)

  await site.visit
    .post('/en/forgot-password')
    .type('form')
    .send({ email: (await anApplicant()).email })
    .expect(303)
  await site.runJobs({ tidying: true })
  expect(site.mails()).toHaveLength(1)
})

it('signs people out by the machine clock', async () => {
  const officer = await site.as(await aColleague('reviewer', { locale: 'en' }))
  site.clock.advance({ minutes: 32 })
  await officer.get('/en/staff').expect(303)
})

it('retries a failed effect by the machine clock', async () => {
  const { _id } = await anApplication({ state: 'submitted' })
  const facts = { premises: 'SFH-A-0107', handoverOn: 'never', rentFreeMonths: '36' }
  const pendingEffects = [{ key: 'walked', kind: 'tenancy', facts }]
  await ApplicationModel.updateOne({ _id }, { $set: { pendingEffects } })
  const failures = async () => (await OutboxAttemptModel.findOne({ document: _id }).lean())?.failures ?? 0
  await site.runJobs({ tidying: true })
  const once = await failures()
  site.clock.walk({ days: 365 })
  await site.runJobs({ tidying: true })
  expect(await failures()).toBe(once)
  site.clock.advance({ minutes: 1 })
  await site.runJobs({ tidying: true })
  expect(await failures()).toBeGreaterThan(once)
})

it('opens the same data in a process with an advanced clock, and writes records with the later date', async () => {
  const manager = await aColleague('listing_manager', { locale: 'en' })
  const days = 3 * 365
  const folder = site.config.dataFolder
  const settings = {
    NODE_ENV: 'test',
    ENV_FILE: 'off',
    CLOCK_AHEAD: String(days),
    // Both: with the folder alone a start would use the database of a developer in this checkout.
    DATA_DIR: folder,
    MONGODB_URI: `mongodb_embedded://${folder}/db`,
  }
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
  const started = await createProgram()
  const app = createApp({ ...started, sessionSecret: 'a secret for tests that is long enough' })
  const visitor = await site.as(manager, app)
  const later = Date.now() + days * dayMs
  const asked = { name: 'Olga', email: 'olga@example.com', preferredLanguage: 'en', topic: 'other', message: 'Hello?' }
  const opened = String(later - 60_000)
  await visitor
    .post('/en/contact')
    .type('form')
    .send({ ...asked, website: '', opened })
    .expect(303)

  const enquiry = (await EnquiryModel.findOne().lean())!
  expect(Math.abs(enquiry.createdAt.getTime() - later)).toBeLessThan(dayMs)
  const { text } = await visitor.get('/en/staff/enquiries').expect(200)
  expect(text).toMatch(new RegExp(`\\b${new Date(later).getUTCFullYear()}\\b`))
})
