import { createHash } from 'node:crypto'
import type { Answers, ApplicationState } from '#models/cases/application.ts'
import type { Condition, ConditionKind, ConditionState } from '#models/cases/parts/acceptance.ts'
import { addDays, type CityDay } from '#shared/days/city-day.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'

/**
 * Days from the acceptance until a condition is due. The business licence has the 60 days of the programme's first
 * milestone. Whatever an authority must issue takes as long. Papers that somebody only has to have made get half.
 */
const daysUntilDue: Record<ConditionKind, number> = {
  business_licence: 60,
  permit: 60,
  notarised_translation: 30,
  fit_out_drawing: 30,
  other_paper: 30,
}

/** Days for which the proof of address may be used to register a company. */
const addressProofDays = 90

/** Uses that change walls, pipes or hoods, for which the city asks for a drawing. */
const builtInUses: readonly unknown[] = ['catering', 'workshop']

/** A condition that applies from the acceptance, with the days from then until it is due. */
export type ConditionToCome = { kind: ConditionKind; days: number }

/** Returns the conditions of an accepted offer, each with the day on which it is due. */
export const conditionsFor = (answers: Answers, acceptedOn: CityDay): { kind: ConditionKind; dueOn: CityDay }[] =>
  conditionsFrom(conditionsToCome(answers), acceptedOn)

export const conditionsFrom = (toCome: readonly ConditionToCome[], acceptedOn: CityDay) =>
  toCome.map(({ kind, days }) => ({ kind, dueOn: addDays(acceptedOn, days) }))

/** Returns the conditions that an offer would have, by vehicle and activity. */
export function conditionsToCome(answers: Answers): ConditionToCome[] {
  const kinds: ConditionKind[] = ['business_licence']
  if (answers.company?.vehicle !== 'chinese_company') kinds.push('notarised_translation')
  if (needsDrawing(answers)) kinds.push('fit_out_drawing')
  if (needsPermit(answers)) kinds.push('permit')
  return kinds.map(kind => ({ kind, days: daysUntilDue[kind] }))
}

const needsDrawing = ({ plan, choice }: Answers): boolean =>
  builtInUses.includes(plan?.useClass) || plan?.hazard === 'yes' || choice?.extractionNeeded === 'yes'

const needsPermit = ({ plan }: Answers): boolean =>
  plan?.useClass === 'catering' || [plan?.food, plan?.alcohol, plan?.hazard].includes('yes')

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
