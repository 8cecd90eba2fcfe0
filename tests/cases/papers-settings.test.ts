import { describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { conditionsToCome } from '#features/cases/acceptance/rules.ts'
import { paperDay } from '#features/cases/papers/paper-table.ts'
import { papersFor } from '#features/cases/papers/papers-for.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { aColleague } from '../factories/account.ts'
import { anApplication, validAnswers } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { typedInto } from '../support/staff-form.ts'

const site = useSite()
const address = '/en/staff/settings/papers'
const administrator = async () => site.as(await aColleague('administrator'))
type Person = Awaited<ReturnType<typeof administrator>>
const form = async (person: Person) => typedInto(await person.get(address).expect(200), {}, '.settings-form')
const post = (person: Person, values: object) => person.post(address).type('form').send(values)

describe('the settings of papers', () => {
  it('are open to administrators only and begin with the rules of the program', async () => {
    for (const role of ['reviewer', 'decider', 'listing_manager'] as const)
      await (await site.as(await aColleague(role))).get(address).expect(403)
    expect(await form(await administrator())).toMatchObject({
      'demanded-experience': 'yes',
      'demanded-business_licence': 'yes',
      'days-business_licence': '60',
      revision: '0',
    })
  })

  it('apply to applications from their day on and not to submitted ones', async () => {
    const { code } = await aPremises()
    const before = await anApplication({ premises: [code], state: 'review', submittedAt: site.clock.now() })
    const person = await administrator()
    const { 'demanded-experience': _none, ...kept } = await form(person)
    await post(person, { ...kept, 'days-business_licence': '90', from: '2026-12-01' }).expect(303)
    await site.services.programme.refresh()

    const answers = validAnswers([code])
    const demanded = (day: string) => papersFor(answers, day).map(({ paper }) => paper)
    expect(demanded('2026-11-30')).toContain('experience')
    expect(demanded('2026-12-01')).not.toContain('experience')
    const licence = { kind: 'business_licence', days: 90 }
    expect(conditionsToCome(answers, '2026-11-30')).not.toContainEqual(licence)
    expect(conditionsToCome(answers, '2026-12-01')).toContainEqual(licence)

    site.clock.set('2026-12-02T09:00:00+08:00')
    const stored = (await ApplicationModel.findById(before._id).lean())!
    expect(demanded(paperDay(stored, site.clock.now()))).toContain('experience')
    const visitor = renderedPage(await site.visit.get('/en/applications/needed').expect(200))
    expect(visitor.main).not.toContain('Experience')
    const page = renderedPage(await (await administrator()).get(address).expect(200))
    expect(page.text('changes')).toBe('From 1 December 2026 the rules of the office hold')
  })

  it('refuse today and earlier days, keep what was typed, and leave cases of today alone', async () => {
    const person = await administrator()
    const { 'demanded-experience': _none, ...kept } = await form(person)
    const today = cityDayOf(site.clock.now())
    const refusals = [
      ['en', 'Choose a day from tomorrow on'],
      ['ru', 'Выберите день не раньше завтрашнего'],
      ['zh', '请选择明日或以后的日期'],
    ] as const
    for (const [locale, words] of refusals) {
      const typed = { ...kept, 'days-business_licence': '90', from: today, why: 'A new law.' }
      const sent = person.post(`/${locale}/staff/settings/papers`).type('form').send(typed)
      const { $ } = renderedPage(await sent.expect(422))
      expect($('.error-summary').text()).toContain(words)
      const names = ['from', 'days-business_licence', 'why']
      expect(names.map(name => $(`.settings-form [name=${name}]`).val())).toEqual([today, '90', 'A new law.'])
      expect($('[name=demanded-experience]').is('[checked]')).toBe(false)
    }
    await site.services.programme.refresh()
    expect(papersFor(validAnswers(['SFH-A-0107']), today).map(({ paper }) => paper)).toContain('experience')
  })

  it('refuse a past day, an invalid number of days and an outdated page', async () => {
    const person = await administrator()
    const first = await form(person)
    const past = renderedPage(await post(person, { ...first, from: '2026-11-01' }).expect(422))
    expect(past.$('.error-summary').text()).toContain('Choose a day from tomorrow on')
    await post(person, { ...first, from: '2026-12-24', 'days-food_permit': 'x', 'days-business_licence': '0' }).expect(
      422,
    )
    await post(person, { ...first, from: '2026-12-24' }).expect(303)
    const stale = renderedPage(await post(person, { ...first, from: '2027-01-01', why: 'A new law.' }).expect(409))
    expect(stale.text('alert')).not.toBe('')
    expect(stale.$('[name=why]').val()).toBe('A new law.')
  })

  it('show in the history what a new set of rules from the same day has changed', async () => {
    const person = await administrator()
    const { 'demanded-experience': _none, ...first } = await form(person)
    await post(person, { ...first, 'days-food_permit': '80', from: '2026-12-24' }).expect(303)
    const second = await form(person)
    await post(person, {
      ...second,
      'demanded-experience': 'yes',
      'days-business_licence': '90',
      from: '2026-12-24',
    }).expect(303)
    const changes = renderedPage(await person.get('/en/staff/settings').expect(200)).text('changes')
    expect(changes).toContain('— → From 24 December 2026: Experience: portfolio, photos, references – not demanded')
    expect(changes).toContain(
      'From 24 December 2026: Business licence – as without rules of the office; Experience: portfolio, photos, references – not demanded → From 24 December 2026: Business licence – 90 days; Experience: portfolio, photos, references – as without rules of the office',
    )
  })
})
