import { z } from 'zod'
import { caseAction } from '#features/cases/desk/action.ts'
import { select, type ActionContext, type ActionForm } from '#features/cases/desk/form-parts.ts'
import { conflictedIn } from '#features/cases/review/panel.ts'
import { holderOf, nobody } from '#features/cases/review/staffing.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import { hasEnded, type Actor } from '#features/cases/states.ts'
import { idField, isOfTheStaff, optionOf } from './officers.ts'
import type { ReviewingService } from '../service.ts'

/** Who had the case when the form was shown. Forms of an earlier release do not say it. */
const from = z
  .union([z.literal(nobody), idField])
  .optional()
  .catch(undefined)

const isLive = ({ application }: CaseFile, actor: Actor): boolean => isOfTheStaff(actor) && !hasEnded(application.state)

/** Gives the case to an officer. */
export const assign = caseAction({
  name: 'assign',
  roles: ['reviewer', 'decider', 'administrator'],
  place: 'handling',
  isOpen: isLive,
  beforeDeclaration: true,
  input: z.object({ officer: idField, from }),
  form: making => ({ ...heldBy(making), select: select(making, 'officer', { options: assignable(making) }) }),
  run: ({ reviewing }: { reviewing: ReviewingService }, { id, actor, input: { officer, from } }) =>
    reviewing.assignment.assign(id, actor, officer, from),
})

/** Gives the case to the officer who has least work. */
export const assignLeast = caseAction({
  name: 'assign-least',
  roles: ['reviewer', 'decider', 'administrator'],
  place: 'handling',
  isOpen: isLive,
  beforeDeclaration: true,
  bare: true,
  input: z.object({ from }),
  form: heldBy,
  run: ({ reviewing }: { reviewing: ReviewingService }, { id, actor, input }) =>
    reviewing.assignment.assignInTurn(id, actor, input),
})

/** Says who has the case, so that it is taken from nobody who has got it since. */
function heldBy({ file }: ActionContext): Partial<ActionForm> {
  return { hidden: [{ name: 'from', value: holderOf(file.application) }] }
}

function assignable({ reader, file: { application, officers } }: ActionContext) {
  const out = conflictedIn(application)
  const present = application.assignee?.toHexString()
  return officers.filter(({ id }) => !out.includes(id) && id !== present).map(optionOf(reader))
}
