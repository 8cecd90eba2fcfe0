import { beforeEach, describe, expect, it } from 'vitest'
import { AccountModel } from '#models/accounts/account.ts'
import { EnquiryModel } from '#models/enquiries/enquiry.ts'
import { ImportRowModel, PremisesImportModel } from '#models/transfer/premises-import.ts'
import { ViewingModel } from '#models/viewings/viewing.ts'
import { aColleague, type TestAccount } from '../factories/account.ts'
import { aBuilding, aPremises } from '../factories/premises.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { aSlot } from '../factories/viewings.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const own = 'SFH-A-0101'
const theirs = 'SFH-B-0201'
type Asked = { assignee?: { id: string; name: string } }
type Slot = NonNullable<Parameters<typeof aSlot>[0]>

describe('a colleague who is limited to some buildings', () => {
  const site = useSite()
  let account: TestAccount
  let limited: Awaited<ReturnType<typeof site.as>>
  beforeEach(async () => {
    await aBuilding({ code: 'A1' })
    await aBuilding({ code: 'B2' })
    account = await aColleague('listing_manager', { buildings: ['A1'], name: '赵敏' })
    limited = await site.as(account)
  })

  const shown = async (path: string) =>
    renderedPage(await limited.get(path).expect(200))
      .$('main')
      .text()
  /** Returns the numbers of a card of the desk. */
  const counts = async (path: string) => {
    const desk = renderedPage(await limited.get('/en/staff').expect(200))
    const card = desk.$('[data-test=desk-card]').has(`h3 a[href="/en/staff${path}"]`)
    return card.find('dd').text()
  }
  const anEnquiry = async (premisesCode: string | null, name: string, more: Asked = {}) => {
    const said = {
      email: `sender.${name.toLowerCase()}@example.com`,
      topic: 'premises' as const,
      message: 'Is it free?',
    }
    const made = await EnquiryModel.create({
      name,
      ...said,
      preferredLanguage: 'en' as const,
      premisesCode,
      digest: name,

      ...more,
    })
    return made._id.toHexString()
  }
  const booked = async (premises: string, name: string, more: Slot = {}) => {
    const visitor = await aColleague('reviewer')
    const slot = await aSlot({ premises, state: 'booked', ...more })
    const booking = {
      visit: slot._id,
      account: visitor._id,
      name,
      email: visitor.email,
      locale: 'ru',
      language: 'ru',
      partySize: 1,
      place: 0,
      lanes: ['a'],
      since: new Date(),
      phone: '',
      note: '',
    }
    await ViewingModel.updateOne({ _id: slot._id }, { $set: { booking } })
    return slot.id
  }

  it('sees only tenancies of these buildings in the list, on the board, on the desk and in the search', async () => {
    const exit = { on: '2026-11-20', electricityMeter: 1, condition: '', defects: '', needsWork: true }
    const ended = { state: 'vacated', nextDueOn: '2026-11-20', exit } as const
    await aTenancy(site.services, { premises: own, ...ended })
    await aTenancy(site.services, { premises: theirs, buildingCode: 'B2', ...ended })
    const list = await shown('/en/staff/tenancies')
    const work = await shown('/en/staff/work/repairs')
    const found = await shown(`/en/staff/search?q=0201`)
    for (const page of [list, work]) {
      expect(page).toContain(own)
      expect(page).not.toContain(theirs)
    }
    expect(found).not.toContain(theirs)
    expect(await counts('/tenancies')).toBe('1')
  })

  it('sees viewings of these buildings, and of other buildings those that they guide themselves', async () => {
    await aPremises({ code: own })
    await aPremises({ code: theirs, buildingCode: 'B2' })
    const startsAt = new Date('2026-11-26T10:00:00+08:00')
    await booked(own, 'Анна', { startsAt, flagged: true })
    const foreign = await booked(theirs, 'Борис', { startsAt: new Date(startsAt.getTime() + 3_600_000), flagged: true })
    const pages = ['/en/staff/viewings?view=list', '/en/staff/work/viewings-unsettled']
    for (const path of pages) {
      expect(await shown(path), path).toContain('Анна')
      expect(await shown(path), path).not.toContain('Борис')
    }
    expect(await counts('/viewings')).toBe('110')
    const feed = async () => {
      const token = await site.services.accounts.calendarFeeds.renew(account.id)
      return (await site.visit.get(`/en/staff/viewings/feed/${token}.ics`).expect(200)).text
    }
    expect(await feed()).toContain('Анна')
    expect(await feed()).not.toContain('Борис')
    expect(await shown(`/en/staff/search?q=${theirs}`)).not.toContain('Борис')

    await ViewingModel.updateOne({ _id: foreign }, { $set: { guide: account._id } })
    for (const path of [...pages, `/en/staff/viewings/${foreign}`]) expect(await shown(path), path).toContain('Борис')
    expect(await feed()).toContain('Борис')
  })

  it('publishes viewing slots only in these buildings', async () => {
    await aPremises({ code: own })
    await aPremises({ code: theirs, buildingCode: 'B2' })
    const page = renderedPage(await limited.get('/en/staff/viewings/new').expect(200))
    expect(page.$('select[name=building] option').text()).not.toContain('B2')
    expect(await shown(`/en/staff/viewings/new?building=B2`)).not.toContain(theirs)
    const plan = {
      day: '2026-11-30',
      from: '10:00',
      to: '11:00',
      minutes: '30',
      weeks: '1',
      guide: account.id,
      languages: 'ru',
      weekdays: '1',
    }
    const publish = (...premises: string[]) =>
      limited
        .post('/en/staff/viewings/new')
        .type('form')
        .send({ ...plan, premises })
    await publish(own, theirs).expect(404)
    expect(await ViewingModel.countDocuments()).toBe(0)
    await publish(own).expect(303)
    expect(await ViewingModel.countDocuments()).toBe(2)
  })

  it('sees enquiries about these buildings, about no building, and those assigned to them', async () => {
    await aPremises({ code: own })
    await aPremises({ code: theirs, buildingCode: 'B2' })
    await anEnquiry(own, 'Mine')
    await anEnquiry(null, 'General')
    await anEnquiry(theirs, 'Foreign')
    const me = { assignee: { id: account.id, name: account.name } }
    const mine = await anEnquiry(theirs, 'Assigned', me)
    for (const path of ['/en/staff/enquiries', '/en/staff/work/enquiries', '/en/staff/search?q=sender.']) {
      const page = await shown(path)
      for (const name of ['Mine', 'General', 'Assigned']) expect(page, path).toContain(name)
      expect(page, path).not.toContain('Foreign')
    }
    expect(await counts('/enquiries')).toBe('3')

    // After unassigning the enquiry they may no longer see it, and are led to the list.
    const given = await limited
      .post(`/en/staff/enquiries/${mine}/assignment`)
      .type('form')
      .send({ version: '0', assignee: '' })
      .expect(303)
    expect(given.headers.location).toBe('/en/staff/enquiries')
    await limited.get(`/en/staff/enquiries/${mine}`).expect(404)
  })

  it('links an enquiry to premises of these buildings, and can leave an existing link to others', async () => {
    await aPremises({ code: own })
    await aPremises({ code: theirs, buildingCode: 'B2' })
    const link = (id: string, version: string, premisesCode: string) =>
      limited.post(`/en/staff/enquiries/${id}/links`).type('form').send({ version, premisesCode, reference: '' })
    const general = await anEnquiry(null, 'General')
    await link(general, '0', theirs).expect(422)
    await link(general, '0', own).expect(303)
    const assigned = await anEnquiry(theirs, 'Assigned', { assignee: { id: account.id, name: account.name } })
    await link(assigned, '0', theirs).expect(303)
  })

  it('cannot change other buildings by a bulk change or an import file prepared before the limit', async () => {
    await AccountModel.updateOne({ _id: account._id }, { $set: { buildings: [] } })
    await aPremises({ code: theirs, buildingCode: 'B2' })
    const move = { kind: 'move', move: 'pause', note: 'Ремонт', code: theirs }
    const planned = await limited.post('/en/staff/premises/bulk').type('form').send(move).expect(303)
    await AccountModel.updateOne({ _id: account._id }, { $set: { buildings: ['A1'] } })
    const refused = await limited.post(`${planned.headers.location}/confirm`).type('form').send({}).expect(409)
    expect(refused.text).toContain('in buildings that you do not look after')
    const sent = await limited
      .post('/en/staff/premises/import')
      .attach('file', Buffer.from(`code;floor\n${theirs};1\n`), 'a.csv')
      .expect(303)
    const path = sent.headers.location ?? ''
    const id = path.split('/').at(-1) ?? ''
    await PremisesImportModel.updateOne({ _id: id }, { $set: { state: 'written' } })
    await ImportRowModel.create({ import: id, row: 1, code: theirs, kind: 'change', state: 'written' })
    const kept = await limited.post(`${path}/undo`).type('form').send({}).expect(409)
    expect(kept.text).toContain('in buildings that you no longer look after')

    await AccountModel.updateOne({ _id: account._id }, { $set: { buildings: ['B2'] } })
    await limited.post(`${path}/undo`).type('form').send({}).expect(303)
    await limited.post(`${planned.headers.location}/confirm`).type('form').send({}).expect(303)
  })
})
