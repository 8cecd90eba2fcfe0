import { createHash } from 'node:crypto'
import type { Answers, Application, ApplicationState } from '#models/cases/application.ts'
import type { Condition, ConditionKind, ConditionState } from '#models/cases/parts/acceptance.ts'
import { addDays, type CityDay } from '#shared/days/city-day.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'
import { paperDay, type PaperDuty } from '../papers/paper-table.ts'
import { papersFor } from '../papers/papers-for.ts'

/** Days for which the proof of address may be used to register a company. */
const addressProofDays = 90

/** A condition that applies from the acceptance, with the days from then until it is due. */
export type ConditionToCome = { kind: ConditionKind; days: number }

/** Days from the preparation of a contract until the applicant is asked to have signed it, as long as for an offer. */
const daysToSign = 14
export const signBy = (preparedOn: CityDay): CityDay => addDays(preparedOn, daysToSign)

/** Returns the conditions of an accepted offer, each with the day on which it is due. */
export const conditionsFor = (answers: Answers, acceptedOn: CityDay): { kind: ConditionKind; dueOn: CityDay }[] =>
  conditionsFrom(conditionsToCome(answers, acceptedOn), acceptedOn)

export const conditionsFrom = (toCome: readonly ConditionToCome[], acceptedOn: CityDay) =>
  toCome.map(({ kind, days }) => ({ kind, dueOn: addDays(acceptedOn, days) }))

/** Returns the conditions that an offer has by the table of a day. */
export const conditionsToCome = (answers: Answers, day: CityDay): ConditionToCome[] =>
  papersFor(answers, day).flatMap(row => (row.when === 'contract' ? [{ kind: row.paper, days: row.days }] : []))

type HandedOver = Pick<Application, 'snapshot' | 'submittedAt' | 'handedOverOn'>

/** Checks whether a condition was still open at the handover, and the tenant owes its paper as an obligation since. */
export const isOwedByTenant = (
  { snapshot, submittedAt, handedOverOn }: HandedOver,
  { kind, state }: SettledCondition,
): boolean =>
  Boolean(handedOverOn) &&
  state === 'open' &&
  papersFor(snapshot?.answers ?? {}, paperDay({ submittedAt }, new Date(handedOverOn ?? 0))).some(
    row => row.paper === kind && row.duty,
  )

type SettledCondition = Pick<Condition, 'kind' | 'state'>

/**
 * Returns what a tenant still owes at the handover: the papers that need a finished fit-out, and those that were open until
 * then. A condition that the office has accepted or set aside is not demanded a second time.
 */
export function dutiesAtHandover(answers: Answers, conditions: readonly SettledCondition[], day: CityDay): PaperDuty[] {
  const settled = new Set<string>(conditions.filter(({ state }) => state !== 'open').map(({ kind }) => kind))
  return papersFor(answers, day).flatMap(row =>
    row.when === 'application' || settled.has(row.paper) ? [] : (row.duty ?? []),
  )
}

/** States with conditions to fulfil: from the acceptance until the handover. */
const conditionStates: readonly ApplicationState[] = ['accepted', 'contracted']

type ConditionCase = { state: ApplicationState; handedOverOn?: string | null | undefined }

/** Checks whether conditions can be changed and papers for them handed in. */
export const isAwaitingConditions = ({ state, handedOverOn }: ConditionCase): boolean =>
  conditionStates.includes(state) && !handedOverOn

export type ConditionRefusal = 'note-needed' | 'due-past'

/** Checks whether an officer may set a condition to this state. Waiving one needs a note that the applicant reads. */
export function canDecideCondition(to: ConditionState, note: string): Verdict<ConditionRefusal> {
  return to === 'waived' && note.trim() === '' ? no('note-needed') : yes
}

export const canBeDue = (dueOn: CityDay, today: CityDay): Verdict<ConditionRefusal> =>
  dueOn < today ? no('due-past') : yes

export const proofValidUntil = (issuedOn: CityDay): CityDay => addDays(issuedOn, addressProofDays)

/** Returns a string that changes with the state, the due day and the note of a condition: what its form shows. */
export const conditionMark = ({ state, dueOn, note }: Pick<Condition, 'state' | 'dueOn' | 'note'>): string =>
  createHash('sha256')
    .update(JSON.stringify([state, dueOn, note ?? '']))
    .digest('hex')
    .slice(0, 16)
