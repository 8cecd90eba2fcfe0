import { describe, expect, it } from 'vitest'
import { EnquiryModel, type Enquiry } from '#models/enquiries/enquiry.ts'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { enquiryChecks } from '#features/enquiries/checks.ts'
import { runChecks } from '#shared/checks.ts'
import { aColleague } from '../factories/account.ts'
import { idOf } from '../support/desk.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
type Agent = Awaited<ReturnType<typeof site.as>>
const chinese = '可以，该房屋通水，欢迎[周三]来看房。'
const russian = 'Да, вода есть, приходите смотреть [в среду].'
const why = '来信人懂中文。'

/** Creates an enquiry whose sender wants an answer in Russian, and a colleague on the Chinese pages. */
async function anEnquiry() {
  const sent = {
    name: 'Ольга',
    email: 'olga@example.com',
    preferredLanguage: 'ru' as const,
    topic: 'premises' as const,
  }
  const made = await EnquiryModel.create({ ...sent, message: 'Есть ли вода?', digest: 'water' })
  const id = made._id.toHexString()
  const me = await aColleague('listing_manager', { name: '王芳' })
  const person = await site.as(me)
  const at = `/zh/staff/enquiries/${id}`
  const stored = async () => (await EnquiryModel.findById(id).lean<Enquiry>())!
  const reply = async (who: Agent, values: object) =>
    who
      .post(`${at}/reply`)
      .type('form')
      .send({ version: String((await stored()).version), way: 'mail', text: chinese, writtenIn: 'zh', ...values })
  return { id, me, person, at, stored, reply }
}
const deskOf = async (person: Agent) => renderedPage(await person.get('/en/staff').expect(200)).main

