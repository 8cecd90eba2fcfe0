import mongoose from 'mongoose'
import { z } from 'zod'
import type { Application } from '#models/cases/application.ts'
import { conditionKinds, type Condition, type ConditionKind } from '#models/cases/parts/acceptance.ts'
import { doneBefore } from '#outside/audit.ts'
import { conditionsOf } from '#features/cases/acceptance/offer-acceptance.ts'
import type { OutgoingText } from '#features/cases/change.ts'
import { caseAction, type WithPorts } from '#features/cases/desk/action.ts'
import type { Deps } from '#features/cases/ports.ts'
import type { Actor } from '#features/cases/states.ts'
import { extents } from '#features/cases/writing/extents.ts'
import { dayField } from '#web/forms/form-schemas.ts'
import { requiredTextField } from '#web/writing/extent.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { messageKey } from '#shared/texts/i18n.ts'
import { canChangeConditions, readWithOpenConditions, requireDay, writeConditions } from '../conditions.ts'

/** Adds a condition to an accepted offer. */
export const conditionAdd = caseAction({
  name: 'condition-add',
  roles: ['reviewer', 'decider'],
  on: 'acceptance',
  isOpen: canChangeConditions,
  refusal: () => 'acceptance.refused.closed',
  input: z.object({
    kind: z.enum(conditionKinds, messageKey('form.choose')),
    text: requiredTextField(extents.condition),
    dueOn: dayField,
  }),
  tells: { field: 'text', as: 'text', label: 'acceptance.staff.text', extent: extents.condition },
  run: ({ casePorts }: WithPorts, { id, actor, input }) => addCondition(casePorts, id, actor, input),
})

type Addition = OutgoingText & { kind: ConditionKind; text: string; dueOn: CityDay }

/** Adds a condition that the standard list does not contain. */
export async function addCondition(
  { clock }: Pick<Deps, 'clock'>,
  id: string,
  actor: Actor,
  { kind, text, dueOn, ...outgoing }: Addition,
): Promise<Application> {
  const was = await readWithOpenConditions(id, actor)
  const at = clock.now()
  requireDay(dueOn, at)
  if (conditionsOf(was).some(one => isOpen(one, { kind, text, dueOn }))) return doneBefore(was)
  const added = { _id: new mongoose.Types.ObjectId(), kind, text, textWriting: outgoing.writing ?? null, dueOn }
  const conditions = [...conditionsOf(was), { ...added, state: 'open' as const, changedAt: at }]
  return writeConditions(was, actor, { kind: 'condition_added', at, conditions, note: text, outgoing })
}

/** Checks whether a condition is the one that is being added: the form was sent twice. */
const isOpen = (one: Condition, { kind, text, dueOn }: Pick<Addition, 'kind' | 'text' | 'dueOn'>): boolean =>
  one.state === 'open' && one.kind === kind && one.text === text && one.dueOn === dueOn
