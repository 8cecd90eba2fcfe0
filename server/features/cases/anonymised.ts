import mongoose from 'mongoose'
import { applicationStates, type Application, type ApplicationSnapshot } from '#models/cases/application.ts'
import type { Assessment } from '#models/cases/parts/assessment.ts'
import { conditionKinds, conditionStates } from '#models/cases/parts/acceptance.ts'
import { eventActors } from '#models/parts/history.ts'
import { objectionOutcomes } from '#models/cases/parts/public-notice.ts'
import { useClasses } from '#models/premises/parts/premises-vocabulary.ts'
import { copyFieldsOf } from './acceptance/offer-history.ts'
import { vehicles } from './answers/fields.ts'
import { sealSnapshot } from './answers/snapshot.ts'

/** What is kept of a field: any value that is no object, a day, the numbers of an object, listed words, or named fields. */
type RetentionRule = 'value' | 'day' | 'numbers' | readonly string[] | { readonly [field: string]: RetentionRule }

const value = 'value' as const
const person = { id: value, name: value } as const
const texts = { ru: value, en: value, zh: value } as const
const conditions = { _id: value, kind: conditionKinds, dueOn: 'day', state: conditionStates } as const
const offer = {
  premises: value,
  madeAt: value,
  deadline: value,
  extendedFrom: value,
  acceptance: { at: value, conditions },
} as const
const scores = { reviewer: value, reviewerName: value, at: value, noConflict: value, scores: 'numbers' } as const
const answers = { company: { vehicle: vehicles }, plan: { useClass: useClasses } } as const

/** Fields kept of an anonymised case. Every field that is not listed here is removed. */
const retainedCaseFields: { readonly [field: string]: RetentionRule } = {
  _id: value,
  __v: value,
  reference: value,
  state: applicationStates,
  stateSince: value,
  revision: value,
  startedFor: value,
  premises: value,
  submittedAt: value,
  createdAt: value,
  updatedAt: value,
  assignee: value,
  score: value,
  applicantLeftAt: value,
  handedOverOn: 'day',
  offer,
  pastOffers: { ...offer, endedAt: value, endedAs: applicationStates },
  waiting: { score: value, until: value, warnedAt: value },
  rubric: {
    version: value,
    spreadThreshold: value,
    panelSize: value,
    criteria: { key: value, name: texts, hint: texts, weight: value },
  },
  panel: person,
  assessments: { ...scores, openedAt: value },
  formerAssessments: { ...scores, openedAt: value },
  objectionAnswers: { objection: value, at: value, by: person, outcome: objectionOutcomes },
  answers,
  snapshot: { at: value, formVersion: value, answers },
  events: {
    _id: value,
    at: value,
    kind: value,
    from: value,
    to: value,
    reasonCodes: value,
    bulk: value,
    fields: value,
    by: { ...person, kind: eventActors },
    person,
    record: {
      score: value,
      changed: { reviewer: value, name: value, blind: value, given: value },
      objections: { objection: value, outcome: objectionOutcomes, name: value, at: value },
    },
  },
}

/**
 * Returns the fields kept of a case that is anonymised: figures are computed from them, and they show what each colleague
 * did. `pendingEffects` is not among them: it holds codes, and is removed once the effects are done.
 */
export function anonymiseCase(was: Application): Partial<Application> {
  const retained = pickRetained(was, retainedCaseFields) as Partial<Application>
  const snapshot = retained.snapshot as
    | (Omit<ApplicationSnapshot, 'answers'> & Partial<ApplicationSnapshot>)
    | null
    | undefined
  return {
    ...retained,
    // A new id that no account has, so nothing links the case to an account.
    applicant: new mongoose.Types.ObjectId(),
    answers: retained.answers ?? {},
    savedAt: {},
    ...(snapshot ? { snapshot: sealSnapshot({ ...snapshot, answers: snapshot.answers ?? {}, documents: [] }) } : {}),
    assessments: (retained.assessments ?? []).map(withoutComment),
    ...(retained.formerAssessments ? { formerAssessments: retained.formerAssessments.map(withoutComment) } : {}),
    ...(retained.objectionAnswers
      ? { objectionAnswers: retained.objectionAnswers.map(one => ({ ...one, text: '' })) }
      : {}),
    events: (retained.events ?? []).map(withoutApplicant),
    ...(retained.offer ? copyFieldsOf(retained.offer) : {}),
  }
}

const withoutComment = (assessment: Assessment): Assessment => ({ ...assessment, comment: '' })

/** Fields allowed besides those above: the new applicant id, when data was removed, and the effects still to be done. */
const allowedFields = ['applicant', 'anonymisedAt', 'documentsErasedAt', 'savedAt', 'pendingEffects']

/** Returns the fields that an anonymised case must not have, such as `assessments.comments`; null when there are none. */
export function findUnremovedFields(was: Application): string | null {
  const retainedPaths = new Set(valuePaths(anonymiseCase(was)))
  const more = valuePaths(was).filter(
    path => !retainedPaths.has(path) && !allowedFields.includes(path.split('.')[0] ?? ''),
  )
  return more.length > 0 ? `keeps ${[...new Set(more)].toSorted().join(', ')}` : null
}

/** Returns the paths of all values that are not empty, without array indexes. */
function valuePaths(stored: unknown, at = ''): string[] {
  if (Array.isArray(stored)) return stored.flatMap(one => valuePaths(one, at))
  if (!isObject(stored)) return stored === null || stored === undefined || stored === '' ? [] : [at]
  return Object.entries(stored).flatMap(([field, inner]) => valuePaths(inner, at ? `${at}.${field}` : field))
}

/** Removes the applicant's name from an event. Officers' names stay. */
function withoutApplicant(event: Application['events'][number]): Application['events'][number] {
  return event.by.kind === 'applicant' ? { ...event, by: { kind: 'applicant' } } : event
}

/** Returns the part of a value that is kept; undefined when none is. For an array, the rule applies to each element. */
function pickRetained(stored: unknown, rule: RetentionRule): unknown {
  if (Array.isArray(stored)) return stored.map(one => pickRetained(one, rule)).filter(one => one !== undefined)
  if (!isObject(stored)) return isRetained(stored, rule) ? stored : undefined
  if (rule === 'numbers') return numbersIn(stored)
  return typeof rule === 'string' || isList(rule) ? undefined : fieldsOf(stored, rule)
}

/** Checks whether a value that is no object is kept. */
function isRetained(stored: unknown, rule: RetentionRule): boolean {
  if (rule === 'day') return /^\d{4}-\d{2}-\d{2}$/.test(String(stored))
  return rule === 'value' || (isList(rule) && rule.includes(String(stored)))
}

function fieldsOf(
  stored: Record<string, unknown>,
  rule: { readonly [field: string]: RetentionRule },
): Record<string, unknown> {
  const fields = Object.entries(rule).map(([field, inner]) => [field, pickRetained(stored[field], inner)] as const)
  return Object.fromEntries(fields.filter(([, picked]) => picked !== undefined))
}

const numbersIn = (stored: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(stored).filter(([, number]) => typeof number === 'number'))

const isList = (rule: RetentionRule): rule is readonly string[] => Array.isArray(rule)

/** Checks for a plain object. Ids and dates count as values. */
const isObject = (stored: unknown): stored is Record<string, unknown> =>
  stored !== null && typeof stored === 'object' && Object.getPrototypeOf(stored) === Object.prototype
