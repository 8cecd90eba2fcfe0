import type { Locale } from '#shared/texts/i18n.ts'
import { readNumber, type Unit } from '#shared/texts/parse-number.ts'

/** The language of the page where it is typed, and the unit that may stand beside it. */
type Written = { locale: Locale | null; unit?: Unit }

/** Hundredths (fen, basis points, hundredths of an hour) from what people type, or null where it is no such number. */
export function readHundredths(typed: string, most: number, written: Written = { locale: null }): number | null {
  const read = readNumber(typed, { ...written, decimals: 2 })
  const value = read.ok ? Math.round(read.value * 100) : null
  return value !== null && value <= most ? value : null
}

/** A whole number from 1. */
export function readCount(typed: string, most: number, written: Written = { locale: null }): number | null {
  const read = readNumber(typed, { ...written, decimals: 0 })
  return read.ok && read.value >= 1 && read.value <= most ? read.value : null
}

/** As it stands in an address: `12.5`. */
export function writeHundredths(value: number): string {
  const decimals = String(value % 100)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return `${Math.floor(value / 100)}${decimals && '.'}${decimals}`
}
