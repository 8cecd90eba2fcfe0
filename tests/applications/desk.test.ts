import { describe, expect, it, vi } from 'vitest'
import { AccountModel } from '#models/accounts/account.ts'
import { ApplicationModel } from '#models/cases/application.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { anOccupancy } from '../factories/occupancies.ts'
import { aPremises } from '../factories/premises.ts'
import { anAssessment, assessment, deskOf, idOf, inDecision, scores, stored } from '../support/desk.ts'
import { cutIn } from '../support/processes/interruptions.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const { submitted, signedIn, post, open, actionsOn, undeclared } = deskOf(site)

describe('a case from submission to handover', () => {
  it('can be completed on the pages alone', async () => {
    const { code } = await aPremises()
    const { id, founder } = await submitted(code)
    const reviewer = await undeclared('reviewer', { name: '孙立群' })
    const decider = await undeclared('decider', { name: '李慧兰' })
    const done = `/en/staff/applications/${id}`

    expect(actionsOn(await open(reviewer, id))).toEqual(['screening', 'declaration'])
    await post(reviewer, id, 'screening').expect(303).expect('location', done)
    const closed = await open(reviewer, id)
    expect(closed.notice).toBe('You are screening this application.')
    expect(actionsOn(closed)).toEqual(['declaration'])
    expect(closed.text('closed')).toContain('after your declaration')
    expect(closed.main).not.toContain('Магазин дальневосточного мёда')
    await post(reviewer, id, 'review').expect(409)
    await post(reviewer, id, 'declaration', { interest: 'none' }).expect(303)
    expect(actionsOn(await open(reviewer, id))).toEqual(['review', 'ineligible'])
    await post(reviewer, id, 'review').expect(303)

    const open_ = await open(reviewer, id)
    expect(open_.main).toContain('Магазин дальневосточного мёда')
    expect(actionsOn(open_)).toEqual(['assessment', 'declaration', 'interview'])
    await post(reviewer, id, 'assessment', assessment).expect(303)
    expect(actionsOn(await open(reviewer, id))).toEqual(['assessment', 'decision', 'declaration', 'interview'])
    await post(reviewer, id, 'decision').expect(303)
    expect(actionsOn(await open(reviewer, id))).toEqual([])

    expect(actionsOn(await open(decider, id))).toEqual(['declaration'])
    await post(decider, id, 'declaration', { interest: 'none' }).expect(303)
    const deciding = await open(decider, id)
    expect(actionsOn(deciding)).toEqual(['offer', 'waitlist', 'declaration', 'reject'])
    expect(deciding.main).toContain('3.2 of 5')
    expect(deciding.value('deadlineOn')).toBe('2026-12-09')
    await post(decider, id, 'offer', { premises: code, deadlineOn: '2026-12-05' }).expect(303)
    await site.runJobs()
    expect(await PremisesModel.findOne({ code }).lean()).toMatchObject({ status: 'held' })
    expect((await open(decider, id)).text('choices')).toContain('held for this application')

    await founder.post(`/ru/applications/${id}`).type('form').send({ to: 'accepted' }).expect(303)
    await post(decider, id, 'contract', { openPlaces: 'yes' }).expect(303)
    const handover = {
      on: '2026-11-25',
      electricityMeter: '1 250,5',
      waterMeter: '',
      heatMeter: '3',
      inventory: 'Два ключа.\nЦарапина на витрине.',
    }
    const given = await post(decider, id, 'handover', handover).expect(303)
    const opened = await TenancyModel.find({ application: id }).lean()
    expect(given.headers['location']).toBe(`/en/staff/tenancies/${String(opened[0]?._id)}`)
    await site.runJobs()
    const still = await TenancyModel.find({ application: id }).lean()
    expect(still.map(({ _id, events }) => [String(_id), events.length])).toEqual([[String(opened[0]?._id), 1]])

    const ended = await open(decider, id)
    expect(actionsOn(ended)).toEqual([])
    expect(ended.text('choices')).toContain('let to this applicant')
    expect(ended.text('choices')).not.toContain('held for this application')
    const link = ended.links().find(href => href.startsWith('/en/staff/tenancies/'))!
    const tenancy = renderedPage(await decider.get(link).expect(200))
    expect(tenancy.text('left')).toContain('1,095 days left')
    expect(tenancy.main).toContain('1,250.5 kWh')
    expect(tenancy.main).toContain('no meter of its own')
    expect(tenancy.main).toContain('李慧兰')
    expect(tenancy.text('inventory')).toContain('Царапина на витрине')
    expect((await stored(id)).events.map(({ kind, to }) => to ?? kind).filter(kind => kind !== 'started')).toEqual([
      'submitted',
      'screening',
      'interest_none',
      'review',
      'assessed',
      'decision',
      'interest_none',
      'offered',
      'accepted',
      'contracted',
      'handed_over',
    ])
  })

  it('can end with a reason that reaches the applicant', async () => {
    const founder = await anApplicant({ locale: 'ru' })
    const decider = await signedIn('decider')
    const rejected = idOf(await inDecision({ applicant: founder._id }))
    await post(decider, rejected, 'reject', { reason: 'Нет плана расходов.' }).expect(303)
    const ineligible = idOf(
      await anApplication({ applicant: founder._id, state: 'screening', startedFor: 'SFH-A-0109' }),
    )
    await post(decider, ineligible, 'ineligible', { reason: 'Паспорт истёк.' }).expect(303)
    await site.runJobs()
    expect(
      site
        .mails()
        .map(({ text }) => text)
        .join(),
    ).toMatch(/Нет плана расходов[\s\S]*Паспорт истёк/)
    expect(await stored(rejected)).toMatchObject({ state: 'rejected' })
    expect(await stored(ineligible)).toMatchObject({ state: 'ineligible' })
  })
})

