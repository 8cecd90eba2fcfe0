import { z } from 'zod'
import { auditOutcomes } from '#models/audit/audit-entry.ts'
import { subjectKinds } from '#outside/audit.ts'
import { isCityDay } from '#shared/days/city-day.ts'
import { isMessageKey, type MessageKey } from '#shared/texts/i18n.ts'
import { readDay } from '#shared/days/parse-day.ts'
import { canonicalCode, canonicalReference } from '#shared/texts/codes.ts'
import { readingLanguage } from '#web/forms/form-schemas.ts'
import { type FieldErrors, id, readForm, searchText } from '#web/forms/forms.ts'
import type { AuditSearch } from '../reading.ts'

const message = (key: MessageKey) => key
const number = z.coerce.number().int().min(1).max(1e12).optional().catch(undefined)

/** Of several under one name the last counts; an empty field is no condition. */
const last = (value: unknown): unknown => ([value].flat().at(-1) === '' ? undefined : [value].flat().at(-1))
const asked = <S extends z.ZodType>(schema: S) => z.preprocess(last, schema.optional())

const day = z
  .string()
  .transform(typed => readDay(typed, readingLanguage()) ?? '')
  .refine(isCityDay, message('audit.wrong.day'))

/** A code or a reference as somebody types it. */
const subject = searchText.transform(typed => {
  const whole = canonicalCode(typed) ?? canonicalReference(typed)
  return whole ?? (/^([a-z]{2,4}-|[a-z]\d{1,5}$)/i.test(typed) ? typed.toUpperCase() : typed)
})

const filters = {
  who: asked(z.union([z.literal('system'), id], { error: message('form.choose') })),
  action: asked(z.string().regex(/^[a-z0-9._-]{1,60}$/, message('form.choose'))),
  kind: asked(z.enum(subjectKinds)),
  subject: asked(subject),
  outcome: asked(z.enum(auditOutcomes)),
  from: asked(day),
  to: asked(day),
  request: asked(searchText),
}
const names = Object.keys(filters) as (keyof typeof filters)[]

const auditFilter = z.object(filters)

export type AskedFilter =
  { ok: true; search: AuditSearch } | { ok: false; errors: FieldErrors; typed: Partial<Record<string, string>> }

/**
 * What of the trail is looked for. Whoever asks it has to rely on the answer, so a condition that cannot be met is not
 * dropped, as public searches do, but complained of with all that was typed. `isAct` says whether an action was ever told.
 */
export async function readFilter(
  query: Record<string, unknown>,
  isAct: (action: string) => Promise<boolean>,
): Promise<AskedFilter> {
  const read = readForm(auditFilter, query)
  const typed = typedIn(query)
  const found: FieldErrors = read.ok ? {} : read.errors
  if (!found['action'] && (await isUnknown(typed['action'], isAct))) found['action'] = 'form.choose'
  if (isCrossed(typed)) found['to'] = 'audit.wrong.order'
  if (read.ok && Object.keys(found).length === 0) return { ok: true, search: read.value }
  return { ok: false, errors: inOrder(found), typed }
}

/** As the form has its fields, whoever found what is wrong with them. */
const inOrder = (found: FieldErrors): FieldErrors =>
  Object.fromEntries(names.flatMap(name => (found[name] ? [[name, found[name]]] : [])))

async function isUnknown(action: string | undefined, isAct: (action: string) => Promise<boolean>): Promise<boolean> {
  if (!action || isMessageKey(`acted.act.${action}`)) return false
  return !(await isAct(action))
}

function isCrossed({ from = '', to = '' }: Partial<Record<string, string>>): boolean {
  const [first, last] = [from, to].map(typed => readDay(typed, readingLanguage()))
  return Boolean(first && last && first > last)
}

const typedIn = (query: Record<string, unknown>): Partial<Record<string, string>> =>
  Object.fromEntries(
    names.flatMap(name => {
      const value = last(query[name])
      return typeof value === 'string' ? [[name, value]] : []
    }),
  )

/** Where in the list one is: an odd value is dropped. */
export const auditPlace = z.object({ before: number, after: number })
export const entryPath = z.object({
  number: z
    .string()
    .regex(/^[1-9]\d{0,11}$/)
    .transform(Number),
})
export const exportPath = z.object({ format: z.enum(['csv', 'xlsx']) })
