import { describe, expect, it } from 'vitest'
import { AccountModel } from '#models/accounts/account.ts'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { addCondition } from '#features/acceptance/actions/condition-add.ts'
import { changeConditions } from '#features/acceptance/actions/condition-change.ts'
import { conditionsFor } from '#features/cases/acceptance/rules.ts'
import { clockOf } from '#outside/clock.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication, validAnswers } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { readPdf } from '../support/files/pdf-text.ts'
import { decisionOn } from '../support/desk.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { typedInto } from '../support/staff-form.ts'

const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n')
const stored = async (id: string) => (await ApplicationModel.findById(id).lean<Application>())!

describe('the conditions of an accepted offer', () => {
  const kinds = (changes: Parameters<typeof answersWith>[0]) =>
    conditionsFor(answersWith(changes), '2026-11-25').map(({ kind }) => kind)
  const answersWith = ({ vehicle = 'individual', ...plan }: { vehicle?: string; [name: string]: string }) => {
    const answers = validAnswers()
    return { ...answers, company: { vehicle }, plan: { ...answers.plan, food: 'no', ...plan } }
  }

  it.each([
    [{}, ['business_licence', 'notarised_translation']],
    [{ vehicle: 'chinese_company' }, ['business_licence']],
    [{ food: 'yes' }, ['business_licence', 'notarised_translation']],
    [{ useClass: 'catering' }, ['business_licence', 'notarised_translation', 'fit_out_drawing']],
    [{ useClass: 'workshop', vehicle: 'chinese_company' }, ['business_licence', 'fit_out_drawing']],
    [{ hazard: 'yes' }, ['business_licence', 'notarised_translation', 'fit_out_drawing']],
  ])('follow from vehicle and activity: %j', (changes, expected) => {
    expect(kinds(changes)).toEqual(expected)
  })

  it('are due in 60 days for authorities and in 30 for translators', () => {
    const days = Object.fromEntries(
      conditionsFor(answersWith({}), '2026-11-25').map(({ kind, dueOn }) => [kind, dueOn]),
    )
    expect(days).toEqual({ business_licence: '2027-01-24', notarised_translation: '2026-12-25' })
  })
})

