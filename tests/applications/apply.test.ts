import { describe, expect, it } from 'vitest'
import { ApplicationModel, type Answers, type AnswerSection } from '../../models/application.ts'
import { PremisesModel } from '../../models/premises.ts'
import { locales } from '../../server/shared/i18n.ts'
import type { anAccount } from '../factories/account.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aDraft, anApplication, validAnswers } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n')

type Agent = Awaited<ReturnType<typeof site.as>>
const idOf = ({ _id }: { _id: { toHexString(): string } }) => _id.toHexString()
const stored = async (id: string) => (await ApplicationModel.findById(id).lean())!

async function signedInApplicant(overrides: Parameters<typeof anAccount>[0] = {}) {
  const account = await anApplicant(overrides)
  return { account, person: await site.as(account) }
}

async function started(person: Agent, code: string): Promise<string> {
  const { headers } = await person.post('/ru/applications').type('form').send({ premises: code }).expect(303)
  return headers.location!.split('/').at(-1)!
}

const fill = (person: Agent, id: string, section: AnswerSection, answers: Answers) =>
  person.post(`/ru/applications/${id}/${section}`).type('form').send(answers[section])

const upload = (person: Agent, id: string) =>
  person
    .post(`/ru/applications/${id}/documents`)
    .attach('passport', pdf, 'Паспорт.pdf')
    .attach('business_plan', pdf, '商业计划.pdf')
    .attach('experience', pdf, 'experience.pdf')

describe('an application from the first click to the rent-free clock', () => {
  it('is filled, submitted, offered, accepted and handed over', async () => {
    const { code } = await aPremises()
    const { account, person } = await signedInApplicant({ locale: 'ru' })
    const id = await started(person, code)
    const answers = validAnswers([code])

    const tasks = renderedPage(await person.get(`/ru/applications/${id}`).expect(200))
    expect(tasks.heading).toBe('Ваша заявка')
    expect(tasks.text('tasks')).toContain('Не начато')
    for (const section of ['plan', 'applicant', 'choice', 'declarations', 'company'] as const)
      await fill(person, id, section, answers).expect(303).expect('location', `/ru/applications/${id}`)
    await upload(person, id).expect(303)

    const check = renderedPage(await person.get(`/ru/applications/${id}/check`).expect(200))
    expect(check.body).toContain('Паспорт.pdf')
    expect(check.body).toContain('商业计划.pdf')
    await person.post(`/ru/applications/${id}/check`).expect(303)
    const { reference } = await stored(id)
    const submitted = renderedPage(await person.get(`/ru/applications/${id}`).expect(200))
    expect(submitted.notice).toContain(reference)
    expect(submitted.text('state')).toBe('Заявка получена')

    const reviewer = { kind: 'reviewer' as const, id: (await aColleague('reviewer')).id }
    const decider = { kind: 'decider' as const, id: (await aColleague('decider')).id }
    const { applications } = site.services
    await applications.move(id, 'screening', reviewer)
    await applications.move(id, 'review', reviewer)
    const scores = { feasibility: 4, experience: 4, jobs: 4, finance: 4, street_benefit: 4 }
    await applications.assess(id, reviewer, { noConflict: true, scores, comment: 'секрет рецензента' })
    await applications.move(id, 'decision', reviewer)
    await applications.offer(id, decider, { premises: code })
    await site.runJobs()
    expect(await PremisesModel.findOne({ code }).lean()).toMatchObject({ status: 'held' })

    const offered = renderedPage(await person.get(`/ru/applications/${id}`).expect(200))
    expect(offered.text('state')).toBe('Вам предложено помещение')
    expect(offered.body).toContain('Ответьте до 9 декабря 2026')
    expect(offered.body).toContain('Осталось 14 дней')
    expect(offered.body).not.toContain('секрет рецензента')
    await person.post(`/ru/applications/${id}`).type('form').send({ to: 'accepted' }).expect(303)
    await applications.signContract(id, decider)
    await applications.handOver(id, decider, { on: '2026-11-25' })
    await site.runJobs()
    expect(await PremisesModel.findOne({ code }).lean()).toMatchObject({ status: 'let' })

    const handed = renderedPage(await person.get(`/ru/applications/${id}`).expect(200))
    const link = handed.links().find(href => href.startsWith('/ru/tenancies/'))!
    const tenancy = renderedPage(await person.get(link).expect(200))
    expect(tenancy.text('left')).toBe('Осталось 1 095 дней без арендной платы')
    expect(tenancy.body).toContain('24 ноября 2029')
    expect(tenancy.$('svg[role=img]').attr('aria-label')).toMatch(/^Осталось 1\s095 дней/)

    const mails = site.mails().filter(mail => mail.to === account.email)
    expect(mails.map(({ subject }) => subject)).toEqual([
      `Заявка ${reference} принята`,
      `Вам предложено помещение ${code}`,
      `Вы приняли предложение: помещение ${code}`,
      `Договор по заявке ${reference} подписан`,
      `Помещение ${code} передано вам`,
    ])
    expect(mails[1]?.text).toContain(`http://street.test/ru/applications/${id}`)
  })
})

