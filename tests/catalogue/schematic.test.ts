import { describe, expect, it } from 'vitest'
import { locales } from '#shared/texts/i18n.ts'
import { aPremises } from '#tests/factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const marks = {
  ru: [/^Схема, не план/, /Пропорции неизвестны/],
  en: [/^Schematic, not a survey plan/, /Proportions not known/],
  zh: [/^示意图，非测绘图/, /比例未知/],
} as const

describe('the schematic on the page of a unit', () => {
  const site = useSite()
  const pageOf = async (path: string) => renderedPage(await site.visit.get(path).expect(200))
  const note = ({ $ }: Awaited<ReturnType<typeof pageOf>>) => $('[data-test=schematic] figcaption').text()

  it.each(locales)('is marked as a schematic and described in words, in %s', async locale => {
    const { code } = await aPremises({ code: 'SFH-A-0107' })
    await aPremises({ code: 'SFH-A-0108', position: { row: 'north', offsetM: 18.4, widthM: 8.4, depth: 'whole' } })
    await aPremises({
      code: 'SFH-A-0106',
      status: 'draft',
      position: { row: 'north', offsetM: 4, widthM: 6, depth: 'whole' },
    })
    const page = await pageOf(`/${locale}/premises/${code}`)
    expect(note(page)).toMatch(marks[locale][0])
    const said = page.$('[data-test=schematic] desc').text()
    expect(said).toMatch(/8[.,]4/)
    expect(said).toContain('SFH-A-0108')
    // The public must not learn of a draft.
    expect(page.$('[data-test=schematic]').html()).not.toContain('SFH-A-0106')
    expect(page.$('[data-test=schematic]').html()).not.toMatch(/schematic\.|undefined|NaN/)

    const doubtful = await aPremises({ areaGrossSqM: 320, areaUsableSqM: 300 })
    const other = await pageOf(`/${locale}/premises/${doubtful.code}`)
    expect(note(other)).toMatch(marks[locale][1])
    expect(other.$('[data-test=schematic] desc').text()).not.toMatch(/8[.,]4\D+10/)
  })

  it('is between the pictures and the facts, and is absent where it could not be true', async () => {
    const { code } = await aPremises()
    const { $ } = await pageOf(`/en/premises/${code}`)
    expect($('#facts').next().is('[data-test=schematic]')).toBe(true)
    expect($('.premises__pictures').length).toBe(1)
    expect($('.premises__pictures [data-test=schematic]')).toHaveLength(0)

    const across = await aPremises({ position: { row: 'south', offsetM: 10, widthM: 8.4, depth: 'whole' } })
    expect((await pageOf(`/en/premises/${across.code}`)).$('[data-test=schematic]')).toHaveLength(0)
  })

  it('is on the printed sheet', async () => {
    const { code } = await aPremises()
    const page = await pageOf(`/en/premises/${code}/share`)
    expect(page.$('[data-test=sheet] [data-test=schematic] svg[role=img]')).toHaveLength(1)
    expect(note(page)).toMatch(marks.en[0])
  })
})
