import { z } from 'zod'
import { notFound } from '#shared/errors.ts'
import { cleanText } from '#shared/texts/clean-text.ts'
import { isMessageKey, type MessageKey, type Translate } from '#shared/texts/i18n.ts'

export type FieldErrors = Partial<Record<string, MessageKey>>
/** What was typed, as it came: a string, or several under one name. */
export type Typed = Partial<Record<string, string | string[]>>
export type FormFailure = { ok: false; errors: FieldErrors; typed: Typed }
export type FormResult<T> = { ok: true; value: T } | FormFailure

/** Reads a submitted form. The first complaint about a field wins; messages are keys of the catalogue. */
export function readForm<S extends z.ZodType>(schema: S, body: unknown): FormResult<z.output<S>> {
  const parsed = schema.safeParse(body ?? {})
  if (parsed.success) return { ok: true, value: parsed.data }
  const errors: FieldErrors = {}
  for (const issue of parsed.error.issues) errors[issue.path.map(String).join('.')] ??= messageOf(issue)
  return { ok: false, errors, typed: asTyped(body) }
}

/** A failure found after parsing (a rule, a taken name), in the shape of a failed form. */
export const formFailure = (body: unknown, errors: FieldErrors): FormFailure => ({
  ok: false,
  errors,
  typed: asTyped(body),
})

/** Strings and arrays of strings of a body; anything else a client may have sent is dropped. */
function asTyped(body: unknown): Typed {
  const typed: Typed = {}
  for (const [name, value] of Object.entries(body ?? {})) {
    if (typeof value === 'string') typed[name] = value
    else if (Array.isArray(value)) typed[name] = value.filter(item => typeof item === 'string')
  }
  return typed
}

/** One typed value, empty when there is none or several. */
export function typedText(typed: Typed, name: string): string {
  const value = typed[name]
  return typeof value === 'string' ? value : ''
}

function messageOf(issue: z.core.$ZodIssue): MessageKey {
  if (isMessageKey(issue.message)) return issue.message
  if (issue.code === 'too_big') return 'form.too-long'
  return issue.code === 'invalid_value' ? 'form.choose' : 'form.required'
}

export type ErrorSummary = { items: { href: string; text: string }[] } | null

/** What the fields of a form are called, for sentences that do not say which field they are about. */
export type FieldLabels = Partial<Record<string, MessageKey>>

/** Sentences that fit any field. */
const saysNotWhich = new Set<MessageKey | undefined>([
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
 * The list above a refused form: each complaint links to its field (whose element id is the field's name). Sentences
 * that fit any field are preceded by the field's label, so that the list can be read by itself.
 */
export const errorSummary = (t: Translate, errors: FieldErrors | undefined, labels: FieldLabels): ErrorSummary =>
  namedErrors(t, errors, name => {
    const label = labels[name]
    return label && t(label)
  })

/** The same for fields whose labels are in words already. */
export function namedErrors(
  t: Translate,
  errors: FieldErrors | undefined,
  labelOf: (name: string) => string | undefined,
  wordsOf: (name: string) => string | undefined = () => undefined,
): ErrorSummary {
  const items = Object.entries(errors ?? {}).map(([name, key]) => {
    const sentence = key ? (wordsOf(name) ?? t(key)) : ''
    const field = saysNotWhich.has(key) ? labelOf(name) : undefined
    return { href: `#${name}`, text: field ? aboutField(t, field, sentence) : sentence }
  })
  return items.length === 0 ? null : { items }
}

/** A complaint after the label of its field. A question ends with its own mark. */
export const aboutField = (t: Translate, field: string, sentence: string): string =>
  t(/[?？]$/.test(field) ? 'form.errors.question' : 'form.errors.item', { field, sentence })

/** A field of a form, by the label, the id and the complaint with which it stands on the page. */
export type LabelledField = { name: string; label: string; domId?: string; error?: string }

/** The same where several forms of a page have fields of one name: each complaint leads to the one that was sent. */
export function summaryOfFields(
  t: Translate,
  errors: FieldErrors | undefined,
  fields: readonly LabelledField[],
): ErrorSummary {
  const fieldOf = (asked: string) => fields.find(({ name }) => name === asked)
  const summary = namedErrors(
    t,
    errors,
    asked => fieldOf(asked)?.label,
    asked => fieldOf(asked)?.error,
  )
  const hrefOf = (href: string) => `#${fields.find(({ name }) => href === `#${name}`)?.domId ?? href.slice(1)}`
  return summary && { items: summary.items.map(({ href, text: said }) => ({ href: hrefOf(href), text: said })) }
}

/** An id as it stands in a path. */
export const id = z.string().regex(/^[0-9a-f]{24}$/)

/** Trimmed text (`cleanText`); `max` characters at most. */
export const text = (max: number) =>
  z
    .string({ error: 'form.required' })
    .transform(typed => cleanText(typed).trim())
    .pipe(z.string().max(max, 'form.too-long'))

export const requiredText = (max: number) => text(max).pipe(z.string().min(1, 'form.required'))

/** One line: names and subjects, in which a line end would be an injected mail header. */
export const requiredLine = (max: number) => requiredText(max).transform(value => value.replace(/\s+/g, ' '))

/** Words to look for, as one line: MongoDB fails on a pattern with a NUL in it. */
export const searchText = z
  .string()
  .max(100)
  .transform(typed => typed.replace(/[\u0000-\u001f\u007f]/g, ' ').trim())

/** Reads the path. A path that cannot be right is a page that does not exist. */
export function readPath<S extends z.ZodType>(schema: S, params: unknown): z.output<S> {
  const parsed = schema.safeParse(params)
  if (!parsed.success) throw notFound()
  return parsed.data
}
