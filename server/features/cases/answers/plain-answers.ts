import type { AnswerSection, SectionAnswers } from '#models/cases/application.ts'
import { formatArea, formatMoney, formatNumber, formatPower } from '#shared/texts/format.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import { readDay, shownDay } from '#shared/days/parse-day.ts'
import { readNumber, shownNumber, type TypedNumber } from '#shared/texts/parse-number.ts'
import { plainSigns } from '#shared/texts/plain-signs.ts'
import { fieldsOf, type Field } from './fields.ts'

type NumberField = NonNullable<Field['number']>

/** Parses a number of the form. `locale` is the language of the page; null for stored values, which do not depend on it. */
export const numberAnswer = (number: NumberField, typed: string, locale: Locale | null): TypedNumber =>
  readNumber(typed, { ...number, locale })

/**
 * Returns an answer in the format that is the same in every language: numbers as `48.5`, days as `2031-03-15`, names and
 * codes in plain characters. Other answers, and those that cannot be read, are returned as they were typed.
 */
export function plainAnswer({ kind, number, signs }: Field, typed: string, locale: Locale | null): string {
  if (signs) return plainSigns(typed)
  if (kind === 'day') return readDay(typed, locale) ?? typed
  const read = number ? numberAnswer(number, typed, locale) : null
  return read?.ok ? read.plain : typed
}

/** Applies `plainAnswer` to each answer of a section. */
export function plainAnswers(section: AnswerSection, answers: SectionAnswers, locale: Locale | null): SectionAnswers {
  const plain = { ...answers }
  for (const field of fieldsOf[section])
    for (const name of field.posts ?? [field.name]) {
      const typed = plain[name]
      if (Array.isArray(typed)) plain[name] = typed.map(one => plainAnswer(field, one, locale))
      else if (typed !== undefined) plain[name] = plainAnswer(field, typed, locale)
    }
  return plain
}

/** Returns a stored answer as the value of its form field, in the format of the page's language. */
export function shownAnswer(field: Field, stored: string, locale: Locale): string {
  const plain = plainAnswer(field, stored, null)
  if (field.kind === 'day') return shownDay(locale, plain)
  return field.number ? shownNumber(locale, plain) : stored
}

/** Returns an answer as text: a number with its unit, a day with its month in words, anything else unchanged. */
export function answerInFigures(field: Field, stored: string, locale: Locale): string {
  if (field.kind === 'day') {
    const day = readDay(stored, null)
    return day ? formatCityDay(locale, day) : stored
  }
  const read = field.number ? numberAnswer(field.number, stored, null) : null
  return field.number && read?.ok ? inUnits(locale, field.number.unit, read.value) : stored
}

function inUnits(locale: Locale, unit: NumberField['unit'], value: number): string {
  if (unit === 'yuan') return formatMoney(locale, Math.round(value * 100))
  if (unit === 'square-metres') return formatArea(locale, value)
  return unit === 'kilowatts' ? formatPower(locale, value) : formatNumber(locale, value)
}
