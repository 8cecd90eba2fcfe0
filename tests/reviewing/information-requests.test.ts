import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aDraft, validAnswers } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const pdf = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF\n')

describe('an information request', () => {
  const site = useSite()
  type Agent = Awaited<ReturnType<typeof site.as>>

  const stored = async (id: string): Promise<Application> => {
    const found = await ApplicationModel.findById(id).lean<Application>()
    if (!found) throw new Error(`no application ${id}`)
    return found
  }
  const documentOf = async (id: string, kind: string) => {
    const found = (await site.services.documents.list(id)).find(document => document.kind === kind)
    if (!found) throw new Error(`no ${kind}`)
    return found._id.toHexString()
  }

  /** Creates a submitted case with its documents, in screening. */
  async function screened() {
    const applicant = await anApplicant({ locale: 'ru' })
    const person = await site.as(applicant)
    const colleague = await aColleague('reviewer', { name: 'Olga' })
    const officer = await site.as(colleague)
    const { code } = await aPremises()
    const id = (await aDraft({ applicant: applicant._id, premises: [code] }))._id.toHexString()
    const upload = person.post(`/ru/applications/${id}/documents`)
    for (const kind of ['passport', 'business_plan', 'experience']) void upload.attach(kind, pdf, `${kind}.pdf`)
    await upload.expect(303)
    await person.post(`/ru/applications/${id}/check`).expect(303)
    const desk = `/en/staff/applications/${id}`
    await officer.post(`${desk}/screening`).type('form').send({}).expect(303)
    return { id, person, officer, desk, home: `/ru/applications/${id}`, applicant, colleague }
  }

  const ask = (officer: Agent, desk: string, fields: Record<string, string | string[]>) =>
    officer
      .post(`${desk}/request`)
      .type('form')
      .send({ answerOn: '2026-12-04', ...fields })
  const planAsked = { ask: 'section-plan', 'template-section-plan': 'cash_plan', 'text-section-plan': '' }

  it('is sent, corrected, explained, answered and checked by the office', async () => {
    const { id, person, officer, desk, home } = await screened()
    const passport = await documentOf(id, 'passport')

    const form = renderedPage(await officer.get(`${desk}/request`).expect(200))
    expect(form.value('answerOn')).toBe('2026-12-09')
    expect(form.text('language')).toContain('Russian')
    expect(form.text('templates')).toContain('扫描件无法辨认')
    await ask(officer, desk, {
      ask: ['section-plan', `document-${passport}`, 'kind-permit'],
      'template-section-plan': 'cash_plan',
      'text-section-plan': '',
      [`text-document-${passport}`]: 'Обрезан угол.',
      'template-kind-permit': 'needed',
    }).expect(303)
    await site.runJobs()
    const [letter] = site.mails().filter(({ subject }) => subject.includes('нужны уточнения'))
    for (const said of ['4 декабря 2026', 'План доходов и расходов не сходится', 'Обрезан угол.', `${home}/plan`])
      expect(letter).toMatchObject({ text: expect.stringContaining(said) as string })

    const page = renderedPage(await person.get(home).expect(200))
    expect(page.text('asked')).toContain('Раздел «Бизнес-план» Ещё не исправлено')
    expect(page.body).toContain('Ответьте до 4 декабря 2026')
    expect(page.links()).toContain(`${home}/plan`)
    const refused = renderedPage(await person.post(home).type('form').send({ to: 'answered', note: '' }).expect(422))
    for (const act of ['Исправьте раздел', 'Замените документ', 'Добавьте документ'])
      expect(refused.$('[role="alert"]').text()).toContain(`${act} или объясните, почему не можете`)

    const plan = { ...validAnswers().plan, revenue: Array<string>(12).fill('x') }
    await person.post(`${home}/plan`).type('form').send(plan).expect(422)
    expect(renderedPage(await person.get(home)).text('asked')).toContain('Раздел «Бизнес-план» Есть ошибки')
    await person
      .post(`${home}/plan`)
      .type('form')
      .send({ ...plan, revenue: Array<string>(12).fill('45000') })
      .expect(303)
    await person.post(`${home}/documents/${passport}`).attach('file', pdf, 'passport-2.pdf').expect(303)
    // The greatest length; a browser sends two characters for the end of a line.
    const excuse = 'Ещё не выдано.\n'.repeat(133).trim()
    const sent = { excuse: excuse.replaceAll('\n', '\r\n') }
    await person.post(`${home}/request/kind-permit`).type('form').send(sent).expect(303)
    const dealt = renderedPage(await person.get(home)).text('asked')
    expect(dealt.match(/Исправлено/g)).toHaveLength(2)
    expect(dealt).toContain('Ваше объяснение: Ещё не выдано.')
    expect(await stored(id)).toMatchObject({ snapshot: { answers: { plan: validAnswers().plan } } })

    site.clock.set('2026-12-01T10:00:00+08:00')
    await person.post(home).type('form').send({ to: 'answered', note: 'Готово.' }).expect(303)
    const after = await stored(id)
    expect(after).toMatchObject({
      state: 'screening',
      applicantDays: 6,
      snapshot: { answers: { plan: { revenue: Array<string>(12).fill('45000') } } },
      formerSnapshots: [{ answers: validAnswers(after.premises) }],
      pastRequests: [
        {
          outcome: 'answered',
          note: 'Готово.',
          items: [{ state: 'answered' }, { state: 'answered' }, { state: 'explained', excuse }],
        },
      ],
    })
    // Ten days from 25 November, and the four working days until 1 December.
    expect(after.dueOn).toBe('2026-12-10')
    await person.post(home).type('form').send({ to: 'answered', note: 'Ещё раз' }).expect(409)
  })

  it('opens only the requested parts of the application for changes', async () => {
    const { id, person, officer, desk, home } = await screened()
    const passport = await documentOf(id, 'passport')
    const plan = await documentOf(id, 'business_plan')
    await ask(officer, desk, {
      ...planAsked,
      ask: ['section-plan', `document-${passport}`],
      [`text-document-${passport}`]: 'x',
    })
    const body = renderedPage(
      await person.post(`${home}/company`).type('form').send({ vehicle: 'individual' }).expect(409),
    ).body
    expect(body).toContain('изменить можно только то, о чём попросила администрация')
    await person.get(`${home}/company`).expect(303).expect('Location', home)
    // Outside a draft there is no list of sections to go back to.
    expect(renderedPage(await person.get(`${home}/documents`).expect(200)).main).toContain('Готово, к заявке')
    await person.post(`${home}/documents/${plan}`).attach('file', pdf, 'other.pdf').expect(409)
    await person.post(`${home}/documents/${plan}`).type('form').send({ remove: 'yes' }).expect(409)
    await person.post(`${home}/documents/${passport}`).type('form').send({ remove: 'yes' }).expect(409)
    await person.post(`${home}/documents`).attach('passport', pdf, 'more.pdf').expect(409)
    await person.post(`${home}/request/section-company`).type('form').send({ excuse: 'x' }).expect(404)
    expect((await stored(id)).answers.company).toEqual(validAnswers().company)

    const stranger = await site.as(await anApplicant())
    await stranger.post(`${home}/plan`).type('form').send({}).expect(404)
    await stranger.post(`${home}/request/section-plan`).type('form').send({ excuse: 'x' }).expect(404)
    await stranger.post(home).type('form').send({ to: 'answered', note: 'x' }).expect(404)
  })

  it('reports the errors of its form and keeps the input', async () => {
    const { id, officer, desk } = await screened()
    const none = renderedPage(await ask(officer, desk, { answerOn: '' }).expect(422))
    expect(none.errors().map(({ field }) => field)).toEqual(['items', 'answerOn'])
    const fields = { ask: ['section-plan', 'section-choice'], 'text-section-choice': 'Unfit', answerOn: '2026-11-25' }
    const silent = renderedPage(await ask(officer, desk, fields).expect(422))
    expect(silent.errors().map(({ field }) => field)).toEqual(['text-section-plan'])
    expect(silent.value('text-section-choice')).toBe('Unfit')
    const past = renderedPage(await ask(officer, desk, { ...planAsked, answerOn: '2026-11-25' }).expect(422))
    expect(past.errors().map(({ field }) => field)).toEqual(['answerOn'])
    expect(past.$('#ask-section-plan').is(':checked')).toBe(true)
    await ask(officer, desk, { ...planAsked, answerOn: '2028-11-25' }).expect(422)
    await ask(officer, desk, {
      ask: 'document-0123456789abcdef01234567',
      'template-document-0123456789abcdef01234567': 'expired',
    }).expect(422)
    expect((await stored(id)).state).toBe('screening')
  })

  it('is sent in review by a reviewer without an interest and leads back there, and a second round adds to the first', async () => {
    const { id, person, officer, desk, home } = await screened()
    await ask(officer, desk, planAsked).expect(303)
    await person.post(`${home}/request/section-plan`).type('form').send({ excuse: 'Так и есть.' }).expect(303)
    await person.post(home).type('form').send({ to: 'answered', note: '' }).expect(303)
    await officer.post(`${desk}/review`).type('form').send({}).expect(303)

    const another = await site.undeclared(await aColleague('reviewer'))
    await another.get(`${desk}/request`).expect(303)
    await ask(another, desk, planAsked).expect(409)
    await another.post(`${desk}/declaration`).type('form').send({ interest: 'none' }).expect(303)
    await another.get(`${desk}/request`).expect(200)
    const decider = await site.as(await aColleague('decider'))
    await ask(decider, desk, planAsked).expect(403)
    await ask(officer, desk, { ask: 'section-choice', 'template-section-choice': 'premises_unfit' }).expect(303)
    expect((await stored(id)).request).toMatchObject({ number: 2, items: [{ template: 'premises_unfit' }] })

    const other = await aPremises()
    const choice = { ...validAnswers([other.code]).choice }
    await person.post(`${home}/choice`).type('form').send(choice).expect(303)
    expect((await stored(id)).premises).not.toEqual([other.code])
    await person.post(home).type('form').send({ to: 'answered', note: '' }).expect(303)
    expect(await stored(id)).toMatchObject({ state: 'review', premises: [other.code] })
    expect((await stored(id)).formerSnapshots).toHaveLength(2)
  })

  it('sends the officer’s own words after the ready text, and offers no documents of later steps', async () => {
    const { id, officer, desk } = await screened()
    const page = renderedPage(await officer.get(`${desk}/request`).expect(200))
    const offered = page
      .$('[name=ask]')
      .map((_, box) => page.$(box).val())
      .get()
    expect(offered).toContain('kind-permit')
    for (const later of ['kind-renewal_letter', 'kind-signed_contract', 'kind-business_licence'])
      expect(offered).not.toContain(later)
    await ask(officer, desk, { ask: 'kind-renewal_letter', 'text-kind-renewal_letter': 'x' }).expect(422)
    await ask(officer, desk, { ...planAsked, 'text-section-plan': 'Особенно за март.' }).expect(303)
    const [item] = (await stored(id)).request?.items ?? []
    expect(item?.text).toMatch(/\S{3,}[\s\S]{20,}\n\nОсобенно за март\.$/)
  })

  it('gets its reminder even behind many requests that were already reminded', async () => {
    const { id, officer, desk } = await screened()
    await ask(officer, desk, planAsked).expect(303)
    const asked = await stored(id)
    const earlier = Array.from({ length: 500 }, (_, number) => ({
      ...asked,
      _id: new mongoose.Types.ObjectId(),
      applicant: new mongoose.Types.ObjectId(),
      reference: `SS-2025-${5000 + number}`,
      answerBy: new Date(Number(asked.answerBy) - 60_000),
      submittedAt: new Date(Number(asked.submittedAt) - 60_000),
      stateSince: new Date(Number(asked.stateSince) - 60_000),
      request: { ...asked.request, remindedOf: cityDayOf(asked.answerBy!) },
      pendingEffects: [],
    }))
    await ApplicationModel.collection.deleteOne({ _id: asked._id as never })
    await ApplicationModel.collection.insertMany([...earlier, asked] as never)
    site.clock.set('2026-12-02T00:01:00+08:00')
    await site.runJobs()
    expect((await stored(id)).request?.remindedOf).toBe(cityDayOf(asked.answerBy!))
  })

  it('is reminded once, can be extended with a reason, and lapses without an answer', async () => {
    const { id, officer, desk, home, applicant, colleague } = await screened()
    await ask(officer, desk, planAsked).expect(303)
    const reminders = async () => {
      await site.runJobs()
      return site.mails().filter(({ subject }) => subject.startsWith('Ответьте до')).length
    }
    site.clock.set('2026-12-01T23:59:00+08:00')
    expect(await reminders()).toBe(0)
    site.clock.set('2026-12-02T00:01:00+08:00')
    expect(await reminders()).toBe(1)
    expect(await reminders()).toBe(1)

    // Earlier sessions have expired.
    const again = await site.as(colleague)
    const extend = (answerOn: string, reason: string) =>
      again.post(`${desk}/extend`).type('form').send({ answerOn, reason })
    await extend('2026-12-04', 'x').expect(422)
    await extend('2026-12-11', '').expect(422)
    await extend('2026-12-11', 'Праздники в России').expect(303)
    const page = renderedPage(await (await site.as(applicant)).get(home))
    expect(page.body).toContain('Праздники в России')
    expect(page.body).toContain('Ответьте до 11 декабря 2026')
    site.clock.set('2026-12-05T00:01:00+08:00')
    expect(await reminders()).toBe(1)
    expect((await stored(id)).state).toBe('information_requested')
    // The worker was stopped: only one day is left.
    site.clock.set('2026-12-10T08:00:00+08:00')
    expect(await reminders()).toBe(2)
    expect(site.mails().at(-1)?.subject).toMatch(/^Ответьте до 11\sдекабря 2026/)

    site.clock.set('2026-12-12T00:00:00+08:00')
    const person = await site.as(applicant)
    await person.post(`${home}/plan`).type('form').send(validAnswers().plan).expect(409)
    await person.post(`${home}/documents`).attach('passport', pdf, 'p.pdf').expect(409)
    await person.post(`${home}/request/section-plan`).type('form').send({ excuse: 'x' }).expect(409)
    await person.post(home).type('form').send({ to: 'answered', note: 'x' }).expect(409)
    await site.runJobs()
    expect(await stored(id)).toMatchObject({ state: 'lapsed', pastRequests: [{ outcome: 'lapsed' }] })
  })

  it('can end with a rejection, and asks for the documents that new answers require', async () => {
    const { id, person, officer, desk, home } = await screened()
    await ask(officer, desk, { ask: 'section-company', 'template-section-company': 'company_number' }).expect(303)
    const company = { vehicle: 'chinese_company', companyName: 'Мёд', uscc: '91230100MA18XYPT6R' }
    await person.post(`${home}/company`).type('form').send(company)
    expect(renderedPage(await person.get(home)).body).toContain('нужен ещё документ: Устав компании')
    await person.post(`${home}/documents`).attach('company_charter', pdf, 'charter.pdf').expect(303)
    await person.post(home).type('form').send({ to: 'answered', note: '' }).expect(422)
    await officer.post(`${desk}/reject`).type('form').send({ reason: 'Не те сведения' }).expect(303)
    expect(await stored(id)).toMatchObject({ state: 'rejected', pastRequests: [{ outcome: 'rejected' }] })
    await person.post(`${home}/company`).type('form').send(company).expect(409)
  })
})
