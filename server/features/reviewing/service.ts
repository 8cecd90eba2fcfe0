import type { Deps } from '../cases/ports.ts'
import { assessmentsOf } from '../cases/review/assessments.ts'
import { interestsOf } from '../cases/review/interest.ts'
import { extendingOf } from '../cases/requests/extending.ts'
import { requestProgressOf } from '../cases/requests/progress.ts'
import type { CasesService } from '../cases/service.ts'
import type { AssignmentService } from './assignment/service.ts'
import { correspondenceOf } from './correspondence.ts'
import { comingInterviews, interviewsOf, interviewReminders, wishesOf } from './interviews/interviews.ts'
import { answeringOf, askingOf, remindingOf } from './requests/requests.ts'
import { translatingOf } from './translations/translating.ts'

/** Builds the service for screening and review. `assigning` is built earlier, because a case cannot begin without it. */
export function reviewingService(deps: Deps & { cases: CasesService; assigning: AssignmentService }) {
  const { rules, assignment, replacing } = deps.assigning
  const { complaints } = deps.cases.answers
  const { settled } = deps.cases.documents
  const { progress, progressWith } = requestProgressOf({ ...deps, complaints })
  const { ask, answerDay } = askingOf({ ...deps, settled })
  const { answer, excuse } = answeringOf({ ...deps, settled, progressWith })
  const assess = assessmentsOf(deps)
  const { assessDeclared, ...interests } = interestsOf({ ...deps, assess, replacing })
  return {
    rules,
    assignment,
    hands: deps.assigning.hands,
    interests,
    assessments: { assess, assessDeclared },
    requests: {
      ask,
      answerDay,
      answer,
      excuse,
      extend: extendingOf(deps),
      remind: remindingOf(deps),
      progress,
      progressWith,
    },
    interviews: {
      ...interviewsOf(deps),
      wish: wishesOf(deps),
      remind: interviewReminders(deps),
      toCome: comingInterviews(deps),
    },
    translations: { translate: translatingOf(deps) },
    correspondence: correspondenceOf(deps),
  }
}
