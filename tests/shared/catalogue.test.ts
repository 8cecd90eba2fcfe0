import { describe, expect, it } from 'vitest'
import { catalogueText, compileMessage, locales, messageKeys } from '#shared/texts/i18n.ts'
import { halfWidthMark } from '../support/chinese-marks.ts'

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
})
