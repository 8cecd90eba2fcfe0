import type { FieldChange, SubjectKind } from '#outside/audit.ts'

/** Fields whose values are never stored, whatever subject they belong to. */
const secret = /password|passwd|secret|token|hash|totp|recovery|cookie|session|apikey|otp/i
/** Fields whose values are stored for places and rules, but not for people. */
const personal =
  /name|mail|phone|messenger|passport|birth|address|residence|contact|inn|ogrn|credit|note|text|message|answer/i

const aboutPeople: ReadonlySet<SubjectKind> = new Set<SubjectKind>([
  'account',
  'application',
  'document',
  'enquiry',
  'letter',
  'session',
  'tenancy',
  'viewing',
])

export const maskedValue = '[masked]'

/** Masks the values of secret and personal fields, also inside objects; that the field was changed stays recorded. */
export function masked(kind: SubjectKind, { field, before, after }: FieldChange): FieldChange {
  const hides = (name: string): boolean => secret.test(name) || (aboutPeople.has(kind) && personal.test(name))
  return { field, before: veiled(before, field, hides), after: veiled(after, field, hides) }
}

function veiled(value: unknown, name: string, hides: (name: string) => boolean): unknown {
  if (value === null || value === undefined) return null
  if (hides(name)) return maskedValue
  if (Array.isArray(value)) return value.map(one => veiled(one, '', hides))
  if (typeof value !== 'object' || 'toJSON' in value) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, veiled(inner, key, hides)]))
}