describe('a decision', () => {
  it('is refused to a reviewer of the case, even in the role of a decider', async () => {
    const { code } = await aPremises()
    const account = await aColleague('reviewer')
    const id = idOf(await anApplication({ state: 'review', premises: [code] }))
    const before = await site.as(account)
    await post(before, id, 'declaration', { interest: 'none' }).expect(303)
    await post(before, id, 'assessment', assessment).expect(303)
    await post(before, id, 'decision').expect(303)
    await AccountModel.updateOne({ _id: account._id }, { role: 'decider' })

    const now = await site.as(account)
    const page = await open(now, id)
    expect(actionsOn(page)).toEqual([])
    expect(page.text('obstacle')).toContain('You assessed this')
    for (const [action, values] of [
      ['offer', { premises: code, deadlineOn: '2026-12-05' }],
      ['offer', {}],
      ['reject', { reason: 'No.' }],
    ] as const) {
      const refused = renderedPage(await post(now, id, action, values).expect(403))
      expect(refused.text('alert')).toContain('You assessed this')
    }
    expect(await stored(id)).toMatchObject({ state: 'decision', revision: 3 })
  })

  it('cannot be made by reviewers', async () => {
    const id = idOf(await inDecision())
    const reviewer = await signedIn('reviewer')
    expect(actionsOn(await open(reviewer, id))).toEqual([])
    await post(reviewer, id, 'reject', { reason: 'No.' }).expect(403)
    await post(reviewer, id, 'offer', { premises: 'SFH-A-0107', deadlineOn: '2026-12-05' }).expect(403)
    expect(await stored(id)).toMatchObject({ state: 'decision' })
  })

  it('needs a reason, a unit and a future day, and a refused form keeps the input', async () => {
    const { code } = await aPremises()
    const id = idOf(await inDecision({ premises: [code] }))
    const decider = await signedIn('decider')
    const noReason = renderedPage(await post(decider, id, 'reject', { reason: '  ' }).expect(422))
    expect(noReason.errors()).toEqual([{ field: 'reason', text: 'Reason for the applicant: Fill in this field.' }])
    expect(noReason.$('details#reject').attr('open')).toBeDefined()

    const bad = renderedPage(await post(decider, id, 'offer', { deadlineOn: '5 December' }).expect(422))
    expect(bad.errors().map(({ field }) => field)).toEqual(['premises', 'deadlineOn'])
    expect(bad.value('deadlineOn')).toBe('5 December')
    const past = renderedPage(
      await post(decider, id, 'offer', { premises: code, deadlineOn: '2026-11-25' }).expect(422),
    )
    expect(past.errors()).toEqual([{ field: 'deadlineOn', text: expect.stringContaining('later than today') }])
    expect(past.$('[name=premises]:checked').val()).toBe(code)
  })

  it('offers only available units, and shows why the others are not available', async () => {
    const free = await aPremises()
    const held = await aPremises({ status: 'held' })
    const holder = await anApplication({ state: 'offered', heldPremises: held.code })
    await anOccupancy(held.code, { application: idOf(holder) })
    const id = idOf(await inDecision({ premises: [held.code, free.code] }))
    const decider = await signedIn('decider')
    const page = await open(decider, id)
    expect(
      page
        .$('[name=premises]')
        .map((_, radio) => page.$(radio).val())
        .get(),
    ).toEqual([free.code])
    expect(page.text('choices')).toMatch(new RegExp(`${held.code}.*held for somebody else.*${free.code}.*free`))
    const refused = renderedPage(
      await post(decider, id, 'offer', { premises: held.code, deadlineOn: '2026-12-05' }).expect(409),
    )
    expect(refused.text('alert')).toContain(held.code)

    await PremisesModel.updateMany({}, { status: 'let' })
    expect((await open(decider, id)).main).toContain('None of the chosen units is free')
  })

  it('is refused with an explanation if a colleague has decided first', async () => {
    const id = idOf(await inDecision())
    const one = await signedIn('decider')
    const other = await signedIn('decider')
    const statuses = await Promise.all(
      [one, other].map(async person => (await post(person, id, 'reject', { reason: 'No.' })).status),
    )
    expect(statuses.toSorted()).toEqual([303, 409])
    const late = renderedPage(await post(other, id, 'reject', { reason: 'No.' }).expect(409))
    expect(late.text('alert')).toContain('The application has changed since this page was opened')
    expect(late.main).toContain('Rejected')
  })

  it.each(['ineligible', 'reject', 'lapse'] as const)(
    'is refused if the case has changed since its page was opened: %s',
    async act => {
      const made = {
        ineligible: () => anApplication({ state: 'screening' }),
        reject: () => inDecision(),
        lapse: async () => {
          const { code } = await aPremises({ status: 'let' })
          return anApplication({ state: 'waitlisted', premises: [code], startedFor: code })
        },
      }
      const id = idOf(await made[act]())
      const decider = await signedIn('decider', { name: 'Го Лэй' })
      const colleague = await aColleague('reviewer')
      const shown = (page: ReturnType<typeof renderedPage>) =>
        String(page.$(`form[action$="/${act}"] [name=revision]`).val())
      const before = shown(await open(decider, id))
      const administrator = await site.as(await aColleague('administrator'))
      await post(administrator, id, 'assign', { officer: colleague.id }).expect(303)
      const answer = await post(decider, id, act, { reason: 'Нет плана расходов.', writtenIn: 'ru', revision: before })
      expect(answer.status).toBe(409)
      const page = renderedPage(answer)
      expect(page.text('alert')).toContain('The application has changed since this page was opened')
      expect(page.$(`form[action$="/${act}"] textarea`).first().val()).toBe('Нет плана расходов.')
      const { state } = await stored(id)
      expect(state).not.toMatch(/ineligible|rejected|lapsed/)
      await post(decider, id, act, { reason: 'Нет плана.', writtenIn: 'ru', revision: shown(page) }).expect(303)
      expect((await stored(id)).state).not.toBe(state)
    },
  )
})

