import { z } from 'zod'
import { auditOutcomes } from '#models/audit/audit-entry.ts'
import { subjectKinds } from '#outside/audit.ts'
import { isCityDay } from '#shared/days/city-day.ts'
import { isMessageKey, messageKey } from '#shared/texts/i18n.ts'
import { readDay } from '#shared/days/parse-day.ts'
import { canonicalCode, canonicalReference } from '#shared/texts/codes.ts'
import { inputLanguage } from '#web/forms/form-schemas.ts'
import { type FieldErrors, id, readForm, searchText } from '#web/forms/forms.ts'
import type { AuditSearch } from '../reading.ts'

const number = z.coerce.number().int().min(1).max(1e12).optional().catch(undefined)

/** Takes the last of several values of a parameter; an empty value counts as no filter. */
const lastValue = (value: unknown): unknown => ([value].flat().at(-1) === '' ? undefined : [value].flat().at(-1))
const filterField = <S extends z.ZodType>(schema: S) => z.preprocess(lastValue, schema.optional())

const day = z
  .string()
  .transform(input => readDay(input, inputLanguage()) ?? '')
  .refine(isCityDay, messageKey('audit.wrong.day'))

/** A code or reference as typed by a person. */
const subject = searchText.transform(input => {
  const whole = canonicalCode(input) ?? canonicalReference(input)
  return whole ?? (/^([a-z]{2,4}-|[a-z]\d{1,5}$)/i.test(input) ? input.toUpperCase() : input)
})

const filters = {
  who: filterField(z.union([z.literal('system'), id], { error: messageKey('form.choose') })),
  action: filterField(z.string().regex(/^[a-z0-9._-]{1,60}$/, messageKey('form.choose'))),
  kind: filterField(z.enum(subjectKinds)),
  subject: filterField(subject),
  outcome: filterField(z.enum(auditOutcomes)),
  from: filterField(day),
  to: filterField(day),
  request: filterField(searchText),
}
const names = Object.keys(filters) as (keyof typeof filters)[]

const auditFilter = z.object(filters)

export type AuditFilterResult =
  | { ok: true; search: AuditSearch }
  | { ok: false; errors: FieldErrors; typed: Partial<Record<string, string>> }

/**
 * Reads the filters of the trail. A filter that cannot be met is reported with everything typed, not dropped as in public
 * searches, because the reader must be able to rely on the result. `isAct` says whether an action has ever been recorded.
 */
export async function readFilter(
  query: Record<string, unknown>,
  isAct: (action: string) => Promise<boolean>,
): Promise<AuditFilterResult> {
  const read = readForm(auditFilter, query)
  const typed = inputValuesOf(query)
  const found: FieldErrors = read.ok ? {} : read.errors
  if (!found['action'] && (await isUnknown(typed['action'], isAct))) found['action'] = 'form.choose'
  if (isWrongOrder(typed)) found['to'] = 'audit.wrong.order'
  if (read.ok && Object.keys(found).length === 0) return { ok: true, search: read.value }
  return { ok: false, errors: inOrder(found), typed }
}

/** Sorts errors into the order of the form's fields, whichever check found them. */
const inOrder = (found: FieldErrors): FieldErrors =>
  Object.fromEntries(names.flatMap(name => (found[name] ? [[name, found[name]]] : [])))

async function isUnknown(action: string | undefined, isAct: (action: string) => Promise<boolean>): Promise<boolean> {
  if (!action || isMessageKey(`acted.act.${action}`)) return false
  return !(await isAct(action))
}

function isWrongOrder({ from = '', to = '' }: Partial<Record<string, string>>): boolean {
  const [first, last] = [from, to].map(input => readDay(input, inputLanguage()))
  return Boolean(first && last && first > last)
}

const inputValuesOf = (query: Record<string, unknown>): Partial<Record<string, string>> =>
  Object.fromEntries(
    names.flatMap(name => {
      const value = lastValue(query[name])
      return typeof value === 'string' ? [[name, value]] : []
    }),
  )

/** Position in the list; invalid values are dropped. */
export const auditPlace = z.object({ before: number, after: number })
export const entryPath = z.object({
  number: z
    .string()
    .regex(/^[1-9]\d{0,11}$/)
    .transform(Number),
})
export const exportPath = z.object({ format: z.enum(['csv', 'xlsx']) })
