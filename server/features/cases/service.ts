import { savingOf } from './answers/save-section.ts'
import { contentOf, isVisibleTo } from './content.ts'
import { intakesNamed } from './documents/settling.ts'
import { takingInOf } from './documents/taking-in.ts'
import { staffSearchOf } from './search/staff-search.ts'
import { movesService, type MovesDeps } from './moves.ts'
import { syncing, premisesHeldByCases } from './occupancy.ts'
import type { Deps } from './ports.ts'
import { caseFiles, type FileDeps } from './queue/case-file.ts'
import { caseQueries } from './queue/case-queries.ts'
import { historiesSince, rentsOf } from './queue/figures.ts'
import { rivalsOf } from './queue/rivals.ts'
import { retentionOf } from './retention.ts'
import { placesOf } from './waiting/places.ts'
import { textsToTranslateOf } from './writing/to-translate.ts'
import { caseDates } from './work/dates.ts'
import { acceptanceSources, decidingSources } from './work/deciding-sources.ts'
import { documentSource, caseSources } from './work/sources.ts'
import { translationSources } from './work/translation-sources.ts'

/** What cases need from the later parts: reviewers at the start of a review, the rubric, and objections. */
type FromItsWay = Pick<MovesDeps, 'beginReview'> & Pick<FileDeps, 'rules' | 'objections'>

/** Returns what can be done with every application, at any stage. */
export function casesService(deps: Deps & FromItsWay) {
  const places = placesOf(deps)
  const { own, ofApplicant, ...queue } = caseQueries()
  return {
    now: () => deps.clock.now(),
    moves: movesService(deps),
    files: { open: caseFiles({ ...deps, places }), ...contentOf(), rivals: rivalsOf, isVisibleTo },
    queue,
    own: { get: own, list: ofApplicant },
    answers: savingOf(deps),
    documents: { ...takingInOf(deps), intakesNamed },
    places,
    texts: textsToTranslateOf(deps),
    search: staffSearchOf(deps),
    retention: retentionOf(deps),
    occupancy: { sync: syncing(deps.premises), ...premisesHeldByCases() },
    figures: { historiesSince, rents: rentsOf },
    dates: caseDates,
    work: [...caseSources, documentSource(deps), ...acceptanceSources, ...decidingSources, ...translationSources],
  }
}
export type CasesService = ReturnType<typeof casesService>
