import { describe, expect, it } from 'vitest'
import { EnquiryModel, type Enquiry } from '#models/enquiries/enquiry.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { aColleague, type TestAccount } from '../factories/account.ts'
import { aBuilding, aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

async function anEnquiry(more: object = {}) {
  const writer = await aColleague('listing_manager', { name: 'Ань' })
  const made = await EnquiryModel.create({
    name: 'Ольга',
    email: 'olga@example.com',
    preferredLanguage: 'ru',
    topic: 'other',
    message: 'Есть газ?',
    digest: '1',
    status: 'answered',
    ...more,
  })
  const path = `/en/staff/enquiries/${made._id.toHexString()}`
  const agent = await site.as(writer)
  const now = async () => (await EnquiryModel.findById(made._id).lean<Enquiry>())!
  const note = async (values: object) => {
    const fields = { version: String((await now()).version), answered: 'yes', ...values }
    return agent.post(path).type('form').send(fields)
  }
  return { writer, path, agent, now, note }
}
const deskOf = async (who: TestAccount) => renderedPage(await (await site.as(who)).get('/en/staff').expect(200)).main
const mailsTo = async ({ email }: TestAccount) => {
  await site.runJobs()
  return site.mails().filter(({ to }) => to === email)
}

describe('a colleague who is mentioned in a note of an enquiry', () => {
  it('sees it on the desk and gets a mail without the note’s text, until they open the enquiry', async () => {
    const other = await aColleague('administrator', { name: 'Бао' })
    const { note, path, now } = await anEnquiry()
    expect((await note({ note: 'Ask the gas works.', mention: other.id })).status).toBe(303)
    expect(await deskOf(other)).toMatch(/Ольга[^]*mentioned in a note/)
    const [letter, ...more] = await mailsTo(other)
    expect(more).toEqual([])
    for (const said of ['Ольга', 'olga@', 'gas works']) expect(letter?.text).not.toContain(said)
    const page = renderedPage(await (await site.as(other)).get(path).expect(200))
    expect(page.main).toContain('Told of the note')
    expect(await deskOf(other)).not.toContain('mentioned in a note')
    expect((await now()).mentioned).toEqual([])
  })

  it('keeps a mention that was added while they read the page of an earlier one', async () => {
    const other = await aColleague('administrator', { name: 'Бао' })
    const { note, now } = await anEnquiry()
    await note({ note: 'Ask the gas works.', mention: other.id })
    const shown = await now()
    site.clock.advance({ minutes: 1 })
    await note({ note: 'They have answered.', mention: other.id })
    await site.services.enquiries.mentions.markSeen(shown, other.id)
    expect((await now()).mentioned).toMatchObject([{ account: other.id }])
    await site.services.enquiries.mentions.markSeen(await now(), other.id)
    expect((await now()).mentioned).toEqual([])
  })

  it('is notified once by @, and not again when the note is saved again', async () => {
    const other = await aColleague('administrator', { name: 'Бао' })
    const { note } = await anEnquiry()
    await note({ note: '@Бао, газ?' })
    await note({ note: '@Бао, газ? Нет.' })
    expect(await mailsTo(other)).toHaveLength(1)
  })

  it('is matched by the full name, and their cover is not notified', async () => {
    const other = await aColleague('administrator', { name: 'Бао' })
    await aColleague('reviewer', { name: 'Бао Вэй' })
    const cover = await aColleague('administrator', { name: 'Гао' })
    const days = { from: cityDayOf(site.clock.now()), to: cityDayOf(site.clock.now()), cover: cover.id }
    expect(await site.services.accounts.absences.set(other.id, days, other.id)).toEqual({ ok: true })
    const { note, now } = await anEnquiry()
    await note({ note: '@Бао Вэй, газ?' })
    expect((await now()).mentioned).toBeUndefined()
    await note({ note: '@Бао Вэй, газ? @Бао' })
    expect((await now()).mentioned?.map(({ account }) => account)).toEqual([other.id])
    expect(await mailsTo(other)).toHaveLength(1)
    expect(await mailsTo(cover)).toEqual([])
  })

  it('must have access to the enquiry', async () => {
    for (const code of ['A1', 'B2']) await aBuilding({ code })
    await aPremises({ code: 'SFH-A-0107', buildingCode: 'A1' })
    await aPremises({ code: 'SFH-B-0201', buildingCode: 'B2' })
    const near = await aColleague('listing_manager', { name: 'Вэй', buildings: ['A1'] })
    const far = await aColleague('listing_manager', { name: 'Гао', buildings: ['B2'] })
    const reviewer = await aColleague('reviewer', { name: 'Дин' })
    const { note, now, agent, path } = await anEnquiry({ premisesCode: 'SFH-A-0107' })
    const page = renderedPage(await agent.get(path).expect(200))
    const offered = page.$('#mention option').map((_, option) => page.$(option).text().trim())
    expect(offered.get()).toEqual(['Nobody', 'Вэй'])
    for (const one of [far, reviewer]) await note({ note: '@Гао @Дин', mention: one.id })
    expect((await now()).mentioned).toBeUndefined()
    await note({ note: '@Вэй', mention: '' })
    expect((await now()).mentioned?.map(({ account }) => account)).toEqual([near.id])
  })
})
