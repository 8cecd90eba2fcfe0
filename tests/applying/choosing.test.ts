import { describe, expect, it } from 'vitest'
import { PremisesModel } from '#models/premises/premises.ts'
import { likelyUses } from '#features/applying/candidates.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague } from '../factories/account.ts'
import { aDraft, anApplication, validAnswers } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { idOf } from '../support/desk.ts'
import { signedInFounder } from '../support/founder.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const unfit = {
  allowedUses: ['office'],
  prohibitedUses: [],
  areaUsableSqM: 30,
  areaGrossSqM: 35,
  electricityKw: 5,
  water: false,
  extraction: false,
} as const
const needs = { areaNeeded: '64,5', powerKw: '12', waterNeeded: 'yes', extractionNeeded: 'yes' }

async function aDraftFor(codes: readonly string[]) {
  const { account, person } = await signedInFounder(site)
  const answers = validAnswers([...codes])
  const id = idOf(await aDraft({ applicant: account._id, answers, premises: [...codes] }))
  const choose = (premises: readonly string[]) =>
    person
      .post(`/en/applications/${id}/choice`)
      .type('form')
      .send({ ...answers.choice, ...needs, premises })
  const open = async (section: string, locale = 'en') =>
    renderedPage(await person.get(`/${locale}/applications/${id}/${section}`).expect(200))
  return { id, choose, open }
}

describe('the choice of units', () => {
  it('marks only the row with an error', async () => {
    const { code } = await aPremises()
    const { choose } = await aDraftFor([code])
    const page = renderedPage(await choose([code, 'SFH-A-9999', code.toLowerCase()]).expect(422))
    expect(page.errors()).toEqual([
      { field: 'premises-2', text: 'Second choice: There is no such unit on show. Check the code.' },
      { field: 'premises-3', text: 'Third choice: The same unit is named twice.' },
    ])
    expect(page.$('[name=premises][aria-invalid=true]').map((_, input) => page.$(input).attr('id')).get()).toEqual(['premises-2', 'premises-3']) // oxfmt-ignore
    const first = renderedPage(await choose(['SFH-A-9999', code]).expect(422))
    expect(first.errors()).toEqual([
      { field: 'premises', text: 'First choice: There is no such unit on show. Check the code.' },
    ])
    const empty = renderedPage(await choose(['', '', '']).expect(422))
    expect(empty.errors()).toEqual([
      { field: 'premises', text: 'Premises in order of preference: Name at least one unit.' },
    ])
  })

  it('accepts only units that are open for applications, or taken ones for their waiting list', async () => {
    const open = await aPremises()
    const held = await aPremises({ status: 'held' })
    const taken = await aPremises({ status: 'let' })
    const paused = await aPremises({ status: 'paused' })
    const { choose, open: show } = await aDraftFor([open.code])
    const refused = renderedPage(await choose([paused.code, open.code]).expect(422))
    expect(refused.errors().map(({ field, text }) => [field, text])).toEqual([
      ['premises', expect.stringContaining('cannot be applied for at present')],
    ])
    await choose([held.code, taken.code, open.code]).expect(303)
    const rows = async () => {
      const page = await show('choice')
      return ['premises', 'premises-2', 'premises-3'].map(row => page.$(`#${row}-about [data-test="fit"]`).text())
    }
    const [first, second, third] = await rows()
    expect(first).toContain('waiting list')
    expect(second).toContain('waiting list')
    expect(third).not.toContain('waiting list')
    const check = await show('check')
    expect(check.text('unfit')).toContain('waiting list')
  })

  it('warns of units that do not fit, in the choice and on the last page', async () => {
    const { code } = await aPremises({ ...unfit, allowedUses: [...unfit.allowedUses], prohibitedUses: [] })
    const { choose, open } = await aDraftFor([code])
    await choose([code]).expect(303)
    for (const locale of locales) {
      expect((await open('choice', locale)).$('[data-test="fit"] li')).toHaveLength(5)
      expect((await open('check', locale)).$('[data-test="unfit"] li')).toHaveLength(5)
    }
    const said = (await open('check')).text('unfit')
    expect(said).toContain('Needed: 64.5 m²; the unit has 30 m².'.replaceAll(' ', ' '))
    expect(said).toContain('Power needed: 12 kW; the unit has 5 kW.')

    await PremisesModel.updateOne({ code }, { areaUsableSqM: 70, electricityKw: 20, water: true, extraction: true })
    await PremisesModel.updateOne({ code }, { allowedUses: [validAnswers().plan!.useClass as 'retail'] })
    expect((await open('check')).$('[data-test="unfit"]')).toHaveLength(0)
  })

  it('shows the officer the same warnings', async () => {
    const { code } = await aPremises({ ...unfit, allowedUses: [...unfit.allowedUses], prohibitedUses: [] })
    const answers = validAnswers([code])
    const made = await anApplication({
      state: 'screening',
      premises: [code],
      answers: { ...answers, choice: { ...answers.choice, ...needs } },
    })
    const officer = await site.as(await aColleague('decider'))
    const page = renderedPage(await officer.get(`/en/staff/applications/${idOf(made)}`).expect(200))
    expect(page.$('[data-test="choices"] [data-test="fit"] li')).toHaveLength(5)
  })
})

