import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locales, type Locale } from '#shared/texts/i18n.ts'
import { isAmbiguousDay, readDay, readDayAndTime, formatFieldDay } from '#shared/days/parse-day.ts'
import { readNumber, formatPlainNumber, type NumberOptions } from '#shared/texts/parse-number.ts'

const everywhere: readonly (Locale | null)[] = [...locales, null]
type Field = Omit<NumberOptions, 'locale'>
const yuan: Field = { decimals: 2, unit: 'yuan' }
const area: Field = { decimals: 2, unit: 'square-metres' }
const power: Field = { decimals: 1, unit: 'kilowatts' }
const count: Field = { decimals: 0 }
const meter: Field = { decimals: 3 }
const degrees: Field = { decimals: 8, signed: true }

/**
 * Input, field and expected result: the same in every language, or one for each (`unknown` when the language is not known).
 */
type ByLanguage = Record<Locale | 'unknown', number | string>
const numbers: readonly [typed: string, field: Field, number | string | ByLanguage][] = [
  ['0', yuan, 0],
  ['250000', yuan, 250_000],
  ['007', count, 7],
  ['250000.50', yuan, 250_000.5],
  ['250000,50', yuan, 250_000.5],
  ['250,000.50', yuan, 250_000.5],
  ['250 000,50', yuan, 250_000.5],
  ['250 000.50', yuan, 250_000.5],
  ['250\u00a0000,50', yuan, 250_000.5],
  ['250\u202f000,5', yuan, 250_000.5],
  ['250\u2009000', yuan, 250_000],
  ['１２５０．５０', yuan, 1250.5],
  ['１，２５０．５', yuan, 1250.5],
  ['1，250，000', yuan, 1_250_000],
  ['1,250,000', yuan, 1_250_000],
  ['1,250,000.5', yuan, 1_250_000.5],
  [' 1250 ', yuan, 1250],
  ['¥1,250.50', yuan, 1250.5],
  ['￥1250', yuan, 1250],
  ['1 250 юаней', yuan, 1250],
  ['1250元', yuan, 1250],
  ['RMB 1250', yuan, 1250],
  ['20,5', yuan, 20.5],
  ['20,50', yuan, 20.5],
  ['0,125', meter, 0.125],
  ['1250,500', meter, 1250.5],
  ['48,5 м²', area, 48.5],
  ['48,5м2', area, 48.5],
  ['48.5 кв. м', area, 48.5],
  ['48.5 m²', area, 48.5],
  ['48.5 sq m', area, 48.5],
  ['48.5平方米', area, 48.5],
  ['48.5㎡', area, 48.5],
  ['12 кВт', power, 12],
  ['12.5 kW', power, 12.5],
  ['12,5千瓦', power, 12.5],
  ['44,3962', degrees, 44.3962],
  ['-131.129', degrees, -131.129],
  ['−0.5', degrees, -0.5],
  // Thousands and millions in words, for money only.
  ['12 тыс', yuan, 12_000],
  ['12 тыс.', yuan, 12_000],
  ['12тыс', yuan, 12_000],
  ['12 тысяч юаней', yuan, 12_000],
  ['12,5 тыс. юаней', yuan, 12_500],
  ['1,5 млн', yuan, 1_500_000],
  ['1.5 млн ¥', yuan, 1_500_000],
  ['2 миллиона', yuan, 2_000_000],
  ['1 200 тыс', yuan, 1_200_000],
  ['¥20k', yuan, 20_000],
  ['20K', yuan, 20_000],
  ['20 thousand', yuan, 20_000],
  ['1.25 million yuan', yuan, 1_250_000],
  ['25万', yuan, 250_000],
  ['1.2万元', yuan, 12_000],
  ['3千元', yuan, 3_000],
  ['１２０万', yuan, 1_200_000],
  ['2百万', yuan, 2_000_000],
  ['12,34567 тыс', yuan, 12_345.67],
  // A group of three digits before such a word may be thousands or decimals: ambiguous in every language.
  ['1,200 тыс', yuan, 'ambiguous'],
  ['1.200 тыс', yuan, 'ambiguous'],
  ['20,000 thousand', yuan, 'ambiguous'],
  // A single group of three digits after a comma.
  ['20,000', yuan, { ru: 'ambiguous', en: 20_000, zh: 20_000, unknown: 'ambiguous' }],
  ['¥20,000', yuan, { ru: 'ambiguous', en: 20_000, zh: 20_000, unknown: 'ambiguous' }],
  ['20，000', yuan, { ru: 'ambiguous', en: 20_000, zh: 20_000, unknown: 'ambiguous' }],
  ['1,250', count, { ru: 'ambiguous', en: 1250, zh: 1250, unknown: 'ambiguous' }],
  ['20,500', meter, { ru: 20.5, en: 20_500, zh: 20_500, unknown: 'ambiguous' }],
  // Refused.
  ['', yuan, 'empty'],
  [' \u00a0', yuan, 'empty'],
  ['¥', yuan, 'empty'],
  ['много', yuan, 'not-a-number'],
  ['1 250 долл.', yuan, 'not-a-number'],
  ['$1,250', yuan, 'not-a-number'],
  ['1250 руб.', yuan, 'not-a-number'],
  ['48,5 м²', yuan, 'not-a-number'],
  ['12 кВт', area, 'not-a-number'],
  ['20 тыс. м²', area, 'not-a-number'],
  ['20k', power, 'not-a-number'],
  ['20k', count, 'not-a-number'],
  ['25万', degrees, 'not-a-number'],
  ['тыс.', yuan, 'not-a-number'],
  ['12 тыс. тыс.', yuan, 'not-a-number'],
  ['12 m', yuan, 'not-a-number'],
  ['1万2千', yuan, 'not-a-number'],
  ['5 млрд', yuan, 'not-a-number'],
  ['1234567 млн', yuan, 'not-a-number'],
  ['1,234567 тыс', yuan, 'too-many-decimals'],
  ['-5', yuan, 'below-zero'],
  ['−1 250,50', yuan, 'below-zero'],
  ['-12 кВт', power, 'below-zero'],
  ['－5', count, 'below-zero'],
  ['-20,000', meter, 'below-zero'],
  ['-', yuan, 'not-a-number'],
  ['--5', yuan, 'not-a-number'],
  ['-много', yuan, 'not-a-number'],
  ['+5', yuan, 'not-a-number'],
  ['1 2 3', yuan, 'not-a-number'],
  ['12 50', yuan, 'not-a-number'],
  ['1.250,50', yuan, 'not-a-number'],
  ['1,25,000', yuan, 'not-a-number'],
  ['1,2,3', yuan, 'not-a-number'],
  ['12.', yuan, 'not-a-number'],
  ['.5', yuan, 'not-a-number'],
  ['1e5', yuan, 'not-a-number'],
  ['0x10', count, 'not-a-number'],
  ['Infinity', yuan, 'not-a-number'],
  ['1234567890123', yuan, 'not-a-number'],
  ['20.000', yuan, 'too-many-decimals'],
  ['1.5', count, 'too-many-decimals'],
  ['1250,505', yuan, 'too-many-decimals'],
]