describe('the acceptance of an offer', () => {
  const site = useSite()

  const registrable = { usableAsRegisteredAddress: true, certificateNumber: '黑2024-00017', extraction: true }
  async function accepted(facts: Parameters<typeof aPremises>[0] = {}) {
    const { code } = await aPremises({ ...registrable, ...facts })
    const account = await anApplicant({ locale: 'ru' })
    const offer = {
      premises: code,
      madeAt: new Date('2026-11-24T04:00:00Z'),
      deadline: new Date('2026-12-08T15:59:59.999Z'),
    }
    const answers = validAnswers([code])
    answers.choice!.extractionNeeded = 'yes'
    const made = await anApplication({
      applicant: account._id,
      answers,
      premises: [code],
      startedFor: code,
      state: 'offered',
      heldPremises: code,
      offer,
    })
    const founder = await site.as(account)
    const id = made._id.toHexString()
    await founder.post(`/ru/applications/${id}`).type('form').send({ to: 'accepted' }).expect(303)
    const decider = await site.as(await aColleague('decider'))
    return { id, code, account, founder, decider, at: `/en/staff/applications/${id}/acceptance` }
  }
  const conditionOf = async (id: string, kind: string) =>
    (await stored(id)).offer!.acceptance!.conditions.find(condition => condition.kind === kind)!

  it('shows the applicant the conditions with their days, and accepts their documents', async () => {
    const { id, founder, decider, at } = await accepted()
    const address = `/ru/applications/${id}/acceptance`
    const page = renderedPage(await founder.get(address).expect(200))
    expect(page.text('left')).toBe('Осталось 3 условия')
    expect(page.body).toContain('до 24 января 2027')

    await founder.post(address).attach('notarised_translation', pdf, 'Перевод.pdf').expect(303)
    const after = renderedPage(await founder.get(address).expect(200))
    expect(after.body).toContain('Ждёт проверки')
    const desk = renderedPage(await decider.get(at).expect(200))
    expect(desk.body).toContain('Перевод.pdf')
    const [translation] = desk.links().filter(href => href.includes('/documents/'))
    await decider.get(translation ?? '').expect(200)
    // A translation is mostly of a passport, which administrators do not see; they see that it came.
    const administrator = await site.as(await aColleague('administrator'))
    await administrator.get(translation ?? '').expect(403)
    const shown = renderedPage(await administrator.get(at).expect(200))
    expect(shown.body).toContain('Перевод.pdf')
    expect(shown.links()).not.toContain(translation)

    const none = renderedPage(await founder.post(address).field('x', 'y').expect(422))
    expect(none.$('.error-summary').text()).not.toBe('')
  })

  it('allows an officer to decide, move and add conditions, with an e-mail for each', async () => {
    const { id, founder, decider, at } = await accepted()
    const licence = await conditionOf(id, 'business_licence')
    const drawing = await conditionOf(id, 'fit_out_drawing')
    const decision = (condition: { _id: { toHexString(): string } }, values: object) =>
      decisionOn(condition._id.toHexString(), values)
    const post = (address: string, values: object, status: number) =>
      decider.post(address).type('form').send(values).expect(status)

    /** Sends the form twice: it is one act. */
    const twice = async (address: string, values: object) => {
      for (const _time of [1, 2]) await post(address, values, 303)
    }

    await twice(`${at}/changes`, decision(licence, { to: 'met', dueOn: licence.dueOn }))
    const refused = renderedPage(
      await post(`${at}/changes`, decision(drawing, { to: 'waived', dueOn: drawing.dueOn }), 422),
    )
    expect(refused.body).toContain('why the condition is set aside')
    await twice(
      `${at}/changes`,
      decision(drawing, { to: 'waived', dueOn: drawing.dueOn, note: 'Мёд в упаковке: вытяжка не нужна.' }),
    )
    await post(`${at}/changes`, decision(licence, { dueOn: '2026-11-01' }), 422)
    await twice(`${at}/conditions`, { kind: 'other_paper', text: 'Справка от банка', dueOn: '2026-12-20' })
    await post(`${at}/conditions`, { kind: 'other_paper', text: '', dueOn: '2026-12-20' }, 422)

    const { offer, events } = await stored(id)
    expect(offer!.acceptance!.conditions.map(({ kind, state }) => [kind, state])).toEqual([
      ['business_licence', 'met'],
      ['notarised_translation', 'open'],
      ['fit_out_drawing', 'waived'],
      ['other_paper', 'open'],
    ])
    expect(events.map(({ kind }) => kind).filter(kind => kind.startsWith('condition'))).toEqual([
      'condition_met',
      'condition_waived',
      'condition_added',
    ])
    await site.runJobs()
    const mails = () => site.mails().filter(({ subject }) => subject.includes('Условия по заявке'))
    expect(mails()).toEqual([])
    site.clock.walk({ minutes: 6 })
    await site.runJobs()
    expect(mails()).toHaveLength(1)
    for (const words of ['Лицензия', 'Выполнено', 'Мёд в упаковке: вытяжка не нужна.', 'Справка от банка'])
      expect(mails()[0]?.text).toContain(words)
    expect(mails()[0]?.text).not.toContain('Нотариальный перевод')
    const seen = renderedPage(await founder.get(`/ru/applications/${id}/acceptance`).expect(200))
    expect(seen.body).toContain('Мёд в упаковке')
    expect(seen.body).toContain('Справка от банка')
  })

  it('allows several conditions to be decided in one form, with one write, an event for each and one letter', async () => {
    const { id, founder, decider, at } = await accepted()
    const [licence, translation, drawing] = (await stored(id)).offer!.acceptance!.conditions.map(({ _id }) =>
      _id.toHexString(),
    )
    const { revision } = await stored(id)
    const form = typedInto(await decider.get(at).expect(200), {}, '#condition-change')
    const send = (values: object, status: number) =>
      decider
        .post(`${at}/changes`)
        .type('form')
        .send({ ...form, ...values })
        .expect(status)
    expect(renderedPage(await send({}, 422)).errors()).toHaveLength(1)

    const faulty = { ...decisionOn(drawing!, { to: 'waived' }), ...decisionOn(translation!, { dueOn: '2026-11-01' }) }
    const refused = renderedPage(await send(faulty, 422))
    expect(refused.errors().map(({ field }) => field)).toEqual([
      `condition-dueOn-${translation}`,
      `condition-note-${drawing}`,
    ])

    await send(
      {
        ...decisionOn(licence!, { to: 'met' }),
        ...decisionOn(translation!, { dueOn: '2027-02-01' }),
        ...decisionOn(drawing!, { to: 'waived', note: 'Отделка не нужна.' }),
      },
      303,
    )
    const after = await stored(id)
    expect(after.revision).toBe(revision + 1)
    expect(after.events.slice(-3).map(({ kind, reason }) => [kind, reason])).toEqual([
      ['condition_met', undefined],
      ['condition_moved', undefined],
      ['condition_waived', 'Отделка не нужна.'],
    ])

    const note = { ...decisionOn(translation!, { dueOn: '2027-02-01', note: 'Примем и копию.' }) }
    const noted = typedInto(await decider.get(at).expect(200), {}, '#condition-change')
    await decider
      .post(`${at}/changes`)
      .type('form')
      .send({ ...noted, ...note })
      .expect(303)
    const last = (await stored(id)).events.at(-1)
    expect([last?.kind, last?.reason]).toEqual(['condition_noted', 'Примем и копию.'])
    const own = renderedPage(await founder.get(`/ru/applications/${id}`).expect(200))
    expect(own.main).toContain('Примечание к условию')
    site.clock.walk({ minutes: 6 })
    await site.runJobs()
    const mails = site.mails().filter(({ subject }) => subject.includes('Условия по заявке'))
    expect(mails).toHaveLength(1)
    for (const words of ['Лицензия', '1 февраля 2027', 'Отделка не нужна.']) expect(mails[0]?.text).toContain(words)
  })

  it('sends a letter about changed and added conditions however often the clock is read meanwhile', async () => {
    const { id } = await accepted()
    const licence = await conditionOf(id, 'business_licence')
    const clock = clockOf(() => {
      site.clock.advance({ minutes: 1 / 60_000 })
      return site.clock.now()
    })
    const officer = { kind: 'decider' as const, id: (await aColleague('decider')).id }
    await changeConditions({ clock }, id, officer, {
      decisions: [{ conditionId: licence._id.toHexString(), to: 'met', note: '' }],
    })
    const letters = async () => {
      site.clock.walk({ minutes: 6 })
      await site.runJobs()
      return site.mails().filter(({ subject }) => subject.includes('Условия по заявке'))
    }
    const [first] = await letters()
    expect(first?.text).toContain('Лицензия')
    await addCondition({ clock }, id, officer, { kind: 'other_paper', text: 'Справка от банка', dueOn: '2026-12-20' })
    const second = (await letters()).at(-1)
    expect(second?.text).toContain('Справка от банка')
    expect(second?.text).not.toContain('Лицензия')
  })

  it('is not blocked by a colleague’s decision on another condition', async () => {
    const { id, decider, at } = await accepted()
    const [licence, translation] = (await stored(id)).offer!.acceptance!.conditions.map(({ _id }) => _id.toHexString())
    const form = typedInto(await decider.get(at).expect(200), {}, '#condition-change')
    const send = (values: object) =>
      decider
        .post(`${at}/changes`)
        .type('form')
        .send({ ...form, ...values })
        .expect(303)
    await send(decisionOn(licence!, { dueOn: '2027-03-01' }))
    await send(decisionOn(translation!, { to: 'met' }))
    const { conditions } = (await stored(id)).offer!.acceptance!
    expect(conditions.slice(0, 2).map(({ state, dueOn }) => [state, dueOn])).toEqual([
      ['open', '2027-03-01'],
      ['met', '2026-12-25'],
    ])
  })

  it('allows a condition to be decided only as the page shows it', async () => {
    const { id, decider, at } = await accepted()
    const drawing = await conditionOf(id, 'fit_out_drawing')
    const drawingId = drawing._id.toHexString()
    const form = async () => typedInto(await decider.get(at).expect(200), {}, '#condition-change')
    const post = (values: object, status: number) =>
      decider.post(`${at}/changes`).type('form').send(values).expect(status)
    const old = await form()
    await post({ ...old, ...decisionOn(drawingId, { to: 'met' }) }, 303)
    const note = 'Мёд в упаковке: перестройки нет.'
    const waived = { ...decisionOn(drawingId, { to: 'waived', note }), writtenIn: 'ru' }
    const refused = renderedPage(await post({ ...old, ...waived }, 409))
    expect(refused.$('.case-alert').text()).toContain('changed since')
    expect(refused.value(`note-${drawingId}`)).toBe(note)
    expect((await conditionOf(id, 'fit_out_drawing')).state).toBe('met')
    await post({ ...old, ...decisionOn(drawingId, { dueOn: '2027-02-20' }) }, 409)
    await post({ ...(await form()), ...waived }, 303)
    expect((await conditionOf(id, 'fit_out_drawing')).state).toBe('waived')
  })

  it('includes a proof of address with the facts of the certificate, which do not change later', async () => {
    const { id, code, account, founder, decider } = await accepted()
    await founder.get(`/ru/applications/${id}/papers/address-proof`).expect(404)
    await founder.post(`/ru/applications/${id}/acceptance/address-proof`).expect(303)
    const proof = await founder.get(`/ru/applications/${id}/papers/address-proof`).buffer().expect(200)
    const { text } = readPdf(proof.body as Buffer)
    expect(text).toContain('住所（经营场所）使用证明')
    for (const fact of [code, '黑2024-00017', 'IVANOVA ANNA', '75 1234567', '2027年2月23日'])
      expect(text).toContain(fact)
    expect((await stored(id)).offer?.acceptance?.addressProof).toMatchObject({ validUntil: '2027-02-23' })
    await decider.get(`/zh/applications/${id}/papers/address-proof`).expect(200)
    // The document names the passport, which administrators may not see.
    const administrator = await site.as(await aColleague('administrator'))
    await administrator.get(`/zh/applications/${id}/papers/address-proof`).expect(403)
    const desk = await administrator.get(`/zh/staff/applications/${id}/acceptance`).expect(200)
    expect(desk.text).not.toContain('/papers/')
    const stranger = await site.as(await anApplicant())
    await stranger.get(`/ru/applications/${id}/papers/address-proof`).expect(404)
    await stranger.get(`/ru/applications/${id}/acceptance`).expect(404)

    site.clock.set('2027-02-24T12:00:00+08:00')
    const back = await site.as(account)
    const over = renderedPage(await back.get(`/ru/applications/${id}/acceptance`).expect(200))
    expect(over.text('proof')).toContain('вышел 23 февраля 2027')
  })

  it('has no proof of address for a unit where it is not allowed', async () => {
    const { id, founder } = await accepted({ usableAsRegisteredAddress: false })
    const page = renderedPage(await founder.get(`/ru/applications/${id}/acceptance`).expect(200))
    expect(page.text('proof')).toContain('нельзя использовать')
    await founder.post(`/ru/applications/${id}/acceptance/address-proof`).expect(409)
  })

  it('fixes the terms when the contract is prepared, even if the listing changes', async () => {
    const { id, code, founder, decider, at } = await accepted()
    await decider.post(`${at}/contract`).expect(303)
    const before = (await stored(id)).offer!.acceptance!.contract!
    await PremisesModel.updateOne({ code }, { $set: { depositFen: 1, certificateNumber: null } })
    expect(before).toMatchObject({ version: 1, premises: { code }, rentFreeMonths: 36 })
    expect(before.openConditions).toHaveLength(3)
    const contract = await founder.get(`/ru/applications/${id}/papers/contract`).buffer().expect(200)
    const { text } = readPdf(contract.body as Buffer)
    expect(text).toContain('房屋免租使用合同')
    expect(text).toContain('Договор о безвозмездном пользовании')
    expect(text).toContain('黑2024-00017')

    await founder.post(`/ru/applications/${id}/acceptance`).attach('signed_contract', pdf, 'Договор.pdf').expect(303)
    await decider.post(`${at}/signed`).attach('signed_contract', pdf, '合同.pdf').expect(303)
    await decider.post(`/en/staff/applications/${id}/contract`).type('form').send({ openPlaces: 'yes' }).expect(303)
    const after = await stored(id)
    expect(after.state).toBe('contracted')
    expect(after.offer?.acceptance?.contract).toMatchObject({
      version: 1,
      preparedAt: before.preparedAt,
      signedOn: '2026-11-25',
    })
    await decider.post(`${at}/contract`).expect(409)
  })

  it('has no contract and uses no number for a listing without rent-free months', async () => {
    const { id, code, decider, at } = await accepted({ rentFreeMonths: 0 })
    const refused = renderedPage(await decider.post(`${at}/contract`).expect(409))
    expect(refused.main).toContain(`The listing of unit ${code} gives no month without rent`)
    expect((await stored(id)).offer?.acceptance?.contract ?? null).toBeNull()
    await PremisesModel.updateOne({ code }, { $set: { rentFreeMonths: 36 } })
    await decider.post(`${at}/contract`).expect(303)
    expect((await stored(id)).offer!.acceptance!.contract!.number).toMatch(/1\D*$/)
  })

  it('gives the contract the rent-free months of the listing, and the tenancy those of the contract', async () => {
    const { id, code, founder, decider, at } = await accepted({ rentFreeMonths: 12 })
    await decider.post(`${at}/contract`).expect(303)
    const contract = await founder.get(`/ru/applications/${id}/papers/contract`).buffer().expect(200)
    expect(readPdf(contract.body as Buffer).text.replaceAll(/\s+/g, ' ')).toContain('12 месяцев')

    await PremisesModel.updateOne({ code }, { $set: { rentFreeMonths: 24 } })
    for (const to of [founder.post(`/ru/applications/${id}/acceptance`), decider.post(`${at}/signed`)])
      await to.attach('signed_contract', pdf, 'Договор.pdf').expect(303)
    await decider.post(`/en/staff/applications/${id}/contract`).type('form').send({ openPlaces: 'yes' }).expect(303)
    const reviewer = { kind: 'reviewer' as const, id: (await aColleague('reviewer')).id }
    await site.services.acceptance.handover.handOver(id, reviewer, { on: '2026-11-25' })
    await site.runJobs()
    const tenancy = await TenancyModel.findOne({ application: id }).lean()
    expect(tenancy).toMatchObject({ rentFreeMonths: 12, rentFreeUntil: '2027-11-24' })
  })

  it.each([
    ['owes no licence that was accepted before', 'met', ['permit', 'fire_acceptance'], 'Выполнено'],
    [
      'owes the licence that was still open, and is not asked for it in two places',
      'open',
      ['licence', 'permit', 'fire_acceptance'],
      'Теперь это обязательство по аренде',
    ],
  ] as const)('leads to a tenant who %s', async (_who, state, owed, shown) => {
    const { id, founder, decider, at } = await accepted()
    const licence = await conditionOf(id, 'business_licence')
    if (state === 'met')
      await decider
        .post(`${at}/changes`)
        .type('form')
        .send(decisionOn(licence._id.toHexString(), { to: 'met' }))
        .expect(303)
    await decider.post(`${at}/contract`).expect(303)
    await decider.post(`${at}/signed`).attach('signed_contract', pdf, '合同.pdf').expect(303)
    await decider.post(`/en/staff/applications/${id}/contract`).type('form').send({ openPlaces: 'yes' }).expect(303)
    const reviewer = { kind: 'reviewer' as const, id: (await aColleague('reviewer')).id }
    await site.services.acceptance.handover.handOver(id, reviewer, { on: '2026-11-25' })
    await site.runJobs()
    const tenancy = await TenancyModel.findOne({ application: id }).lean()
    const papers: readonly string[] = ['licence', 'permit', 'fire_acceptance']
    expect(tenancy!.milestones.map(({ kind }) => kind).filter(kind => papers.includes(kind))).toEqual(owed)
    expect(tenancy!.milestones.find(({ kind }) => kind === 'permit')?.dueOn).toBe('2027-02-23')
    const page = renderedPage(await founder.get(`/ru/applications/${id}/acceptance`).expect(200))
    expect(page.body).toContain(shown)
  })

  it('says what became of conditions that were open at the handover', async () => {
    const { id, account, founder, decider, at } = await accepted()
    await founder
      .post(`/ru/applications/${id}/acceptance`)
      .attach('notarised_translation', pdf, 'Перевод.pdf')
      .expect(303)
    await decider.post(`${at}/contract`).expect(303)
    await decider.post(`${at}/signed`).attach('signed_contract', pdf, '合同.pdf').expect(303)
    await decider.post(`/en/staff/applications/${id}/contract`).type('form').send({ openPlaces: 'yes' }).expect(303)
    const reviewer = { kind: 'reviewer' as const, id: (await aColleague('reviewer')).id }
    await site.services.acceptance.handover.handOver(id, reviewer, { on: '2026-11-25' })
    site.clock.set('2026-12-26T09:00:00+08:00')
    const tenant = await site.as(account)
    const page = renderedPage(await tenant.get(`/ru/applications/${id}/acceptance`).expect(200))
    expect(page.text('left')).toContain('указано в договоре')
    expect(page.main).toContain('Передано')
    expect(page.main).toContain('По договору: до 25 декабря 2026')
    expect(page.main).not.toContain('Ждёт проверки')
    expect(page.main).not.toContain('срок прошёл')
  })

  it('shows at every step who has to act, and sends a letter when the contract is ready', async () => {
    const { id, founder, decider, at } = await accepted()
    const own = async () => renderedPage(await founder.get(`/ru/applications/${id}`).expect(200))
    expect((await own()).text('next')).toContain(
      '«Нотариальный перевод с апостилем», до 25 декабря 2026 включительно; всего осталось 3 условия',
    )
    const sending = founder.post(`/ru/applications/${id}/acceptance`)
    for (const kind of ['business_licence', 'notarised_translation', 'fit_out_drawing'])
      void sending.attach(kind, pdf, `${kind}.pdf`)
    await sending.expect(303)
    const checking = await own()
    expect(checking.text('next')).toContain('администрация их проверит')
    expect(checking.text('standing')).toContain('Администрация')
    const page = renderedPage(await founder.get(`/ru/applications/${id}/acceptance`).expect(200))
    expect(page.text('left')).toBe('3 условия ждут проверки')

    const all = (await stored(id)).offer!.acceptance!.conditions.map(({ _id }) =>
      decisionOn(_id.toHexString(), { to: 'met' }),
    )
    await decider
      .post(`${at}/changes`)
      .type('form')
      .send(Object.assign({}, ...all) as object)
      .expect(303)
    expect((await own()).text('next')).toContain('Администрация готовит договор')
    await decider.post(`${at}/contract`).expect(303)
    const ready = await own()
    expect(ready.text('next')).toContain('подпишите договор до 9 декабря 2026 включительно')
    expect(ready.text('go')).toBe('Подписать договор')
    expect(renderedPage(await founder.get('/ru/applications').expect(200)).main).toContain('Подписать договор')
    await site.runJobs()
    const about = (words: string) => site.mails().filter(({ subject }) => subject.includes(words))
    expect(about('Договор готов: подпишите его до 9 декабря 2026')).toHaveLength(1)
    site.clock.set('2026-12-09T09:00:00+08:00')
    await site.runJobs()
    expect(about('Подпишите договор до 9 декабря 2026')).toHaveLength(1)

    const back = await site.as((await AccountModel.findById((await stored(id)).applicant).lean())!)
    await back.post(`/ru/applications/${id}/acceptance`).attach('signed_contract', pdf, 'Договор.pdf').expect(303)
    expect(renderedPage(await back.get(`/ru/applications/${id}`).expect(200)).text('next')).toContain(
      'отметит подписание',
    )
  })

  it('reminds of an offer a week before it ends, two days before, and on its last day', async () => {
    const account = await anApplicant({ locale: 'ru' })
    const offer = { premises: 'SFH-A-0107', madeAt: site.clock.now(), deadline: new Date('2026-12-09T15:59:59.999Z') }
    await anApplication({ applicant: account._id, state: 'offered', heldPremises: 'SFH-A-0107', offer })
    const reminders = () =>
      site.mails().filter(({ subject }) => subject.includes('Ответьте на предложение до 9 декабря'))
    for (const [day, sent] of [
      ['2026-12-01', 0],
      ['2026-12-02', 1],
      ['2026-12-05', 1],
      ['2026-12-07', 2],
      ['2026-12-09', 3],
    ] as const) {
      site.clock.set(`${day}T09:00:00+08:00`)
      await site.runJobs()
      await site.runJobs()
      expect(reminders(), day).toHaveLength(sent)
    }
  })

  it('does not remind of a day that was moved a moment ago', async () => {
    const { id, at, decider } = await accepted()
    const [first] = (await stored(id)).offer!.acceptance!.conditions
    const form = typedInto(await decider.get(at).expect(200), {}, '#condition-change')
    const moved = { ...form, ...decisionOn(first!._id.toHexString(), { dueOn: '2026-11-28' }) }
    await decider.post(`${at}/changes`).type('form').send(moved).expect(303)
    const reminders = () => site.mails().filter(({ subject }) => subject.includes('условие нужно выполнить'))
    await site.runJobs()
    expect(reminders()).toEqual([])
    site.clock.set('2026-11-28T09:00:00+08:00')
    await site.runJobs()
    expect(reminders()).toHaveLength(1)
  })

  it('reminds of a condition a week before it is due and on its last day, unless its documents are sent', async () => {
    const { id, founder } = await accepted()
    await founder.post(`/ru/applications/${id}/acceptance`).attach('fit_out_drawing', pdf, 'Вытяжка.pdf').expect(303)
    await site.runJobs()
    const reminders = () => site.mails().filter(({ subject }) => subject.includes('условие нужно выполнить'))
    expect(reminders()).toEqual([])
    site.clock.set('2026-12-18T09:00:00+08:00')
    await site.runJobs()
    await site.runJobs()
    expect(reminders()).toHaveLength(1)
    site.clock.set('2027-01-20T09:00:00+08:00')
    await site.runJobs()
    expect(reminders()).toHaveLength(2)
  })

  it('has no page before the offer is accepted, and none for other people', async () => {
    const account = await anApplicant()
    const id = (await anApplication({ applicant: account._id }))._id.toHexString()
    await (await site.as(account)).get(`/ru/applications/${id}/acceptance`).expect(404)
    const { at } = await accepted()
    await (await site.as(await aColleague('listing_manager'))).get(at).expect(403)
    const administrator = await site.as(await aColleague('administrator'))
    await administrator.get(at).expect(200)
    await administrator.post(`${at}/contract`).expect(403)
  })
})