describe('the choice of units without codes', () => {
  it('suggests favourites and fitting units with picture and facts, and adds the ticked ones to the rows', async () => {
    const first = await aPremises()
    const liked = await aPremises()
    const fits = await aPremises({ areaUsableSqM: 100, areaGrossSqM: 110, water: true, electricityKw: 20 })
    const small = await aPremises({ areaUsableSqM: 20, areaGrossSqM: 22 })
    const weak = await aPremises({ areaUsableSqM: 95, areaGrossSqM: 105, water: true, electricityKw: 5 })
    const { account, person } = await signedInFounder(site)
    await site.services.saved.favourites.add(account._id.toHexString(), [liked.code])
    const choice = { premises: [first.code], areaNeeded: '90', powerKw: '12', waterNeeded: 'yes' }
    const id = idOf(await aDraft({ applicant: account._id, premises: [first.code], answers: { choice } }))
    const open = async () => renderedPage(await person.get(`/en/applications/${id}/choice`).expect(200))
    const page = await open()
    const offered = page.$('[data-test="candidates"] [name=code]').map((_, box) => page.$(box).val()).get() // oxfmt-ignore
    expect(offered).toContain(liked.code)
    expect(offered).toContain(fits.code)
    expect(offered).not.toContain(first.code)
    expect(offered).not.toContain(small.code)
    expect(offered).not.toContain(weak.code)
    expect(page.$('[data-test="candidates"] article').first().find('svg, img').length).toBeGreaterThan(0)

    await person
      .post(`/en/applications/${id}/choice`)
      .type('form')
      .send({ ...choice, premises: [first.code, '', ''], code: [fits.code, liked.code], take: 'premises' })
      .expect(303)
      .expect('location', `/en/applications/${id}/choice#premises`)
    const rows = await open()
    expect(rows.$('[name=premises]').map((_, input) => rows.$(input).val()).get()).toEqual([first.code, fits.code, liked.code]) // oxfmt-ignore
  })
})

