import { describe, expect, it } from 'vitest'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aDraft, validAnswers } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const pdf = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF\n')
const planAsked = { ask: 'section-plan', 'template-section-plan': 'cash_plan', answerOn: '2026-12-04' }
const revenue = (first: string) => [first, ...Array<string>(11).fill('45000')]

describe('rounds of an information request', () => {
  const site = useSite()

  const stored = async (id: string): Promise<Application> => {
    const found = await ApplicationModel.findById(id).lean<Application>()
    if (!found) throw new Error(`no application ${id}`)
    return found
  }

  /** Creates a submitted case with its documents, in screening. */
  async function screened() {
    const applicant = await anApplicant({ locale: 'en' })
    const person = await site.as(applicant)
    const colleague = await aColleague('reviewer', { name: 'Olga' })
    const officer = await site.as(colleague)
    const { code } = await aPremises()
    const id = (await aDraft({ applicant: applicant._id, premises: [code] }))._id.toHexString()
    const home = `/en/applications/${id}`
    const upload = person.post(`${home}/documents`)
    for (const kind of ['passport', 'business_plan', 'experience']) void upload.attach(kind, pdf, `${kind}.pdf`)
    await upload.expect(303)
    await person.post(`${home}/check`).expect(303)
    const desk = `/en/staff/applications/${id}`
    await officer.post(`${desk}/screening`).type('form').send({}).expect(303)
    const ask = (fields: Record<string, string | string[]>) =>
      officer.post(`${desk}/request`).type('form').send(fields).expect(303)
    const answer = (note: string) => person.post(home).type('form').send({ to: 'answered', note }).expect(303)
    const plan = (first: string) =>
      person
        .post(`${home}/plan`)
        .type('form')
        .send({ ...validAnswers().plan, revenue: revenue(first) })
        .expect(303)
    const passport = (await site.services.documents.list(id)).find(({ kind }) => kind === 'passport')?._id.toHexString()
    return { id, person, officer, colleague, desk, home, ask, answer, plan, applicant, passport: String(passport) }
  }

  it('show the office what has changed, question by question and document by document', async () => {
    const { person, officer, desk, home, ask, answer, plan, passport } = await screened()
    await ask({
      ...planAsked,
      ask: ['section-plan', `document-${passport}`, 'kind-permit', 'section-company'],
      [`text-document-${passport}`]: 'A corner is cut off.',
      'template-kind-permit': 'needed',
      'text-section-company': 'Is this right?',
    })
    await plan('31000')
    await person.post(`${home}/documents/${passport}`).attach('file', pdf, 'whole-passport.pdf').expect(303)
    await person.post(`${home}/documents`).attach('permit', pdf, 'permit.pdf').expect(303)
    await person.post(`${home}/request/section-company`).type('form').send({ excuse: 'Quite right.' }).expect(303)
    const open = renderedPage(await officer.get(desk).expect(200))
    expect(open.text('requests')).toContain('A corner is cut off.')
    expect(open.text('requests')).not.toContain('Quite right.')
    expect(open.$('[data-test="changes"]')).toHaveLength(0)

    await answer('That is all.')
    const page = renderedPage(await officer.get(desk).expect(200))
    expect(page.text('requests')).toContain('Quite right.')
    expect(page.text('requests')).toContain('That is all.')
    const changes = page.text('changes')
    expect(changes).toContain('against version 1')
    expect(page.$('[data-test="changes"] tbody tr')).toHaveLength(1)
    expect(page.$('[data-test="changes"] ins').text()).toContain('¥31,000')
    expect(page.$('[data-test="changes"] del').text()).not.toContain('¥31,000')
    expect(changes).toMatch(/whole-passport\.pdf replaced by version 2/)
    expect(changes).toMatch(/permit\.pdf added/)
    expect(changes).not.toContain('removed')

    await ask({ ...planAsked, answerOn: '2026-12-04' })
    await plan('52000')
    await answer('')
    const second = renderedPage(await officer.get(desk).expect(200))
    expect(second.$('[data-test="requests"] > [data-test="round"] ins').text()).toContain('¥52,000')
    expect(second.$('[data-test="requests"] > [data-test="round"] del').text()).toContain('¥31,000')
    expect(second.$('[data-test="requests"] > details').text()).toContain('Quite right.')
  })

  it('are hidden from a reviewer without a declaration', async () => {
    const { officer, desk, ask, answer, plan } = await screened()
    await ask(planAsked)
    await plan('31000')
    await answer('')
    await officer.post(`${desk}/review`).type('form').send({}).expect(303)
    const another = await site.undeclared(await aColleague('reviewer'))
    expect(renderedPage(await another.get(desk).expect(200)).body).not.toContain('¥31,000')
  })

  it('stop the clock of the office, which shows who has to act', async () => {
    const { applicant, colleague, home, desk } = await screened()
    site.clock.set('2026-11-28T10:00:00+08:00')
    const asking = await site.as(colleague)
    await asking.post(`${desk}/request`).type('form').send(planAsked).expect(303)
    site.clock.set('2026-12-03T23:00:00+08:00')
    // Sessions have expired on each new day.
    const queued = async () => {
      const officer = await site.as(colleague)
      const page = renderedPage(await officer.get('/en/staff/applications').expect(200))
      return page.$('tbody tr').first().text().replace(/\s+/g, ' ')
    }
    expect(await queued()).toContain(' 3 days')
    const shown = async () => {
      const page = renderedPage(await (await site.as(colleague)).get(desk))
      return { facts: page.$('.case-facts').text().replace(/\s+/g, ' '), standing: page.text('standing') }
    }
    const paused = await shown()
    expect(paused.facts).toContain('3 days, the clock is paused')
    expect(paused.facts).not.toContain('28 November 2026')
    expect(paused.standing).toContain('The applicant, since 28 November 2026')

    const person = await site.as(applicant)
    await person.post(`${home}/request/section-plan`).type('form').send({ excuse: 'It is so.' }).expect(303)
    await person.post(home).type('form').send({ to: 'answered', note: '' }).expect(303)
    expect((await shown()).standing).toContain('The office, since 3 December 2026')
    expect(await queued()).toContain(' 3 days')
    site.clock.set('2026-12-04T09:00:00+08:00')
    expect(await queued()).toContain(' 4 days')
  })

  it('discard the input of an answer that was never sent once the case is reopened', async () => {
    const { id, applicant, person, colleague, desk, home, ask, plan, passport } = await screened()
    const documents = async () => (await site.services.documents.list(id)).map(({ name }) => name).toSorted()
    const handedIn = await documents()
    await ask({
      ...planAsked,
      ask: ['section-plan', `document-${passport}`, 'kind-permit'],
      [`text-document-${passport}`]: 'A corner is cut off.',
      'template-kind-permit': 'needed',
    })
    await plan('31000')
    await person.post(`${home}/documents/${passport}`).attach('file', pdf, 'whole-passport.pdf').expect(303)
    await person.post(`${home}/documents`).attach('permit', pdf, 'permit.pdf').expect(303)
    site.clock.set('2026-12-05T00:01:00+08:00')
    await site.runJobs()
    expect((await stored(id)).state).toBe('lapsed')
    const administrator = await site.as(await aColleague('administrator'))
    const reopening = { to: 'screening', reason: 'Was ill.' }
    await administrator.post(`${desk}/reopen`).type('form').send(reopening).expect(303)
    expect(await stored(id)).toMatchObject({ state: 'screening', answers: { plan: validAnswers().plan } })
    await site.runJobs()
    expect(await documents()).toEqual(handedIn)

    const officer = await site.as(colleague)
    await officer
      .post(`${desk}/request`)
      .type('form')
      .send({ ...planAsked, answerOn: '2026-12-11' })
      .expect(303)
    const later = await site.as(applicant)
    expect(renderedPage(await later.get(home)).text('asked')).toContain('To do')
    await later.post(home).type('form').send({ to: 'answered', note: 'Done.' }).expect(422)
  })
})
