import { z } from 'zod'
import { notFound } from '#shared/errors.ts'
import { cleanText } from '#shared/texts/clean-text.ts'
import { isMessageKey, type MessageKey, type Translate } from '#shared/texts/i18n.ts'

export type FieldErrors = Partial<Record<string, MessageKey>>
/** Values as typed: a string, or several under one name. */
export type FormValues = Partial<Record<string, string | string[]>>
export type FormFailure = { ok: false; errors: FieldErrors; typed: FormValues }
export type FormResult<T> = { ok: true; value: T } | FormFailure

/** Parses a submitted form. Only the first complaint about a field is kept. Messages are keys of the catalogue. */
export function readForm<S extends z.ZodType>(schema: S, body: unknown): FormResult<z.output<S>> {
  const parsed = schema.safeParse(body ?? {})
  if (parsed.success) return { ok: true, value: parsed.data }
  const errors: FieldErrors = {}
  for (const issue of parsed.error.issues) errors[issue.path.map(String).join('.')] ??= messageOf(issue)
  return { ok: false, errors, typed: toFormValues(body) }
}

/** Returns a failure found after parsing (a rule, a taken name) in the shape of a failed form. */
export const formFailure = (body: unknown, errors: FieldErrors): FormFailure => ({
  ok: false,
  errors,
  typed: toFormValues(body),
})

/** Returns the strings and arrays of strings of a body; other values are dropped. */
function toFormValues(body: unknown): FormValues {
  const input: FormValues = {}
  for (const [name, value] of Object.entries(body ?? {})) {
    if (typeof value === 'string') input[name] = value
    else if (Array.isArray(value)) input[name] = value.filter(item => typeof item === 'string')
  }
  return input
}

/** Returns one typed value; '' when there is none or several. */
export function inputValue(input: FormValues, name: string): string {
  const value = input[name]
  return typeof value === 'string' ? value : ''
}

function messageOf(issue: z.core.$ZodIssue): MessageKey {
  if (isMessageKey(issue.message)) return issue.message
  if (issue.code === 'too_big') return 'form.too-long'
  return issue.code === 'invalid_value' ? 'form.choose' : 'form.required'
}

export type ErrorSummary = { items: { href: string; text: string }[] } | null

/** Labels of fields, for messages that do not name the field. */
export type FieldLabels = Partial<Record<string, MessageKey>>

/** Messages that fit any field. */
const messagesWithoutField = new Set<MessageKey | undefined>([
  'form.required',
  'form.choose',
  'form.too-long',
  'form.number',
  'form.below-zero',
  'form.whole-number',
  'form.date',
  'case.error.reading',
  'case.error.score',
])

/**
 * Returns the list above a refused form. Each complaint links to its field (the element id is the field's name). Messages
 * that fit any field are preceded by the field's label, so that the list can be read on its own.
 */
export const errorSummary = (t: Translate, errors: FieldErrors | undefined, labels: FieldLabels): ErrorSummary =>
  namedErrors(t, errors, name => {
    const label = labels[name]
    return label && t(label)
  })

/** The same, with labels that are already translated. */
export function namedErrors(
  t: Translate,
  errors: FieldErrors | undefined,
  labelOf: (name: string) => string | undefined,
  wordsOf: (name: string) => string | undefined = () => undefined,
): ErrorSummary {
  const items = Object.entries(errors ?? {}).map(([name, key]) => {
    const sentence = key ? (wordsOf(name) ?? t(key)) : ''
    const field = messagesWithoutField.has(key) ? labelOf(name) : undefined
    return { href: `#${name}`, text: field ? withFieldLabel(t, field, sentence) : sentence }
  })
  return items.length === 0 ? null : { items }
}

/** Returns a complaint preceded by the label of its field. A label that is a question keeps its question mark. */
export const withFieldLabel = (t: Translate, field: string, sentence: string): string =>
  t(/[?？]$/.test(field) ? 'form.errors.question' : 'form.errors.item', { field, sentence })

/** A form field with its label, element id and complaint as shown on the page. */
export type LabelledField = { name: string; label: string; domId?: string; error?: string }

/** The same for pages on which several forms have fields of one name: complaints link to the form that was sent. */
export function summaryOfFields(
  t: Translate,
  errors: FieldErrors | undefined,
  fields: readonly LabelledField[],
): ErrorSummary {
  const fieldOf = (fieldName: string) => fields.find(({ name }) => name === fieldName)
  const summary = namedErrors(
    t,
    errors,
    fieldName => fieldOf(fieldName)?.label,
    fieldName => fieldOf(fieldName)?.error,
  )
  const hrefOf = (href: string) => `#${fields.find(({ name }) => href === `#${name}`)?.domId ?? href.slice(1)}`
  return summary && { items: summary.items.map(({ href, text: said }) => ({ href: hrefOf(href), text: said })) }
}

/** An object id in a path. */
export const id = z.string().regex(/^[0-9a-f]{24}$/)

/** Trimmed text (`cleanText`) of at most `max` characters. */
export const text = (max: number) =>
  z
    .string({ error: 'form.required' })
    .transform(input => cleanText(input).trim())
    .pipe(z.string().max(max, 'form.too-long'))

export const requiredText = (max: number) => text(max).pipe(z.string().min(1, 'form.required'))

/** One line, for names and subjects: a line end could inject a mail header. */
export const requiredLine = (max: number) => requiredText(max).transform(value => value.replace(/\s+/g, ' '))

/** A search term as one line. MongoDB fails on a pattern with a NUL in it. */
export const searchText = z
  .string()
  .max(100)
  .transform(input => input.replace(/[\u0000-\u001f\u007f]/g, ' ').trim())

/** Parses path parameters. Throws `notFound` when they cannot be valid. */
export function readPath<S extends z.ZodType>(schema: S, params: unknown): z.output<S> {
  const parsed = schema.safeParse(params)
  if (!parsed.success) throw notFound()
  return parsed.data
}
