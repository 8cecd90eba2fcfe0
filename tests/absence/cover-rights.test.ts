import { describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { EnquiryModel } from '#models/enquiries/enquiry.ts'
import { ViewingModel } from '#models/viewings/viewing.ts'
import { addDays, cityDayOf } from '#shared/days/city-day.ts'
import { aColleague, anApplicant, type TestAccount } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { aSlot } from '../factories/viewings.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const today = () => cityDayOf(site.clock.now())
const week = (cover: TestAccount) => ({ from: today(), to: addDays(today(), 6), cover: cover.id })
const isAway = async (absent: TestAccount, cover: TestAccount) => {
  expect(await site.services.accounts.absences.set(absent.id, week(cover), absent.id)).toEqual({ ok: true })
}
const startsAt = () => new Date(`${addDays(today(), 2)}T10:00:00+08:00`)

/** Creates a manager of the whole street who is away, and a cover who is in charge of building A1 only. */
async function aLimitedCover() {
  const absent = await aColleague('listing_manager', { name: 'Ань' })
  const cover = await aColleague('listing_manager', { name: 'Бао', buildings: ['A1'] })
  await isAway(absent, cover)
  await aPremises({ code: 'SFH-A-0107', buildingCode: 'A1' })
  await aPremises({ code: 'SFH-B-0201', buildingCode: 'B2' })
  return { absent, cover, agent: await site.as(cover) }
}

async function conflictOf(reviewer: TestAccount): Promise<void> {
  const application = await anApplication({ state: 'review', panel: [{ id: reviewer.id, name: 'Вэй' }] })
  const agent = await site.as(reviewer)
  const id = application._id.toHexString()
  const declared = { interest: 'conflict', note: 'брат' }
  await agent.post(`/en/staff/applications/${id}/declaration`).type('form').send(declared)
  await site.runJobs()
}

describe('a cover, limited to their own role and buildings', () => {
  it('sees no enquiry and no viewing about premises in other buildings', async () => {
    const { absent, agent } = await aLimitedCover()
    const enquiry = { email: 'a@example.com', preferredLanguage: 'ru', topic: 'viewing', message: 'Как?' } as const
    const assignee = { id: absent.id, name: 'Ань' }
    await EnquiryModel.create({ ...enquiry, name: 'Вера', digest: '1', assignee, premisesCode: 'SFH-A-0107' })
    await EnquiryModel.create({ ...enquiry, name: 'Глеб', digest: '2', assignee, premisesCode: 'SFH-B-0201' })
    const slot = { guide: absent._id, state: 'booked' as const, startsAt: startsAt() }
    await aSlot({ ...slot, premises: 'SFH-A-0107' })
    await aSlot({ ...slot, premises: 'SFH-B-0201', startsAt: new Date(startsAt().getTime() + 3_600_000) })
    const { main } = renderedPage(await agent.get('/en/staff').expect(200))
    expect([main.includes('Вера'), main.includes('Глеб')]).toEqual([true, false])
    expect([main.includes('SFH-A-0107'), main.includes('SFH-B-0201')]).toEqual([true, false])
    const all = renderedPage(await agent.get(`/en/staff/work/viewings?for=${absent.id}`).expect(200))
    expect(all.main).not.toContain('SFH-B-0201')
  })

  it('gets no letter about a visitor of other buildings, and no such viewing', async () => {
    const { absent, cover, agent } = await aLimitedCover()
    const slot = await aSlot({ premises: 'SFH-B-0201', guide: absent._id, guideName: 'Ань', startsAt: startsAt() })
    const { id, email } = await anApplicant({ locale: 'ru' })
    const visitor = { id, email, name: 'Анна', locale: 'ru' as const, verified: true }
    const wish = { slot: slot.id, partySize: 1, phone: '', note: '', language: 'ru' as const }
    await site.services.viewings.bookings.book(visitor, wish)
    await site.runJobs()
    expect(String((await ViewingModel.findById(slot._id).lean())?.guide)).toBe(absent.id)
    const told = site.mails().map(({ to }) => to)
    expect([told.includes(absent.email), told.includes(cover.email)]).toEqual([true, false])
    await agent.get(`/en/staff/viewings/${slot.id}`).expect(404)
  })

  it('gets no letter about cases as a listing manager who covers for an administrator', async () => {
    const absent = await aColleague('administrator', { name: 'Ань' })
    const cover = await aColleague('listing_manager', { name: 'Бао' })
    await isAway(absent, cover)
    await conflictOf(await aColleague('reviewer', { name: 'Вэй' }))
    const told = site.mails().map(({ to }) => to)
    expect([told.includes(absent.email), told.includes(cover.email)]).toEqual([true, false])
  })

  it('gets one letter as an administrator who is notified anyway', async () => {
    const absent = await aColleague('administrator')
    const cover = await aColleague('administrator')
    await isAway(absent, cover)
    await conflictOf(await aColleague('reviewer', { name: 'Вэй' }))
    expect(site.mails().filter(({ to }) => to === cover.email)).toHaveLength(1)
    expect(await ApplicationModel.countDocuments()).toBe(1)
  })

  it('is refused by the form when the buildings are others', async () => {
    const absent = await aColleague('listing_manager', { buildings: ['B2'] })
    const cover = await aColleague('listing_manager', { buildings: ['A1'] })
    const agent = await site.as(absent)
    const answer = await agent.post('/en/staff/absence').type('form').send(week(cover)).expect(422)
    expect(renderedPage(answer).main).toContain('keeps other buildings')
    const whole = await aColleague('listing_manager')
    await agent.post('/en/staff/absence').type('form').send(week(whole)).expect(303)
  })
})
