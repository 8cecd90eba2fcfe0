import mongoose from 'mongoose'
import { applicationStates, type Application, type ApplicationSnapshot } from '#models/cases/application.ts'
import type { Assessment } from '#models/cases/parts/assessment.ts'
import { conditionKinds, conditionStates } from '#models/cases/parts/acceptance.ts'
import { eventActors } from '#models/parts/history.ts'
import { objectionOutcomes } from '#models/cases/parts/public-notice.ts'
import { useClasses } from '#models/premises/parts/premises-vocabulary.ts'
import { copiesOf } from './acceptance/filing.ts'
import { vehicles } from './answers/fields.ts'
import { sealed } from './answers/snapshot.ts'

/** What is kept at one place: a value that is no object, a day, numbers by name, a word of a list, or named fields. */
type Kept = 'value' | 'day' | 'numbers' | readonly string[] | { readonly [field: string]: Kept }

const value = 'value' as const
const person = { id: value, name: value } as const
const texts = { ru: value, en: value, zh: value } as const
const conditions = { _id: value, kind: conditionKinds, dueOn: 'day', state: conditionStates } as const
const offer = {
  ...{ premises: value, madeAt: value, deadline: value, extendedFrom: value },
  acceptance: { at: value, conditions },
} as const
const scores = { reviewer: value, reviewerName: value, at: value, noConflict: value, scores: 'numbers' } as const
const answers = { company: { vehicle: vehicles }, plan: { useClass: useClasses } } as const

/** All that is kept of a case of which nobody is known any more, field by field. What is not named here goes. */
const remaining: { readonly [field: string]: Kept } = {
  ...{ _id: value, __v: value, reference: value, state: applicationStates, stateSince: value, revision: value },
  ...{ startedFor: value, premises: value, submittedAt: value, createdAt: value, updatedAt: value },
  ...{ assignee: value, score: value, applicantLeftAt: value, handedOverOn: 'day' },
  offer,
  pastOffers: { ...offer, endedAt: value, endedAs: applicationStates },
  waiting: { score: value, until: value, warnedAt: value },
  rubric: {
    ...{ version: value, spreadThreshold: value, panelSize: value },
    criteria: { key: value, name: texts, hint: texts, weight: value },
  },
  panel: person,
  assessments: { ...scores, openedAt: value },
  formerAssessments: { ...scores, openedAt: value },
  objectionAnswers: { objection: value, at: value, by: person, outcome: objectionOutcomes },
  answers,
  snapshot: { at: value, formVersion: value, answers },
  events: {
    ...{ _id: value, at: value, kind: value, from: value, to: value, reasonCodes: value, bulk: value, fields: value },
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
 * What is kept of a case once nobody may be known from it: figures are made of it, and colleagues answer for what they did.
 * Without `pendingEffects`, which hold codes and go once they are done.
 */
export function anonymisedOf(was: Application): Partial<Application> {
  const kept = pick(was, remaining) as Partial<Application>
  const snapshot = kept.snapshot as
    (Omit<ApplicationSnapshot, 'answers'> & Partial<ApplicationSnapshot>) | null | undefined
  return {
    ...kept,
    // An id that nobody has: nothing leads from the case to an account.
    applicant: new mongoose.Types.ObjectId(),
    answers: kept.answers ?? {},
    savedAt: {},
    ...(snapshot ? { snapshot: sealed({ ...snapshot, answers: snapshot.answers ?? {}, documents: [] }) } : {}),
    assessments: (kept.assessments ?? []).map(withoutWords),
    ...(kept.formerAssessments ? { formerAssessments: kept.formerAssessments.map(withoutWords) } : {}),
    ...(kept.objectionAnswers ? { objectionAnswers: kept.objectionAnswers.map(one => ({ ...one, text: '' })) } : {}),
    events: (kept.events ?? []).map(withoutApplicant),
    ...(kept.offer ? copiesOf(kept.offer) : {}),
  }
}

const withoutWords = (assessment: Assessment): Assessment => ({ ...assessment, comment: '' })

/** Besides what is named above: whose it was no longer, what was taken when, what is still to be done. */
const marks = ['applicant', 'anonymisedAt', 'documentsErasedAt', 'savedAt', 'pendingEffects']

/** Where a case that is said to be nameless has more than is kept of one, such as `assessments.comments`; null is well. */
export function notAnonymised(was: Application): string | null {
  const kept = new Set(leaves(anonymisedOf(was)))
  const more = leaves(was).filter(path => !kept.has(path) && !marks.includes(path.split('.')[0] ?? ''))
  return more.length > 0 ? `keeps ${[...new Set(more)].toSorted().join(', ')}` : null
}

/** Paths of all values that say something, without the numbers of what stands in arrays. */
function leaves(stored: unknown, at = ''): string[] {
  if (Array.isArray(stored)) return stored.flatMap(one => leaves(one, at))
  if (!isObject(stored)) return stored === null || stored === undefined || stored === '' ? [] : [at]
  return Object.entries(stored).flatMap(([field, inner]) => leaves(inner, at ? `${at}.${field}` : field))
}

/** The founder's own name goes, the officers' stay. */
function withoutApplicant(event: Application['events'][number]): Application['events'][number] {
  return event.by.kind === 'applicant' ? { ...event, by: { kind: 'applicant' } } : event
}

/** Undefined where nothing of it is kept. Of an array the same is kept of each. */
function pick(stored: unknown, kept: Kept): unknown {
  if (Array.isArray(stored)) return stored.map(one => pick(one, kept)).filter(one => one !== undefined)
  if (!isObject(stored)) return isKept(stored, kept) ? stored : undefined
  if (kept === 'numbers') return numbersIn(stored)
  return typeof kept === 'string' || isList(kept) ? undefined : fieldsOf(stored, kept)
}

/** Of what is no object. */
function isKept(stored: unknown, kept: Kept): boolean {
  if (kept === 'day') return /^\d{4}-\d{2}-\d{2}$/.test(String(stored))
  return kept === 'value' || (isList(kept) && kept.includes(String(stored)))
}

function fieldsOf(stored: Record<string, unknown>, kept: { readonly [field: string]: Kept }): Record<string, unknown> {
  const fields = Object.entries(kept).map(([field, inner]) => [field, pick(stored[field], inner)] as const)
  return Object.fromEntries(fields.filter(([, picked]) => picked !== undefined))
}

const numbersIn = (stored: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(stored).filter(([, number]) => typeof number === 'number'))

const isList = (kept: Kept): kept is readonly string[] => Array.isArray(kept)

/** A plain one: ids and instants are values. */
const isObject = (stored: unknown): stored is Record<string, unknown> =>
  stored !== null && typeof stored === 'object' && Object.getPrototypeOf(stored) === Object.prototype