describe('an action on a case that a colleague is changing', () => {
  it('is carried out only if the case is still as shown at the moment of the write', async () => {
    const decider = await signedIn('decider', { name: 'Го Лэй' })
    const changed = new Set<boolean>()
    for (let operation = 0; ; operation += 1) {
      const id = idOf(await inDecision())
      const { revision } = await stored(id)
      const seen = { changed: false }
      const end = await cutIn(
        operation,
        () => post(decider, id, 'reject', { reason: 'Нет плана.', writtenIn: 'ru', revision: String(revision) }),
        async () => {
          const { modifiedCount } = await ApplicationModel.updateOne(
            { _id: id, state: 'decision' },
            { $inc: { revision: 1 } },
          )
          seen.changed = modifiedCount > 0
        },
      )
      if (end === 'over') break
      changed.add(seen.changed)
      expect((await stored(id)).state, `cut in at operation ${operation}`).toBe(seen.changed ? 'decision' : 'rejected')
    }
    expect(changed).toEqual(new Set([true, false]))
  }, 60_000)

  it.each(['extend-offer', 'reopen'] as const)('is refused from an older page: %s', async act => {
    const offer = {
      premises: 'SFH-A-0107',
      madeAt: new Date('2026-11-24'),
      deadline: new Date('2026-12-05T15:59:59.999Z'),
    }
    const [role, made, form] = {
      'extend-offer': ['decider', { state: 'offered' as const, offer }, { deadlineOn: '2026-12-20' }] as const,
      reopen: ['administrator', { state: 'rejected' as const }, { to: 'review' }] as const,
    }[act]
    const id = idOf(await anApplication(made))
    const officer = await signedIn(role)
    const shown = (page: ReturnType<typeof renderedPage>) =>
      String(page.$(`form[action$="/${act}"] [name=revision]`).val())
    const old = shown(await open(officer, id))
    await ApplicationModel.updateOne({ _id: id }, { $inc: { revision: 1 } })
    const words = { ...form, reason: 'Ошиблись днём.', writtenIn: 'ru', wayOut: 'as-is', asIsReason: 'Срочно.' }
    const refused = renderedPage(await post(officer, id, act, { ...words, revision: old }).expect(409))
    expect(refused.text('alert')).toContain('changed since this page was opened')
    await post(officer, id, act, { ...words, revision: shown(refused) }).expect(303)
  })
})

