import type { AnswerSection, SectionAnswers } from '#models/cases/application.ts'
import { formatArea, formatMoney, formatNumber, formatPower } from '#shared/texts/format.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import { readDay, formatFieldDay } from '#shared/days/parse-day.ts'
import { readNumber, formatPlainNumber, type ParsedNumber } from '#shared/texts/parse-number.ts'
import { toDialablePhone } from '#shared/texts/phones.ts'
import { toPlainCharacters } from '#shared/texts/plain-signs.ts'
import { fieldsOf, type Field } from './fields.ts'

type NumberField = NonNullable<Field['number']>

/** Parses a number of the form. `locale` is the language of the page; null for stored values, which do not depend on it. */
export const parseNumberAnswer = (number: NumberField, input: string, locale: Locale | null): ParsedNumber =>
  readNumber(input, { ...number, locale })

/**
 * Returns an answer in the format that is the same in every language: numbers as `48.5`, days as `2031-03-15`, names and
 * codes in plain characters. Other answers, and those that cannot be read, are returned as they were typed.
 */
export function toPlainAnswer({ kind, number, signs }: Field, input: string, locale: Locale | null): string {
  if (signs) return signs === 'phone' ? toDialablePhone(toPlainCharacters(input)) : toPlainCharacters(input)
  if (kind === 'day') return readDay(input, locale) ?? input
  const read = number ? parseNumberAnswer(number, input, locale) : null
  return read?.ok ? read.plain : input
}

/** Applies `toPlainAnswer` to each answer of a section. */
export function toPlainAnswers(section: AnswerSection, answers: SectionAnswers, locale: Locale | null): SectionAnswers {
  const plain = { ...answers }
  for (const field of fieldsOf[section])
    for (const name of field.posts ?? [field.name]) {
      const input = plain[name]
      if (Array.isArray(input)) plain[name] = input.map(one => toPlainAnswer(field, one, locale))
      else if (input !== undefined) plain[name] = toPlainAnswer(field, input, locale)
    }
  return plain
}

/** Returns a stored answer as the value of its form field, in the format of the page's language. */
export function formatFieldAnswer(field: Field, stored: string, locale: Locale): string {
  const plain = toPlainAnswer(field, stored, null)
  if (field.kind === 'day') return formatFieldDay(locale, plain)
  return field.number ? formatPlainNumber(locale, plain) : stored
}

/** Returns an answer as text: a number with its unit, a day with its month in words, anything else unchanged. */
export function answerInFigures(field: Field, stored: string, locale: Locale): string {
  if (field.kind === 'day') {
    const day = readDay(stored, null)
    return day ? formatCityDay(locale, day) : stored
  }
  const read = field.number ? parseNumberAnswer(field.number, stored, null) : null
  return field.number && read?.ok ? inUnits(locale, field.number.unit, read.value) : stored
}

function inUnits(locale: Locale, unit: NumberField['unit'], value: number): string {
  if (unit === 'yuan') return formatMoney(locale, Math.round(value * 100))
  if (unit === 'square-metres') return formatArea(locale, value)
  return unit === 'kilowatts' ? formatPower(locale, value) : formatNumber(locale, value)
}
