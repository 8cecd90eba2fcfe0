import { describe, expect, it } from 'vitest'
import { PremisesModel } from '#models/premises/premises.ts'
import { locales } from '#shared/texts/i18n.ts'
import { assess } from '#features/reviewing/actions/assessment.ts'
import { signContract } from '#features/acceptance/actions/contract.ts'
import { aColleague } from '../factories/account.ts'
import { aDraft, anApplication, validAnswers } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { idOf, stored } from '../support/desk.ts'
import { fill, signedInFounder, started, upload } from '../support/founder.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

describe('an application from start to handover', () => {
  it('is filled, submitted, offered, accepted and handed over', async () => {
    const { code } = await aPremises()
    const { account, person } = await signedInFounder(site, { locale: 'ru' })
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
    const { acceptance, casePorts, cases, deciding } = site.services
    await cases.moves.move(id, 'screening', reviewer)
    await cases.moves.move(id, 'review', reviewer)
    const scores = { feasibility: 4, experience: 4, jobs: 4, finance: 4, street_benefit: 4 }
    await assess(casePorts, id, reviewer, { noConflict: true, scores, comment: 'секрет рецензента' })
    await cases.moves.move(id, 'decision', reviewer)
    await deciding.offers.make(id, decider, { premises: code })
    await site.runJobs()
    expect(await PremisesModel.findOne({ code }).lean()).toMatchObject({ status: 'held' })

    const offered = renderedPage(await person.get(`/ru/applications/${id}`).expect(200))
    expect(offered.text('state')).toBe('Вам предложено помещение')
    expect(offered.body).toContain('Ответьте до 9 декабря 2026')
    expect(offered.body).toContain('Осталось 14 дней')
    expect(offered.body).not.toContain('секрет рецензента')
    await person.post(`/ru/applications/${id}`).type('form').send({ to: 'accepted' }).expect(303)
    await signContract(casePorts, id, decider)
    await acceptance.handover.handOver(id, decider, { on: '2026-11-25' })
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
      `Заявка ${reference} получена`,
      `Вам предложено помещение ${code}`,
      `Вы приняли предложение: помещение ${code}`,
      `Договор по заявке ${reference} подписан`,
      `Помещение ${code} передано вам`,
    ])
    expect(mails[1]?.text).toContain(`http://street.test/ru/applications/${id}`)
  })
})

describe('the start of an application', () => {
  it('requires a sign-in and returns to the same unit afterwards', async () => {
    const { code } = await aPremises()
    const back = encodeURIComponent(`/zh/applications?premises=${code}`)
    const { headers } = await site.visit.post('/zh/applications').type('form').send({ premises: code }).expect(303)
    expect(headers.location).toBe(`/zh/sign-in?after=apply&next=${back}`)
    const asked = renderedPage(await site.visit.get(headers.location!).expect(200))
    expect(asked.text('after')).toBe('提交申请前，请先登录或注册。之后将回到您所选的房源。')
    const { person } = await signedInFounder(site)
    const page = renderedPage(await person.get(`/zh/applications?premises=${code}`).expect(200))
    expect(page.$('form input[name=premises]').val()).toBe(code)
  })

  it('creates one draft, even after several clicks', async () => {
    const { code } = await aPremises()
    const { person } = await signedInFounder(site)
    expect(await started(person, code)).toBe(await started(person, code))
  })

  it('is refused for an unknown, taken or invalid unit, and for the staff', async () => {
    const { code } = await aPremises({ status: 'let' })
    const { person } = await signedInFounder(site)
    for (const premises of [code, 'SFH-Z-9999', '../x', ''])
      await person.post('/en/applications').type('form').send({ premises }).expect(404)
    const officer = await site.as(await aColleague('decider'))
    await officer.post('/en/applications').type('form').send({ premises: code }).expect(403)
    await officer.get('/en/applications').expect(403)
  })

  it('shows an empty list with a link to the units', async () => {
    const { person } = await signedInFounder(site)
    const page = renderedPage(await person.get('/en/applications').expect(200))
    expect(page.links()).toContain('/en/premises')
    await site.visit.get('/en/applications').expect(303).expect('location', '/en/sign-in?next=%2Fen%2Fapplications')
  })
})

