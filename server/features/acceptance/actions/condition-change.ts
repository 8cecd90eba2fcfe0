import { isAwaitingConditions } from '#features/cases/acceptance/rules.ts'
import { caseAction } from '#features/cases/desk/action.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import type { Actor } from '#features/cases/states.ts'
import { extents } from '#features/cases/writing/extents.ts'
import { decisionsForm, isDecisionField, noteFieldOf } from '../desk/decisions-form.ts'
import type { AcceptanceService } from '../service.ts'

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
  run: ({ acceptance }: { acceptance: AcceptanceService }, { id, actor, input: { decisions, sends }, texts }) =>
    acceptance.conditions.settle(id, actor, {
      sends,
      decisions: decisions.map(one => {
        const { text: note = one.note, writing } = texts.get(noteFieldOf(one.conditionId)) ?? {}
        return { ...one, note, writing }
      }),
    }),
})

export function canChangeConditions({ application }: CaseFile, { kind }: Actor): boolean {
  return (kind === 'reviewer' || kind === 'decider') && isAwaitingConditions(application)
}
