import { describe, expect, it } from 'vitest'
import { formatArea, formatDay, formatInstant, formatMoney, formatRoundMoney } from '#shared/texts/format.ts'

const spaced = (text: string) => text.replace(/\s/g, ' ')

describe('numbers and days as people write them', () => {
  it.each([
    ['ru', '25 ноября 2026'],
    ['en', '25 November 2026'],
    ['zh', '2026年11月25日'],
  ] as const)('writes a day in %s', (locale, day) => {
    expect(spaced(formatDay(locale, new Date('2026-11-24T16:00:00Z')))).toBe(day)
    expect(spaced(formatDay(locale, new Date('2026-11-25T15:59:59Z')))).toBe(day)
    expect(formatInstant(locale, new Date('2026-11-25T04:05:00Z'))).toContain('12:05')
  })

  it('shows fen only where there are some', () => {
    expect(spaced(formatMoney('ru', 124_000))).toBe('¥1 240')
    expect(formatMoney('en', 124_050)).toBe('¥1,240.50')
    expect(formatMoney('zh', -100)).toBe('−¥1')
  })

  it('writes zero without a sign, even when rounded up from below', () => {
    for (const nothing of [0, -0, 0n]) expect(formatMoney('en', nothing)).toBe('¥0')
    expect(formatRoundMoney('en', -30)).toBe('¥0')
  })

  it('writes an area in the units of the language', () => {
    expect(spaced(formatArea('ru', 64.5))).toBe('64,5 м²')
    expect(spaced(formatArea('zh', 64.5))).toBe('64.5平方米')
  })
})
