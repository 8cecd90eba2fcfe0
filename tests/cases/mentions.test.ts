import { describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant, type TestAccount } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const idOf = ({ _id }: { _id: { toHexString(): string } }) => _id.toHexString()
const stored = async (id: string) => (await ApplicationModel.findById(id).lean())!
type Agent = Awaited<ReturnType<typeof site.as>>

async function aCase() {
  const writer = await aColleague('reviewer', { name: 'Ань' })
  const other = await aColleague('decider', { name: 'Бао' })
  const applicant = await anApplicant({ locale: 'ru' })
  const made = await anApplication({ state: 'screening', assignee: writer._id, applicant: applicant._id })
  const id = idOf(made)
  const agent = await site.as(writer)
  const write = (values: object, person: Agent = agent) =>
    person.post(`/en/staff/applications/${id}/notes`).type('form').send(values)
  return {
    writer,
    other,
    applicant,
    id,
    reference: made.reference!,
    agent,
    write,
    path: `/en/staff/applications/${id}`,
  }
}
const deskOf = async (who: TestAccount, locale = 'en') =>
  renderedPage(await (await site.as(who)).get(`/${locale}/staff`).expect(200)).main
const mailsTo = async ({ email }: TestAccount) => {
  await site.runJobs()
  return site.mails().filter(({ to }) => to === email)
}

