import { describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { EnquiryModel } from '#models/enquiries/enquiry.ts'
import { ViewingModel } from '#models/viewings/viewing.ts'
import { AccountModel } from '#models/accounts/account.ts'
import { leastLoaded, leastLoadedOf, type Officer } from '#features/cases/review/panel.ts'
import { addDays, cityDayOf } from '#shared/days/city-day.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant, type TestAccount } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { aSlot } from '../factories/viewings.ts'
import { auditEntriesAbout } from '../support/audit-entries.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const today = () => cityDayOf(site.clock.now())
const idOf = ({ _id }: { _id: { toHexString(): string } }) => _id.toHexString()

type Role = Parameters<typeof aColleague>[0]

/** Creates two colleagues, the first of whom is away for a week from today on. */
async function anAbsence(role: Role, coverRole: Role = role) {
  const absent = await aColleague(role, { name: 'Ань' })
  const cover = await aColleague(coverRole, { name: 'Бао' })
  await isAway(absent, cover)
  return { absent, cover, agent: await site.as(cover) }
}
async function isAway(absent: TestAccount, cover: TestAccount) {
  const days = { from: today(), to: addDays(today(), 6), cover: cover.id }
  expect(await site.services.accounts.absences.set(absent.id, days, absent.id)).toEqual({ ok: true })
}
type Agent = Awaited<ReturnType<typeof site.as>>
const deskOf = async (agent: Agent, locale = 'en') => renderedPage(await agent.get(`/${locale}/staff`).expect(200))

describe('recording an absence', () => {
  it('for oneself shows the days and the cover on both desks', async () => {
    const absent = await aColleague('reviewer', { name: 'Ань' })
    const cover = await aColleague('decider', { name: 'Бао' })
    const agent = await site.as(absent)
    const days = { from: today(), to: addDays(today(), 3), cover: cover.id }
    await agent.post('/en/staff/absence').type('form').send(days).expect(303)
    expect((await deskOf(agent)).text('away')).toContain('covered by Бао')
    expect((await deskOf(await site.as(cover))).text('away')).toContain('You cover for Ань')
    const account = await AccountModel.findById(absent.id).lean()
    expect(account?.history.at(-1)).toMatchObject({ kind: 'away_said', from: days.from, to: days.to })
    await agent.post('/en/staff/absence/end').expect(303)
    expect((await deskOf(agent)).$('[data-test=away]')).toHaveLength(0)
    expect((await auditEntriesAbout(absent.id)).slice(-2)).toEqual(['account.away reviewer', 'account.back reviewer'])
    const trail = renderedPage(await (await site.as(await aColleague('administrator'))).get('/en/staff/audit'))
    expect(trail.main).not.toContain(cover.id)
  })

  it('for somebody else is limited to administrators', async () => {
    const absent = await aColleague('reviewer')
    const cover = await aColleague('reviewer', { name: 'Бао' })
    const days = { from: today(), to: today(), cover: cover.id }
    const path = `/en/staff/users/${absent.id}/absence`
    await (await site.as(cover)).post(path).type('form').send(days).expect(403)
    const administrator = await site.as(await aColleague('administrator'))
    await administrator.get(path).expect(200)
    await administrator.post(path).type('form').send(days).expect(303)
    const page = renderedPage(await administrator.get(`/en/staff/users/${absent.id}`).expect(200))
    expect(page.text('absence')).toContain('covered by Бао')
    await administrator.get(`/en/staff/users/${(await anApplicant()).id}/absence`).expect(404)
  })

  it('explains each invalid day and cover', async () => {
    const { absent, cover, agent } = await anAbsence('reviewer')
    const manager = await aColleague('listing_manager')
    const days = { from: today(), to: addDays(today(), 2), cover: absent.id }
    const refused = async (changed: object) => {
      const answer = await agent
        .post('/en/staff/absence')
        .type('form')
        .send({ ...days, ...changed })
      return renderedPage(answer)
        .errors()
        .map(({ field }) => field)
    }
    expect(await refused({})).toEqual(['cover'])
    expect(await refused({ cover: cover.id })).toEqual(['cover'])
    expect(await refused({ cover: manager.id })).toEqual(['cover'])
    expect(await refused({ cover: '' })).toEqual(['cover'])
    expect(await refused({ to: addDays(today(), -1) })).toEqual(['to'])
    expect(await refused({ from: '', to: 'soon' })).toEqual(['from', 'to'])
    expect(await refused({ to: addDays(today(), -1), cover: '' })).toEqual(['to', 'cover'])
    expect(await refused({ from: '', cover: '' })).toEqual(['from', 'cover'])
  })

  it.each(locales)('is possible in the language %s', async locale => {
    const { agent } = await anAbsence('reviewer')
    const page = renderedPage(await agent.get(`/${locale}/staff/absence`).expect(200))
    expect([page.language, page.headings]).toEqual([locale, 1])
  })
})

describe('automatic assignment during an absence', () => {
  const officer = (id: string, cases: number, more: Partial<Officer> = {}): Officer => ({
    id,
    name: id,
    role: 'reviewer',
    cases,
    reviews: 0,
    ...more,
  })
  const away = (cover: string | null) => ({
    away: { until: '2026-12-01', standIn: cover === null ? null : { id: cover, name: cover } },
  })

  it('chooses the least loaded who can take the work, counting a cover once and by their own load', () => {
    const covered = [officer('a', 0, away('c')), officer('b', 1), officer('c', 2)]
    expect(leastLoaded(covered)?.id).toBe('b')
    expect(leastLoadedOf(covered, 3).map(({ id }) => id)).toEqual(['b', 'c'])
    expect(leastLoaded([officer('a', 9, away('c')), officer('b', 3), officer('c', 2)])?.id).toBe('c')
    expect(leastLoaded([officer('a', 0, away('x')), officer('b', 1)])?.id).toBe('b')
    expect(leastLoaded([officer('a', 0, away(null))])).toBeNull()
  })

  it('gives a new case to the cover, but never to one with a conflict of interest', async () => {
    const { absent, cover, agent } = await anAbsence('reviewer')
    const third = await aColleague('reviewer', { name: 'Вэй' })
    await anApplication({ state: 'screening', assignee: third._id })
    await anApplication({ state: 'screening', assignee: third._id })
    await anApplication({ state: 'screening', assignee: cover._id })
    const id = idOf(await anApplication())
    await agent.post(`/en/staff/applications/${id}/assign-least`).expect(303)
    expect(String((await ApplicationModel.findById(id).lean())?.assignee)).toBe(cover.id)
    const other = idOf(await anApplication())
    await agent
      .post(`/en/staff/applications/${other}/conflict`)
      .type('form')
      .send({ conflictNote: 'кузен' })
      .expect(303)
    await (await site.as(third)).post(`/en/staff/applications/${other}/assign-least`).expect(303)
    expect(String((await ApplicationModel.findById(other).lean())?.assignee)).toBe(third.id)
    const page = renderedPage(await agent.get(`/en/staff/applications/${id}`).expect(200))
    expect(page.main).toContain('Ань')
    expect(page.main).toContain('covered by Бао')
    expect(absent.id).not.toBe(cover.id)
  })

  it('gives a viewing to the cover, unless the cover shows another unit then', async () => {
    const { absent, cover } = await anAbsence('listing_manager')
    const startsAt = new Date(`${addDays(today(), 2)}T10:00:00+08:00`)
    const book = async (code: string) => {
      await aPremises({ code })
      const slot = await aSlot({ premises: code, guide: absent._id, guideName: 'Ань', startsAt })
      const person = await anApplicant({ locale: 'ru' })
      const visitor = { id: person.id, email: person.email, name: 'Анна', locale: 'ru' as const, verified: true }
      const wish = { slot: slot.id, partySize: 1, phone: '', note: '', language: 'ru' as const }
      await site.services.viewings.bookings.book(visitor, wish)
      return (await ViewingModel.findById(slot._id).lean())!
    }
    const first = await book('SFH-A-0107')
    expect([String(first.guide), first.guideName]).toEqual([cover.id, 'Бао'])
    expect(first.claims?.some(claim => claim.startsWith(`guide ${cover.id}`))).toBe(true)
    expect(first.claims?.some(claim => claim.startsWith(`guide ${absent.id}`))).toBe(false)
    expect(String((await book('SFH-A-0108')).guide)).toBe(absent.id)
    await site.runJobs()
    const guides = site.mails().filter(({ to }) => to === cover.email || to === absent.email)
    expect(guides.map(({ to }) => to).sort()).toEqual([absent.email, cover.email, cover.email].sort())
  })

  it('names the cover to visitors whose viewings were booked before', async () => {
    const { absent, agent } = await anAbsence('listing_manager')
    const { code } = await aPremises()
    const startsAt = new Date(`${addDays(today(), 2)}T10:00:00+08:00`)
    const slot = await aSlot({ premises: code, guide: absent._id, guideName: 'Ань', startsAt })
    const later = new Date(`${addDays(today(), 20)}T10:00:00+08:00`)
    const words = { locale: 'ru', t: (key: string) => key } as never
    expect((await site.services.viewings.guideOf(words, slot)).name).toBe('Бао')
    expect((await site.services.viewings.guideOf(words, { ...slot, startsAt: later })).name).toBe('Ань')
    const page = renderedPage(await agent.get(`/en/staff/viewings/${slot.id}`).expect(200))
    expect(page.main).toContain('covered by Бао')
  })
})

describe('the desk of a cover', () => {
  const headings = (page: ReturnType<typeof renderedPage>) =>
    page
      .$('[data-test=work-block] h3 a')
      .toArray()
      .map(one => page.$(one).text())

  it('lists the cases of the absent colleague, marked, without those in which the cover has a conflict', async () => {
    const { absent, cover, agent } = await anAbsence('reviewer')
    const mine = await anApplication({ state: 'screening', assignee: absent._id, dueOn: today() })
    const by = { kind: 'reviewer' as const, id: cover.id, name: 'Бао' }
    const closed = await anApplication({ state: 'screening', assignee: absent._id, dueOn: today() })
    await ApplicationModel.updateOne(
      { _id: closed._id },
      { $push: { events: { kind: 'interest_conflict', at: site.clock.now(), by } } },
    )
    const desk = await deskOf(agent)
    expect(headings(desk)).toContain('My cases\u00a0· for Ань')
    expect(desk.main).toContain(mine.reference)
    expect(desk.main).not.toContain(closed.reference)
    const kind = renderedPage(await agent.get(`/en/staff/work/cases?for=${absent.id}`).expect(200))
    expect(kind.main).toContain(mine.reference)
    expect(kind.main).not.toContain(closed.reference)
    await agent.get(`/en/staff/work/cases?for=${cover.id}`).expect(404)
    await (await site.as(await aColleague('reviewer'))).get(`/en/staff/work/cases?for=${absent.id}`).expect(404)
  })

  it('lists no panel seats for a decider, who cannot take them', async () => {
    const { absent, agent } = await anAbsence('reviewer', 'decider')
    await anApplication({ state: 'review', panel: [{ id: absent.id, name: 'Ань' }], dueOn: today() })
    expect(headings(await deskOf(agent)).join()).not.toContain('for Ань')
  })

  it('lists viewings and enquiries of the absent colleague, and unassigned ones only once', async () => {
    const { absent, agent } = await anAbsence('listing_manager')
    const startsAt = new Date(`${addDays(today(), 1)}T10:00:00+08:00`)
    await aSlot({ guide: absent._id, state: 'booked', startsAt })
    const enquiry = { email: 'a@example.com', preferredLanguage: 'ru', topic: 'other', message: 'Как?' } as const
    const assignee = { id: absent.id, name: 'Ань' }
    await EnquiryModel.create({ ...enquiry, name: 'Вера', digest: '1', assignee })
    await EnquiryModel.create({ ...enquiry, name: 'Глеб', digest: '2' })
    const desk = await deskOf(agent)
    expect(headings(desk).filter(text => text.includes('for Ань'))).toHaveLength(2)
    expect(desk.main.match(/Вера/g)).toHaveLength(1)
    expect(desk.main.match(/Глеб/g)).toHaveLength(1)
  })

  it('lists only the cover’s own work again after the last day', async () => {
    const { absent, agent, cover } = await anAbsence('reviewer')
    await anApplication({ state: 'screening', assignee: absent._id, dueOn: today() })
    await AccountModel.updateOne(
      { _id: absent.id },
      { $set: { 'absence.from': '2026-01-01', 'absence.to': addDays(today(), -1) } },
    )
    expect(headings(await deskOf(agent))).toEqual([])
    expect(await site.services.accounts.absences.coveredBy(cover.id)).toEqual([])
  })
})

describe('letters to an absent colleague', () => {
  it('are also sent to the cover', async () => {
    const { absent, cover } = await anAbsence('administrator')
    const reviewer = await aColleague('reviewer', { name: 'Вэй' })
    const id = idOf(await anApplication({ state: 'review', panel: [{ id: reviewer.id, name: 'Вэй' }] }))
    const agent = await site.as(reviewer)
    await agent
      .post(`/en/staff/applications/${id}/declaration`)
      .type('form')
      .send({ interest: 'conflict', note: 'брат' })
    await site.runJobs()
    const told = site.mails().map(({ to }) => to)
    expect(told).toEqual(expect.arrayContaining([absent.email, cover.email]))
  })
})
