import { z } from 'zod'
import type { Application } from '#models/cases/application.ts'
import { pickOutgoing, readCaseFor, type OutgoingText } from '#features/cases/change.ts'
import { caseAction, type WithPorts } from '#features/cases/desk/action.ts'
import { field } from '#features/cases/desk/form-parts.ts'
import { interviewLetterEffect } from '#features/cases/interviews/letters.ts'
import { arrangedInterview, cancelInterview, isOfficer, mayCancel } from '#features/cases/interviews/rules.ts'
import type { Deps } from '#features/cases/ports.ts'
import type { Actor } from '#features/cases/states.ts'
import { extents } from '#features/cases/writing/extents.ts'
import { requiredTextField } from '#web/writing/extent.ts'
import { conflict } from '#shared/errors.ts'
import { requireOfficer, requireShown, writeChange, type Shown } from '../interviews/arranging.ts'
import { arranged, shownInterview } from './interview-slot.ts'

/** Cancels an interview that has not begun. */
export const interviewCancel = caseAction({
  name: 'interview-cancel',
  roles: ['reviewer', 'decider'],
  place: 'talk',
  danger: true,
  isOpen: ({ application, now }, actor) => isOfficer(actor) && mayCancel(application, now),
  refusal: application => (arrangedInterview(application) ? 'interview.begun' : 'interview.none-open'),
  input: z
    .object({ interviewReason: requiredTextField(extents.interviewCancelled), arranged })
    .transform(({ interviewReason, arranged }) => ({ reason: interviewReason, arranged })),
  tells: { field: 'interviewReason', as: 'reason', extent: extents.interviewCancelled },
  form: making => ({
    hidden: shownInterview(making, arrangedInterview(making.file.application)),
    fields: [field(making, 'interviewReason', { several: true, rows: 3 })],
  }),
  run: ({ casePorts }: WithPorts, { id, actor, input }) => callOffInterview(casePorts, id, actor, input),
})

type Cancellation = OutgoingText & Shown & { reason: string }

/**
 * Cancels an interview before it begins. The applicant is told why. The state of the case does not change. Throws
 * `interview.changed-meanwhile` like `changeInterview`.
 */
async function callOffInterview(
  { clock }: Pick<Deps, 'clock'>,
  id: string,
  actor: Actor,
  { reason, arranged, ...outgoing }: Cancellation,
): Promise<Application> {
  requireOfficer(actor)
  const was = await readCaseFor(id, actor)
  const at = clock.now()
  const before = mayCancel(was, at) ? arrangedInterview(was) : null
  if (!before) throw conflict('interview.none-open', { facts: { id } })
  requireShown(before, { arranged })
  const interview = cancelInterview(before, at, { reason, writing: outgoing.writing })
  return writeChange({
    was,
    actor,
    at,
    kind: 'interview_cancelled',
    reason,
    ...pickOutgoing(outgoing),
    set: { interview },
    effects: [interviewLetterEffect('application-interview-cancelled', interview, { reason })],
  })
}
