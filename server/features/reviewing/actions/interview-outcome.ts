import { z } from 'zod'
import type { Application } from '#models/cases/application.ts'
import type { Interview } from '#models/cases/parts/interview.ts'
import { doneBefore } from '#outside/audit.ts'
import { readCaseFor } from '#features/cases/change.ts'
import { caseAction, type WithPorts } from '#features/cases/desk/action.ts'
import { choices, field, type ActionContext, type ActionForm } from '#features/cases/desk/form-parts.ts'
import { longText } from '#features/cases/desk/input.ts'
import { isOfficer, mayClose } from '#features/cases/interviews/rules.ts'
import type { Deps } from '#features/cases/ports.ts'
import type { Actor } from '#features/cases/states.ts'
import { inputValue, requiredText } from '#web/forms/forms.ts'
import { conflict } from '#shared/errors.ts'
import { messageKey } from '#shared/texts/i18n.ts'
import { requireOfficer, requireShown, writeChange, type Shown } from '../interviews/arranging.ts'
import { arranged, shownInterview } from './interview-slot.ts'

/** Records whether an interview was held, and what came of it. */
export const interviewOutcome = caseAction({
  name: 'interview-outcome',
  roles: ['reviewer', 'decider'],
  place: 'talk',
  isOpen: ({ application, now }, actor) => isOfficer(actor) && mayClose(application, now),
  refusal: ({ interview }) =>
    interview && interview.state !== 'cancelled' ? 'interview.not-begun' : 'interview.none-open',
  input: z
    .object({ held: z.enum(['yes', 'no'], messageKey('form.choose')), outcomeNote: requiredText(longText), arranged })
    .transform(({ held, outcomeNote, arranged }) => ({ held: held === 'yes', note: outcomeNote, arranged })),
  form: outcomeForm,
  unfolded: ({ application }) => application.interview?.state === 'open',
  run: ({ casePorts }: WithPorts, { id, actor, input }) => closeInterview(casePorts, id, actor, input),
})

function outcomeForm(making: ActionContext): Partial<ActionForm> {
  const { reader, file, failure } = making
  const { state, outcome } = file.application.interview ?? {}
  const heldChoice = failure
    ? inputValue(failure.typed, 'held')
    : { held: 'yes', not_held: 'no' }[state as 'held' | 'not_held']
  const options = (['yes', 'no'] as const).map(value => ({
    value,
    label: reader.t(`interview.held.${value}`),
    checked: heldChoice === value,
  }))
  return {
    hidden: shownInterview(making, file.application.interview),
    choices: choices(making, 'held', options),
    fields: [field(making, 'outcomeNote', { several: true, start: outcome?.note ?? '' })],
  }
}

type Outcome = Shown & { held: boolean; note: string }

/**
 * Records, for colleagues only, whether it was held and its outcome. May be repeated to correct that. Throws
 * `interview.changed-meanwhile` when the form did not show the last outcome, or showed another interview.
 */
async function closeInterview(
  { clock }: Pick<Deps, 'clock'>,
  id: string,
  actor: Actor,
  { held, note, arranged }: Outcome,
): Promise<Application> {
  requireOfficer(actor)
  const was = await readCaseFor(id, actor)
  const at = clock.now()
  if (!was.interview || !mayClose(was, at)) throw conflict('interview.not-begun', { facts: { id } })
  const state = held ? ('held' as const) : ('not_held' as const)
  if (was.interview.state === state && was.interview.outcome?.note === note) return doneBefore(was)
  requireShown(was.interview, { arranged })
  const outcome = { at, by: { id: actor.id ?? '', name: actor.name ?? '—' }, note }
  const interview: Interview = { ...was.interview, state, outcome, waiting: false, remindAt: null }
  return writeChange({ was, actor, at, kind: `interview_${state}`, note, set: { interview } })
}
