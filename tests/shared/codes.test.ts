import { describe, expect, it } from 'vitest'
import { canonicalCode, canonicalReference, contactPattern } from '#shared/texts/codes.ts'

describe('the code of a unit', () => {
  it('is read in any case, and nothing else is read as a code', () => {
    expect(canonicalCode(' sfh-a-0107 ')).toBe('SFH-A-0107')
    expect(canonicalCode('SFH-A-1')).toBeNull()
    expect(canonicalCode('../etc')).toBeNull()
    expect(canonicalCode('SFH-A-0107-1')).toBeNull()
  })

  it.each([
    ['with Russian letters that look like Latin ones', 'SFH-А-0107', 'SFH-A-0107'],
    ['with the Russian В', 'SFH-В-0301', 'SFH-B-0301'],
    ['wholly in Russian letters', 'сфх-а-0107', 'SFH-A-0107'],
    ['in the zone of Heihe', 'НЕI-А-0107', 'HEI-A-0107'],
    ['in the zone of Harbin', 'ХРБ-А-0107', 'HRB-A-0107'],
    ['in a row that looks like a Latin one', 'SFH-С-0101', 'SFH-C-0101'],
    ['in full-width signs', 'ＳＦＨ－Ａ－０１０７', 'SFH-A-0107'],
    ['with the dashes of a phone', 'SFH–A–0107', 'SFH-A-0107'],
    ['with spaces', ' sfh b  0104', 'SFH-B-0104'],
    ['with spaces around its hyphens', 'SFH - B - 0104', 'SFH-B-0104'],
    ['in one word', 'sfhb0104', 'SFH-B-0104'],
  ])('is read %s', (_how, typed, code) => {
    expect(canonicalCode(typed)).toBe(code)
  })
})

describe('the reference of a case', () => {
  it.each([
    ['ss-2026-000123', 'SS-2026-000123'],
    [' СС-2026-000123', 'SS-2026-000123'],
    ['ＳＳ－２０２６－０００１２３', 'SS-2026-000123'],
    ['ss 2026 000123', 'SS-2026-000123'],
    ['SS-26-123', null],
  ])('of %j is %j', (typed, reference) => {
    expect(canonicalReference(typed)).toBe(reference)
  })
})

describe('a telephone number or address in a text', () => {
  it.each([
    ['Пишите на start-up@suifenhe.example.', ['start-up@suifenhe.example.']],
    ['电话：+86 453 392-0000，邮箱：a.b@c-d.example', ['+86 453 392-0000', 'a.b@c-d.example']],
    ['Call (+7 (914) 555-12-34), 9–17', ['+7 (914) 555-12-34),']],
    ['+5 °C, 2026-12-01, @name, SFH-A-0107', []],
  ])('is found in %j', (text, words) => {
    expect(text.match(contactPattern) ?? []).toEqual(words)
  })

  it('is searched for in linear time in one long word', () => {
    const began = performance.now()
    expect(`${'a'.repeat(100_000)} ${'a.'.repeat(50_000)}`.match(contactPattern)).toBeNull()
    expect(performance.now() - began).toBeLessThan(500)
  })
})
