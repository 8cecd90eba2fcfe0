import { afterEach, describe, expect, it } from 'vitest'
import { en } from '#server/locales/en/index.ts'
import { ru } from '#server/locales/ru/index.ts'
import { zh } from '#server/locales/zh/index.ts'
import { useWordings, wordingsInUse, type Wording } from '#shared/texts/i18n.ts'

/** Returns the names of the placeholders of a message: `{count, plural, …}` and `{name}`. */
const gapsOf = (message: string) => [...new Set([...message.matchAll(/\{(\w+)\s*[,}]/g)].map(([, gap]) => gap))].sort()

describe('message catalogues', () => {
  it.each([
    ['en', en],
    ['zh', zh],
  ] as const)('%s has the keys of the Russian one', (_name, catalogue) => {
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(ru).sort())
  })

  it.each([
    ['en', en],
    ['zh', zh],
  ] as const)('%s has the same placeholders in each message', (_name, catalogue) => {
    const different = Object.entries(ru).filter(
      ([key, message]) => gapsOf(message).join() !== gapsOf(catalogue[key as keyof typeof ru]).join(),
    )
    expect(different.map(([key]) => key)).toEqual([])
  })

  it('have the plural forms that each language needs', () => {
    const lacking = (catalogue: Record<string, string>, forms: string[]) =>
      Object.entries(catalogue)
        .filter(
          ([, message]) =>
            message.includes(', plural,') && !forms.every(form => new RegExp(`\\b${form}\\s*\\{`).test(message)),
        )
        .map(([key]) => key)
    expect(lacking(ru, ['one', 'few', 'many', 'other'])).toEqual([])
    expect(lacking(en, ['one', 'other'])).toEqual([])
    expect(lacking(zh, ['other'])).toEqual([])
  })

  it('have no empty message and no text in the wrong script', () => {
    expect(Object.entries({ ...ru, ...en, ...zh }).filter(([, message]) => message.trim() === '')).toEqual([])
    expect(
      Object.entries(en)
        .filter(([key, message]) => /[а-яё]/i.test(message) && !key.startsWith('locale.'))
        .map(([key]) => key),
    ).toEqual([])
    expect(
      Object.entries(zh)
        .filter(([, message]) => /[а-яё]/i.test(message))
        .map(([key]) => key),
    ).toEqual([])
  })
})

describe('the wordings in use', () => {
  afterEach(() => useWordings([]))

  it('count as different only when one has changed, so that cached pages stay valid', () => {
    const worded = (text: string): Wording[] => [{ locale: 'en', key: 'site.name', text }]
    useWordings(worded('One street'))
    const before = wordingsInUse()
    useWordings(worded('One street'))
    expect(wordingsInUse()).toBe(before)
    useWordings(worded('Another street'))
    expect(wordingsInUse()).not.toBe(before)
  })
})
