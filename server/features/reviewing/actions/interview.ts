import { caseAction } from '#features/cases/desk/action.ts'
import { arrangedInterview, isOfficer } from '#features/cases/interviews/rules.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import type { Actor } from '#features/cases/states.ts'
import { slotForm, slotInput, slotTexts, withSentTexts } from './interview-slot.ts'
import type { ReviewingService } from '../service.ts'

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
  run: ({ reviewing }: { reviewing: ReviewingService }, { id, actor, input, texts }) =>
    reviewing.interviews.propose(id, actor, withSentTexts(input, texts)),
})

/** Checks whether an interview can be proposed: in review by the table of states, afterwards when none is arranged. */
function mayPropose({ application, moves }: CaseFile, actor: Actor): boolean {
  if (application.state === 'interview') return isOfficer(actor) && !arrangedInterview(application)
  return moves.some(({ to, verdict }) => to === 'interview' && verdict.ok)
}
