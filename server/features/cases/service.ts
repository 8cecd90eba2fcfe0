import { withDeps } from '#shared/with-deps.ts'
import { findOffered, findOfferTerms } from './acceptance/offered-terms.ts'
import { findComplaints, saveSection } from './answers/save-section.ts'
import {
  findAgreedRent,
  findHandoverRecord,
  isVisibleTo,
  readContent,
  readForStaff,
  requireContent,
} from './content.ts'
import { findClaimedIntakes } from './documents/settling.ts'
import { createCaseIntake } from './documents/document-intake.ts'
import { createStaffSearch } from './search/staff-search.ts'
import { movesService, type MovesDeps } from './moves.ts'
import { findHeldPremises, streamHandedOver, syncOccupancy } from './occupancy.ts'
import type { Deps } from './ports.ts'
import { openCaseFile, type FileDeps } from './queue/case-file.ts'
import {
  countByState,
  findCaseId,
  findOpenAmong,
  listOwnCases,
  readOwnCase,
  searchCases,
} from './queue/case-queries.ts'
import { countHeldNotices } from './notice/waiting-notices.ts'
import { historiesSince, rentsOf } from './queue/figures.ts'
import { rivalsOf } from './queue/rivals.ts'
import { createRetention } from './retention.ts'
import { createWaitingPlaces } from './waiting/places.ts'
import { dropText, giveTranslation, passOn } from './writing/to-translate.ts'
import { caseDates } from './work/dates.ts'
import { acceptanceSources, decidingSources } from './work/deciding-sources.ts'
import { documentSource, caseSources } from './work/sources.ts'
import { translationSources } from './work/translation-sources.ts'

/** What cases need from the later parts: reviewers at the start of a review, the rubric, and objections. */
type FromItsWay = Pick<MovesDeps, 'beginReview'> & Pick<FileDeps, 'rules' | 'objections'>

/** Returns what can be done with every application, at any stage. */
export function casesService(deps: Deps & FromItsWay) {
  const places = createWaitingPlaces(deps)
  return {
    now: () => deps.clock.now(),
    moves: movesService(deps),
    files: {
      open: withDeps({ ...deps, places }, openCaseFile),
      content: readContent,
      requireContent,
      forStaff: readForStaff,
      handoverRecord: findHandoverRecord,
      agreedRent: findAgreedRent,
      rivals: rivalsOf,
      isVisibleTo,
    },
    queue: { search: searchCases, idOf: findCaseId, openAmong: findOpenAmong, countByState, countHeldNotices },
    own: { get: readOwnCase, list: listOwnCases },
    offers: { terms: withDeps(deps, findOfferTerms), keepingTerms: findOffered },
    answers: { save: withDeps(deps, saveSection), complaints: withDeps(deps, findComplaints) },
    documents: { ...createCaseIntake(deps), intakesNamed: findClaimedIntakes },
    places,
    texts: { pass: withDeps(deps, passOn), drop: withDeps(deps, dropText), translate: withDeps(deps, giveTranslation) },
    search: createStaffSearch(deps),
    retention: createRetention(deps),
    occupancy: { sync: withDeps(deps.premises, syncOccupancy), keeps: findHeldPremises, handedOver: streamHandedOver },
    figures: { historiesSince, rents: rentsOf },
    dates: caseDates,
    work: [...caseSources, documentSource(deps), ...acceptanceSources, ...decidingSources, ...translationSources],
  }
}
export type CasesService = ReturnType<typeof casesService>
