import { isDeepStrictEqual } from 'node:util'
import type { EventActor } from '#models/parts/history.ts'
import { fieldChanges, type FieldChange } from '#outside/audit.ts'

/** The colleague who edits. */
export type Editor = { kind: EventActor; id: string; name: string }

type VersionedContent = {
  version: number
  events?: readonly { kind: string; by: { id?: string | null }; reason?: string | null }[]
}
type EditRequest = { version: number; by: Editor; reason?: string | undefined }

/** Checks whether the same colleague did the same from the same page before: then the form was sent twice. */
export function isSentTwice(
  { version, events = [] }: VersionedContent,
  request: EditRequest,
  kinds: readonly string[],
): boolean {
  const last = events.at(-1)
  if (!last || version !== request.version + 1 || !kinds.includes(last.kind)) return false
  return last.by.id === request.by.id && (last.reason ?? '') === (request.reason ?? '')
}

/** Returns the names of the fields in which two contents differ. Missing values count as empty. */
export function changedFields(before: object, after: object): string[] {
  const old = before as Record<string, unknown>
  return Object.entries(after)
    .filter(([name, value]) => !isDeepStrictEqual(normalizeValue(old[name]), normalizeValue(value)))
    .map(([name]) => name)
}

/** Returns the same changes for the audit trail, with both values. A text in three languages is three fields. */
export const auditedChanges = (before: object, after: object): FieldChange[] =>
  fieldChanges(flattenFields(normalizeValue(before) ?? {}), flattenFields(normalizeValue(after) ?? {}))

/** Returns a value as it would be read back: without empty parts and in a fixed order. */
function normalizeValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? sortWords(value.map(normalizeValue)) : undefined
  if (typeof value !== 'object' || value === null) return value === false ? undefined : (value ?? undefined)
  const entries = Object.entries(value).map(([name, part]): [string, unknown] => [name, normalizeValue(part)])
  const filled = entries.filter(([, part]) => part !== undefined)
  return filled.length > 0 ? Object.fromEntries(filled) : undefined
}

/** Sorts lists of words, because checkboxes have no order. Other lists keep theirs. */
const sortWords = (values: unknown[]): unknown[] =>
  values.every(value => typeof value === 'string') ? values.sort() : values

/** Flattens `{ title: { ru: … } }` to `{ 'title.ru': … }`. A list stays one value. */
function flattenFields(value: object, before = ''): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]: [string, unknown]) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.entries(flattenFields(part, `${before}${name}.`))
        : [[`${before}${name}`, part]],
    ),
  )
}
