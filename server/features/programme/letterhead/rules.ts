import type { NumberSeries } from '#models/programme/document-number.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'

/** `read` gives what is stored of what was typed, null when it cannot be right; `wrong` says so. */
type LetterheadField = { max: number; initially: string; read: (typed: string) => string | null; wrong: MessageKey }

/** Plain words: what means something in a page or in a sentence with gaps has no place in a name. */
const plainName = (typed: string): string | null => (/[<>{}"#\n]/.test(typed) ? null : typed.replaceAll(/\s+/g, ' '))

const gaps = ['{year}', '{number}'] as const

/**
 * Each gap once, something between them, and no other brace or digit: all digits of a number are those of its year and place, so
 * two documents can have the same number only if somebody sets one pattern for both.
 */
function numberPattern(typed: string): string | null {
  const rest = gaps.reduce((left, gap) => left.replace(gap, ''), typed)
  const readable = gaps.every(gap => typed.includes(gap)) && !typed.includes('}{') && !/[<>{}"\n\p{N}]/u.test(rest)
  return readable ? typed.replaceAll(/\s+/g, ' ') : null
}

const name = (max: number): LetterheadField => ({ max, initially: '', read: plainName, wrong: 'letterhead.name.wrong' })
const pattern = (initially: string): LetterheadField => ({
  ...{ max: 60, initially, read: numberPattern, wrong: 'letterhead.pattern.wrong' },
})

/** What stands at the head of letters and contracts. An empty name leaves the site's. */
export const letterheadSettings = {
  issuerZh: name(60),
  issuerRu: name(120),
  issuerEn: name(120),
  letterNumber: pattern('绥俄创〔{year}〕{number}号'),
  contractNumber: pattern('绥俄创合〔{year}〕{number}号'),
} as const satisfies Record<string, LetterheadField>
export type LetterheadSetting = keyof typeof letterheadSettings
export const letterheadSettingNames = Object.keys(letterheadSettings) as LetterheadSetting[]

/** What is stored of what was typed; null when it cannot be right. An emptied pattern is the initial one again. */
export function readLetterheadSetting(setting: LetterheadSetting, typed: string): string | null {
  const { max, read, initially } = letterheadSettings[setting]
  if (typed === '') return initially
  const value = read(typed)
  return value === null || value.length > max ? null : value
}

export const patternOf: Record<NumberSeries, 'letterNumber' | 'contractNumber'> = {
  letter: 'letterNumber',
  contract: 'contractNumber',
}

/** `绥俄创〔{year}〕{number}号` for the twelfth of 2026: `绥俄创〔2026〕12号`. */
export const numberIn = (pattern: string, year: number, number: number | string): string =>
  pattern.replace('{year}', String(year)).replace('{number}', String(number))

/** A seal as the settings keep it: SHA-256 of its picture. */
export const isSealName = (value: string): boolean => /^[0-9a-f]{64}$/.test(value)