describe('starting', () => {
  it('lets a visitor sign in first and come back to the same premises', async () => {
    const { code } = await aPremises()
    const back = encodeURIComponent(`/zh/applications?premises=${code}`)
    await site.visit
      .post('/zh/applications')
      .type('form')
      .send({ premises: code })
      .expect(303)
      .expect('location', `/zh/sign-in?next=${back}`)
    const { person } = await signedInApplicant()
    const page = renderedPage(await person.get(`/zh/applications?premises=${code}`).expect(200))
    expect(page.$('form input[name=premises]').val()).toBe(code)
  })

  it('is one draft however often the button is pressed', async () => {
    const { code } = await aPremises()
    const { person } = await signedInApplicant()
    expect(await started(person, code)).toBe(await started(person, code))
  })

  it('is refused for a premises that is unknown, taken or not a code, and to staff', async () => {
    const { code } = await aPremises({ status: 'let' })
    const { person } = await signedInApplicant()
    for (const premises of [code, 'SFH-Z-9999', '../x', ''])
      await person.post('/en/applications').type('form').send({ premises }).expect(404)
    const officer = await site.as(await aColleague('decider'))
    await officer.post('/en/applications').type('form').send({ premises: code }).expect(403)
    await officer.get('/en/applications').expect(403)
  })

  it('shows an empty list that leads to the premises', async () => {
    const { person } = await signedInApplicant()
    const page = renderedPage(await person.get('/en/applications').expect(200))
    expect(page.links()).toContain('/en/premises')
    await site.visit.get('/en/applications').expect(303).expect('location', '/en/sign-in?next=%2Fen%2Fapplications')
  })
})

describe('a section', () => {
  it('keeps wrong answers, says what is wrong, and marks the task', async () => {
    const { code } = await aPremises()
    const { person } = await signedInApplicant()
    const id = await started(person, code)
    const choice = { ...validAnswers([code]).choice, areaNeeded: 'много', premises: [code, 'SFH-A-9999', 'нет'] }
    const response = await fill(person, id, 'choice', { choice }).expect(422)
    const page = renderedPage(response)
    expect(page.errors().map(({ field }) => field)).toEqual(['premises', 'areaNeeded'])
    expect(page.value('areaNeeded')).toBe('много')
    expect(
      page
        .$('[name=premises]')
        .map((_, input) => page.$(input).val())
        .get(),
    ).toEqual([code, 'SFH-A-9999', 'нет'])
    for (const { field } of page.errors()) expect(page.$(`#${field}`)).toHaveLength(1)

    const tasks = renderedPage(await person.get(`/ru/applications/${id}`).expect(200))
    expect(tasks.text('tasks')).toContain('Выбор помещенияНужно исправить')
    const again = renderedPage(await person.get(`/ru/applications/${id}/choice`).expect(200))
    expect(again.value('areaNeeded')).toBe('много')
    expect(again.errors().map(({ field }) => field)).toEqual(['premises', 'areaNeeded'])
  })

  it('escapes what was typed', async () => {
    const { person } = await signedInApplicant()
    const id = await started(person, (await aPremises()).code)
    const { text } = await fill(person, id, 'choice', { choice: { reason: '</textarea><script>alert(1)</script>' } })
    expect(text).not.toContain('<script>alert')
  })

  it('sums the cash plan without a script', async () => {
    const { code } = await aPremises()
    const { person } = await signedInApplicant()
    const id = await started(person, code)
    await fill(person, id, 'plan', validAnswers([code])).expect(303)
    const page = renderedPage(await person.get(`/en/applications/${id}/plan`).expect(200))
    expect(page.$('.cash-plan tfoot').text()).toContain('¥360,000')
    expect(page.$('[name=revenue]')).toHaveLength(12)
  })

  it.each(['choice', 'applicant', 'company', 'plan', 'declarations', 'documents', 'check'])(
    '%s has one heading, labels for all its fields, in three languages',
    async section => {
      const { person } = await signedInApplicant()
      const id = await started(person, (await aPremises()).code)
      for (const locale of locales) {
        const page = renderedPage(await person.get(`/${locale}/applications/${id}/${section}`).expect(200))
        expect(page.language).toBe(locale)
        expect(page.headings).toBe(1)
        const fields = page.$('main').find('input:not([type=hidden]), select, textarea').toArray()
        const unlabelled = fields.filter(field => {
          const { id: fieldId, 'aria-label': label } = field.attribs
          return (
            !label && page.$(`label[for="${String(fieldId)}"]`).length + page.$(field).closest('label').length !== 1
          )
        })
        expect(unlabelled.map(field => field.attribs.name)).toEqual([])
      }
    },
  )

  it('does not exist under another name or for another’s application', async () => {
    const { person } = await signedInApplicant()
    const theirs = idOf(await aDraft())
    const mine = await started(person, (await aPremises()).code)
    await person.get(`/ru/applications/${mine}/secrets`).expect(404)
    await person.get('/ru/applications/not-an-id').expect(404)
    for (const path of ['', '/choice', '/documents', '/check'])
      await person.get(`/ru/applications/${theirs}${path}`).expect(404)
    await fill(person, theirs, 'choice', validAnswers()).expect(404)
    await person.post(`/ru/applications/${theirs}/check`).expect(404)
    await person.post(`/ru/applications/${theirs}`).type('form').send({ to: 'withdrawn' }).expect(404)
    await upload(person, theirs).expect(404)
    expect((await stored(theirs)).state).toBe('draft')
  })

  it('is closed once the application has been handed in', async () => {
    const { account, person } = await signedInApplicant()
    const id = idOf(await anApplication({ applicant: account._id }))
    await person.get(`/ru/applications/${id}/plan`).expect(303).expect('location', `/ru/applications/${id}`)
    await person.get(`/ru/applications/${id}/check`).expect(303)
    await fill(person, id, 'plan', validAnswers()).expect(409)
    await upload(person, id).expect(409)
  })
})

