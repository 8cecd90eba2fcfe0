import type { Locale } from '#shared/texts/i18n.ts'
import { readNumber, type Unit } from '#shared/texts/parse-number.ts'

/** Language of the page where it was typed, and the unit that may follow the number. */
type NumberNotation = { locale: Locale | null; unit?: Unit }

/** Reads hundredths (fen, basis points, hundredths of an hour); null for anything else. */
export function parseHundredths(
  input: string,
  most: number,
  written: NumberNotation = { locale: null },
): number | null {
  const read = readNumber(input, { ...written, decimals: 2 })
  const value = read.ok ? Math.round(read.value * 100) : null
  return value !== null && value <= most ? value : null
}

/** Reads a whole number from 1; null for anything else. */
export function parseCount(input: string, most: number, written: NumberNotation = { locale: null }): number | null {
  const read = readNumber(input, { ...written, decimals: 0 })
  return read.ok && read.value >= 1 && read.value <= most ? read.value : null
}

/** Formats hundredths for an address: `12.5`. */
export function formatHundredths(value: number): string {
  const decimals = String(value % 100)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return `${Math.floor(value / 100)}${decimals && '.'}${decimals}`
}
