import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { AccountModel } from '#models/accounts/account.ts'
import { RateLimitModel } from '#models/rate-limit.ts'
import { demonstrationFounders, demonstrationPassword, demonstrationPeople } from '#features/accounts/demonstration.ts'
import { seed } from '#server/bin/seeding.ts'
import { anApplicant } from '../factories/account.ts'
import { useSite } from '../support/site.ts'

describe('demonstration people', () => {
  const site = useSite()

  it('have one account for each role, are created once and can sign in', async () => {
    expect(await site.services.accounts.demonstration.seed()).toBe(
      demonstrationPeople.length + demonstrationFounders.length,
    )
    expect(await site.services.accounts.demonstration.seed()).toBe(0)
    expect((await AccountModel.distinct('role')).sort()).toEqual(demonstrationPeople.map(({ role }) => role).sort())
    for (const { email } of demonstrationPeople) await site.as({ email, password: demonstrationPassword })
  })

  it('keep the changes that somebody made to them', async () => {
    await site.services.accounts.demonstration.seed()
    await AccountModel.updateOne({ role: 'reviewer' }, { $set: { name: 'Changed' } })
    await site.services.accounts.demonstration.seed()
    expect((await AccountModel.findOne({ role: 'reviewer' }).lean())?.name).toBe('Changed')
  })
})

describe('an installation without demonstration data (AU5)', () => {
  const site = useSite({ env: { DEMO: 'off' } })

  it('has no account at all after the first start', async () => {
    await seed(site.services, { demonstration: false })
    expect(await AccountModel.countDocuments()).toBe(0)
  })

  it('refuses the sign-in of demonstration people who were created before', async () => {
    await site.services.accounts.demonstration.seed()
    for (const { email } of demonstrationPeople) {
      await site.visit.post('/en/sign-in').type('form').send({ email, password: demonstrationPassword }).expect(422)
    }
    await site.as(await anApplicant())
  })
})

describe('the clean-up job', () => {
  const site = useSite()

  it('deletes expired sessions and expired counts of attempts', async () => {
    const account = await anApplicant()
    await site.as(account)
    await site.as(account)
    await site.visit
      .post('/en/sign-in')
      .type('form')
      .send({ email: 'nobody@example.com', password: 'wrong' })
      .expect(422)
    const sessions = mongoose.connection.collection('sessions')
    await sessions.updateOne({}, { $set: { expires: new Date(Date.now() - 1_000) } })
    const before = await RateLimitModel.countDocuments()
    await RateLimitModel.updateOne({}, { $set: { expire: new Date(Date.now() - 1_000) } })
    await site.runJobs({ tidying: true })
    expect(await sessions.countDocuments()).toBe(1)
    expect(await RateLimitModel.countDocuments()).toBe(before - 1)
  })
})