describe('a section of an application', () => {
  it('keeps wrong answers, explains the errors and marks the task', async () => {
    const { code } = await aPremises()
    const { person } = await signedInFounder(site)
    const id = await started(person, code)
    const choice = { ...validAnswers([code]).choice, areaNeeded: 'много', premises: [code, 'SFH-A-9999', 'нет'] }
    const response = await fill(person, id, 'choice', { choice }).expect(422)
    const page = renderedPage(response)
    expect(page.errors().map(({ field }) => field)).toEqual(['premises-2', 'premises-3', 'areaNeeded'])
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
    expect(again.errors().map(({ field }) => field)).toEqual(['premises-2', 'premises-3', 'areaNeeded'])
  })

  it('escapes the input', async () => {
    const { person } = await signedInFounder(site)
    const id = await started(person, (await aPremises()).code)
    const { text } = await fill(person, id, 'choice', { choice: { reason: '</textarea><script>alert(1)</script>' } })
    expect(text).not.toContain('<script>alert')
  })

  it('adds up the cash plan without a script', async () => {
    const { code } = await aPremises()
    const { person } = await signedInFounder(site)
    const id = await started(person, code)
    await fill(person, id, 'plan', validAnswers([code])).expect(303)
    const page = renderedPage(await person.get(`/en/applications/${id}/plan`).expect(200))
    expect(page.$('.cash-plan tfoot').text()).toContain('¥360,000')
    expect(page.$('[name=revenue]')).toHaveLength(12)
  })

  it.each(['choice', 'applicant', 'company', 'plan', 'declarations', 'documents', 'check'])(
    '%s has one heading and labels for all its fields, in three languages',
    async section => {
      const { person } = await signedInFounder(site)
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

  it('is not found under another name or for another applicant’s application', async () => {
    const { person } = await signedInFounder(site)
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

  it('cannot be opened or changed after the submission', async () => {
    const { account, person } = await signedInFounder(site)
    const id = idOf(await anApplication({ applicant: account._id }))
    await person.get(`/ru/applications/${id}/plan`).expect(303).expect('location', `/ru/applications/${id}`)
    await person.get(`/ru/applications/${id}/check`).expect(303)
    await fill(person, id, 'plan', validAnswers()).expect(409)
    await upload(person, id).expect(409)
  })
})

describe('the submission of an application', () => {
  const ready = async (verified: boolean) => {
    const { account, person } = await signedInFounder(site, verified ? {} : { verifiedAt: null })
    const draft = await aDraft({ applicant: account._id, premises: [(await aPremises()).code] })
    await upload(person, idOf(draft)).expect(303)
    return { id: idOf(draft), person }
  }

  it('needs a confirmed e-mail address', async () => {
    const { id, person } = await ready(false)
    const page = renderedPage(await person.post(`/en/applications/${id}/check`).expect(422))
    expect(page.text('unverified')).toContain('confirm your e-mail address')
    expect((await stored(id)).state).toBe('draft')
  })

  it('is refused while answers are missing', async () => {
    const { person } = await signedInFounder(site)
    const id = await started(person, (await aPremises()).code)
    const page = renderedPage(await person.post(`/en/applications/${id}/check`).expect(422))
    expect(page.text('obstacle')).toContain('cannot be submitted yet')
  })

  it('counts once when the button is clicked twice', async () => {
    const { id, person } = await ready(true)
    await Promise.all([1, 2, 3].map(() => person.post(`/en/applications/${id}/check`).expect(303)))
    expect((await stored(id)).events.filter(({ to }) => to === 'submitted')).toHaveLength(1)
    await site.runJobs()
    expect(site.mails()).toHaveLength(1)
  })
})
