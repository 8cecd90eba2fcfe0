import mongoose from 'mongoose'
import { describe, expect, it, vi } from 'vitest'
import { DocumentModel } from '#models/documents/document.ts'
import { TenancyModel, type Tenancy } from '#models/tenancies/tenancy.ts'
import { plainPdf } from '#features/applications/demonstration/papers.ts'
import { aColleague, anApplicant, testPassword } from '../factories/account.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { binary } from '../support/files/binary.ts'
import { aPictureOf } from '../support/files/pictures.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { unzip } from '../support/files/unzip.ts'
import { inStore } from '../support/upload-site.ts'

const site = useSite()
const stored = async (id: string) => (await TenancyModel.findById(id).lean())!
const photo = await aPictureOf({ width: 8, height: 8 }, 'jpg')
const finding = (text: string) => ({ _id: new mongoose.Types.ObjectId(), text, cureBy: '2026-12-05' })

async function inspected() {
  const open = finding('Закрыт выход')
  const cured = { ...finding('Нет вывески'), curedOn: '2026-11-20' }
  const held = { _id: new mongoose.Types.ObjectId(), kind: 'planned' as const, state: 'held' as const, note: '' }
  const inspections: Tenancy['inspections'] = [{ ...held, on: '2026-11-20', findings: [open, cured] }]
  const tenancy = await aTenancy(site.services, { state: 'trading', inspections })
  const at = (one: { _id: mongoose.Types.ObjectId }) => `${tenancy.own}/findings/${one._id.toHexString()}`
  return { ...tenancy, founder: await site.as(tenancy.tenant), open: at(open), cured: at(cured) }
}

describe('the tenant’s answer to a finding', () => {
  it('is refused if the finding was closed meanwhile, and its text stays on the page', async () => {
    const { id, founder, open } = await inspected()
    const { inspections } = site.services.tenancies
    const answer = inspections.answerFinding
    const answering = vi.spyOn(inspections, 'answerFinding').mockImplementationOnce(async (...of) => {
      await TenancyModel.updateOne({ _id: id }, { $set: { 'inspections.0.findings.0.curedOn': '2026-11-28' } })
      return answer(...of)
    })
    const post = founder.post(open).field({ text: 'Открыли ещё вчера.' })
    const page = renderedPage(await post.attach('finding_photo', photo, 'Дверь.jpg').expect(409))
    expect(answering).toHaveBeenCalledOnce()
    expect(page.main).toContain('Это замечание уже закрыто')
    expect(page.$('textarea[readonly]').text()).toBe('Открыли ещё вчера.')
  })

  it('has text and photos, which both sides see beside the finding', async () => {
    const { id, own, path, application, founder, open } = await inspected()
    expect(renderedPage(await founder.get(own).expect(200)).links()).toContain(open)
    const send = (text: string) => founder.post(open).field({ text })
    const empty = renderedPage(await send('').attach('finding_photo', photo, 'Дверь.jpg').expect(422))
    expect(empty.errors().map(({ field }) => field)).toEqual(['text'])
    expect(empty.main).toContain('Файл нужно выбрать ещё раз')
    await send('Открыли.').attach('finding_photo', Buffer.from('nonsense'), 'Дверь.jpg').expect(422)
    expect(await DocumentModel.countDocuments({ application })).toBe(0)

    await send('Открыли.').attach('finding_photo', photo, 'Дверь.jpg').expect(303)
    await founder.post(open).type('form').send({ text: 'И ещё вымыли.' }).expect(303)
    const [said] = (await stored(id)).inspections[0]!.findings
    expect(said?.answers).toMatchObject([
      { text: 'Открыли.', files: [expect.any(String)] },
      { text: 'И ещё вымыли.', files: [] },
    ])
    expect(said?.curedOn).toBeUndefined()
    expect(await DocumentModel.find({ application }).lean()).toMatchObject([
      { kind: 'finding_photo', state: 'current' },
    ])
    const officer = await site.as(await aColleague('reviewer'))
    for (const [person, address] of [
      [founder, own],
      [officer, path],
    ] as const) {
      const page = renderedPage(await person.get(address).expect(200))
      const answers = page.$('[data-test=answer]')
      expect(answers.text()).toMatch(/Открыли\..*Дверь\.jpg.*И ещё вымыли\./s)
      await person.get(answers.find('a').attr('href') ?? '').expect(200)
    }
  })

  it('stores a photo once when it is sent again after a cut connection', async () => {
    const { application, founder, open } = await inspected()
    for (let attempt = 0; attempt < 2; attempt += 1)
      await founder.post(open).field({ text: 'Открыли.' }).attach('finding_photo', photo, 'Дверь.jpg').expect(303)
    expect(await DocumentModel.countDocuments({ application })).toBe(1)
    expect(await inStore()).toEqual({ files: 1, chunks: 1, pending: 0 })
  })

  it('is accepted only for one’s own open finding and while the tenancy lasts', async () => {
    const { id, own, founder, open, cured } = await inspected()
    await founder.get(cured).expect(404)
    // It existed while somebody typed, so this is a conflict; one that never existed is not found.
    await founder.post(cured).type('form').send({ text: 'x' }).expect(409)
    const never = cured.replace(/[^/]+$/, new mongoose.Types.ObjectId().toHexString())
    await founder.post(never).type('form').send({ text: 'x' }).expect(404)
    const other = await site.as(await anApplicant())
    await other.post(open).type('form').send({ text: 'x' }).expect(404)
    await TenancyModel.updateOne({ _id: id }, { $set: { state: 'vacated' } })
    expect(renderedPage(await founder.get(own).expect(200)).links()).not.toContain(open)
    await founder.post(open).type('form').send({ text: 'x' }).expect(409)
  })

  it('must consist of photos only, as its field states, and no documents', async () => {
    const { application, founder, open } = await inspected()
    const form = renderedPage(await founder.get(open).expect(200))
    const field = form.$('input[name=finding_photo]')
    expect(field.attr('accept')).toBe('.jpg,.jpeg,.png,.webp,.heic')
    const told = form.main
    for (const none of ['PDF', 'DOCX', 'XLSX', 'CSV']) expect(told).not.toContain(none)
    expect(told).toContain('JPEG, PNG, WebP, HEIC')
    const refused = await founder
      .post(open)
      .field({ text: 'Открыли.' })
      .attach('finding_photo', plainPdf(['x']), 'Дверь.pdf')
      .expect(422)
    expect(renderedPage(refused).main).toMatch(/Дверь\.pdf.*JPEG, PNG, WebP, HEIC/)
    expect(await DocumentModel.countDocuments({ application })).toBe(0)
  })
})

