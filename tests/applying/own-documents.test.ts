import { describe, expect, it } from 'vitest'
import { aDraft, anApplication, validAnswers } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { idOf, type Agent } from '../support/desk.ts'
import { pdf, signedInFounder, started, upload } from '../support/founder.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { aPdf } from '../support/upload-site.ts'

const site = useSite()

describe('the applicant’s documents', () => {
  const draftOf = async (person: Agent) => started(person, (await aPremises()).code)

  it('can be uploaded together, replaced and removed', async () => {
    const { person } = await signedInFounder(site)
    const id = await draftOf(person)
    await person
      .post(`/ru/applications/${id}/documents`)
      .attach('passport', pdf, 'a.pdf')
      .attach('passport', aPdf(), 'b.pdf')
      .expect(303)
    const page = renderedPage(await person.get(`/ru/applications/${id}/documents`).expect(200))
    expect(page.notice).toBe('Загружено 2 файла.')
    const [first, second] = await site.services.documents.list(id)
    await person
      .post(`/ru/applications/${id}/documents/${idOf(first!)}`)
      .attach('file', pdf, 'c.pdf')
      .expect(303)
    await person
      .post(`/ru/applications/${id}/documents/${idOf(second!)}`)
      .type('form')
      .send({ remove: 'yes' })
      .expect(303)
    expect((await site.services.documents.list(id)).map(({ name }) => name)).toEqual(['c.pdf'])
  })

  it('are removed once, even by repeated requests', async () => {
    const { person } = await signedInFounder(site)
    const id = await draftOf(person)
    await upload(person, id).expect(303)
    const [first, ...others] = await site.services.documents.list(id)
    const remove = () =>
      person
        .post(`/ru/applications/${id}/documents/${idOf(first!)}`)
        .type('form')
        .send({ remove: 'yes' })
    const answers = await Promise.all([remove(), remove(), remove()])
    expect([...answers, await remove()].map(({ status }) => status)).toEqual([303, 303, 303, 303])
    expect((await site.services.documents.list(id)).map(idOf)).toEqual(others.map(idOf))
    const page = renderedPage(await person.get(`/ru/applications/${id}/documents`).expect(200))
    expect(page.notice).toContain(`Файл «${first!.name}» удалён.`)
  })

  it('are not counted while there are none', async () => {
    const { person } = await signedInFounder(site)
    const id = await draftOf(person)
    const shown = async () => renderedPage(await person.get(`/en/applications/${id}/documents`).expect(200)).main
    expect(await shown()).not.toMatch(/\b0 files/)
    await upload(person, id).expect(303)
    expect(await shown()).toMatch(/3 files, 1\sKB/)
  })

  it('are never erased after the submission', async () => {
    const { account, person } = await signedInFounder(site)
    const answerBy = new Date('2026-12-01T12:00:00Z')
    const id = idOf(await anApplication({ applicant: account._id, state: 'information_requested', answerBy }))
    await upload(person, id).expect(303)
    const [document] = await site.services.documents.list(id)
    const path = `/ru/applications/${id}/documents/${idOf(document!)}`
    await person.post(path).type('form').send({ remove: 'yes' }).expect(303)
    await person.post(path).type('form').send({ remove: 'yes' }).expect(303)
    expect((await site.services.documents.list(id)).map(idOf)).not.toContain(idOf(document!))
    expect((await site.services.documents.list(id, { history: true })).map(idOf)).toContain(idOf(document!))
    await person.get(path).expect(200)
  })

  it('are stored if they are good, and the faulty files are named', async () => {
    const { person } = await signedInFounder(site)
    const id = await draftOf(person)
    const response = await person
      .post(`/ru/applications/${id}/documents`)
      .attach('passport', pdf, 'good.pdf')
      .attach('business_plan', Buffer.alloc(0), 'empty.pdf')
      .attach('experience', Buffer.from('MZ program'), 'photo.jpg')
      .expect(422)
    const page = renderedPage(response)
    expect(page.errors().map(({ field }) => field)).toEqual(['business_plan', 'experience'])
    expect(page.errors()[0]?.text).toContain('empty.pdf')
    for (const { field } of page.errors()) expect(page.$(`#${String(field)}`)).toHaveLength(1)
    expect((await site.services.documents.list(id)).map(({ name }) => name)).toEqual(['good.pdf'])
  })

  it('must include a file in each upload, of a requested kind', async () => {
    const { person } = await signedInFounder(site)
    const id = await draftOf(person)
    const nothing = await person.post(`/ru/applications/${id}/documents`).field('x', '1').expect(422)
    expect(renderedPage(nothing).errors()).toEqual([{ field: 'passport', text: 'Выберите хотя бы один файл.' }])
    await person.post(`/ru/applications/${id}/documents`).attach('business_licence', pdf, 'a.pdf').expect(400)
  })

  it('include more kinds for a company and an agent', async () => {
    const { account, person } = await signedInFounder(site)
    const base = validAnswers()
    const answers = {
      ...base,
      company: { vehicle: 'russian_company' },
      applicant: { ...base.applicant!, byAgent: 'yes' },
    }
    const id = idOf(await aDraft({ applicant: account._id, answers }))
    const page = renderedPage(await person.get(`/en/applications/${id}/documents`).expect(200))
    expect(
      page
        .$('.file-picker input')
        .map((_, input) => page.$(input).attr('name'))
        .get(),
    ).toEqual([
      'passport',
      'business_plan',
      'experience',
      'company_extract',
      'company_charter',
      'ownership_statement',
      'power_of_attorney',
      'agent_passport',
    ])
  })
})