describe('documents', () => {
  const draftOf = async (person: Agent) => started(person, (await aPremises()).code)

  it('are added several at once, replaced and removed', async () => {
    const { person } = await signedInApplicant()
    const id = await draftOf(person)
    await person
      .post(`/ru/applications/${id}/documents`)
      .attach('passport', pdf, 'a.pdf')
      .attach('passport', pdf, 'b.pdf')
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

  it('are never erased once they were handed in', async () => {
    const { account, person } = await signedInApplicant()
    const answerBy = new Date('2026-12-01T12:00:00Z')
    const id = idOf(await anApplication({ applicant: account._id, state: 'information_requested', answerBy }))
    await upload(person, id).expect(303)
    const [document] = await site.services.documents.list(id)
    const path = `/ru/applications/${id}/documents/${idOf(document!)}`
    await person.post(path).type('form').send({ remove: 'yes' }).expect(303)
    await person.post(path).type('form').send({ remove: 'yes' }).expect(404)
    expect((await site.services.documents.list(id)).map(idOf)).not.toContain(idOf(document!))
    expect((await site.services.documents.list(id, { history: true })).map(idOf)).toContain(idOf(document!))
    await person.get(path).expect(200)
  })

  it('names what was wrong with a file and keeps the others', async () => {
    const { person } = await signedInApplicant()
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

  it('asks for a file when there was none, and refuses kinds that are not asked for', async () => {
    const { person } = await signedInApplicant()
    const id = await draftOf(person)
    const nothing = await person.post(`/ru/applications/${id}/documents`).field('x', '1').expect(422)
    expect(renderedPage(nothing).errors()).toEqual([{ field: 'passport', text: 'Выберите хотя бы один файл.' }])
    await person.post(`/ru/applications/${id}/documents`).attach('business_licence', pdf, 'a.pdf').expect(400)
  })

  it('are more for a company and an agent', async () => {
    const { account, person } = await signedInApplicant()
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

describe('handing in', () => {
  const ready = async (verified: boolean) => {
    const { account, person } = await signedInApplicant(verified ? {} : { verifiedAt: null })
    const draft = await aDraft({ applicant: account._id, premises: [(await aPremises()).code] })
    await upload(person, idOf(draft)).expect(303)
    return { id: idOf(draft), person }
  }

  it('waits for a confirmed address', async () => {
    const { id, person } = await ready(false)
    const page = renderedPage(await person.post(`/en/applications/${id}/check`).expect(422))
    expect(page.text('unverified')).toContain('confirm your e-mail address')
    expect((await stored(id)).state).toBe('draft')
  })

  it('waits for what is missing', async () => {
    const { person } = await signedInApplicant()
    const id = await started(person, (await aPremises()).code)
    const page = renderedPage(await person.post(`/en/applications/${id}/check`).expect(422))
    expect(page.text('obstacle')).toContain('cannot be submitted yet')
  })

  it('is one submission when the button is pressed twice', async () => {
    const { id, person } = await ready(true)
    await Promise.all([1, 2, 3].map(() => person.post(`/en/applications/${id}/check`).expect(303)))
    expect((await stored(id)).events.filter(({ to }) => to === 'submitted')).toHaveLength(1)
    await site.runJobs()
    expect(site.mails()).toHaveLength(1)
  })
})

describe('a case', () => {
  const caseOf = async (overrides: Parameters<typeof anApplication>[0]) => {
    const { account, person } = await signedInApplicant()
    const application = await anApplication({ applicant: account._id, ...overrides })
    return { person, id: idOf(application), path: `/en/applications/${idOf(application)}` }
  }
  const offer = (deadline: string) => ({
    state: 'offered' as const,
    heldPremises: 'SFH-A-0107',
    offer: { premises: 'SFH-A-0107', madeAt: new Date('2026-11-20'), deadline: new Date(deadline) },
  })

  it('can be declined, and not answered after its deadline', async () => {
    const open = await caseOf(offer('2026-11-25T15:59:59.999Z'))
    expect(renderedPage(await open.person.get(open.path)).body).toContain('Today is the last day')
    await open.person.post(open.path).type('form').send({ to: 'declined' }).expect(303)
    expect(renderedPage(await open.person.get(open.path)).text('state')).toBe('You have declined the offer')

    const late = await caseOf(offer('2026-11-25T03:59:59.999Z'))
    const page = renderedPage(await late.person.get(late.path))
    expect(page.text('state')).toBe('The offer has expired')
    expect(page.$('button[value=accepted]')).toHaveLength(0)
    await late.person.post(late.path).type('form').send({ to: 'accepted' }).expect(409)
    await site.runJobs()
    expect((await stored(late.id)).state).toBe('offer_expired')
  })

  it('is answered when more is asked', async () => {
    const { person, id, path } = await caseOf({ state: 'screening' })
    const reviewer = { kind: 'reviewer' as const, id: (await aColleague('reviewer')).id }
    const items = [{ id: 'kind-passport', text: 'The photo page, please' }]
    await site.services.applications.requestInformation(id, reviewer, { items, locale: 'en' })
    const page = renderedPage(await person.get(path))
    expect(page.body).toContain('The photo page, please')
    expect(page.body).toContain('9 December 2026')
    await person.post(path).type('form').send({ to: 'answered', note: ' ' }).expect(422)
    await upload(person, id).expect(303)
    await person.post(path).type('form').send({ to: 'answered', note: 'Here it is' }).expect(303)
    expect(await stored(id)).toMatchObject({ state: 'screening' })
    expect(renderedPage(await person.get(path)).text('timeline')).toContain('You answered the request')
  })

  it('is withdrawn, once, and not by other words', async () => {
    const { person, path } = await caseOf({ state: 'review' })
    await person.post(path).type('form').send({ to: 'offered' }).expect(422)
    await person.post(path).type('form').send({ to: 'accepted' }).expect(409)
    await person.post(path).type('form').send({ to: 'withdrawn' }).expect(303)
    await person.post(path).type('form').send({ to: 'withdrawn' }).expect(409)
    const page = renderedPage(await person.get(path))
    expect(page.text('state')).toBe('You have withdrawn the application')
    expect(page.$('button[value=withdrawn]')).toHaveLength(0)
  })

  it('tells why it was rejected, in the list too', async () => {
    const { person, id, path } = await caseOf({ state: 'decision' })
    const decider = { kind: 'decider' as const, id: (await aColleague('decider')).id }
    await site.services.applications.move(id, 'rejected', decider, {
      reason: 'The plan has no figures',
      note: 'for us',
    })
    const page = renderedPage(await person.get(path))
    expect(page.body).toContain('Reason: The plan has no figures')
    expect(page.body).not.toContain('for us')
    expect(renderedPage(await person.get('/en/applications')).body).toContain('The application was not approved')
  })

  it.each(locales)('reads well in %s in every state', async locale => {
    const reader = await signedInApplicant()
    const { applicationStates } = await import('../../server/features/applications/states.ts')
    for (const [index, state] of applicationStates.entries()) {
      // Nobody has an offer to answer and an accepted one at once.
      const { account, person } = state === 'accepted' ? await signedInApplicant() : reader
      const application = await anApplication({
        applicant: account._id,
        state,
        startedFor: `SFH-A-${String(2000 + index)}`,
      })
      const page = renderedPage(await person.get(`/${locale}/applications/${idOf(application)}`).expect(200))
      expect(page.headings).toBe(1)
    }
    const list = renderedPage(await reader.person.get(`/${locale}/applications`).expect(200))
    expect(list.$('.case-card')).toHaveLength(applicationStates.length - 1)
  })
})

describe('a tenancy', () => {
  it('is its tenant’s own', async () => {
    const { person } = await signedInApplicant()
    await person.get('/en/tenancies/64b000000000000000000000').expect(404)
    await person.get('/en/tenancies/x').expect(404)
    await site.visit.get('/en/tenancies/64b000000000000000000000').expect(303)
    const officer = await site.as(await aColleague('decider'))
    await officer.get('/en/tenancies/64b000000000000000000000').expect(403)
  })
})
