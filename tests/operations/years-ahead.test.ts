import { expect, it } from 'vitest'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { idOf, stored } from '../support/desk.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

it('lets deadlines pass and pages say so while the product’s time is walked', async () => {
  const founder = await anApplicant()
  const deadline = new Date('2026-12-09T15:59:59.999Z')
  const offer = { premises: 'SFH-A-0107', deadline, madeAt: site.clock.now() }
  const id = idOf(await anApplication({ state: 'offered', applicant: founder._id, offer, heldPremises: 'SFH-A-0107' }))
  const person = await site.as(founder)

  site.clock.walk({ days: 14 })
  await site.runJobs()
  expect((await stored(id)).state).toBe('offered')

  site.clock.walk({ days: 1 })
  await site.runJobs()
  expect((await stored(id)).state).toBe('offer_expired')
  const { text } = await person.get(`/en/applications/${id}`).expect(200)
  expect(text).toContain('10 December 2026')
})

it('leaves people signed in and mail on its way, which are of the machine’s time', async () => {
  const officer = await site.as(await aColleague('reviewer', { locale: 'en' }))
  site.clock.walk({ days: 3 * 365 })
  await officer.get('/en/staff').expect(200)

  await site.visit
    .post('/en/forgot-password')
    .type('form')
    .send({ email: (await anApplicant()).email })
    .expect(303)
  await site.runJobs()
  expect(site.mails()).toHaveLength(1)
})

it('signs people out after the machine’s time all the same', async () => {
  const officer = await site.as(await aColleague('reviewer', { locale: 'en' }))
  site.clock.advance({ minutes: 32 })
  await officer.get('/en/staff').expect(303)
})
