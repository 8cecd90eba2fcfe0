import mongoose from 'mongoose'
import { describe, expect, it, vi } from 'vitest'
import { AccountModel } from '#models/accounts/account.ts'
import { CalendarFeedModel } from '#models/accounts/calendar-feed.ts'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { ApplicationModel } from '#models/cases/application.ts'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { ViewingModel } from '#models/viewings/viewing.ts'
import { calendarFeed } from '#features/desk/calendar/feed.ts'
import { maxInFeed, type DateSource } from '#shared/calendar-dates.ts'
import { locales, translatorFor } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant, testPassword } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aBuilding, aPremises } from '../factories/premises.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { aSlot } from '../factories/viewings.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { typedInto } from '../support/staff-form.ts'
import { useSite } from '../support/site.ts'
import { calendarFaults } from '../support/validators/calendar.ts'

const site = useSite()

/** Returns a source of so many dates of one kind. */
const sourceOf = (many: number): DateSource => ({
  roles: ['reviewer'],
  async *list() {
    for (let index = 0; index < many; index += 1)
      yield await Promise.resolve({
        id: `date-${index}`,
        kind: 'deadline' as const,
        day: '2026-12-01',
        hours: null,
        about: `SS-${index}`,
        what: { key: 'calendar.notice' as const },
        path: '/applications',
      })
  },
})

const anInterview = (startsAt: string) => ({
  _id: new mongoose.Types.ObjectId(),
  state: 'open' as const,
  place: 'Room 305',
  note: '',
  sequence: 0,
  startsAt: new Date(startsAt),
  endsAt: new Date(new Date(startsAt).getTime() + 2_700_000),
  wishes: [],
  waiting: false,
})

type Role = Parameters<typeof aColleague>[0]

/** Creates a colleague who has just made a feed address, and returns the address. */
async function aSubscriber(role: Role, traits: Parameters<typeof aColleague>[1] = {}) {
  const colleague = await aColleague(role, traits)
  const agent = await site.as(colleague)
  const make = async () => {
    const page = renderedPage(await agent.post('/en/staff/calendar/feed').expect(200))
    return page.$('#feed-calendar').attr('value')!.replace('http://street.test', '')
  }
  return { id: colleague.id, agent, make, address: await make() }
}

const read = async (address: string) => (await site.visit.get(address).buffer().expect(200)).text
const unfolded = (text: string) => text.replaceAll('\r\n ', '')
/** Returns the lines of the entry that contains this text. */
const entryWith = (text: string, said: string) =>
  unfolded(text)
    .split('BEGIN:VEVENT')
    .find(entry => entry.includes(said))