const scales = { ' тыс.': 1_000, ' млн': 1_000_000, k: 1_000, ' million': 1_000_000, 万: 10_000, 千: 1_000 }

describe('readNumber, on the server and in the browser,', () => {
  for (const [typed, field, expected] of numbers)
    for (const locale of everywhere)
      it(`reads "${typed}" (${String(field.decimals)} decimals, ${field.unit ?? 'no unit'}) in ${String(locale)}`, () => {
        const read = readNumber(typed, { ...field, locale })
        const wanted = typeof expected === 'object' ? expected[locale ?? 'unknown'] : expected
        expect(read.ok ? read.value : read.reason).toBe(wanted)
      })

  it('reads a number with a word such as “thousand” exactly, in every language', () => {
    const whole = fc.integer({ min: 0, max: 99_999 })
    const tenth = fc.integer({ min: 0, max: 9 })
    fc.assert(
      fc.property(
        whole,
        tenth,
        fc.constantFrom(...Object.entries(scales)),
        fc.constantFrom(...everywhere),
        (...given) => {
          const [units, tenths, [word, times], locale] = given
          for (const mark of [',', '.']) {
            const read = readNumber(`${String(units)}${mark}${String(tenths)}${word}`, { ...yuan, locale })
            expect(read.ok && read.value).toBe((units * 10 + tenths) * (times / 10))
            // The stored form is read as the same number again, without a language.
            if (read.ok) expect(readNumber(read.plain, { ...yuan, locale: null })).toEqual(read)
          }
        },
      ),
    )
  })

  it('reads numbers as the site prints them in that language', () => {
    for (const locale of locales)
      for (const plain of ['0', '5', '20000', '1250000', '250000.5', '48.55', '999999999.99']) {
        const shown = formatPlainNumber(locale, plain)
        expect(readNumber(shown, { ...yuan, locale })).toMatchObject({ ok: true, plain })
      }
    expect(locales.map(locale => formatPlainNumber(locale, '20000.5'))).toEqual([
      '20\u00a0000,5',
      '20,000.5',
      '20,000.5',
    ])
    expect(formatPlainNumber('ru', 'много')).toBe('много')
  })
})