describe('an answer in a language that its sender does not read', () => {
  it('is marked, and is not sent without a translation that keeps its placeholders', async () => {
    const { person, at, reply, stored } = await anEnquiry()
    const page = renderedPage(await person.get(at).expect(200))
    expect(page.$('[data-test=writing] summary').text()).toBe('Ольга 使用俄语。本文为中文。')
    const refused = await reply(person, { wayOut: 'here' })
    expect(refused.status).toBe(422)
    const shown = renderedPage(refused)
    expect(shown.errors().map(({ field }) => field)).toEqual(['reply-translation-text'])
    expect(shown.value('text')).toBe(chinese)
    expect((await reply(person, { wayOut: 'here', 'translation-text': 'Да, вода есть.' })).status).toBe(422)
    expect((await stored()).replies ?? []).toEqual([])
  })

  it('is sent to its sender in both languages: in the mail, on the page and in the export, with the translation first', async () => {
    const { id, person, at, reply, stored } = await anEnquiry()
    expect((await reply(person, { wayOut: 'here', 'translation-text': russian })).status).toBe(303)
    expect((await stored()).replies).toMatchObject([
      { text: russian, writing: { language: 'ru', original: { language: 'zh', text: chinese } } },
    ])
    await site.runJobs()
    const [mail] = site.mails().filter(({ to }) => to === 'olga@example.com')
    expect(mail?.text).toMatch(/Да, вода есть[\s\S]*Оригинал на китайском:\s+可以，该房屋通水/)
    expect(renderedPage(await person.get(at)).text('message')).toMatch(/可以，该房屋[\s\S]*俄文译文[\s\S]*Да, вода/)
    const [own] = await site.services.enquiries.own.sentFrom('olga@example.com')
    expect(own?.replies?.[0]).toMatchObject({ text: russian, writing: { original: { text: chinese } } })
    const entry = await AuditEntryModel.findOne({ action: 'enquiry.reply-mail', 'subject.id': id }).lean()
    expect(entry?.changes).toContainEqual({ field: 'writing.translated', before: '"zh"', after: '"ru"' })
  })

  it('can be sent untranslated, with a reason that only staff see', async () => {
    const { person, at, reply, stored } = await anEnquiry()
    expect((await reply(person, { wayOut: 'as-is', asIsReason: '' })).status).toBe(422)
    expect((await reply(person, { wayOut: 'as-is', asIsReason: why })).status).toBe(303)
    expect((await stored()).replies?.[0]?.writing).toMatchObject({ language: 'zh', asIs: why })
    await site.runJobs()
    expect(site.mails().find(({ to }) => to === 'olga@example.com')?.text).toMatch(/На китайском:\s+可以/)
    expect(JSON.stringify(await site.services.enquiries.own.sentFrom('olga@example.com'))).not.toContain(why)
    expect(renderedPage(await person.get(at)).text('message')).toContain(why)
  })

  it('needs no translation if it is only recorded or is only a ready-made answer', async () => {
    const { person, at, reply, stored } = await anEnquiry()
    expect((await reply(person, { way: 'elsewhere', wayOut: 'here' })).status).toBe(303)
    expect((await stored()).replies?.[0]?.writing ?? null).toBeNull()
    await site.services.enquiries.templates.create(
      { name: '水', text: { ru: 'Вода есть.', en: '', zh: '' } },
      { id: 'x', name: '王芳' },
    )
    const [ready] = await site.services.enquiries.templates.inUse()
    const inserted = { version: '1', text: '', writtenIn: 'zh', insert: 'yes', ready: ready!._id.toHexString() }
    const form = renderedPage(await person.post(`${at}/reply`).type('form').send(inserted).expect(200))
    expect(form.$('[name=writtenIn] [selected]').val()).toBe('ru')
  })

  it('waits for a colleague, is translated beside the original, and is sent by the colleague who answers', async () => {
    const { me, person, at, reply, stored } = await anEnquiry()
    expect((await reply(person, { wayOut: 'colleague' })).status).toBe(303)
    expect(await stored()).toMatchObject({ status: 'new', assignee: { id: me.id }, toTranslate: { into: 'ru' } })
    await site.runJobs()
    expect(site.mails().filter(({ to }) => to === 'olga@example.com')).toEqual([])

    const colleague = await site.as(await aColleague('administrator', { name: '孙立群' }))
    expect(await deskOf(colleague)).toMatch(/Texts to translate\s*1/)
    expect(await deskOf(person)).not.toContain('Texts to translate')
    expect(await deskOf(person)).toContain('Waits for a colleague’s translation')
    const page = renderedPage(await colleague.get(at))
      .$('[data-test=text-row] a')
      .attr('href')!
    expect(renderedPage(await colleague.get(page).expect(200)).main).toContain(chinese)
    const give = (translation: string) => colleague.post(page).type('form').send({ 'translation-0': translation })
    expect(renderedPage(await give('Да.').expect(422)).errors()[0]?.field).toBe('translation-0')
    await give(russian).expect(303)
    await give(russian).expect(409)
    expect(await deskOf(person)).toContain('Check the translation and send it')

    const back = renderedPage(await person.get(at))
      .$('[data-test=text-row] a')
      .attr('href')!
    const form = renderedPage(await person.get(back.split('#')[0]!).expect(200))
    expect(form.$('#reply-translation-text').text()).toBe(russian)
    const sends = form.$('[name=sends]').val()
    expect((await reply(person, { wayOut: 'here', 'translation-text': russian, sends })).status).toBe(303)
    const after = await stored()
    expect(after.toTranslate ?? null).toBeNull()
    expect(after.replies?.[0]?.writing?.translator?.name).toBe('孙立群')
    expect((await reply(person, { wayOut: 'here', 'translation-text': russian, sends })).status).toBe(409)
  })

  it('is covered by the data check, which requires a translation in another language', async () => {
    const { id, person, reply } = await anEnquiry()
    await reply(person, { wayOut: 'here', 'translation-text': russian })
    const broken = async () => (await runChecks(enquiryChecks)).filter(({ count }) => count > 0).length
    expect(await broken()).toBe(0)
    await EnquiryModel.updateOne({ _id: id }, { $set: { 'replies.0.writing.original.language': 'ru' } })
    expect(await broken()).toBe(1)
  })

  it('can be discarded, and is hidden from colleagues without access to the enquiry', async () => {
    const { person, at, reply, stored } = await anEnquiry()
    await reply(person, { wayOut: 'colleague' })
    const text = `${at}/texts/${(await stored()).toTranslate!._id.toHexString()}`
    for (const role of ['reviewer', 'decider'] as const)
      await (await site.as(await aColleague(role))).get(text).expect(403)
    await person.post(`${text}/drop`).expect(303)
    expect((await stored()).toTranslate ?? null).toBeNull()
    await person.get(text).expect(404)
  })
})

