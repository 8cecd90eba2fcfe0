import { caseAction } from '#features/cases/desk/action.ts'
import { arrangedInterview, isOfficer } from '#features/cases/interviews/rules.ts'
import { initialWriting, slotForm, slotInput, slotTexts, translatedBefore, withSentTexts } from './interview-slot.ts'
import type { ReviewingService } from '../service.ts'

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
  run: ({ reviewing }: { reviewing: ReviewingService }, { id, actor, input, texts }) =>
    reviewing.interviews.change(id, actor, withSentTexts(input, texts)),
})