describe('the choice from a comparison', () => {
  const compared = async (codes: readonly string[], locale = 'en') =>
    renderedPage(await site.visit.get(`/${locale}/compare?${codes.map(code => `code=${code}`).join('&')}`).expect(200))
  const rowsOf = (page: ReturnType<typeof renderedPage>) =>
    page.$('[name=premises]').map((_, input) => page.$(input).val()).get() // oxfmt-ignore
  const free = async (count: number) => {
    const codes: string[] = []
    while (codes.length < count) codes.push((await aPremises()).code)
    return codes
  }

  it('starts one application with the ticked units in their order', async () => {
    const [one, two, three, four] = await free(4)
    const taken = await aPremises({ status: 'let' })
    for (const locale of locales) {
      const form = (await compared([two!, taken.code, one!, three!], locale)).$('[data-test=choose]')
      const boxes = form.find('[name=premises]')
      expect(boxes.map((_, box) => form.find(box).val()).get()).toEqual([two, one, three]) // oxfmt-ignore
      expect(form.find('[name=premises][checked]')).toHaveLength(3)
      expect(form.attr('action')).toBe(`/${locale}/applications`)
    }
    expect((await compared([one!, two!, three!, four!])).$('[data-test=choose] [checked]')).toHaveLength(3)
    expect((await compared([one!, taken.code])).$('[data-test=choose]')).toHaveLength(0)

    const { person } = await signedInFounder(site)
    const begin = (premises: readonly (string | undefined)[]) =>
      person.post('/en/applications').type('form').send({ premises }).expect(303)
    const { headers } = await begin([two, one, three])
    expect(headers.location).toMatch(/^\/en\/applications\/[0-9a-f]{24}\/choice$/)
    const page = renderedPage(await person.get(headers.location!).expect(200))
    expect(rowsOf(page)).toEqual([two, one, three])
    const again = await begin([two, one, three])
    expect(again.headers.location).toBe(headers.location)
  })

  it('takes the first three, leaves out closed units and adds to an existing draft', async () => {
    const [one, two, three, four] = await free(4)
    const paused = await aPremises({ status: 'paused' })
    const { person } = await signedInFounder(site)
    const begin = async (premises: readonly (string | undefined)[]) => {
      const { headers } = await person.post('/en/applications').type('form').send({ premises }).expect(303)
      return renderedPage(await person.get(headers.location!).expect(200))
    }
    const page = await begin([paused.code, one, two, three, four])
    expect(rowsOf(page)).toEqual([one, two, three])
    expect(page.main).toContain('the first three are named')
    await begin([four])
    expect(rowsOf(await begin([four, two, 'SFH-A-9999']))).toEqual([four, two, ''])
    await person
      .post('/en/applications')
      .type('form')
      .send({ premises: [paused.code, 'SFH-A-9999'] })
      .expect(404)
    await person
      .post('/en/applications')
      .type('form')
      .send({ premises: ['x', 'y'] })
      .expect(404)
  })

  it('lists the units that were left out because they are taken or no row is free', async () => {
    const [one, two, three, four] = await free(4)
    const taken = await aPremises({ status: 'let' })
    const { person } = await signedInFounder(site)
    const begin = async (...premises: (string | undefined)[]) => {
      const { headers } = await person.post('/en/applications').type('form').send({ premises }).expect(303)
      return renderedPage(await person.get(headers.location!).expect(200))
    }
    expect((await begin(taken.code, one, two)).main).toContain(`Not in this application: ${taken.code}`)
    expect((await begin(one, two)).main).not.toContain('Not in this application')
    expect((await begin(one, three)).main).not.toContain('Not in this application')
    const full = await begin(one, four)
    expect(full.main).toContain(`Not in this application: ${four!}`)
    expect(rowsOf(full)).toEqual([one, two, three])
  })

  it('continues with all of them after the sign-in', async () => {
    const [one, two] = await free(2)
    const { headers } = await site.visit
      .post('/en/applications')
      .type('form')
      .send({ premises: [one, two] })
      .expect(303)
    const next = decodeURIComponent(headers.location!.split('next=')[1]!)
    const { person } = await signedInFounder(site)
    const list = renderedPage(await person.get(next).expect(200))
    const form = list.$('form[action="/en/applications"]')
    const values = form.find('[name=premises]').map((_, input) => list.$(input).val()).get() // oxfmt-ignore
    expect(values).toEqual([one, two])
    expect(list.main).toContain(two)
    const begun = await person.post('/en/applications').type('form').send({ premises: values }).expect(303)
    expect(rowsOf(renderedPage(await person.get(begun.headers.location!).expect(200)))).toEqual([one, two, ''])
  })
})

describe('the suggested units', () => {
  const ofCafe = { allowedUses: ['retail', 'catering'] }

  it('match the use in the plan, or that of the chosen units, or that of the last search', () => {
    const searched = [[], ['catering'], ['office']] as const
    expect(likelyUses({ planned: 'office', chosen: [ofCafe], searched })).toEqual(['office'])
    expect(likelyUses({ planned: undefined, chosen: [ofCafe, { allowedUses: ['catering'] }], searched })).toEqual([
      'catering',
    ])
    expect(likelyUses({ planned: undefined, chosen: [ofCafe, { allowedUses: ['office'] }], searched })).toEqual([
      'catering',
    ])
    expect(likelyUses({ planned: undefined, chosen: [], searched: [] })).toEqual([])
  })

  it('leave out units that prohibit the use of the chosen one if there is no plan yet', async () => {
    const cafe = await aPremises({ allowedUses: ['catering'] })
    const other = await aPremises({ allowedUses: ['retail', 'catering'] })
    const dry = await aPremises({ allowedUses: ['retail'], prohibitedUses: ['catering'] })
    const { account, person } = await signedInFounder(site)
    const id = idOf(await aDraft({ applicant: account._id, answers: {}, premises: [cafe.code] }))
    const page = renderedPage(await person.get(`/en/applications/${id}/choice`).expect(200))
    expect(page.main).toContain(other.code)
    expect(page.main).not.toContain(dry.code)
  })
})
