import type { Application } from '#models/cases/application.ts'
import type { Condition } from '#models/cases/parts/acceptance.ts'
import { doneBefore } from '#outside/audit.ts'
import { conditionsOf } from '#features/cases/acceptance/offer-acceptance.ts'
import { canDecideCondition, conditionMark } from '#features/cases/acceptance/rules.ts'
import { staleConflict, type FurtherEvent, type OutgoingText } from '#features/cases/change.ts'
import { caseAction, type WithPorts } from '#features/cases/desk/action.ts'
import type { Deps } from '#features/cases/ports.ts'
import type { Actor } from '#features/cases/states.ts'
import { extents } from '#features/cases/writing/extents.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { yes } from '#shared/verdict.ts'
import {
  canChangeConditions,
  readWithOpenConditions,
  requireDay,
  writeConditions,
  type ConditionDecision,
} from '../conditions.ts'
import { decisionsForm, isDecisionField, noteFieldOf } from '../desk/decisions-form.ts'

/** Decides on the conditions of an accepted offer and changes their days, all in one form. */
export const conditionChange = caseAction({
  name: 'condition-change',
  roles: ['reviewer', 'decider'],
  on: 'acceptance',
  isOpen: canChangeConditions,
  refusal: () => 'acceptance.refused.closed',
  input: decisionsForm,
  fields: isDecisionField,
  each: extents.conditionNote,
  written: ({ decisions }) =>
    decisions.map(({ conditionId, note }) => ({
      name: noteFieldOf(conditionId),
      text: note,
      extent: extents.conditionNote,
    })),
  run: ({ casePorts }: WithPorts, { id, actor, input: { decisions, sends }, texts }) =>
    changeConditions(casePorts, id, actor, {
      sends,
      decisions: decisions.map(one => {
        const { text: note = one.note, writing } = texts.get(noteFieldOf(one.conditionId)) ?? {}
        return { ...one, note, writing }
      }),
    }),
})

/**
 * Marks conditions as fulfilled, waived or open again, and changes their days, for an officer: one write with one event for
 * each. Throws `acceptance.refused.<reason>`, and `error.stale` when the page showed one of them otherwise.
 */
export async function changeConditions(
  { clock }: Pick<Deps, 'clock'>,
  id: string,
  actor: Actor,
  { decisions, ...outgoing }: OutgoingText & { decisions: readonly ConditionDecision[] },
): Promise<Application> {
  const was = await readWithOpenConditions(id, actor)
  const at = clock.now()
  for (const one of decisions) requireAllowed(one, at)
  const news = decisions.filter(one => !isDone(conditionIn(was, one.conditionId), one))
  if (news.length === 0) return doneBefore(was)
  for (const { conditionId, shown } of news) requireShown(was, conditionIn(was, conditionId), shown)
  const conditions = conditionsOf(was).map(condition => {
    const decision = news.find(({ conditionId }) => conditionId === condition._id.toHexString())
    return decision ? { ...condition, changedAt: at, ...valuesOf(decision) } : condition
  })
  const events = news.map(decision => eventOf(decision, actor))
  const { kind = 'condition_noted', reason = '', writing } = events.at(-1) ?? {}
  const earlier = events.slice(0, -1)
  return writeConditions(was, actor, {
    kind,
    at,
    conditions,
    note: reason,
    outgoing: { ...outgoing, writing },
    earlier,
  })
}

function requireAllowed({ to, dueOn, note }: ConditionDecision, now: Date): void {
  const verdict = to ? canDecideCondition(to, note) : yes
  if (!verdict.ok) throw conflict(`acceptance.refused.${verdict.reason}`)
  if (dueOn) requireDay(dueOn, now)
}

function conditionIn(was: Application, conditionId: string): Condition {
  const found = conditionsOf(was).find(({ _id }) => _id.toHexString() === conditionId)
  if (!found) throw notFound('acceptance.condition-not-found')
  return found
}

/** Throws unless the condition is as the form showed it. The write is guarded by the case in which it is read here. */
function requireShown(was: Application, is: Condition, shown: string | undefined): void {
  if (shown && shown !== conditionMark(is)) throw staleConflict(was)
}

/**
 * Returns the fields of a decided condition. Its note and the language of that replace the previous ones; without a new state
 * the note stays unless there is another. An officer who opens a condition (again) asks for other papers.
 */
const valuesOf = ({ to, dueOn, note, writing }: ConditionDecision): Partial<Condition> => ({
  ...(to ? { state: to, handedInAt: null } : {}),
  ...(dueOn ? { dueOn } : {}),
  ...(to || note ? { note, noteWriting: writing ?? null } : {}),
})

const eventOf = ({ to, dueOn, note, writing }: ConditionDecision, actor: Actor): FurtherEvent => ({
  kind: `condition_${to ?? (dueOn ? 'moved' : 'noted')}`,
  actor,
  reason: note,
  writing,
})

/** Checks whether a condition is as the form wants it: the form was sent twice. */
const isDone = (is: Condition, { to, dueOn, note }: ConditionDecision): boolean =>
  (!to || is.state === to) && (!dueOn || is.dueOn === dueOn) && (to || note ? (is.note ?? '') === note : true)
