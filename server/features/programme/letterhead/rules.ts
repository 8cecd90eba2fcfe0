import type { NumberSeries } from '#models/programme/document-number.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'

/** `read` returns the value to store, null when the typed text is invalid. `wrong` is the error message. */
type LetterheadField = { max: number; initially: string; read: (input: string) => string | null; wrong: MessageKey }

/** Refuses characters with a meaning in HTML or in sentences with gaps. */
const parsePlainName = (input: string): string | null =>
  /[<>{}"#\n]/.test(input) ? null : input.replaceAll(/\s+/g, ' ')

const requiredGaps = ['{year}', '{number}'] as const

/**
 * Requires each gap once with something between them, and no other brace or digit. All digits of a number are then those of
 * its year and count, so two documents can have the same number only when both series have the same pattern.
 */
function parseNumberPattern(input: string): string | null {
  const rest = requiredGaps.reduce((remaining, gap) => remaining.replace(gap, ''), input)
  const readable =
    requiredGaps.every(gap => input.includes(gap)) && !input.includes('}{') && !/[<>{}"\n\p{N}]/u.test(rest)
  return readable ? input.replaceAll(/\s+/g, ' ') : null
}

const nameField = (max: number): LetterheadField => ({
  max,
  initially: '',
  read: parsePlainName,
  wrong: 'letterhead.name.wrong',
})
const patternField = (initially: string): LetterheadField => ({
  max: 60,
  initially,
  read: parseNumberPattern,
  wrong: 'letterhead.pattern.wrong',
})

/** Settings of the head of letters and contracts. An empty name means that of the site. */
export const letterheadSettings = {
  issuerZh: nameField(60),
  issuerRu: nameField(120),
  issuerEn: nameField(120),
  letterNumber: patternField('绥俄创〔{year}〕{number}号'),
  contractNumber: patternField('绥俄创合〔{year}〕{number}号'),
} as const satisfies Record<string, LetterheadField>
export type LetterheadSetting = keyof typeof letterheadSettings
export const letterheadSettingNames = Object.keys(letterheadSettings) as LetterheadSetting[]

/** Returns the value to store; null when it is invalid. An empty pattern is reset to its default. */
export function readLetterheadSetting(setting: LetterheadSetting, input: string): string | null {
  const { max, read, initially } = letterheadSettings[setting]
  if (input === '') return initially
  const value = read(input)
  return value === null || value.length > max ? null : value
}

export const patternOf: Record<NumberSeries, 'letterNumber' | 'contractNumber'> = {
  letter: 'letterNumber',
  contract: 'contractNumber',
}

/** Fills in a pattern: `绥俄创〔{year}〕{number}号` for the twelfth of 2026 becomes `绥俄创〔2026〕12号`. */
export const formatDocumentNumber = (pattern: string, year: number, number: number | string): string =>
  pattern.replace('{year}', String(year)).replace('{number}', String(number))

/** Checks whether a value names a seal: the SHA-256 of its picture. */
export const isSealName = (value: string): boolean => /^[0-9a-f]{64}$/.test(value)
