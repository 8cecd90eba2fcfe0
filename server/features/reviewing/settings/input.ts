import { z } from 'zod'
import type { Criterion } from '#models/cases/parts/rubric.ts'
import { isMessageKey, locales, type Locale } from '#shared/texts/i18n.ts'
import { cleanText } from '#shared/texts/clean-text.ts'
import { numberField } from '#web/forms/form-schemas.ts'
import { formFailure, type FieldErrors, type FormResult } from '#web/forms/forms.ts'
import { topScore } from '#features/cases/review/rubric.ts'
import type { NewRules } from '../assignment/review-rules.ts'

export const maxCriteria = 10
const maxNameLength = 80
const maxHintLength = 300

/** The fields of one row of the form: `name-3-ru`, `hint-3-ru`, `weight-3`, `key-3`. */
export const rowField = (what: 'name' | 'hint', row: number, locale: Locale): string =>
  `${what}-${String(row)}-${locale}`
export const weightField = (row: number): string => `weight-${String(row)}`
export const keyField = (row: number): string => `key-${String(row)}`

type RulesForm = { rules: NewRules; version: number }

const wholeNumberField = (min: number, max: number) => numberField({ min, max })

const rulesSchema = z.object({
  spreadThreshold: wholeNumberField(0, topScore - 1),
  panelSize: wholeNumberField(1, 5),
  autoAssign: z.enum(['by_hand', 'least_loaded'], { error: 'form.choose' }),
  version: z.coerce.number().int().min(1),
})

/** Reads the whole form. A row whose names are all empty is left out, which removes it. */
export function readRules(body: unknown): FormResult<RulesForm> {
  const input = (body ?? {}) as Record<string, unknown>
  const rest = rulesSchema.safeParse(body ?? {})
  const errors = rest.success ? {} : complaintsOf(rest.error)
  const criteria = rows(input).flatMap(row => readCriterion(input, row, errors))
  if (criteria.length === 0) errors[rowField('name', 0, 'ru')] ??= 'rubric.error.none'
  if (!rest.success || Object.keys(errors).length > 0) return formFailure(body, errors)
  const { spreadThreshold, panelSize, autoAssign, version } = rest.data
  const rules = { criteria, spreadThreshold, panelSize, autoAssign: autoAssign === 'least_loaded' }
  return { ok: true, value: { rules, version } }
}

function complaintsOf({ issues }: z.ZodError): FieldErrors {
  const errors: FieldErrors = {}
  for (const { path, message } of issues) errors[String(path[0])] ??= isMessageKey(message) ? message : 'form.required'
  return errors
}

const rows = (input: Record<string, unknown>): number[] =>
  Array.from({ length: maxCriteria }, (_, row) => row).filter(row =>
    locales.some(locale => textOf(input, rowField('name', row, locale)) !== ''),
  )

const textOf = (input: Record<string, unknown>, field: string): string => {
  const value = input[field]
  return typeof value === 'string' ? cleanText(value).replace(/\s+/g, ' ').trim() : ''
}

function readCriterion(input: Record<string, unknown>, row: number, errors: FieldErrors): Criterion[] {
  const texts = (what: 'name' | 'hint') =>
    Object.fromEntries(locales.map(locale => [locale, textOf(input, rowField(what, row, locale))])) as Record<
      Locale,
      string
    >
  const name = texts('name')
  const hint = texts('hint')
  for (const locale of locales) {
    if (name[locale] === '') errors[rowField('name', row, locale)] = 'rubric.error.name'
    if (name[locale].length > maxNameLength) errors[rowField('name', row, locale)] = 'form.too-long'
    if (hint[locale].length > maxHintLength) errors[rowField('hint', row, locale)] = 'form.too-long'
  }
  const weight = wholeNumberField(1, 10).safeParse(input[weightField(row)])
  if (!weight.success) {
    errors[weightField(row)] = 'rubric.error.weight'
    return []
  }
  return [{ key: readKey(input, row), name, hint, weight: weight.data }]
}

/** Returns the key of a criterion, which is the same in all versions. A new criterion gets a key that no form field has. */
function readKey(input: Record<string, unknown>, row: number): string {
  const given = textOf(input, keyField(row))
  return /^[a-z][a-z0-9_]{1,40}$/.test(given) && given !== 'comment' ? given : newKey(textOf(input, 'version'), row)
}

export const newKey = (version: string | number, row: number): string => `criterion_${String(version)}_${String(row)}`
