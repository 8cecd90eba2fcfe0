import { describe, expect, it } from 'vitest'
import { formatArea, formatMetres, formatPower } from '#shared/texts/format.ts'
import { catalogueText, compileMessage, locales, messageKeys } from '#shared/texts/i18n.ts'
import { halfWidthMark } from '../support/texts/chinese-marks.ts'
import { looseUnit } from '../support/texts/number-and-unit.ts'

/** Sentences are compiled when they are first shown, which is too late to learn that one cannot be. */
describe('every sentence of the catalogue', () => {
  it.each(locales)('can be read in %s', locale => {
    const unreadable = messageKeys.filter(key => {
      try {
        compileMessage(locale, catalogueText(locale, key))
        return false
      } catch {
        return true
      }
    })
    expect(unreadable).toEqual([])
  })

  it('has the marks of its language in Chinese', () => {
    const wrong = messageKeys.filter(key => halfWidthMark.test(catalogueText('zh', key)))
    expect(wrong).toEqual([])
  })

  it.each(locales)('sets units beside their numbers as the formats do, in %s', locale => {
    const wrong = messageKeys.filter(key => looseUnit[locale].test(catalogueText(locale, key)))
    expect(wrong).toEqual([])
    for (const written of [formatArea(locale, 1240.5), formatMetres(locale, 8.4), formatPower(locale, 12)])
      expect(written).not.toMatch(looseUnit[locale])
  })
})
