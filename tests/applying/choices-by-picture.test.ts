import { describe, expect, it } from 'vitest'
import type { AnswerSection } from '#models/cases/application.ts'
import { optionKey } from '#features/cases/answers/answers-in-words.ts'
import { fieldsOf } from '#features/cases/answers/fields.ts'
import { locales, translatorFor } from '#shared/texts/i18n.ts'
import { aDraft } from '../factories/applications.ts'
import { idOf } from '../support/desk.ts'
import { signedInFounder } from '../support/founder.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

const pictured: [section: AnswerSection, names: string[]][] = [
  ['choice', ['waterNeeded', 'extractionNeeded']],
  ['company', ['vehicle']],
  ['plan', ['useClass', 'food', 'alcohol', 'hazard']],
]

async function aDraftHere(overrides: object = {}) {
  const { account, person } = await signedInFounder(site)
  const path = `/applications/${idOf(await aDraft({ applicant: account._id, ...overrides }))}`
  const open = async (section: AnswerSection, locale = 'en') =>
    renderedPage(await person.get(`/${locale}${path}/${section}`).expect(200))
  const send = (section: AnswerSection, answers: object) =>
    person.post(`/en${path}/${section}`).type('form').send(answers)
  return { open, send }
}
type Page = Awaited<ReturnType<Awaited<ReturnType<typeof aDraftHere>>['open']>>
const cardsOf = (page: Page, name: string) => page.$(`label.choice-card:has([name=${name}])`)
const chosenOf = (page: Page, name: string) => page.$(`[name=${name}]:checked`).attr('value')

describe('the picture choices of an application', () => {
  it.each(locales)('are cards with a drawing, a word and a radio button, in %s', async locale => {
    const t = translatorFor(locale)
    const { open } = await aDraftHere()
    for (const [section, names] of pictured) {
      const page = await open(section, locale)
      for (const name of names) {
        const field = fieldsOf[section].find(one => one.name === name)!
        const cards = cardsOf(page, name).toArray()
        const inputs = cards.map(card => page.$(card).find('input[type=radio]'))
        expect(inputs.map(input => [input.attr('name'), input.attr('value')])).toEqual(
          field.options!.map(option => [name, option]),
        )
        expect(inputs[0]!.attr('id'), 'what a complaint links to').toBe(name)
        for (const [place, card] of cards.entries()) {
          const drawing = page.$(card).find('svg')
          expect([drawing.attr('aria-hidden'), drawing.attr('focusable')]).toEqual(['true', 'false'])
          expect(drawing.children().length).toBeGreaterThan(0)
          expect(page.$(card).text()).toContain(t(optionKey(field, field.options![place]!)))
        }
        const drawings = cards.map(card => page.$(card).find('svg').html())
        expect(new Set(drawings).size, name).toBe(drawings.length)
      }
    }
  })

  it('explain each use', async () => {
    const page = await (await aDraftHere()).open('plan')
    expect(cardsOf(page, 'useClass').find('small')).toHaveLength(8)
    expect(cardsOf(page, 'useClass').first().text().replaceAll(/\s+/g, ' ')).toBe('Retail shop, pharmacy, phone store')
    expect(cardsOf(page, 'food').find('small')).toHaveLength(0)
  })

  it('are shown as they were stored, without a default choice', async () => {
    const { open, send } = await aDraftHere({ answers: {} })
    expect(chosenOf(await open('plan'), 'useClass')).toBeUndefined()
    await send('plan', { useClass: 'catering', food: 'yes' })
    await send('company', { vehicle: 'other_country' })
    const plan = await open('plan')
    expect([chosenOf(plan, 'useClass'), chosenOf(plan, 'food'), chosenOf(plan, 'alcohol')]).toEqual([
      'catering',
      'yes',
      undefined,
    ])
    expect(chosenOf(await open('company'), 'vehicle')).toBe('other_country')
  })

  it('have their errors shown like those of other questions', async () => {
    const { send } = await aDraftHere()
    const page = renderedPage(await send('plan', { activity: 'Books', useClass: 'castle' }).expect(422))
    const fieldset = page.$('fieldset:has([name=useClass])')
    expect(fieldset.attr('aria-describedby')).toBe('useClass-error')
    expect(fieldset.find('#useClass-error').text()).toBe('Choose one of the options.')
    expect(page.$('.error-summary a[href="#useClass"]')).toHaveLength(1)
    expect(chosenOf(page, 'useClass')).toBeUndefined()
  })
})