describe('an answer that waits for a translation', () => {
  const waiting = { wayOut: 'colleague' }
  const inHere = { wayOut: 'here', 'translation-text': russian }

  it('can be sent as a new answer after the text in its form is gone', async () => {
    const { person, at, stored, reply } = await anEnquiry()
    await reply(person, waiting)
    const sends = idOf((await stored()).toTranslate!)
    await person.post(`${at}/texts/${sends}/drop`).expect(303)
    const refused = await reply(person, { ...inHere, sends })
    expect(refused.status).toBe(409)
    const page = renderedPage(refused)
    expect(page.$('#reply-translation-text').text()).toBe(russian)
    const carried = String(page.$('[name=sends]').val() ?? '')
    expect((await reply(person, { ...waiting, sends })).status).toBe(409)
    expect((await reply(person, { ...inHere, sends: carried })).status).toBe(303)
  })

  it('is dropped when another answer is sent or recorded, or the enquiry is marked as spam', async () => {
    const { id, person, at, stored, reply } = await anEnquiry()
    const broken = async () => (await runChecks(enquiryChecks)).some(({ count }) => count > 0)
    const post = async (path: string, values: object) =>
      person
        .post(`${at}${path}`)
        .type('form')
        .send({ version: String((await stored()).version), ...values })
        .expect(303)
    const ways = [
      () => reply(person, { text: russian, writtenIn: 'ru' }),
      () => reply(person, { way: 'elsewhere' }),
      () => post('', { answered: 'yes', note: '' }),
      () => post('/spam', { spam: 'yes' }),
    ]
    for (const end of ways) {
      await reply(person, { way: 'received', text: 'Спасибо!' })
      await reply(person, waiting)
      const text = (await stored()).toTranslate
      expect(text ?? null).not.toBeNull()
      await end()
      const after = await stored()
      expect(after.toTranslate ?? null).toBeNull()
      expect(after.events.at(-1)?.kind).toBe('translation_dropped')
      expect(await broken()).toBe(false)
      await EnquiryModel.updateOne({ _id: id }, { $set: { toTranslate: text } })
      expect(await broken()).toBe(true)
      await EnquiryModel.updateOne({ _id: id }, { $set: { toTranslate: null } })
    }
  })

  it('can be edited before translation by its author only', async () => {
    const { person, at, stored, reply } = await anEnquiry()
    await reply(person, waiting)
    const sends = idOf((await stored()).toTranslate!)
    const colleague = await site.as(await aColleague('administrator', { name: '孙立群' }))
    const doors = async (who: Agent) =>
      renderedPage(await who.get(at))
        .$('[data-test=text-row] a')
        .map((_, { attribs }) => attribs.href ?? '')
        .get()
    expect(await doors(colleague)).toEqual([`${at}/texts/${sends}`])
    expect(await doors(person)).toEqual([`${at}/texts/${sends}`, `${at}?text=${sends}#replying`])
    const form = renderedPage(await person.get(`${at}?text=${sends}`).expect(200))
    expect(form.value('text')).toBe(chinese)
    expect(form.$('[name=wayOut]:checked').val()).toBe('colleague')
    expect((await reply(person, { ...inHere, sends })).status).toBe(303)
    expect((await stored()).toTranslate ?? null).toBeNull()
  })

  it('can be replaced by its author only', async () => {
    const { person, stored, reply } = await anEnquiry()
    await reply(person, waiting)
    const colleague = await site.as(await aColleague('administrator', { name: '孙立群' }))
    const refused = await reply(colleague, { ...waiting, text: '有水。' })
    expect(refused.status).toBe(409)
    expect(renderedPage(refused).value('text')).toBe('有水。')
    const sends = idOf((await stored()).toTranslate!)
    expect((await stored()).toTranslate?.texts[0]?.text).toBe(chinese)
    expect((await reply(person, { ...waiting, text: '有水。', sends })).status).toBe(303)
    expect((await stored()).toTranslate?.texts[0]?.text).toBe('有水。')
  })

  it('is stored once when its form is sent three times at once, and separately when its text differs', async () => {
    const { person, stored, reply } = await anEnquiry()
    const passed = { ...waiting, passOnce: 'a'.repeat(24), version: String((await stored()).version) }
    const all = await Promise.all([1, 2, 3].map(() => reply(person, passed)))
    expect(all.map(({ status }) => status)).toEqual([303, 303, 303])
    expect((await stored()).events.filter(({ kind }) => kind === 'translation_asked')).toHaveLength(1)
    const changed = await reply(person, { ...passed, text: '有水。' })
    expect(changed.status).toBe(409)
    expect(renderedPage(changed).value('text')).toBe('有水。')
  })
})
