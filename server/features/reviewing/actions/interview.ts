import mongoose from 'mongoose'
import type { Application } from '#models/cases/application.ts'
import type { Interview } from '#models/cases/parts/interview.ts'
import { moveFacts, readCaseFor, requireMove } from '#features/cases/change.ts'
import { caseAction, type WithPorts } from '#features/cases/desk/action.ts'
import { interviewLetterEffect } from '#features/cases/interviews/letters.ts'
import { arrangedInterview, isOfficer, type Slot } from '#features/cases/interviews/rules.ts'
import type { Deps } from '#features/cases/ports.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import type { Actor } from '#features/cases/states.ts'
import { conflict } from '#shared/errors.ts'
import { outgoingTexts, requireOfficer, slotAsNote, toInterviewFields, writeChange } from '../interviews/arranging.ts'
import { slotForm, slotInput, slotTexts, withSentTexts } from './interview-slot.ts'

/** Invites the applicant to an interview. */
export const interview = caseAction({
  name: 'interview',
  roles: ['reviewer', 'decider'],
  isOpen: mayPropose,
  refusal: application =>
    arrangedInterview(application) ? 'interview.open-already' : 'application.refused.no-such-move',
  aside: true,
  isNext: ({ application }) => application.state === 'interview' && !application.interview?.outcome,
  input: slotInput,
  tells: slotTexts,
  form: making => slotForm(making),
  run: ({ casePorts }: WithPorts, { id, actor, input, texts }) =>
    proposeInterview(casePorts, id, actor, withSentTexts(input, texts)),
})

/** Checks whether an interview can be proposed: in review by the table of states, afterwards when none is arranged. */
function mayPropose({ application, moves }: CaseFile, actor: Actor): boolean {
  if (application.state === 'interview') return isOfficer(actor) && !arrangedInterview(application)
  return moves.some(({ to, verdict }) => to === 'interview' && verdict.ok)
}

/**
 * Proposes an interview in a case under review, and moves the case to `interview` unless it is there already. Throws
 * `interview.open-already` while there is one, and `interview.past` or `interview.too-far`.
 */
export async function proposeInterview(
  { clock, programme }: Pick<Deps, 'clock' | 'programme'>,
  id: string,
  actor: Actor,
  slot: Slot,
): Promise<Application> {
  const was = await readCaseFor(id, actor)
  const at = clock.now()
  const again = was.state === 'interview'
  if (again) requireOfficer(actor)
  else requireMove(was, 'interview', actor, moveFacts(was, at, await programme.settings()))
  if (arrangedInterview(was)) throw conflict('interview.open-already', { facts: { id } })
  const interview: Interview = {
    ...toInterviewFields(slot, at),
    _id: new mongoose.Types.ObjectId(),
    state: 'open',
    sequence: 0,
    wishes: [],
    waiting: false,
  }
  return writeChange({
    was,
    actor,
    at,
    note: slotAsNote(interview),
    ...outgoingTexts(slot),
    ...(again ? { kind: 'interview_proposed' } : { to: 'interview' as const }),
    set: { interview },
    ...(was.interview ? { push: { pastInterviews: was.interview } } : {}),
    effects: [interviewLetterEffect('application-interview', interview)],
  })
}
