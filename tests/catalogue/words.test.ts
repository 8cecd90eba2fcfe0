import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { typosBetween } from '#features/catalogue/search/text/distance.ts'
import { toOtherKeyboard, parseQueryWords } from '#features/catalogue/search/text/query-words.ts'
import { buildingTerms, textsOf } from '#features/premises/text/terms.ts'
import { stemOf, wordsOf } from '#features/premises/text/tokens.ts'
import { createVocabulary } from '#features/catalogue/search/text/vocabulary.ts'

describe('the words of a text', () => {
  it.each([
    ['Тёплый зал, у входа', ['теплый', 'зал', 'у', 'входа']],
    ['SFH-A-0107', ['sfh', 'a', '0107']],
    ['商店门面，店', ['商店', '店门', '门面', '店']],
    ['创业街A1号楼', ['创业', '业街', 'a1', '号楼']],
    ['Café', ['cafe']],
    ['\ud800 x', ['x']],
    ['…', []],
  ])('are found in “%s”', (text, words) => expect(wordsOf(text)).toEqual(words))
})

describe('the stem of a word', () => {
  // The Russian and English words are from the vocabularies of Snowball and Porter.
  it.each([
    ['магазин', 'магазин магазины магазинов магазинами магазину'],
    ['витрин', 'витрина витрины витрин витриной'],
    ['столов', 'столовая столовой столовую'],
    ['склад', 'склад склады складом складов'],
    ['помещен', 'помещение помещений помещениями'],
    ['важн', 'важная важнее важнейшие важно'],
    ['возможн', 'возможность возможности возможностей'],
    ['улиц', 'улица улиц улицей'],
    ['каф', 'кафе'],
    ['shop', 'shop shops'],
    ['bakeri', 'bakery bakeries'],
    ['open', 'open opened opening opens'],
    ['relat', 'relational'],
    ['gener', 'generalization'],
    ['assembl', 'assembly assemblies assemble'],
    ['hop', 'hopping'],
    ['hope', 'hoping'],
    ['agre', 'agreed'],
    ['sky', 'sky'],
    ['0107', '0107'],
    ['商店', '商店'],
  ])('is “%s” for %s', (stem, words) => {
    for (const word of words.split(' ')) expect(stemOf(word)).toBe(stem)
  })

  it('is at most one letter longer than the word, and is never empty', () => {
    const letters = fc.constantFrom(...Array.from('абвгдежзийклмнопрстуфхцчшщъыьэюя'))
    fc.assert(
      fc.property(fc.string({ unit: letters, minLength: 1, maxLength: 30 }), word => {
        expect(word.startsWith(stemOf(word).slice(0, -1))).toBe(true)
        expect(stemOf(word)).not.toBe('')
      }),
    )
  })
})

describe('the search terms of a unit', () => {
  const listing = {
    title: { ru: 'Магазин у входа, магазины', en: 'Shop' },
    summary: { ru: 'Рядом магазины. Тихо!' },
    description: { zh: '商店。' },
  }

  it('are its titles and sentences, each with its stems and their place', () => {
    const terms = textsOf(listing).map(text => text.terms)
    expect(terms).toEqual([['магазин/t', 'вход/t'], ['shop/t'], ['ряд/b', 'магазин/b'], ['тих/b'], ['商店/b']])
  })

  it('have the same number for the same text, and different ones for titles and sentences', () => {
    const [first] = textsOf(listing)
    const [again, other] = textsOf({ title: { ru: 'МАГАЗИН — у входа' }, summary: { ru: 'Магазин у входа' } })
    expect(again).toEqual(first)
    expect(other?._id).not.toBe(first?._id)
    for (const { _id } of textsOf(listing)) expect(Number.isSafeInteger(_id)).toBe(true)
  })

  it('of a building are its code, name and address', () => {
    const building = { code: 'A1', name: { ru: 'Корпус A1' }, address: { en: 'Startup Street', zh: '创业街' } }
    expect(buildingTerms(building)).toEqual(['a1/c', 'корпус/a', 'startup/a', 'street/a', '创业/a', '业街/a'])
  })
})

