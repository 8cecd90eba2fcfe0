import { z } from 'zod'
import { conditionStates, type Condition } from '#models/cases/parts/acceptance.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import type { ConditionDecision } from '../conditions.ts'
import { yes } from '#shared/verdict.ts'
import { conditionsOf } from '#features/cases/acceptance/offer-acceptance.ts'
import { canBeDue, canDecideCondition, conditionMark } from '#features/cases/acceptance/rules.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import { extents } from '#features/cases/writing/extents.ts'
import { dayField } from '#web/forms/form-schemas.ts'
import type { FormFailure, FormValues } from '#web/forms/forms.ts'
import { optionalTextField } from '#web/writing/extent.ts'
import { translationFieldOf } from '#web/writing/reading.ts'

/** Each condition of the form has fields of its own. */
export const stateFieldOf = (conditionId: string): string => `to-${conditionId}`
export const dayFieldOf = (conditionId: string): string => `dueOn-${conditionId}`
export const noteFieldOf = (conditionId: string): string => `note-${conditionId}`
export const isDecisionField = (name: string): boolean =>
  name === 'shown' || /^(to|dueOn|note)-[0-9a-f]{24}$/.test(name)

/** What the page showed of a condition: its day, and the mark of all that its part of the form shows. */
type Shown = { dueOn: CityDay; mark: string }

export const shownOf = (condition: Condition): string =>
  [condition._id.toHexString(), condition.dueOn, conditionMark(condition)].join(' ')

const shownConditions = (values: unknown): Map<string, Shown> =>
  new Map(
    [values ?? []]
      .flat()
      .map(value => (typeof value === 'string' ? value : '').split(' '))
      .map(([id = '', dueOn = '', mark = '']) => [id, { dueOn, mark }]),
  )

const stateField = z.enum(conditionStates).optional().catch(undefined)
const noteField = optionalTextField(extents.conditionNote)

type Body = Record<string, unknown>
type AddIssue = (name: string, message: MessageKey) => void

/** Decisions on the conditions of a case. What was left as the page showed it is none. Reports all errors at once. */
export const decisionsForm = ({ application, today }: CaseFile) =>
  z.looseObject({}).transform((body, context) => {
    const addIssue: AddIssue = (name, message) => context.addIssue({ code: 'custom', path: [name], message })
    const shown = shownConditions(body.shown)
    const decisions = conditionsOf(application).flatMap(condition => {
      const decision = readDecision(body, condition, { shown: shown.get(idOf(condition)), addIssue })
      if (decision) requireAllowed(decision, today, addIssue)
      return decision ?? []
    })
    if (decisions.length === 0 && context.issues.length === 0) addIssue('decisions', 'acceptance.refused.nothing')
    return { decisions }
  })

const idOf = ({ _id }: Condition): string => _id.toHexString()

type Reading = { shown: Shown | undefined; addIssue: AddIssue }
function readDecision(body: Body, condition: Condition, { shown, addIssue }: Reading): ConditionDecision | null {
  const conditionId = idOf(condition)
  const input = readFields(body, condition)
  for (const [name, message] of input.errors) addIssue(name, message)
  if (input.errors.length > 0) return null
  const { to, note, day } = input
  const dueOn = day === (shown?.dueOn ?? condition.dueOn) ? undefined : day
  return to || note || dueOn ? { conditionId, to, note, dueOn, shown: shown?.mark } : null
}

function readFields(body: Body, condition: Condition) {
  const noteName = noteFieldOf(idOf(condition))
  const dayName = dayFieldOf(idOf(condition))
  const note = noteField.safeParse(body[noteName] ?? '')
  const day = dayField.safeParse(body[dayName] ?? condition.dueOn)
  const errors: [string, MessageKey][] = []
  if (!note.success) errors.push([noteName, 'form.too-long'])
  if (!day.success) errors.push([dayName, day.error.issues[0]?.message as MessageKey])
  const to = stateField.parse(body[stateFieldOf(idOf(condition))])
  return { to, note: note.data ?? '', day: day.data ?? '', errors }
}

function requireAllowed({ conditionId, to, dueOn, note }: ConditionDecision, today: CityDay, addIssue: AddIssue) {
  const settled = to ? canDecideCondition(to, note) : yes
  if (!settled.ok) addIssue(noteFieldOf(conditionId), `acceptance.refused.${settled.reason}`)
  const due = dueOn ? canBeDue(dueOn, today) : yes
  if (!due.ok) addIssue(dayFieldOf(conditionId), `acceptance.refused.${due.reason}`)
}

/**
 * Returns a refused form without the days that its author left as the page showed them: the page then shows them as they are
 * now, and they do not count as changed when the form is sent again.
 */
export function withoutUntouchedDays(failure: FormFailure, body: unknown): FormFailure {
  const shown = shownConditions((body as FormValues | undefined)?.shown)
  const untouched = new Set([...shown].map(([id, { dueOn }]) => `${dayFieldOf(id)} ${dueOn}`))
  const typed = Object.entries(failure.typed).filter(([name, value]) => !untouched.has(`${name} ${String(value)}`))
  return { ...failure, typed: Object.fromEntries(typed) }
}

/** Returns a form that was passed on for translation when each condition had a form of its own, with the names of today. */
export function fromOneCondition(failure: FormFailure): FormFailure {
  const { conditionId, to, dueOn, note, shown: _mark, ...others } = failure.typed
  if (typeof conditionId !== 'string') return failure
  const translation = others[translationFieldOf('note')]
  const typed: FormValues = {
    ...others,
    [stateFieldOf(conditionId)]: to,
    [dayFieldOf(conditionId)]: dueOn,
    [noteFieldOf(conditionId)]: note,
    [translationFieldOf(noteFieldOf(conditionId))]: translation,
  }
  return { ...failure, typed }
}