type DayByLanguage = Record<Locale | 'unknown', string | null>
const days: readonly [typed: string, string | null | DayByLanguage][] = [
  ['2031-03-15', '2031-03-15'],
  ['2031-3-5', '2031-03-05'],
  ['2031/03/15', '2031-03-15'],
  ['2031.3.15', '2031-03-15'],
  ['２０３１－０３－１５', '2031-03-15'],
  ['15.03.2031', '2031-03-15'],
  ['1.3.2027', '2027-03-01'],
  ['01. 03. 2027', '2027-03-01'],
  ['1.3.2027 г.', '2027-03-01'],
  ['15/03/2031', '2031-03-15'],
  ['15-03-2031', '2031-03-15'],
  ['03/15/2031', '2031-03-15'],
  ['03/03/2031', '2031-03-03'],
  ['2031年3月15日', '2031-03-15'],
  ['2031 年 3 月 15 日', '2031-03-15'],
  ['２０３１年３月１５日', '2031-03-15'],
  ['2031年03月15号', '2031-03-15'],
  ['15 марта 2031', '2031-03-15'],
  ['15 марта 2031 г.', '2031-03-15'],
  ['15\u00a0Марта\u00a02031 года', '2031-03-15'],
  ['15 мар. 2031', '2031-03-15'],
  ['1 мая 2031', '2031-05-01'],
  ['15 March 2031', '2031-03-15'],
  ['15 Mar 2031', '2031-03-15'],
  ['15th March, 2031', '2031-03-15'],
  ['March 15, 2031', '2031-03-15'],
  ['Sept. 1 2031', '2031-09-01'],
  ['1-Mar-2031', '2031-03-01'],
  ['15032031', '2031-03-15'],
  ['20310315', '2031-03-15'],
  ['20122031', '2031-12-20'],
  [' 15.03.2031 ', '2031-03-15'],
  ['29.02.2028', '2028-02-29'],
  // 1 February in some languages, 2 January in others.
  ['01/02/2031', { ru: '2031-02-01', en: null, zh: null, unknown: null }],
  ['1-2-2031', { ru: '2031-02-01', en: null, zh: null, unknown: null }],
  // Refused.
  ['', null],
  ['завтра', null],
  ['15.03.31', null],
  ['15.3', null],
  ['март 2031', null],
  ['15 мартабря 2031', null],
  ['29.02.2027', null],
  ['31 апреля 2031', null],
  ['2031-02-30', null],
  ['32.01.2031', null],
  ['13/13/2031', null],
  ['00.00.2031', null],
  ['15.03.0031', null],
  ['15.03.2531', null],
  ['2031-03/15', null],
  ['15031', null],
  ['2031-03-15T00:00', null],
]

describe('readDay, on the server and in the browser,', () => {
  for (const [typed, expected] of days)
    for (const locale of everywhere)
      it(`reads "${typed}" in ${String(locale)}`, () => {
        const wanted = typeof expected === 'object' && expected ? expected[locale ?? 'unknown'] : expected
        expect(readDay(typed, locale)).toBe(wanted)
      })

  it('reads days as the site prints them in that language', () => {
    for (const locale of locales)
      for (const day of ['2031-01-02', '2031-05-15', '2028-02-29', '2031-09-30', '2031-12-01'])
        expect(readDay(formatFieldDay(locale, day), locale)).toBe(day)
    expect(locales.map(locale => formatFieldDay(locale, '2031-03-15'))).toEqual([
      '15.03.2031',
      '15 Mar 2031',
      '2031年3月15日',
    ])
    expect(formatFieldDay('ru', 'завтра')).toBe('завтра')
  })

  it('reads a day followed by a time', () => {
    expect(readDayAndTime('2031-03-15T08:30', 'ru')).toEqual({ day: '2031-03-15', time: '08:30' })
    expect(readDayAndTime('15.03.2031 8:30', 'ru')).toEqual({ day: '2031-03-15', time: '08:30' })
    expect(readDayAndTime('15 March 2031, 18:30', 'en')).toEqual({ day: '2031-03-15', time: '18:30' })
    expect(readDayAndTime('2031年3月15日', 'zh')).toEqual({ day: '2031-03-15', time: null })
    expect(readDayAndTime('2031-03-15 25:00', 'en')).toBeNull()
  })
})

describe('isDoubtfulDay', () => {
  it.each(['01/02/2031', '1-2-2031', ' ０１/０２/２０３１ '])('recognises that “%s” can be two days', typed => {
    expect(isAmbiguousDay(typed)).toBe(true)
  })
  it.each(['02/02/2031', '15/03/2031', '03/15/2031', '31/31/2031', '01.02.2031', '2031-01-02', ''])(
    'reads “%s” as one day or none',
    typed => {
      expect(isAmbiguousDay(typed)).toBe(false)
    },
  )
})
