import type { Deps } from '../cases/ports.ts'
import { findProgress } from '../cases/requests/progress.ts'
import { withDeps } from '#shared/with-deps.ts'
import { beginHandling, beginReview } from './assignment/beginnings.ts'
import { caseReassignment, textReassignment } from './assignment/hands.ts'
import { criterionNames, withRules } from './assignment/review-rules.ts'
import { listOfficers } from './assignment/workload.ts'
import { countUnanswered, writeToOffice } from './correspondence.ts'
import { remindOfInterviews } from './interviews/reminders.ts'
import { upcomingInterviews } from './interviews/upcoming.ts'
import { wishForInterview } from './interviews/wishes.ts'
import { findMentionable, markSeen } from './mentions.ts'
import { answerRequest, excuseItem } from './requests/answering.ts'
import { remindOfRequests } from './requests/reminders.ts'

/** What a case needs when it is submitted, opened, and passed on to the reviewers. */
export const staffingService = (deps: Pick<Deps, 'accounts'>) => ({
  beginnings: { beginHandling: () => beginHandling(deps), beginReview: withDeps(deps, beginReview) },
  rules: { under: withRules },
})

/** Builds the service for screening and review. */
export function reviewingService(deps: Deps) {
  return {
    rules: { criterionNames },
    assignment: { officers: () => listOfficers(deps) },
    hands: [...caseReassignment(deps), ...textReassignment(deps)],
    requests: {
      answer: withDeps(deps, answerRequest),
      excuse: withDeps(deps, excuseItem),
      progress: withDeps(deps, findProgress),
      remind: () => remindOfRequests(deps),
    },
    interviews: {
      wish: withDeps(deps, wishForInterview),
      remind: () => remindOfInterviews(deps),
      toCome: () => upcomingInterviews(deps),
    },
    correspondence: {
      writeToOffice: withDeps(deps, writeToOffice),
      countUnanswered,
      mentionable: withDeps(deps, findMentionable),
      markSeen,
    },
  }
}
