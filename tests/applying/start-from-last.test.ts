import { describe, expect, it } from 'vitest'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { DocumentModel } from '#models/documents/document.ts'
import { reusableAnswers, reasonNotReused } from '#features/applying/drafts/reuse.ts'
import { anApplicant } from '../factories/account.ts'
import { anApplication, validAnswers } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n')
const idOf = ({ _id }: { _id: { toHexString(): string } }) => _id.toHexString()
const stored = async (id: string) => (await ApplicationModel.findById(id).lean())!
const company = { ...validAnswers().company, vehicle: 'russian_company', companyName: 'ООО «Мёд»' }

/** Creates an applicant with a submitted application, a passport, a plan and an old extract, who looks at another unit. */
async function aReturningApplicant(changes: Partial<Application> = {}) {
  const account = await anApplicant()
  const answers = { ...validAnswers(), company }
  const asked = {
    state: 'information_requested',
    returnTo: 'screening',
    answerBy: new Date('2027-12-31T15:59:59Z'),
  } as const
  const earlier = await anApplication({ applicant: account._id, ...asked, answers, ...changes })
  const person = await site.as(account)
  for (const kind of ['passport', 'business_plan', 'company_extract'])
    await person
      .post(`/ru/applications/${idOf(earlier)}/documents`)
      .attach(kind, pdf, `${kind}.pdf`)
      .expect(303)
  const extract = { kind: 'company_extract' as const, application: earlier._id }
  await DocumentModel.updateOne(extract, { $set: { uploadedAt: new Date('2026-05-24T12:00:00+08:00') } })
  await ApplicationModel.updateOne({ _id: earlier._id }, { $set: { state: 'rejected' } })
  const { code } = await aPremises()
  const start = async (from?: string) => {
    const form = { premises: code, ...(from ? { from } : {}) }
    const { headers } = await person.post('/ru/applications').type('form').send(form).expect(303)
    return String(headers.location).split('/').at(-1)!
  }
  return { account, earlier, person, code, start }
}
const list = (id: string) => site.services.documents.list(id)

describe('the copy of the last application', () => {
  it('is offered at the start of a new one, and copies what is still valid', async () => {
    const { earlier, person, code, start } = await aReturningApplicant()
    const offer = renderedPage(await person.get(`/ru/applications?premises=${code}`).expect(200))
    expect(offer.$('button[name=from]').text()).toBe(`Начать с ответов из ${earlier.reference}`)

    const id = await start('last')
    const draft = await stored(id)
    expect(draft.answers).toMatchObject({
      applicant: validAnswers().applicant,
      company,
      plan: validAnswers().plan,
      choice: { premises: [code], areaNeeded: validAnswers().choice?.areaNeeded },
    })
    expect(draft.answers.choice?.reason).toBeUndefined()
    expect(draft.answers.declarations).toBeUndefined()
    expect(draft).toMatchObject({ state: 'draft', premises: [code], pendingEffects: [] })
    expect((await list(id)).map(({ name }) => name)).toEqual(['passport.pdf', 'business_plan.pdf'])

    const page = renderedPage(await person.get(`/ru/applications/${id}`).expect(200))
    expect(page.text('copied')).toContain('Паспорт: passport.pdf')
    expect(page.text('copied')).toContain('company_extract.pdf выписка старше шести месяцев')
    expect(page.text('copied')).toContain('Заявления и согласия нужно дать заново.')
    expect(page.text('tasks')).toContain('Заявления и согласияНе начато')
  })

  it('is offered once on a draft without it, and overwrites no saved answers', async () => {
    const { person, start } = await aReturningApplicant()
    const id = await start()
    const own = { ...validAnswers().applicant, firstNameLatin: 'MARIA' }
    await person.post(`/ru/applications/${id}/applicant`).type('form').send(own).expect(303)
    await person.post(`/ru/applications/${id}/documents`).attach('passport', pdf, 'new.pdf').expect(303)
    expect(renderedPage(await person.get(`/ru/applications/${id}`)).text('earlier')).toContain('Вы уже подавали заявку')

    await Promise.all([1, 2, 3].map(() => person.post(`/ru/applications/${id}/copy`).expect(303)))
    const draft = await stored(id)
    expect(draft.answers.applicant?.firstNameLatin).toBe('MARIA')
    expect(draft.answers.company).toEqual(company)
    expect(draft.events.map(({ kind }) => kind)).toEqual(['started', 'copied'])
    expect((await list(id)).map(({ name }) => name).sort()).toEqual(['business_plan.pdf', 'new.pdf'])
    const page = renderedPage(await person.get(`/ru/applications/${id}`))
    expect(page.text('earlier')).toBe('')
    expect(page.text('copied')).toContain('passport.pdf такой документ в черновике уже есть')
  })

  it('has its own files, so that removing either leaves the other', async () => {
    const { earlier, person, start } = await aReturningApplicant()
    const id = await start('last')
    const [copy, other] = await list(id)
    const [original] = await list(idOf(earlier))
    expect(copy!.sha256).toBe(original!.sha256)
    expect(copy!.storageId).not.toBe(original!.storageId)

    await site.services.documents.takeOut({ applicationId: idOf(earlier), documentId: idOf(original!), keepOld: false })
    site.clock.advance({ minutes: 120 })
    await site.runJobs({ tidying: true })
    const path = `/ru/applications/${id}/documents/${idOf(copy!)}`
    expect((await person.get(path).buffer().expect(200)).body).toEqual(pdf)
    await site.services.documents.takeOut({ applicationId: id, documentId: idOf(other!), keepOld: false })
    const kept = (await list(idOf(earlier))).find(({ kind }) => kind === 'business_plan')!
    await person.get(`/ru/applications/${idOf(earlier)}/documents/${idOf(kept)}`).expect(200)
  })

  it('is completed by the worker if the process was killed between answers and documents', async () => {
    const { start } = await aReturningApplicant()
    const id = await start('last')
    const [first] = await list(id)
    await site.services.documents.takeOut({ applicationId: id, documentId: idOf(first!), keepOld: false })
    const effect = { key: `application:${id}:copied-documents`, kind: 'documents', facts: {} }
    await ApplicationModel.updateOne({ _id: id }, { $push: { pendingEffects: effect } })
    await site.runJobs({ tidying: true })
    expect((await list(id)).map(({ kind }) => kind).sort()).toEqual(['business_plan', 'passport'])
    expect((await stored(id)).pendingEffects).toEqual([])
  })

  it('includes the other documents if the file of one is lost', async () => {
    const { earlier, start } = await aReturningApplicant()
    const passport = (await list(idOf(earlier))).find(({ kind }) => kind === 'passport')!
    await site.services.documents.store.remove(passport.storageId)
    const id = await start('last')
    expect((await list(id)).map(({ kind }) => kind)).toEqual(['business_plan'])
    expect((await stored(id)).pendingEffects).toEqual([])
  })

  it('is not offered without an earlier application, for another’s draft or for a submitted application', async () => {
    const account = await anApplicant()
    const person = await site.as(account)
    const { code } = await aPremises()
    const page = renderedPage(await person.get(`/ru/applications?premises=${code}`).expect(200))
    expect(page.$('button[name=from]')).toHaveLength(0)
    const { headers } = await person.post('/ru/applications').type('form').send({ premises: code, from: 'last' })
    expect((await stored(headers.location!.split('/').at(-1)!)).copied).toBeUndefined()

    const { start, earlier, person: returning } = await aReturningApplicant()
    await person.post(`/ru/applications/${await start()}/copy`).expect(404)
    await returning.post(`/ru/applications/${idOf(earlier)}/copy`).expect(303)
    expect((await stored(idOf(earlier))).copied).toBeUndefined()
  })
})

