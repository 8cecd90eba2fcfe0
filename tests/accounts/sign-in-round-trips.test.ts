import { Secret, TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { SavedModel } from '#models/saved/saved.ts'
import { SessionModel } from '#models/accounts/session.ts'
import { isAnswerFresh } from '#outside/answer-freshness.ts'
import { aColleague, anApplicant, testPassword } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { roundTripsOf } from '../support/processes/interruptions.ts'
import { until } from '../support/processes/processes.ts'
import { useSite } from '../support/site.ts'

/** A database that takes 0.8 seconds for each answer must not delay a sign-in for longer than 8 seconds (DU3). */
const mostTrips = 4

describe('signing in with the right password', () => {
  const site = useSite()

  /** Returns the number of waits for the database; caches of the process have expired. */
  async function tripsOf(browser: ReturnType<typeof site.agent>, email: string, leadsTo: string): Promise<number> {
    await site.visit.get('/en/sign-in').expect(200)
    const began = Date.now()
    await until(() => !isAnswerFresh(began), String)
    return roundTripsOf(() =>
      browser
        .post('/en/sign-in')
        .type('form')
        .send({ email, password: testPassword })
        .expect(303)
        .expect('Location', leadsTo),
    )
  }

  it('waits for the database at most four times for an applicant', async () => {
    const { email } = await anApplicant()
    expect(await tripsOf(site.agent(), email, '/en/applications')).toBeLessThanOrEqual(mostTrips)
  })

  it('waits for the database at most four times for an applicant who saved premises as a visitor', async () => {
    await aPremises({ code: 'SFH-A-0107' })
    const { id, email } = await anApplicant()
    const browser = site.agent()
    await browser
      .post('/en/saved/premises')
      .type('form')
      .send({ code: ['SFH-A-0107'], do: 'add' })
      .expect(303)
    expect(await tripsOf(browser, email, '/en/applications')).toBeLessThanOrEqual(mostTrips)
    expect((await SavedModel.findOne({ account: id }).lean())?.favourites).toMatchObject([{ code: 'SFH-A-0107' }])
  })

  it('waits for the database at most four times for a colleague, whose sign-in goes into the audit trail', async () => {
    const { id, email } = await aColleague('reviewer')
    expect(await tripsOf(site.agent(), email, '/en/staff')).toBeLessThanOrEqual(mostTrips)
    expect(await AuditEntryModel.find().lean()).toMatchObject([{ action: 'signed-in', subject: { id } }])
  })

  it('waits for the database at most four times for a browser that had a session before', async () => {
    const { email } = await anApplicant()
    const browser = await site.as({ email })
    await SessionModel.deleteMany()
    expect(await tripsOf(browser, email, '/en/applications')).toBeLessThanOrEqual(mostTrips)
    expect(await SessionModel.countDocuments()).toBe(1)
  })

  it('waits for the database at most four times before the second step, and at most seven times for it', async () => {
    const { email } = await aColleague('reviewer')
    const enrolling = await site.as({ email })
    const twoFactor = '/en/account/two-factor'
    await enrolling.post(twoFactor).type('form').send({ current: testPassword }).expect(303)
    const secret = renderedPage(await enrolling.get(`${twoFactor}/set-up`).expect(200))
      .text('secret')
      .replace(/ /g, '')
    const code = () =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: site.clock.now().getTime() })
    await enrolling.post(`${twoFactor}/set-up`).type('form').send({ code: code() }).expect(200)

    site.clock.advance({ minutes: 1 })
    const browser = site.agent()
    expect(await tripsOf(browser, email, '/en/sign-in/code')).toBeLessThanOrEqual(mostTrips)
    const trips = await roundTripsOf(() =>
      browser.post('/en/sign-in/code').type('form').send({ code: code() }).expect(303).expect('Location', '/en/staff'),
    )
    expect(trips).toBeLessThanOrEqual(7)
    await browser.get('/en/staff').expect(200)
  })
})