describe('typing errors', () => {
  it.each([
    ['магазин', 'магазин', 0],
    ['магозин', 'магазин', 1],
    ['скалд', 'склад', 1],
    ['мгазин', 'магазин', 1],
    ['кафе', 'склад', 3],
  ])('between %s and %s are %i', (typed, word, typos) => expect(typosBetween(typed, word, 2)).toBe(typos))

  it('are the same in both directions', () => {
    const word = fc.string({ unit: fc.constantFrom('а', 'б', 'в'), maxLength: 8 })
    fc.assert(fc.property(word, word, (a, b) => typosBetween(a, b, 9) === typosBetween(b, a, 9)))
  })

  it('include the wrong keyboard layout', () => {
    expect(toOtherKeyboard('vfufpby')).toBe('магазин')
    expect(toOtherKeyboard('ырщз')).toBe('shop')
    expect(toOtherKeyboard('j,otgbn')).toBe('общепит')
  })
})

describe('the words of a query', () => {
  const vocabulary = createVocabulary()
  vocabulary.add(['магазин/t', 'магазинчик/b', 'склад/t', 'складск/b', 'shop/t', 'a1/c', '店铺/t', '门面/b', 'вход/b'])
  const read = (query: string) => parseQueryWords(query, vocabulary)
  const stems = (query: string) => read(query).map(({ variants }) => variants.map(({ stem }) => stem))

  it('are matched exactly, then by their beginnings, and by typing errors only if nothing else fits', () => {
    expect(stems('магазины')).toEqual([['магазин', 'магазинчик']])
    expect(stems('маг')).toEqual([['магазин', 'магазинчик']])
    expect(stems('м')).toEqual([[]])
    expect(stems('скалд')).toEqual([['склад']])
    expect(read('скалд')[0]?.guessed).toBe(true)
    expect(read('склад')[0]?.guessed).toBe(false)
    expect(stems('vfufpby')).toEqual([['магазин', 'магазинчик']])
    expect(stems('шоп')).toEqual([[]])
  })

  it('match stems that were stored with one letter more', () => {
    const older = createVocabulary()
    older.add(['assembli/b', 'technologi/b'])
    const found = parseQueryWords('assembly technology', older).map(({ variants }) => variants.map(({ stem }) => stem))
    expect(found).toEqual([['assembli'], ['technologi']])
  })

  it.each([
    ['каналы', 'кана', 'of which the dictionary form looks like a verb'],
    ['подарки', 'подарок', 'from which a vowel has gone'],
    ['лавок', 'лавк', 'into which a vowel has come'],
  ])('are matched in the form %s, stored as %s: %s', (typed, stored) => {
    const word = createVocabulary()
    word.add([`${stored}/t`])
    expect(word.like(typed)).toEqual([{ stem: stored, likeness: 'same' }])
  })

  it('do not include joining words', () => {
    expect(stems('магазин у входа')).toEqual([['магазин', 'магазинчик'], ['вход']])
    expect(stems('店铺门面')).toEqual([['店铺'], ['门面']])
    expect(stems('店铺楼面')).toEqual([['店铺'], [], []])
    expect(stems('店')).toEqual([['店铺']])
  })

  it('are recognised as codes in any spelling', () => {
    for (const query of ['SFH-A-0107', 'sfh-a-0107', 'СФХ-А-0107', 'ＳＦＨ－Ａ－０１０７', 'SFH–A–0107'])
      expect(read(query)[0]?.code).toBe('SFH-A-0107')
    expect(read('0107')[0]?.code).toBe('0107')
    expect(stems('А1')).toEqual([['a1']])
  })

  it('are limited to eight', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), query => {
        expect(read(query).length).toBeLessThanOrEqual(8)
      }),
    )
  })
})
