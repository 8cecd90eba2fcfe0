import { describe, expect, it } from 'vitest'
import { catalogueText, compileMessage, locales, messageKeys } from '#shared/texts/i18n.ts'

/** Sentences are compiled when they are first shown, which is too late to find an error in one. */
describe('every message of the catalogue', () => {
  it.each(locales)('can be formatted in %s', locale => {
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

  it.each(locales)('names no command of the server, which whoever reads the page cannot run, in %s', locale => {
    expect(messageKeys.filter(key => catalogueText(locale, key).includes('npm run'))).toEqual([])
  })
})
