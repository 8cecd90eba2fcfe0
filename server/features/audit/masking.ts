import type { FieldChange, SubjectKind } from '#outside/audit.ts'

/** Fields whose values are never stored, whatever subject they belong to. */
const secretNamePattern = /password|passwd|secret|token|hash|totp|recovery|cookie|session|apikey|otp/i
/** Fields whose values are stored for places and rules, but not for people. */
const personalNamePattern =
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
export function maskChange(kind: SubjectKind, { field, before, after }: FieldChange): FieldChange {
  const isMasked = (name: string): boolean =>
    secretNamePattern.test(name) || (aboutPeople.has(kind) && personalNamePattern.test(name))
  return { field, before: maskValue(before, field, isMasked), after: maskValue(after, field, isMasked) }
}

function maskValue(value: unknown, name: string, hides: (name: string) => boolean): unknown {
  if (value === null || value === undefined) return null
  if (hides(name)) return maskedValue
  if (Array.isArray(value)) return value.map(one => maskValue(one, '', hides))
  if (typeof value !== 'object' || 'toJSON' in value) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, maskValue(inner, key, hides)]))
}