describe('a colleague mentioned in a note of a case', () => {
  it('is notified on the desk until they read it and by mail, without any text of the note', async () => {
    const { other, id, reference, write, path } = await aCase()
    await write({ internalNote: 'The lease looks odd.', mention: other.id }).expect(303)
    expect(await deskOf(other)).toMatch(new RegExp(`${reference}[^]*mentioned in a note`))
    const [letter, ...more] = await mailsTo(other)
    expect(more).toEqual([])
    expect(letter?.subject).toContain(reference)
    expect(letter?.text).toContain(`/staff/applications/${id}`)
    expect(letter?.text).not.toContain('odd')
    const page = renderedPage(await (await site.as(other)).get(path).expect(200))
    expect(page.text('notes')).toContain('Told: Бао')
    expect(page.$('details:has(#notes)').attr('open')).toBeDefined()
    expect(await deskOf(other)).not.toContain('mentioned in a note')
    expect((await stored(id)).mentioned).toEqual([])
  })

  it('can be mentioned by @ and name, together with others, and is notified once', async () => {
    const { other, write } = await aCase()
    const third = await aColleague('administrator', { name: 'Вэй Ли' })
    await write({ internalNote: '@Бао и @Вэй Ли, что скажете?', mention: other.id }).expect(303)
    expect(await deskOf(third)).toContain('mentioned in a note')
    expect(await mailsTo(other)).toHaveLength(1)
    expect(await mailsTo(third)).toHaveLength(1)
  })

  it('must be allowed to read the case', async () => {
    const { write, id, agent, path, other } = await aCase()
    const manager = await aColleague('listing_manager', { name: 'Гао' })
    const conflicted = await aColleague('reviewer', { name: 'Дин' })
    const by = { kind: 'reviewer' as const, id: conflicted.id, name: 'Дин' }
    const event = { kind: 'interest_conflict', at: site.clock.now(), by }
    await ApplicationModel.updateOne({ _id: id }, { $push: { events: event } })
    const page = renderedPage(await agent.get(path).expect(200))
    const offered = page.$('#mention option').map((_, option) => page.$(option).text().trim())
    expect(offered.get()).toEqual(['Nobody', 'Бао'])
    for (const mention of [manager.id, conflicted.id]) {
      const refused = renderedPage(await write({ internalNote: 'Look.', mention }).expect(422))
      expect(refused.errors()).toEqual([{ field: 'mention', text: expect.stringContaining('may not read') }])
      expect(refused.$('#internalNote').val()).toBe('Look.')
    }
    await write({ internalNote: '@Гао @Дин @Ань', mention: '' }).expect(303)
    expect((await stored(id)).mentioned).toBeUndefined()
    for (const one of [manager, conflicted, other]) expect(await mailsTo(one)).toEqual([])
  })

  it('is not one whose name is only the beginning of the mentioned name', async () => {
    const { write, id } = await aCase()
    const short = await aColleague('reviewer', { name: '李慧' })
    const long = await aColleague('reviewer', { name: '李慧兰' })
    const manager = await aColleague('listing_manager', { name: 'Бао Гао' })
    const by = { kind: 'reviewer' as const, id: long.id, name: long.name }
    const event = { kind: 'interest_conflict', at: site.clock.now(), by }
    await ApplicationModel.updateOne({ _id: id }, { $push: { events: event } })
    await write({ internalNote: '请@李慧兰看一下。@Бао Гао, посмотри.' }).expect(303)
    expect((await stored(id)).mentioned).toBeUndefined()
    for (const one of [short, long, manager]) expect(await mailsTo(one)).toEqual([])
    await write({ internalNote: '请@李慧看一下' }).expect(303)
    expect((await stored(id)).mentioned?.map(({ account }) => account)).toEqual([short.id])
  })

  it('is notified alone while away, and their cover is not', async () => {
    const { other, write, id } = await aCase()
    const cover = await aColleague('reviewer', { name: 'Вэй' })
    const days = { from: cityDayOf(site.clock.now()), to: cityDayOf(site.clock.now()), cover: cover.id }
    expect(await site.services.accounts.absences.set(other.id, days, other.id)).toEqual({ ok: true })
    await write({ internalNote: 'Look.', mention: other.id }).expect(303)
    expect(await mailsTo(other)).toHaveLength(1)
    expect(await mailsTo(cover)).toEqual([])
    expect(await deskOf(cover)).not.toContain('mentioned in a note')
    expect((await stored(id)).mentioned?.map(({ account }) => account)).toEqual([other.id])
  })

  it('is notified once, and the note is stored once, when the form is sent twice', async () => {
    const { other, write, id, agent, path } = await aCase()
    const form = renderedPage(await agent.get(path).expect(200)).$(`form[action$="/notes"]`)
    const values = { internalNote: 'Look.', mention: other.id, once: String(form.find('[name=once]').val()) }
    await write(values).expect(303)
    await write(values).expect(303)
    expect((await stored(id)).notes?.map(({ text }) => text)).toEqual(['Look.'])
    expect(await mailsTo(other)).toHaveLength(1)
    await write({ ...values, once: 'no-id' }).expect(303)
    expect((await stored(id)).notes).toHaveLength(2)
  })

  it('is no longer notified after declaring a conflict or when the account is closed', async () => {
    const { other, write, id } = await aCase()
    await write({ internalNote: 'Look.', mention: other.id }).expect(303)
    const by = { kind: 'decider' as const, id: other.id, name: 'Бао' }
    const event = { kind: 'interest_conflict', at: site.clock.now(), by }
    await ApplicationModel.updateOne({ _id: id }, { $push: { events: event } })
    expect(await mailsTo(other)).toEqual([])
    expect(await deskOf(other)).not.toContain('mentioned in a note')
  })

  it('still sees the mention on the desk while the content is closed to them', async () => {
    const { other, write, path } = await aCase()
    await write({ internalNote: 'Look.', mention: other.id }).expect(303)
    const undeclared = await site.undeclared(other)
    await undeclared.get(path).expect(200)
    expect(renderedPage(await undeclared.get('/en/staff').expect(200)).main).toContain('mentioned in a note')
  })

  it('is never shown to the applicant', async () => {
    const { other, applicant, write, id } = await aCase()
    await write({ internalNote: 'The lease looks odd.', mention: other.id }).expect(303)
    await site.runJobs()
    const founder = await site.as(applicant)
    expect((await founder.get(`/ru/applications/${id}`).expect(200)).text).not.toMatch(/odd|Бао/)
    expect(site.mails().filter(({ to }) => to === applicant.email)).toEqual([])
    const own = await site.services.cases.own.get(id, applicant.id)
    expect([own.notes, own.mentioned]).toEqual([undefined, undefined])
  })

  it.each(locales)('is notified in the language %s', async locale => {
    const { write, other, agent, id } = await aCase()
    await write({ internalNote: 'Look.', mention: other.id }).expect(303)
    const page = renderedPage(await agent.get(`/${locale}/staff/applications/${id}`).expect(200))
    expect(page.text('notes')).toContain('Бао')
    expect(await deskOf(other, locale)).toMatch({ ru: /упомянули/, en: /mentioned/, zh: /提到/ }[locale])
  })
})
