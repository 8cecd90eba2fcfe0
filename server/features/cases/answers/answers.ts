import { type AnswerSection, type SectionAnswers } from '#models/cases/application.ts'
import type { Locale, MessageKey } from '#shared/texts/i18n.ts'
import { cleanText } from '#shared/texts/clean-text.ts'
import { canonicalCode } from '#shared/texts/codes.ts'
import { listNames, postedNames, type Field } from './fields.ts'
import { toPlainAnswers } from './plain-answers.ts'
import { schemaOf, type FormContext } from './schemas.ts'

/** Longest answer kept, in characters: more than any honest one. Longer ones are cut, so that a draft stays small. */
const maxAnswerLength = 10_000
const maxRows = 24

/** At most one complaint a field, by the field's name; the messages are keys. */
export type FieldComplaints = Record<string, MessageKey>

/**
 * Returns the posted values of the known fields of a section, valid or not, and drops all others. Numbers and days are read
 * in the format of the page's language and stored in one that does not depend on it.
 */
export function pickAnswers(
  section: AnswerSection,
  body: Readonly<Record<string, unknown>>,
  locale: Locale | null = null,
): SectionAnswers {
  const picked: SectionAnswers = {}
  for (const name of postedNames(section)) {
    const value = Object.hasOwn(body, name) ? body[name] : undefined
    const cleaned = listNames.includes(name) ? asList(value) : asText(value)
    if (cleaned !== undefined) picked[name] = cleaned
  }
  const plain = toPlainAnswers(section, picked, locale)
  return Array.isArray(plain.premises) ? { ...plain, premises: plain.premises.map(toCanonicalCode) } : plain
}

/** Returns the canonical form of a premises code; anything that is no code is returned as it was typed. */
const toCanonicalCode = (input: string): string => canonicalCode(input) ?? input

function asText(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' ? cleanText(first, maxAnswerLength) : undefined
}

function asList(value: unknown): string[] | undefined {
  if (value === undefined) return undefined
  const list: unknown[] = Array.isArray(value) ? value : [value]
  return list.slice(0, maxRows).map(item => asText(item) ?? '')
}

/** Checks whether a question is asked, given the other answers of its section. */
export function isAsked({ when }: Field, answers: SectionAnswers): boolean {
  const decider = when ? answers[when.field] : undefined
  return !when || (typeof decider === 'string' && when.is.includes(decider))
}

/** Returns what is wrong with the answers of a section; empty when nothing is. */
export function complaintsAbout(
  section: AnswerSection,
  answers: SectionAnswers | undefined,
  context: FormContext,
): FieldComplaints {
  const parsed = schemaOf(section, context).safeParse(answers ?? {})
  const complaints: FieldComplaints = {}
  if (parsed.success) return complaints
  for (const issue of parsed.error.issues) complaints[fieldOf(issue.path)] ??= issue.message as MessageKey
  return complaints
}

/** Returns the field name of a row of the choice of premises, counted from 0. The first row has the name of the question. */
export const premisesRow = (row: number): string => (row === 0 ? 'premises' : `premises-${String(row + 1)}`)

/** Returns the field that an issue is about. The cash plan is one field with two columns; each premises is its own field. */
function fieldOf(path: readonly PropertyKey[]): string {
  const name = String(path[0] ?? '')
  if (name === 'premises' && typeof path[1] === 'number') return premisesRow(path[1])
  return name === 'revenue' || name === 'costs' ? 'cashPlan' : name
}

/** Complaints that only mean that an answer is still missing. */
const missingComplaints: readonly MessageKey[] = [
  'form.required',
  'form.choose',
  'apply.error.premises-none',
  'apply.error.truth',
  'apply.error.no-subletting',
  'apply.error.transfer-consent',
]

/** Returns the complaints about answers that were given, without those about missing ones. */
export const wrongAnswers = (complaints: FieldComplaints): FieldComplaints =>
  Object.fromEntries(Object.entries(complaints).filter(([, key]) => !missingComplaints.includes(key)))

export type SectionStatus = 'not_started' | 'in_progress' | 'done' | 'needs_attention'

/** Returns how far a section is. With gaps it is in progress; with a wrong answer it needs attention. */
export function sectionStatus(saved: boolean, complaints: FieldComplaints): SectionStatus {
  if (!saved) return 'not_started'
  if (Object.keys(complaints).length === 0) return 'done'
  return Object.keys(wrongAnswers(complaints)).length === 0 ? 'in_progress' : 'needs_attention'
}
