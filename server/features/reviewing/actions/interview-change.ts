import type { Application } from '#models/cases/application.ts'
import type { Interview } from '#models/cases/parts/interview.ts'
import { readCaseFor } from '#features/cases/change.ts'
import { caseAction, type WithPorts } from '#features/cases/desk/action.ts'
import { interviewLetterEffect } from '#features/cases/interviews/letters.ts'
import { arrangedInterview, isOfficer, type Slot } from '#features/cases/interviews/rules.ts'
import type { Deps } from '#features/cases/ports.ts'
import type { Actor } from '#features/cases/states.ts'
import { conflict } from '#shared/errors.ts'
import {
  outgoingTexts,
  requireOfficer,
  requireShown,
  slotAsNote,
  toInterviewFields,
  writeChange,
} from '../interviews/arranging.ts'
import { initialWriting, slotForm, slotInput, slotTexts, translatedBefore, withSentTexts } from './interview-slot.ts'

/** Changes time and place of an arranged interview. */
export const interviewChange = caseAction({
  name: 'interview-change',
  roles: ['reviewer', 'decider'],
  place: 'talk',
  isOpen: ({ application }, actor) => isOfficer(actor) && arrangedInterview(application) !== null,
  refusal: application => (arrangedInterview(application) ? null : 'interview.none-open'),
  input: slotInput,
  tells: slotTexts,
  start: ({ application }) => initialWriting(arrangedInterview(application)),
  before: ({ application }) => translatedBefore(arrangedInterview(application)),
  form: making => slotForm(making),
  run: ({ casePorts }: WithPorts, { id, actor, input, texts }) =>
    changeInterview(casePorts, id, actor, withSentTexts(input, texts)),
})

/**
 * Changes time, place or interpreter. It stays the same interview, so the applicant's calendar updates its entry. What the
 * applicant has said of it counts as settled. Throws `interview.changed-meanwhile` when it is not the version that the form
 * showed.
 */
async function changeInterview(
  { clock }: Pick<Deps, 'clock'>,
  id: string,
  actor: Actor,
  slot: Slot,
): Promise<Application> {
  requireOfficer(actor)
  const was = await readCaseFor(id, actor)
  const before = arrangedInterview(was)
  if (!before) throw conflict('interview.none-open', { facts: { id } })
  requireShown(before, slot)
  const at = clock.now()
  const interview: Interview = {
    ...before,
    ...toInterviewFields(slot, at),
    sequence: before.sequence + 1,
    waiting: false,
  }
  const moved = before.startsAt.getTime() === interview.startsAt.getTime() ? {} : { was: before.startsAt }
  return writeChange({
    was,
    actor,
    at,
    kind: 'interview_changed',
    note: slotAsNote(interview),
    set: { interview },
    ...outgoingTexts(slot),
    effects: [interviewLetterEffect('application-interview-changed', interview, moved)],
  })
}
