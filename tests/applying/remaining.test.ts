import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerSections } from '#models/cases/application.ts'
import { minutesFor, minutesForDocuments } from '#features/applying/drafts/remaining.ts'
import { fieldsOf } from '#features/cases/answers/fields.ts'
import { aDraft, validAnswers } from '../factories/applications.ts'
import { idOf } from '../support/desk.ts'
import { signedInFounder } from '../support/founder.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('the estimated time to complete an application', () => {
  const questions = fc
    .constantFrom(...answerSections)
    .chain(section => fc.tuple(fc.constant(section), fc.subarray(fieldsOf[section].map(({ name }) => name))))

  it('is zero if nothing is missing, and otherwise at least a minute', () => {
    fc.assert(
      fc.property(questions, ([section, names]) => {
        const minutes = minutesFor(section, names)
        expect(minutes === 0).toBe(names.length === 0)
        expect(Number.isInteger(minutes)).toBe(true)
        if (minutes >= 10) expect(minutes % 5).toBe(0)
      }),
    )
  })

  it('never increases as more is answered', () => {
    fc.assert(
      fc.property(questions, ([section, names]) => {
        expect(minutesFor(section, names.slice(1))).toBeLessThanOrEqual(minutesFor(section, names))
      }),
    )
  })

  it('includes the questions that will follow from an answer', () => {
    expect(minutesFor('company', ['vehicle'])).toBe(2)
    expect(minutesFor('company', ['vehicle'])).toBeGreaterThan(minutesFor('company', ['inn']))
  })

  it('counts a question once, even with several errors', () => {
    expect(minutesFor('choice', ['premises', 'premises-2', 'premises-3'])).toBe(minutesFor('choice', ['premises']))
    expect([0, 1, 3].map(minutesForDocuments)).toEqual([0, 3, 9])
  })
})

describe('the missing answers', () => {
  const site = useSite()

  async function aDraftOfMine() {
    const { account, person } = await signedInFounder(site)
    const id = idOf(await aDraft({ applicant: account._id, answers: {}, savedAt: {} }))
    const at = (section = '', locale = 'en') => `/${locale}/applications/${id}${section && `/${section}`}`
    const save = (section: string, form: object) => person.post(at(section)).type('form').send(form)
    const open = async (section?: string, locale?: string) =>
      renderedPage(await person.get(at(section, locale)).expect(200))
    return { account, person, at, save, open }
  }

  it('are listed on the overview with links to their fields and an estimated time', async () => {
    const { save, open, at } = await aDraftOfMine()
    await save('applicant', { ...validAnswers().applicant, passportNumber: '', phone: '' }).expect(422)
    const page = await open()
    const missing = page.$('[data-test="missing"] a')
    expect(missing.map((_i, link) => page.$(link).text()).get()).toEqual([
      'Number of the passport or identity card',
      'Telephone',
    ])
    expect(missing.map((_i, link) => page.$(link).attr('href')).get()).toEqual([
      `${at('applicant')}#passportNumber`,
      `${at('applicant')}#phone`,
    ])
    const section = await open('applicant')
    for (const field of ['passportNumber', 'phone']) expect(section.$(`#${field}`)).toHaveLength(1)
    expect(page.text('tasks')).toContain('about 1 minute')
    expect(page.text('estimate')).toContain('Our estimate')
  })

  it.each([
    ['ru', 'около 40 минут', 'Это наша оценка'],
    ['en', 'about 40 minutes', 'Our estimate'],
    ['zh', '约40分钟', '为本站估计'],
  ])('have an estimated time in %s before a section is started', async (locale, time, estimate) => {
    const { open } = await aDraftOfMine()
    const page = await open('', locale)
    expect(page.text('tasks')).toContain(time)
    expect(page.text('estimate')).toContain(estimate)
    expect(page.$('[data-test="missing"]')).toHaveLength(0)
    expect((await open('plan', locale)).text('step')).toContain(time)
    // Three documents are required.
    expect((await open('documents', locale)).$('.step').text()).toContain(time.replace('40', '9'))
  })

  it('are listed at the end of a started section until it is complete', async () => {
    const { save, open, person, at } = await aDraftOfMine()
    expect((await open('applicant')).$('[data-missing]').attr('hidden')).toBeDefined()
    const { applicant } = validAnswers()
    await save('applicant', { ...applicant, phone: '' }).expect(422)
    const page = await open('applicant')
    expect(page.$('[data-missing] a').attr('href')).toBe('#phone')
    expect(page.$('[data-missing] a').text()).toBe('Telephone')
    expect(page.$('[data-missing]').attr('hidden')).toBeUndefined()
    // The response of the autosave lists what is missing now.
    const typed = await person
      .post(at('applicant'))
      .type('form')
      .send({ ...applicant, autosave: 'yes' })
    expect(typed.body).toMatchObject({ missing: [] })
    expect((await open('applicant')).$('[data-missing]').attr('hidden')).toBeDefined()
  })

  it('are followed by the time of the last save, with and without a script', async () => {
    site.clock.set('2026-11-25T14:32:00+08:00')
    const { save, open } = await aDraftOfMine()
    expect((await open('applicant')).text('autosave')).toBe('')
    const wrong = await save('applicant', { ...validAnswers().applicant, phone: '' }).expect(422)
    expect(renderedPage(wrong).text('kept')).toContain('14:32')
    expect((await open('applicant')).text('autosave')).toBe('Last saved on 25 November 2026 at 14:32, Suifenhe time.')
    await save('applicant', { ...validAnswers().applicant }).expect(303)
    expect((await open()).notice).toBe('Section “Applicant” has been saved at 14:32, Suifenhe time.')
  })

  it('are the same on another device, which continues at the same place', async () => {
    const { account, save } = await aDraftOfMine()
    await save('plan', { activity: 'A tea house', investment: '12k' }).expect(422)
    const phone = await site.as(account)
    const list = renderedPage(await phone.get('/en/applications').expect(200))
    const draft = list.$('a[href^="/en/applications/"]').first().attr('href') ?? ''
    const overview = renderedPage(await phone.get(draft).expect(200))
    const goOn = overview.$('[data-test="go-on"]')
    expect(goOn.text()).toContain('Business plan')
    expect(goOn.attr('href')).toBe(`${draft}/plan`)
    const section = renderedPage(await phone.get(goOn.attr('href') ?? '').expect(200))
    expect(section.value('activity')).toBe('A tea house')
    expect(section.value('investment')).toBe('12,000')
    expect(section.text('autosave')).toContain('Last saved')
  })
})
