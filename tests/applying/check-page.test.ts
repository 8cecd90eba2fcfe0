import { describe, expect, it } from 'vitest'
import { answersInWords } from '#features/cases/answers/answers-in-words.ts'
import { translatorFor } from '#shared/texts/i18n.ts'
import { aDraft, validAnswers } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { signedInFounder } from '../support/founder.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

const measured = {
  ru: { 'Сколько площади нужно': '64,5 м²', 'Сколько мощности нужно': '8 кВт', Вложения: '¥250 000' },
  en: { 'Area needed': '64.5 m²', 'Power needed': '8 kW', Investment: '¥250,000' },
  zh: { 所需面积: '64.5平方米', 所需用电功率: '8千瓦', 投资额: '¥250,000' },
}
const unit = /м²|кВт|юан|m²|kW|yuan|平方米|千瓦|元|¥/u

describe('the last page before the submission', () => {
  it.each(['ru', 'en', 'zh'] as const)('gives each unit of measure once, beside its number, in %s', async locale => {
    const { person, account } = await signedInFounder(site)
    const { code } = await aPremises()
    const draft = await aDraft({ applicant: account._id, premises: [code], answers: validAnswers([code]) })
    const id = draft._id.toHexString()
    const page = renderedPage(await person.get(`/${locale}/applications/${id}/check`).expect(200))
    const rows = new Map(
      page
        .$('.answers dt')
        .map((_, label) => [[page.$(label).text(), page.$(label).next('dd').text().replace(/\s/gu, ' ')]])
        .get() as unknown as [string, string][],
    )
    expect(Object.fromEntries(rows)).toMatchObject(measured[locale])
    expect([...rows].filter(([label, value]) => unit.test(label) && unit.test(value))).toEqual([])
  })

  it.each(['ru', 'en', 'zh'] as const)('has no unit of measure in the label of an answer, in %s', locale => {
    const labels = answersInWords(translatorFor(locale), locale, validAnswers()).flatMap(({ rows }) => rows)
    expect(labels.filter(({ label }) => unit.test(label))).toEqual([])
  })

  it('lists the chosen units in order, with code, name and size', async () => {
    const { person, account } = await signedInFounder(site)
    const one = await aPremises({ areaUsableSqM: 48 })
    const two = await aPremises({ areaUsableSqM: 64.5 })
    const premises = [two.code, one.code]
    const draft = await aDraft({ applicant: account._id, premises, answers: validAnswers(premises) })
    const page = renderedPage(await person.get(`/en/applications/${draft._id.toHexString()}/check`).expect(200))
    const rows = page.$('#choice-title').closest('section').find('dl > div')
    const read = rows.map((_, row) => page.$(row).text().replace(/\s+/gu, ' ').trim()).get()
    expect(read.slice(0, 2)).toEqual([
      `First choice${two.code} · ${two.title.en ?? ''} · 64.5 m²`,
      `Second choice${one.code} · ${one.title.en ?? ''} · 48 m²`,
    ])
  })
})
