import type { Deps } from '../cases/ports.ts'
import { createAssessments } from '../cases/review/assessments.ts'
import { createInterests } from '../cases/review/interest.ts'
import { createDeadlineExtension } from '../cases/requests/extending.ts'
import { createRequestProgress } from '../cases/requests/progress.ts'
import type { CasesService } from '../cases/service.ts'
import type { AssignmentService } from './assignment/service.ts'
import { createCorrespondenceService } from './correspondence.ts'
import {
  createUpcomingQuery,
  createInterviewService,
  createInterviewReminderService,
  wishesOf,
} from './interviews/interviews.ts'
import { answeringOf, createRequestService, createRequestReminderService } from './requests/requests.ts'
import { createTranslationService } from './translations/translating.ts'

/** Builds the service for screening and review. `assigning` is built earlier, because a case cannot begin without it. */
export function reviewingService(deps: Deps & { cases: CasesService; assigning: AssignmentService }) {
  const { rules, assignment, replacing } = deps.assigning
  const { complaints } = deps.cases.answers
  const { progress, progressWith } = createRequestProgress({ ...deps, complaints })
  const { ask, answerDay } = createRequestService(deps)
  const { answer, excuse } = answeringOf({ ...deps, progressWith })
  const assess = createAssessments(deps)
  const { assessDeclared, ...interests } = createInterests({ ...deps, assess, replacing })
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
      extend: createDeadlineExtension(deps),
      remind: createRequestReminderService(deps),
      progress,
      progressWith,
    },
    interviews: {
      ...createInterviewService(deps),
      wish: wishesOf(deps),
      remind: createInterviewReminderService(deps),
      toCome: createUpcomingQuery(deps),
    },
    translations: { translate: createTranslationService(deps) },
    correspondence: createCorrespondenceService(deps),
  }
}
export type ReviewingService = ReturnType<typeof reviewingService>
