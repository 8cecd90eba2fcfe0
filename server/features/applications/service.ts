import { conditionsService } from '../cases/acceptance/conditions.ts'
import { addressProofs, contracts } from '../acceptance/papers.ts'
import { conditionReminders } from '../acceptance/reminders.ts'
import { assessmentsOf } from '../cases/review/assessments.ts'
import { bulkDecisionsOf } from '../deciding/bulk/bulk-decisions.ts'
import { casesSeeder } from './demonstration/seed-cases.ts'
import { coursesSince } from '../cases/queue/courses.ts'
import { caseFiles } from '../cases/queue/case-file.ts'
import { contentOf } from '../cases/content.ts'
import { caseQueries } from '../cases/queue/case-queries.ts'
import { correspondenceOf } from '../reviewing/correspondence.ts'
import { deletingDraftsOf, filesBeingDeleted, ownersAmong } from '../applying/drafts/deleting-drafts.ts'
import { draftsOf } from '../applying/drafts/drafts.ts'
import { earlierOf } from '../applying/drafts/earlier.ts'
import { effectsService } from './effects.ts'
import { intakesNamed } from '../cases/documents/settling.ts'
import { takingInOf } from '../cases/documents/taking-in.ts'
import { findingOf } from '../cases/finding/find.ts'
import { handoverOf } from '../acceptance/handover.ts'
import { handoverPhotosOf, photosOutsideRecords } from '../acceptance/handover-photos.ts'
import { interestsOf } from '../cases/review/interest.ts'
import { comingInterviews } from '../reviewing/interviews/coming.ts'
import { interviewsOf } from '../reviewing/interviews/interviews.ts'
import { interviewReminders } from '../reviewing/interviews/reminding.ts'
import { wishesOf } from '../reviewing/interviews/wishes.ts'
import { keptPremises } from '../cases/queue/kept.ts'
import { movesService } from '../cases/moves.ts'
import { answeringObjectionsOf } from '../deciding/notice/answering.ts'
import { noticesOf } from '../deciding/notice/notices.ts'
import { publishingOf } from '../deciding/notice/publishing.ts'
import { offersOf } from '../deciding/offers.ts'
import { ownCasesOf } from './own-cases.ts'
import { overviewOf } from '../applying/drafts/overview.ts'
import type { Deps } from '../cases/ports.ts'
import { answeringOf } from '../reviewing/requests/answering.ts'
import { askingOf } from '../reviewing/requests/asking.ts'
import { extendingOf } from '../cases/requests/extending.ts'
import { standingsOf } from '../cases/requests/standing.ts'
import { remindingOf } from '../reviewing/requests/reminding.ts'
import { assignmentOf } from '../reviewing/assignment/assignment.ts'
import { beginningsOf } from '../reviewing/assignment/beginning.ts'
import { rentsOf } from '../cases/queue/rents.ts'
import { replacingOf } from '../reviewing/assignment/replacing.ts'
import { reviewRulesOf } from '../reviewing/assignment/review-rules.ts'
import { workloadOf } from '../reviewing/assignment/workload.ts'
import { retentionOf } from '../cases/retention.ts'
import { savingOf } from '../cases/answers/save-section.ts'
import { staleDraftsOf } from '../applying/drafts/stale-drafts.ts'
import { submissionOf } from '../applying/drafts/submit.ts'
import { sweepsOf } from '../deciding/sweeps.ts'
import { translatingOf } from '../reviewing/translations/translating.ts'
import { waitEndingsOf } from '../deciding/waiting/endings.ts'
import { extensionOf } from '../deciding/waiting/extension.ts'
import { placesOf } from '../cases/waiting/places.ts'
import { promotionOf } from '../deciding/waiting/promotion.ts'
import { waitlistOf } from '../deciding/waiting/waitlist.ts'
import { isWithin } from '../cases/within.ts'
import { acceptanceSources } from '../cases/work/acceptance-sources.ts'
import { decidingSources } from '../cases/work/deciding-sources.ts'
import { documentSource } from '../cases/work/document-source.ts'
import { caseSources } from '../cases/work/sources.ts'

/** Everything that can be done with an application, one capability a file. */
export function applicationsService(deps: Deps) {
  const rules = reviewRulesOf(deps)
  const workload = workloadOf(deps)
  const beginnings = beginningsOf({ ...rules, ...workload })
  const { replacing } = replacingOf({ ...deps, ...workload })
  const moves = movesService({ ...deps, ...beginnings })
  const saving = savingOf(deps)
  const taking = takingInOf(deps)
  const deleting = deletingDraftsOf(deps)
  const standings = standingsOf({ ...deps, ...saving })
  const assessments = assessmentsOf(deps)
  const places = placesOf(deps)
  const notices = noticesOf(deps)
  const objecting = answeringObjectionsOf(deps)
  const offers = offersOf({ ...deps, move: moves.move })
  const promotion = promotionOf({ ...deps, ...offers })
  const publishing = publishingOf({ ...deps, offer: offers.offer })
  const retention = retentionOf(deps)
  const waitlist = waitlistOf({ ...deps, move: moves.move })
  return {
    isWithin,
    ...draftsOf(deps),
    ...earlierOf(deps),
    ...taking,
    intakesNamed,
    ...deleting,
    ownersAmong,
    filesBeingDeleted,
    photosOutsideRecords,
    ...staleDraftsOf({ ...deps, ...deleting }),
    ...saving,
    ...overviewOf({ ...deps, ...saving }),
    ...submissionOf({ ...deps, ...saving, ...taking, ...beginnings }),
    ...moves,
    ...offers,
    ...promotion,
    ...publishing,
    ...notices,
    ...objecting,
    ...askingOf({ ...deps, ...taking }),
    ...extendingOf(deps),
    ...standings,
    ...answeringOf({ ...deps, ...standings, ...taking }),
    ...remindingOf(deps),
    ...interviewsOf(deps),
    ...wishesOf(deps),
    ...interviewReminders(deps),
    ...comingInterviews(deps),
    ...translatingOf(deps),
    ...retention,
    ...sweepsOf({ ...deps, move: moves.move }),
    ...assessments,
    ...interestsOf({ ...deps, ...assessments, replacing }),
    ...assignmentOf({ ...deps, ...workload, ...rules }),
    ...workload,
    ...rules,
    ...caseFiles({ ...deps, ...places, ...rules, ...notices, ...objecting }),
    ...places,
    ...extensionOf(deps),
    ...waitEndingsOf(deps),
    ...waitlist,
    ...bulkDecisionsOf({ ...deps, ...publishing, ...waitlist, move: moves.move, offer: offers.offer }),
    ...caseQueries(),
    ...contentOf(),
    ...correspondenceOf(deps),
    ...conditionsService(deps),
    ...addressProofs(deps),
    ...contracts(deps),
    ...conditionReminders(deps),
    ...handoverOf(deps),
    ...handoverPhotosOf(deps),
    ...effectsService({ ...deps, ...promotion }),
    ...ownCasesOf({ ...deps, ...retention, ...deleting }),
    coursesSince,
    rents: rentsOf,
    ...findingOf(deps),
    ...keptPremises(),
    work: [...caseSources, documentSource(deps), ...acceptanceSources, ...decidingSources],
    seedDemonstrationCases: casesSeeder(deps),
  }
}
export type ApplicationsService = ReturnType<typeof applicationsService>
