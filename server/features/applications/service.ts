import { conditionsService } from './acceptance/conditions.ts'
import { addressProofs, contracts } from './acceptance/papers.ts'
import { conditionReminders } from './acceptance/reminders.ts'
import { assessmentsOf } from './assessments.ts'
import { bulkDecisionsOf } from './bulk/bulk-decisions.ts'
import { casesSeeder } from './demonstration/seed-cases.ts'
import { coursesSince } from './courses.ts'
import { caseFiles } from './case-file.ts'
import { contentOf } from './content.ts'
import { caseQueries } from './case-queries.ts'
import { correspondenceOf } from './correspondence.ts'
import { deletingDraftsOf, filesBeingDeleted, ownersAmong } from './deleting-drafts.ts'
import { draftsOf } from './drafts.ts'
import { earlierOf } from './earlier.ts'
import { effectsService } from './effects.ts'
import { intakesNamed } from './documents/settling.ts'
import { takingInOf } from './documents/taking-in.ts'
import { findingOf } from './finding/find.ts'
import { handoverOf } from './handover.ts'
import { handoverPhotosOf, photosOutsideRecords } from './handover-photos.ts'
import { interestsOf } from './interest.ts'
import { comingInterviews } from './interviews/coming.ts'
import { interviewsOf } from './interviews/interviews.ts'
import { outcomesOf } from './interviews/outcomes.ts'
import { interviewReminders } from './interviews/reminding.ts'
import { wishesOf } from './interviews/wishes.ts'
import { keptPremises } from './kept.ts'
import { movesService } from './moves.ts'
import { answeringObjectionsOf } from './notice/answering.ts'
import { noticesOf } from './notice/notices.ts'
import { publishingOf } from './notice/publishing.ts'
import { offersOf } from './offers.ts'
import { ownCasesOf } from './own-cases.ts'
import { overviewOf } from './overview.ts'
import type { Deps } from './ports.ts'
import { queueOf } from './queue.ts'
import { answeringOf } from './requests/answering.ts'
import { askingOf } from './requests/asking.ts'
import { extendingOf } from './requests/extending.ts'
import { standingsOf } from './requests/standing.ts'
import { remindingOf } from './requests/reminding.ts'
import { assignmentOf } from './review/assignment.ts'
import { beginningsOf } from './review/beginning.ts'
import { rentsOf } from './rents.ts'
import { replacingOf } from './review/replacing.ts'
import { reviewRulesOf } from './review/review-rules.ts'
import { workloadOf } from './review/workload.ts'
import { retentionOf } from './retention.ts'
import { savingOf } from './save-section.ts'
import { staleDraftsOf } from './stale-drafts.ts'
import { submissionOf } from './submit.ts'
import { sweepsOf } from './sweeps.ts'
import { translatingOf } from './translations/translating.ts'
import { waitEndingsOf } from './waiting/endings.ts'
import { extensionOf } from './waiting/extension.ts'
import { placesOf } from './waiting/places.ts'
import { promotionOf } from './waiting/promotion.ts'
import { waitlistOf } from './waiting/waitlist.ts'
import { isWithin } from './within.ts'
import { acceptanceSources } from './work/acceptance-sources.ts'
import { decidingSources } from './work/deciding-sources.ts'
import { documentSource } from './work/document-source.ts'
import { caseSources } from './work/sources.ts'

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
    ...outcomesOf(deps),
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
    ...queueOf(),
    ...findingOf(deps),
    ...keptPremises(),
    work: [...caseSources, documentSource(deps), ...acceptanceSources, ...decidingSources],
    seedDemonstrationCases: casesSeeder(deps),
  }
}
export type ApplicationsService = ReturnType<typeof applicationsService>
