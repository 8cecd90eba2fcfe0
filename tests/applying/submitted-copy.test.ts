import { describe, expect, it } from 'vitest'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { DocumentReadModel } from '#models/documents/document-read.ts'
import { sealSnapshot } from '#features/cases/answers/snapshot.ts'
import { aColleague } from '../factories/account.ts'
import { aDraft, anApplication, validAnswers } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { idOf } from '../support/desk.ts'
import { binary } from '../support/files/binary.ts'
import { readPdf } from '../support/files/pdf-text.ts'
import { signedInFounder, upload } from '../support/founder.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('the copy of a submitted application', () => {
  const site = useSite()
  type Visitor = Awaited<ReturnType<typeof site.as>>
  const at = (id: string) => `/ru/applications/${id}/papers/submitted`
  /** Removes the line ends and spaces that only the typesetting adds. */
  const words = (text: string) => text.replaceAll(/\s+/g, '')

  async function read(visitor: Visitor, id: string) {
    const { body, headers } = await visitor.get(at(id)).buffer(true).parse(binary).expect(200)
    return { ...readPdf(body as Buffer), bytes: body as Buffer, headers: headers as Record<string, string> }
  }

  async function handedIn(overrides: Partial<Application> = {}) {
    const { account, person } = await signedInFounder(site)
    const application = await anApplication({ state: 'screening', applicant: account._id, ...overrides })
    return { person, id: idOf(application), application }
  }

  it('contains every answer in the applicant’s language and in Chinese, with the cash plan by month', async () => {
    const answers = validAnswers()
    const documents = [{ id: '6564b1c2d3e4f5a6b7c8d9e0', kind: 'passport', name: 'Паспорт.pdf' }] as const
    const snapshot = sealSnapshot({
      at: new Date('2026-11-20T04:00:00Z'),
      formVersion: 1,
      answers,
      documents: [...documents],
    })
    const { person, id, application } = await handedIn({ snapshot })
    const { text, sheets, headers } = await read(person, id)
    expect(headers['content-type']).toBe('application/pdf')
    expect(headers['content-disposition']).toContain(`${application.reference ?? ''}-submitted.pdf`)
    const said = words(text)
    for (const part of [
      `Копия заявки ${application.reference ?? ''}`,
      `申请 ${application.reference ?? ''} 副本`,
      'Подано',
      '20 ноября 2026',
      '2026年11月20日',
      'Бизнес-план',
      '商业计划',
      'Денежный план на 12 месяцев',
      'Паспорт.pdf',
      snapshot.sha256 ?? 'no seal',
      String(answers.applicant?.passportNumber),
    ])
      expect(said, part).toContain(words(part))
    const chinese = words(`申请 ${application.reference ?? ''} 副本`)
    expect(
      sheets.findIndex(sheet => words(sheet).includes(chinese)),
      'on a page of its own',
    ).toBeGreaterThan(0)
    expect(sheets.filter(sheet => words(sheet).startsWith(chinese))).toHaveLength(1)
  })

  it('stays the same byte by byte after later changes', async () => {
    const { person, id } = await handedIn()
    const before = await read(person, id)
    await ApplicationModel.updateOne({ _id: id }, { $set: { 'answers.plan.activity': 'Something else entirely' } })
    const after = await read(person, id)
    expect(after.bytes.equals(before.bytes)).toBe(true)
  })

  it('is available to its applicant and the staff who may read the case, and every reading is logged', async () => {
    const { person, id } = await handedIn()
    await read(person, id)
    expect(await DocumentReadModel.countDocuments({ application: id })).toBe(0)
    const reviewer = await site.as(await aColleague('reviewer'))
    await read(reviewer, id)
    expect(await DocumentReadModel.find({ application: id }).lean()).toMatchObject([{ kind: 'application_copy' }])
    const page = renderedPage(await person.get(`/en/applications/${id}`).expect(200))
    expect(page.text('readings')).toContain('Copy of the application')

    const { person: stranger } = await signedInFounder(site)
    await stranger.get(at(id)).expect(404)
    await (await site.as(await aColleague('administrator'))).get(at(id)).expect(403)
    await (await site.as(await aColleague('listing_manager'))).get(at(id)).expect(403)
    await site.visit.get(at(id)).expect(303)
  })

  it('is linked on the case page for those who may read it', async () => {
    const { id } = await handedIn()
    const reviewer = await site.as(await aColleague('reviewer'))
    const administrator = await site.as(await aColleague('administrator'))
    const seen = renderedPage(await reviewer.get(`/en/staff/applications/${id}`).expect(200))
    expect(seen.$('[data-test="copy"]').attr('href')).toBe(at(id).replace('/ru/', '/en/'))
    const without = renderedPage(await administrator.get(`/en/staff/applications/${id}`).expect(200))
    expect(without.$('[data-test="copy"]')).toHaveLength(0)
  })

  it('does not exist before the submission', async () => {
    const { account, person } = await signedInFounder(site)
    const id = idOf(await aDraft({ applicant: account._id }))
    await person.get(at(id)).expect(404)
  })

  it('is linked on the page of the case and in the confirmation e-mail, without an attachment', async () => {
    await aPremises({ code: 'SFH-A-0107' })
    const { account, person } = await signedInFounder(site, { locale: 'en' })
    const id = idOf(await aDraft({ applicant: account._id }))
    await upload(person, id)
    await person.post(`/ru/applications/${id}/check`).type('form').send({}).expect(303)
    await site.runJobs()
    const [letter] = site.mails().filter(({ text }) => text.includes(`/applications/${id}/papers/submitted`))
    expect(letter?.text).toContain('Copy of what was submitted (PDF)')
    expect(letter).not.toHaveProperty('attachments')
    const page = renderedPage(await person.get(`/ru/applications/${id}`).expect(200))
    expect(page.$('[data-test="copy"]').attr('href')).toBe(at(id))
    await read(person, id)
  })
})