describe('the desk task for an answer to a finding', () => {
  const headings = {
    ru: 'Арендаторы, ответившие на замечания',
    en: 'Tenants who have answered findings',
    zh: '已答复检查问题的承租人',
  }

  async function answered() {
    const made = await inspected()
    const officer = await site.as(await aColleague('reviewer'))
    const say = (text: string) => made.founder.post(made.open).type('form').send({ text }).expect(303)
    const waiting = async (locale = 'en') =>
      renderedPage(await officer.get(`/${locale}/staff/work/finding-answers`).expect(200))
    const action = `${made.path}/answers-read`
    const asked = async () => {
      const form = renderedPage(await officer.get(action).expect(200))
      return { form, sent: { upTo: form.$('input[name=upTo]').attr('value') ?? '' } }
    }
    const read = (sent: object) => officer.post(action).type('form').send(sent)
    return { ...made, officer, say, waiting, action, asked, read }
  }

  it('is shown in three languages with its count until an officer marks the answer as read', async () => {
    const { id, own, founder, officer, say, waiting, action, asked, read } = await answered()
    expect((await waiting()).links()).not.toContain(action)
    await say('Открыли.')
    for (const [locale, heading] of Object.entries(headings)) {
      const desk = renderedPage(await officer.get(`/${locale}/staff`).expect(200))
      const block = desk.$('[data-kind=finding-answers]')
      expect(block.text()).toContain(heading)
      expect(block.find('.work__count').text()).toBe('1')
      expect(block.find('.work__rows a').attr('href')).toBe(action.replace('/en/', `/${locale}/`))
      expect((await waiting(locale)).main).toContain(heading)
    }
    const { form, sent } = await asked()
    expect(form.main).toMatch(/Закрыт выход.*Открыли\./s)
    await read(sent).expect(303)
    expect((await waiting()).links()).not.toContain(action)
    expect((await stored(id)).inspections[0]!.findings[0]?.answers?.[0]?.readAt).toBeInstanceOf(Date)
    // The tenant does not see what the office reads and when.
    expect(renderedPage(await founder.get(own).expect(200)).main).not.toMatch(/прочитан/i)
    const { body } = await founder
      .post('/ru/account/privacy/archive')
      .type('form')
      .send({ password: testPassword })
      .buffer(true)
      .parse(binary)
      .expect(200)
    const taken = [...unzip(body as Buffer)].map(([, content]) => content.toString()).join('\n')
    expect(taken).toContain('Открыли.')
    expect(taken).not.toMatch(/readAt|answers-read|прочитаны/)
    await read(sent).expect(409)
  })

  it('leads to the photos of the answer before it is marked as read', async () => {
    const { founder, open, officer, asked } = await answered()
    await founder.post(open).field({ text: 'Открыли.' }).attach('finding_photo', photo, 'Дверь.jpg').expect(303)
    const { form } = await asked()
    expect(form.main).toMatch(/Закрыт выход.*Открыли\..*Дверь\.jpg/s)
    const [seen] = form.links().filter(href => href.includes('/documents/'))
    await officer.get(seen ?? '').expect(200)
  })

  it('remains if another answer came while the officer read the previous one', async () => {
    const { say, waiting, action, asked, read } = await answered()
    await say('Открыли.')
    const { sent } = await asked()
    site.clock.advance({ minutes: 1 })
    await say('И ещё вымыли.')
    await read(sent).expect(303)
    expect((await waiting()).links()).toContain(action)
    expect((await asked()).form.main).not.toContain('Открыли.')
  })

  it('disappears once the finding is closed or the tenancy has ended', async () => {
    const { id, path, open, officer, say, waiting, action } = await answered()
    await say('Открыли.')
    await TenancyModel.updateOne({ _id: id }, { $set: { state: 'vacated' } })
    expect((await waiting()).links()).not.toContain(action)
    await TenancyModel.updateOne({ _id: id }, { $set: { state: 'trading' } })
    expect((await waiting()).links()).toContain(action)
    const close = `${path}/findings/${open.split('/').at(-1)}`
    await officer.post(close).type('form').send({ curedOn: '2026-11-25' }).expect(303)
    expect((await waiting()).links()).not.toContain(action)
  })
})
