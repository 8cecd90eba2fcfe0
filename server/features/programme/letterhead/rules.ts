import type { NumberSeries } from '#models/programme/document-number.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'

/** `read` returns the value to store, null when the typed text is invalid. `wrong` is the error message. */
type LetterheadField = { max: number; initially: string; read: (typed: string) => string | null; wrong: MessageKey }

/** Refuses characters with a meaning in HTML or in sentences with gaps. */
const plainName = (typed: string): string | null => (/[<>{}"#\n]/.test(typed) ? null : typed.replaceAll(/\s+/g, ' '))

const gaps = ['{year}', '{number}'] as const

/**
 * Requires each gap once with something between them, and no other brace or digit. All digits of a number are then those of
 * its year and count, so two documents can have the same number only when both series have the same pattern.
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

/** Settings of the head of letters and contracts. An empty name means that of the site. */
export const letterheadSettings = {
  issuerZh: name(60),
  issuerRu: name(120),
  issuerEn: name(120),
  letterNumber: pattern('绥俄创〔{year}〕{number}号'),
  contractNumber: pattern('绥俄创合〔{year}〕{number}号'),
} as const satisfies Record<string, LetterheadField>
export type LetterheadSetting = keyof typeof letterheadSettings
export const letterheadSettingNames = Object.keys(letterheadSettings) as LetterheadSetting[]

/** Returns the value to store; null when it is invalid. An empty pattern is reset to its default. */
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

/** Fills in a pattern: `绥俄创〔{year}〕{number}号` for the twelfth of 2026 becomes `绥俄创〔2026〕12号`. */
export const numberIn = (pattern: string, year: number, number: number | string): string =>
  pattern.replace('{year}', String(year)).replace('{number}', String(number))

/** Checks whether a value names a seal: the SHA-256 of its picture. */
export const isSealName = (value: string): boolean => /^[0-9a-f]{64}$/.test(value)
