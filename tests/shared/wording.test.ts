import { describe, expect, it } from 'vitest'
import { formatValue } from '#features/listings/form/value-text.ts'
import { describeAllowed } from '#features/transfer/checking/allowed.ts'
import { catalogueText, messageKeysBelow, messageKeys, translatorFor } from '#shared/texts/i18n.ts'

describe('the words of the catalogue', () => {
  const everything = messageKeys.map(key => catalogueText('zh', key)).join('\n')

  it.each([
    ['账号', ['账户']],
    ['处房源', ['套房源']],
    ['审核', ['审校', '校对']],
    ['供暖费', ['取暖费', '采暖费']],
    ['每采暖季', ['平方米每季）']],
    ['电子商务', ['电商']],
    ['已保留', ['保留中']],
    ['已出租', ['已租出']],
  ])('use one word for one thing: %s', (word, others) => {
    expect(everything).toContain(word)
    for (const other of others) expect(everything).not.toContain(other)
  })

  it('distinguish reopening a unit from restoring an earlier version', () => {
    for (const locale of ['ru', 'en', 'zh'] as const) {
      const resumed = catalogueText(locale, 'listing.move.resume')
      expect(catalogueText(locale, 'listing.move.restore')).not.toContain(resumed)
      expect(catalogueText(locale, 'listing.event.version-restored')).not.toContain(resumed)
    }
  })

  it('name the acts of the audit trail with nouns in Russian', () => {
    const acts = messageKeysBelow('acted.act.').map(key => catalogueText('ru', key))
    const verbal = /^(?!Отмена|Смена)\S*(?:ил|ал|ен|ена|ено|ены|ён|ан|ана|ано|аны|ят|ята|ято)(?:\s|$)/iu
    expect(acts.filter(act => verbal.test(act))).toEqual([])
    expect(acts.length).toBeGreaterThan(50)
  })
})

describe('values in words', () => {
  it('are “no” for an unticked box and “empty” for a missing value', () => {
    const reader = { t: translatorFor('zh'), locale: 'zh' as const }
    expect(formatValue(reader, 'water', 'yes')).toBe('是')
    expect(formatValue(reader, 'water', '')).toBe('否')
    expect(formatValue(reader, 'reviewed.zh', undefined)).toBe('否')
    expect(formatValue(reader, 'title.zh', '')).not.toBe('否')
  })

  it('are listed with the comma of the language', () => {
    const list = (locale: 'zh' | 'en') => describeAllowed({ t: translatorFor(locale), locale }, 'condition')
    expect(list('zh')).toContain('、')
    expect(list('zh')).not.toContain(', ')
    expect(list('en')).toContain(', ')
  })
})
