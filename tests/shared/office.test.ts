import { describe, expect, it } from 'vitest'
import { hoursInWords, opennessAt, readHours, type WeekHours } from '#shared/office/hours.ts'
import { cyrillicOf, pinyinOf } from '#shared/office/reading.ts'
import { messengers, readPhone, telHref } from '#shared/office/messengers.ts'
import { translatorFor, type Locale } from '#shared/texts/i18n.ts'

describe('opening hours', () => {
  it.each([
    ['8:30-11:30,13:30-17:00', '08:30–11:30, 13:30–17:00'],
    ['08：30—11：30；13：30—17：00', '08:30–11:30, 13:30–17:00'],
    ['9.00 – 12.00', '09:00–12:00'],
    ['', ''],
  ])('are read from “%s”', (typed, stored) => {
    expect(readHours(typed)).toBe(stored)
  })

  it.each(['9-17', '17:00-09:00', '08:30–11:30, 11:00–17:00', '08:60–12:00', '25:00–26:00', 'closed', '9:00-9:00'])(
    'are not read from “%s”',
    typed => {
      expect(readHours(typed)).toBeNull()
    },
  )

  const usual = '08:30–11:30, 13:30–17:00'
  const week: WeekHours = [usual, usual, usual, usual, usual, '09:00–12:00', '']
  it.each([
    ['ru', ['пн–пт 08:30–11:30, 13:30–17:00', 'сб 09:00–12:00']],
    ['en', ['Mon–Fri 08:30–11:30, 13:30–17:00', 'Sat 09:00–12:00']],
    ['zh', ['周一至周五 08:30–11:30、13:30–17:00', '周六 09:00–12:00']],
  ] as const)('group days with the same hours, in %s', (locale: Locale, lines) => {
    expect(hoursInWords({ t: translatorFor(locale), locale }, week)).toEqual(lines)
  })

  const calendar = { daysOff: ['2026-10-01', '2026-10-02'], makeUpDays: ['2026-10-10'] }
  const at = (instant: string) => opennessAt(week, calendar, new Date(`${instant}+08:00`))
  const opens = (instant: string) => ({ open: false, opens: new Date(`${instant}+08:00`) })
  it.each([
    ['a working hour', '2026-09-30T09:00', { open: true, until: new Date('2026-09-30T11:30+08:00') }],
    ['the minute of opening', '2026-09-30T08:30', { open: true, until: new Date('2026-09-30T11:30+08:00') }],
    ['the minute of closing', '2026-09-30T11:30', opens('2026-09-30T13:30')],
    ['the evening before holidays', '2026-09-30T18:00', opens('2026-10-03T09:00')],
    ['a holiday', '2026-10-01T09:00', opens('2026-10-03T09:00')],
    ['a Sunday', '2026-10-11T09:00', opens('2026-10-12T08:30')],
    [
      'a Saturday worked in the stead of a holiday',
      '2026-10-10T16:00',
      { open: true, until: new Date('2026-10-10T17:00+08:00') },
    ],
    ['the eve of a year without holidays in the calendar', '2026-12-31T18:00', { open: false, opens: null }],
    ['a year without holidays in the calendar', '2027-01-04T09:00', null],
  ])('show whether the office is open at %s', (_when, instant, told) => {
    expect(at(instant)).toEqual(told)
  })

  it('show nothing if none are set', () => {
    expect(opennessAt([], calendar, new Date('2026-09-30T09:00+08:00'))).toBeNull()
  })
})

describe('a telephone number', () => {
  it.each([
    ['+86 453 392-0000', '+86 453 392-0000', 'tel:+864533920000'],
    ['+7 (423)  200–00–00', '+7 (423) 200-00-00', 'tel:+74232000000'],
    ['8 914 555-12-34', '+7 914 555-12-34', 'tel:+79145551234'],
    ['+86 453.392.0000', '+86 453 392 0000', 'tel:+864533920000'],
  ])('%s is dialled with its country code', (typed, stored, href) => {
    expect(readPhone(typed)).toBe(stored)
    expect(telHref(stored)).toBe(href)
  })

  it.each([
    '0453 392 0000',
    '886 3 200 0000',
    '+86',
    '+86 453 392 0000 1234 5678',
    '+86 453 CALL-US',
    'tel:+864533920000',
  ])('%s is refused', typed => {
    expect(readPhone(typed)).toBeNull()
  })
})

describe('messengers', () => {
  it.each([
    ['Telegram', '@street_office', 'street_office', 'https://t.me/street_office'],
    ['Telegram', 'https://t.me/street_office', 'street_office', 'https://t.me/street_office'],
    ['Whatsapp', '+86 131 0000 0000', '+86 131 0000 0000', 'https://wa.me/8613100000000'],
    ['Wechat', 'street-office', 'street-office', undefined],
    ['Vk', 'https://vk.com/street.office', 'street.office', 'https://vk.me/street.office'],
    ['Max', 'https://max.ru/u/f9LHodD0', 'u/f9LHodD0', 'https://max.ru/u/f9LHodD0'],
  ] as const)('%s has the link %s', (kind, typed, name, href) => {
    expect(messengers[kind].read(typed)).toBe(name)
    expect(messengers[kind].href?.(name)).toBe(href)
  })

  it.each([
    ['Telegram', 'https://evil.example/street_office'],
    ['Telegram', 'наша улица'],
    ['Vk', 'vk.com/a?b=c'],
    ['Max', 'max.ru/u/../x'],
    ['Wechat', 'a'],
    ['Whatsapp', 'street'],
  ] as const)('%s is refused: %s', (kind, typed) => {
    expect(messengers[kind].read(typed)).toBeNull()
  })
})

describe('a Chinese address', () => {
  it.each([
    ['绥芬河市', 'sui fen he shi', 'суй фэнь хэ ши'],
    ['边境经济合作区', 'bian jing jing ji he zuo qu', 'бянь цзин цзин цзи хэ цзо цюй'],
    ['创业街A1号楼2层', 'chuang ye jie A1 hao lou 2 ceng', 'чуан е цзе A1 хао лоу 2 цэн'],
    ['银行', 'yin hang', 'инь хан'],
    ['光华路', 'guang hua lu', 'гуан хуа лу'],
    ['自由', 'zi you', 'цзы ю'],
    ['学院', 'xue yuan', 'сюэ юань'],
    ['汇', 'hui', 'хуэй'],
  ])('%s is parsed', (chinese, pinyin, cyrillic) => {
    expect(pinyinOf(chinese)).toBe(pinyin)
    expect(cyrillicOf(chinese)).toBe(cyrillic)
  })
})
