import { z } from 'zod'
import type { Application } from '#models/cases/application.ts'
import { readCaseFor } from '#features/cases/change.ts'
import { caseAction, type WithPorts } from '#features/cases/desk/action.ts'
import { field } from '#features/cases/desk/form-parts.ts'
import { longText } from '#features/cases/desk/input.ts'
import type { Deps } from '#features/cases/ports.ts'
import { hasEnded, isUnderReview, type Actor } from '#features/cases/states.ts'
import { requiredText } from '#web/forms/forms.ts'
import { conflict as stateConflict } from '#shared/errors.ts'
import { writeDeclaration } from './declaration.ts'

/** Reports a conflict of interest that a colleague finds where nothing is declared any more. */
export const conflict = caseAction({
  name: 'conflict',
  roles: ['reviewer', 'decider'],
  place: 'handling',
  danger: true,
  // Not offered in the states in which `declaration` is, because that serves the same purpose.
  isOpen: ({ application: { state } }, { kind }) =>
    (kind === 'reviewer' && !isUnderReview(state) && !hasEnded(state)) ||
    (kind === 'decider' && state !== 'decision' && !hasEnded(state)),
  input: z.object({ conflictNote: requiredText(longText) }).transform(({ conflictNote }) => ({ note: conflictNote })),
  form: making => ({ fields: [field(making, 'conflictNote', { several: true, rows: 2 })] }),
  run: ({ casePorts }: WithPorts, { id, actor, input }) => reportConflict(casePorts, id, actor, input),
})

/** Records a conflict that an officer finds at any other step; the officer is taken off the case. */
async function reportConflict(
  deps: Pick<Deps, 'clock' | 'accounts'>,
  id: string,
  actor: Actor,
  { note }: { note: string },
): Promise<Application> {
  const was = await readCaseFor(id, actor)
  if (hasEnded(was.state)) throw stateConflict('application.refused.no-such-move', { facts: { id } })
  return writeDeclaration(deps, was, actor, { interest: 'conflict', note })
}