describe('the reusable parts of an earlier application', () => {
  const earlier = { ...validAnswers(), company }
  const standing = { earlier, answers: earlier, present: new Set<string>(), today: '2026-11-25' }
  const document = (kind: string, more = {}) => ({
    _id: undefined as unknown as Application['_id'],
    kind,
    name: 'x.pdf',
    uploadedAt: new Date('2026-11-01T12:00:00+08:00'),
    ...more,
  })
  const passportTill = (passportExpiry: string) => ({
    ...standing,
    earlier: { ...earlier, applicant: { ...earlier.applicant, passportExpiry } },
  })

  it.each([
    [document('passport'), standing, null],
    [document('passport'), passportTill('2026-11-25'), null],
    [document('passport'), passportTill('2026-11-24'), 'passport-expired'],
    [document('passport'), passportTill('не помню'), null],
    [document('company_extract'), standing, null],
    [document('company_extract', { uploadedAt: new Date('2026-05-25T12:00:00+08:00') }), standing, null],
    [document('company_extract', { uploadedAt: new Date('2026-05-24T12:00:00+08:00') }), standing, 'extract-old'],
    [document('company_extract'), { ...standing, answers: validAnswers() }, 'not-asked'],
    [document('business_plan', { reviews: [{ state: 'incomplete' }] }), standing, 'not-accepted'],
    [document('business_plan', { reviews: [{ state: 'incomplete' }, { state: 'accepted' }] }), standing, null],
    [document('business_plan', { scan: { state: 'infected' } }), standing, 'infected'],
    [document('business_licence'), standing, 'later-stage'],
    [document('experience'), { ...standing, present: new Set(['experience']) }, 'there-already'],
  ])('depend on the state of a document (%#)', (of, by, reason) => {
    expect(reasonNotReused(of, by)).toBe(reason)
  })

  it('leave out saved answers and removed questions', () => {
    const old = { ...earlier, plan: { ...earlier.plan, forgotten: 'x' } }
    const reused = reusableAnswers(old, { answers: {}, saved: new Set(['applicant']) })
    expect(Object.keys(reused)).toEqual(['choice', 'company', 'plan'])
    expect(reused.plan).toEqual(earlier.plan)
  })
})