describe('a review', () => {
  it('needs a declaration first, and is closed to a reviewer with a conflict', async () => {
    const id = idOf(await anApplication({ state: 'review' }))
    const reviewer = await undeclared('reviewer')
    expect(renderedPage(await post(reviewer, id, 'assessment', assessment).expect(409)).text('alert')).toContain(
      'First',
    )
    await post(reviewer, id, 'decision').expect(409)
    const silent = renderedPage(await post(reviewer, id, 'declaration', { interest: 'conflict' }).expect(422))
    expect(silent.errors().map(({ field }) => field)).toEqual(['note'])
    await post(reviewer, id, 'declaration', { interest: 'conflict', note: 'Моя сестра.' }).expect(303)

    const page = await open(reviewer, id)
    expect(actionsOn(page)).toEqual([])
    expect(page.text('closed')).toContain('you declared a conflict')
    expect(page.main).not.toContain('Магазин дальневосточного мёда')
    await post(reviewer, id, 'assessment', assessment).expect(403)
    await post(reviewer, id, 'declaration', { interest: 'none' }).expect(403)
    expect(await stored(id)).toMatchObject({ assessments: [] })
  })

  it('needs every score and the grounds', async () => {
    const id = idOf(await anApplication({ state: 'review' }))
    const reviewer = await signedIn('reviewer')
    await post(reviewer, id, 'declaration', { interest: 'none' }).expect(303)
    const gap = { ...scores, jobs: undefined }
    const page = renderedPage(await post(reviewer, id, 'assessment', { ...gap, finance: '6', comment: '' }).expect(422))
    expect(page.errors().map(({ field }) => field)).toEqual(['jobs', 'finance', 'comment'])
    expect(page.$('[name=experience]:checked').val()).toBe('5')
    expect(await stored(id)).toMatchObject({ assessments: [] })
  })

  it('hides the scores of others until the reviewer’s own are given', async () => {
    const id = idOf(await anApplication({ state: 'review', assessments: [anAssessment('f'.repeat(24))] }))
    const reviewer = await signedIn('reviewer')
    await post(reviewer, id, 'declaration', { interest: 'none' }).expect(303)
    expect((await open(reviewer, id)).main).not.toContain('Sound.')
    await post(reviewer, id, 'assessment', assessment).expect(303)
    expect((await open(reviewer, id)).main).toContain('Sound.')
  })
})

describe('a handover', () => {
  it('needs readings, an inventory and a day between the contract and today', async () => {
    const since = new Date('2026-11-20T04:00:00Z')
    const id = idOf(await anApplication({ state: 'contracted', stateSince: since, heldPremises: 'SFH-A-0107' }))
    const reviewer = await signedIn('reviewer')
    const form = { on: '2026-11-25', electricityMeter: '12', waterMeter: 'x', heatMeter: '', inventory: '' }
    const blank = renderedPage(await reviewer.get(`/en/staff/applications/${id}/handover`).expect(200))
    // It is required, and so not called optional.
    expect(blank.$('label[for=inventory]').text()).not.toContain('optional')
    const bad = renderedPage(await post(reviewer, id, 'handover', form).expect(422))
    expect(bad.errors().map(({ field }) => field)).toEqual(['waterMeter', 'inventory'])
    expect(bad.value('waterMeter')).toBe('x')
    const bare = renderedPage(await post(reviewer, id, 'handover', { ...form, waterMeter: '' }).expect(422))
    expect(bare.errors().map(({ field }) => field)).toEqual(['inventory'])
    for (const on of ['2026-11-26', '2026-11-19']) {
      const good = { ...form, waterMeter: '', inventory: 'Ключи.' }
      const wrong = renderedPage(await post(reviewer, id, 'handover', { ...good, on }).expect(422))
      expect(wrong.errors().map(({ field }) => field)).toEqual(['on'])
    }
    expect((await stored(id)).handedOverOn).toBeUndefined()
  })

  it('is recorded even if the tenancy cannot be opened at once, and the worker opens it later', async () => {
    const since = new Date('2026-11-20T04:00:00Z')
    const id = idOf(await anApplication({ state: 'contracted', stateSince: since, heldPremises: 'SFH-A-0107' }))
    const reviewer = await signedIn('reviewer')
    const form = { on: '2026-11-25', electricityMeter: '12', waterMeter: '', heatMeter: '', inventory: 'Ключи.' }
    const failing = vi.spyOn(TenancyModel, 'updateOne').mockRejectedValueOnce(new Error('not now'))
    await post(reviewer, id, 'handover', form).expect(303).expect('location', `/en/staff/applications/${id}`)
    failing.mockRestore()
    expect(await TenancyModel.countDocuments({ application: id })).toBe(0)
    await site.runJobs()
    const link = (await open(reviewer, id)).links().find(href => href.startsWith('/en/staff/tenancies/'))!
    await reviewer.get(link).expect(200)
  })
})
