import type { Deps } from '../cases/ports.ts'
import { createAssessments } from '../cases/review/assessments.ts'
import { createInterests } from '../cases/review/interest.ts'
import { findProgress } from '../cases/requests/progress.ts'
import { withDeps } from '#shared/with-deps.ts'
import type { AssignmentService } from './assignment/service.ts'
import { createCorrespondenceService } from './correspondence.ts'
import {
  createUpcomingQuery,
  createInterviewService,
  createInterviewReminderService,
  wishesOf,
} from './interviews/interviews.ts'
import { answerRequest, excuseItem } from './requests/answering.ts'
import { remindOfRequests } from './requests/reminders.ts'
import { createTranslationService } from './translations/translating.ts'

/** Builds the service for screening and review. `assigning` is built earlier, because a case cannot begin without it. */
export function reviewingService(deps: Deps & { assigning: AssignmentService }) {
  const { rules, assignment, replacing } = deps.assigning
  const assess = createAssessments(deps)
  const { assessDeclared, ...interests } = createInterests({ ...deps, assess, replacing })
  return {
    rules,
    assignment,
    hands: deps.assigning.hands,
    interests,
    assessments: { assess, assessDeclared },
    requests: {
      answer: withDeps(deps, answerRequest),
      excuse: withDeps(deps, excuseItem),
      progress: withDeps(deps, findProgress),
      remind: () => remindOfRequests(deps),
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