describe('the calendar subscription', () => {
  it('has the dates of the page, with whole days as days, without a session', async () => {
    const due = await anApplication({ state: 'screening', dueOn: '2026-12-04' })
    const talk = await anApplication({ state: 'interview', interview: anInterview('2026-12-03T15:00:00+08:00') })
    const tenancy = await aTenancy(site.services, { handoverOn: '2026-11-24' })
    const { address } = await aSubscriber('reviewer')
    const { text, headers } = await site.visit.get(address).buffer().expect(200)
    expect(headers['content-type']).toBe('text/calendar; charset=utf-8')
    expect(headers['cache-control']).toBe('private, no-cache')
    expect(headers['set-cookie']).toBeUndefined()
    expect(calendarFaults(text)).toEqual([])
    const deadline = entryWith(text, due.reference!)
    expect(deadline).toContain('DTSTART;VALUE=DATE:20261204\r\nDTEND;VALUE=DATE:20261205')
    expect(deadline).toContain('TRANSP:TRANSPARENT')
    expect(deadline).toContain(`UID:due-${due._id.toHexString()}@startup-street`)
    expect(deadline).toMatch(
      new RegExp(`URL[^:]*:http://street.test/en/staff/applications/${due._id.toHexString()}#now`),
    )
    expect(entryWith(text, talk.reference!)).toContain('DTSTART:20261203T070000Z')
    expect(entryWith(text, 'Handover')).toContain(tenancy.code)
    expect(text).not.toContain('IVANOVA')
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  })

  it('names no visitor and leaves out what the colleague may not see', async () => {
    for (const code of ['A1', 'B2']) await aBuilding({ code })
    const near = 'SFH-A-0101'
    const far = 'SFH-B-0201'
    await aPremises({ code: near })
    await aPremises({ code: far, buildingCode: 'B2' })
    for (const premises of [near, far])
      await aSlot({ premises, startsAt: new Date('2026-12-01T10:00:00+08:00'), state: 'booked' })
    const due = await anApplication({ state: 'screening', dueOn: '2026-12-04' })
    const { address } = await aSubscriber('listing_manager', { buildings: ['A1'] })
    const text = await read(address)
    expect(text).toContain(near)
    for (const hidden of [far, due.reference!, 'ATTENDEE']) expect(text).not.toContain(hidden)
  })

  it('has the holidays and working weekends of the office', async () => {
    const administrator = await aColleague('administrator')
    const { settings, revision } = await site.services.programme.current()
    const by = { id: administrator.id, name: administrator.name }
    const days = { daysOff: ['2026-12-10', '2035-01-01'], makeUpDays: ['2026-12-12'] }
    await site.services.programme.save({ ...settings, ...days }, { revision, by })
    const text = await read((await aSubscriber('decider')).address)
    expect(calendarFaults(text)).toEqual([])
    expect(entryWith(text, 'Holiday')).toContain('DTSTART;VALUE=DATE:20261210')
    expect(entryWith(text, 'Working day')).toContain('DTSTART;VALUE=DATE:20261212')
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(2)
  })

  it('is in the language of its address', async () => {
    await aTenancy(site.services, { handoverOn: '2026-12-02' })
    const { address, agent } = await aSubscriber('reviewer')
    for (const [locale, word] of Object.entries({ ru: 'Передача помещения', en: 'Handover', zh: '房屋交接' }))
      expect(unfolded(await read(address.replace('/en/', `/${locale}/`)))).toContain(word)
    for (const locale of locales) {
      const page = renderedPage(await agent.get(`/${locale}/staff/calendar/feed`).expect(200))
      expect([page.language, page.headings]).toEqual([locale, 1])
    }
  })

  it('ends when it is renewed or cancelled, and with the account', async () => {
    const { address, agent, make, id } = await aSubscriber('decider')
    const second = await make()
    await site.visit.get(address).expect(404)
    await site.visit.get(second).expect(200)
    for (const change of [{ deactivatedAt: new Date() }, { role: 'applicant' }]) {
      await AccountModel.updateOne({ _id: id }, { $set: change })
      await site.visit.get(second).expect(404)
      await AccountModel.updateOne({ _id: id }, { $set: { deactivatedAt: null, role: 'decider' } })
    }
    await site.visit.get(second).expect(200)
    await agent.post('/en/staff/calendar/feed/end').expect(303)
    await site.visit.get(second).expect(404)
    await site.visit.get(`/en/staff/calendar/feed/${'x'.repeat(43)}.ics`).expect(404)
  })

  it('is created once when the form is sent twice, at the same moment or later, and continues to work', async () => {
    const colleague = await aColleague('reviewer')
    const agent = await site.as(colleague)
    const path = '/en/staff/calendar/feed'
    const form = async () => typedInto(await agent.get(path).expect(200), {}, 'form[action$="/feed"]')
    const send = async (typed: object) => renderedPage(await agent.post(path).type('form').send(typed).expect(200))
    const addressesOn = (pages: ReturnType<typeof renderedPage>[]) =>
      pages.flatMap(page => page.$('#feed-calendar').attr('value')?.replace('http://street.test', '') ?? [])
    const [former, forms]: [string[], object[]] = [[], []]
    // The first form makes an address, the second one renews it.
    for (const _form of [1, 2]) {
      const typed = await form()
      const addresses = addressesOn(await Promise.all([1, 2, 3].map(() => send(typed))))
      const again = await send(typed)
      expect(addresses).toHaveLength(1)
      expect(addressesOn([again])).toEqual([])
      expect(again.text('made')).toContain('The address was made when this form was first sent')
      expect(again.value('once')).not.toBe(typed['once'])
      for (const earlier of forms) expect(addressesOn([await send(earlier)])).toEqual([])
      await site.visit.get(addresses[0]!).expect(200)
      forms.push(typed)
      for (const address of former) await site.visit.get(address).expect(404)
      former.push(...addresses)
    }
    await site.services.audit.settled()
    expect(await AuditEntryModel.find({ 'who.id': colleague.id }, { action: 1 }).lean()).toMatchObject([
      { action: 'viewing-feed.made' },
      { action: 'viewing-feed.made' },
    ])
    // Two forms at once, as of two tabs: both make one, and the later one works.
    await agent.post(`${path}/end`).expect(303)
    const tabs = [await form(), await form()]
    const both = addressesOn(await Promise.all(tabs.map(send)))
    const found = await Promise.all(both.map(async address => (await site.visit.get(address)).status))
    expect(found.sort()).toEqual([200, 404])
  })

  it('shows what the current role may see', async () => {
    const due = await anApplication({ state: 'screening', dueOn: '2026-12-04' })
    const { address, id } = await aSubscriber('reviewer')
    expect(await read(address)).toContain(due.reference)
    await AccountModel.updateOne({ _id: id }, { $set: { role: 'listing_manager' } })
    expect(await read(address)).not.toContain(due.reference)
  })

  it('cannot be opened by an address for viewings only, which continues to open the viewings', async () => {
    const { address, agent, id } = await aSubscriber('listing_manager')
    await CalendarFeedModel.updateOne({ account: new mongoose.Types.ObjectId(id) }, { $unset: { whole: 1 } })
    await site.visit.get(address).expect(404)
    await site.visit.get(address.replace('/calendar/', '/viewings/')).expect(200)
    const moved = await agent.get('/en/staff/viewings/feed').expect(303)
    expect(moved.headers.location).toBe('/en/staff/calendar/feed')
  })

  it('ends when the account is deactivated and does not return with it', async () => {
    const { address, id } = await aSubscriber('reviewer')
    const { people } = site.services.accounts
    expect(await people.deactivate(id)).toEqual({ ok: true })
    expect(await CalendarFeedModel.countDocuments()).toBe(0)
    expect(await people.reactivate(id)).toEqual({ ok: true })
    await site.visit.get(address).expect(404)
  })

  it('ends when the password is reset by a link, but not when its owner changes it', async () => {
    const { address, id, agent } = await aSubscriber('reviewer')
    const { email } = (await AccountModel.findById(id).lean())!
    const next = 'another long password 42'
    const passwords = { current: testPassword, password: next, keep: 'feed' }
    await agent.post('/en/account/password').type('form').send(passwords)
    await site.visit.get(address).expect(200)
    await site.visit.post('/en/forgot-password').type('form').send({ email })
    await site.runJobs()
    const link = /http\S+reset-password\S+/.exec(site.mails().at(-1)!.text)![0].replace('http://street.test', '')
    await site.visit.post(link).type('form').send({ password: 'a third long password 43' }).expect(303)
    await site.visit.get(address).expect(404)
    expect(await CalendarFeedModel.countDocuments()).toBe(0)
  })

  it('ends when an administrator resets the second factor, as a lost phone may have the address', async () => {
    const { address, id } = await aSubscriber('reviewer')
    const { secondFactor } = site.services.accounts
    await secondFactor.reset(id)
    await site.visit.get(address).expect(200)
    const since = site.clock.now()
    await AccountModel.collection.updateOne(
      { _id: new mongoose.Types.ObjectId(id) },
      { $set: { secondFactor: { since } } },
    )
    expect(await secondFactor.reset(id)).toEqual({ ok: true })
    await site.visit.get(address).expect(404)
  })

  it('has all dates of half a year, with one query for each collection', async () => {
    const { code } = await aPremises()
    const first = Date.parse('2026-11-28T08:00:00+08:00')
    const slots = Array.from({ length: 620 }, (_, index) => {
      const startsAt = new Date(first + index * 900_000)
      const endsAt = new Date(startsAt.getTime() + 900_000)
      const guide = new mongoose.Types.ObjectId()
      return {
        premises: code,
        startsAt,
        endsAt,
        guide,
        guideName: '赵敏',
        languages: ['ru' as const],
        state: 'booked' as const,
      }
    })
    await ViewingModel.insertMany(slots)
    const { address } = await aSubscriber('administrator')
    const reads = [TenancyModel, ApplicationModel, ViewingModel].map(model => vi.spyOn(model, 'find'))
    const text = await read(address)
    expect(reads.map(({ mock }) => mock.calls.length)).toEqual([1, 1, 1])
    for (const spy of reads) spy.mockRestore()
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(620)
  })

  it.each(locales)('has a note in %s when it is cut at its limit', async locale => {
    const asked = { t: translatorFor(locale), locale }
    const subject = {
      now: site.clock.now(),
      today: '2026-11-25',
      calendar: { daysOff: [], makeUpDays: [] },
      publicUrl: 'http://street.test',
      office: 'office@street.test',
    }
    const feedOf = (many: number) =>
      calendarFeed(
        asked,
        { sources: [sourceOf(many)], colleague: { id: 'a'.repeat(24), role: 'reviewer', buildings: [] } },
        subject,
      )
    // A full feed takes a second of processor time; it ends at the same place in all languages.
    if (locale === 'ru') expect((await feedOf(maxInFeed)).match(/BEGIN:VEVENT/g)).toHaveLength(maxInFeed)
    const cut = await feedOf(maxInFeed + 1)
    expect(cut.match(/BEGIN:VEVENT/g)).toHaveLength(maxInFeed + 1)
    expect(unfolded(cut)).toContain(asked.t('calendar.feed.cut').replaceAll(',', '\\,'))
  })

  it('is for colleagues only, and offers the names of visitors to those who show units', async () => {
    const reviewer = await aSubscriber('reviewer')
    await site.visit.get(reviewer.address.replace('/calendar/', '/viewings/')).expect(404)
    const page = renderedPage(await reviewer.agent.post('/en/staff/calendar/feed').expect(200))
    expect(page.$('#feed-all')).toHaveLength(0)
    const applicant = await site.as(await anApplicant())
    await applicant.get('/en/staff/calendar/feed').expect(403)
    await applicant.post('/en/staff/calendar/feed').expect(403)
  })
})
