import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { glossary, type Entry } from '#server/locales/glossary/index.ts'
import { locales } from '#shared/texts/i18n.ts'
import { glossaryTables, withTables } from '../support/texts/glossary-tables.ts'
import { textsOf, wrongWords } from '../support/texts/glossary-texts.ts'

const entries = Object.values(glossary).flatMap(group => Object.entries<Entry>(group))

describe('the glossary', () => {
  it('has at least 150 words, each with its meaning in one line', () => {
    expect(entries.length).toBeGreaterThanOrEqual(150)
    for (const [name, entry] of entries)
      for (const locale of locales) {
        const [word, meaning] = entry[locale]
        expect(word.trim(), name).not.toBe('')
        expect(meaning, name).toMatch(/^[^\n]{3,140}$/)
      }
  })

  it.each(locales)('has one word for each thing and one thing for each word in %s', locale => {
    const words = entries.map(([, entry]) => entry[locale][0])
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([])
    const names = entries.map(([name]) => name)
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })

  it('finds a forbidden word in every form, and no other word', () => {
    const entry: Entry = {
      ru: ['рецензент', '…'],
      en: ['reviewer', '…'],
      zh: ['申请', '…'],
      not: { ru: ['эксперт*'], en: ['hand in'], zh: ['申报'] },
      but: { zh: ['申报利益冲突'] },
    }
    expect(wrongWords('ru', entry, 'Состав экспертов')).toEqual(['эксперт*'])
    expect(wrongWords('ru', entry, 'неэксперт')).toEqual([])
    expect(wrongWords('en', entry, 'Hand in the form')).toEqual(['hand in'])
    expect(wrongWords('en', entry, 'by hand into the zone')).toEqual([])
    expect(wrongWords('zh', entry, '请申报')).toEqual(['申报'])
    expect(wrongWords('zh', entry, '请申报利益冲突')).toEqual([])
  })

  it.each(locales)(
    'is followed by the catalogue, with its pages, mails and PDFs, and by the help texts in %s',
    locale => {
      const wrong = textsOf(locale).flatMap(({ where, text }) =>
        entries.flatMap(([, entry]) =>
          wrongWords(locale, entry, text).map(word => `${where}: «${word}» → «${entry[locale][0]}»`),
        ),
      )
      expect(wrong).toEqual([])
    },
  )

  it.each(locales)('does not use its own forbidden words in %s', locale => {
    const lines = entries.flatMap(([name, entry]) => entry[locale].map(text => ({ name, text })))
    const wrong = lines.flatMap(({ name, text }) =>
      entries.flatMap(([, entry]) => wrongWords(locale, entry, text).map(word => `${name}: «${word}»`)),
    )
    expect(wrong).toEqual([])
  })

  it('is the one shown in CONTEXT.md', () => {
    const document = readFileSync('CONTEXT.md', 'utf8')
    expect(document, 'run `npm run glossary`').toBe(withTables(document, glossaryTables()))
  })
})
