import type { Deps } from '../cases/ports.ts'
import type { CasesService } from '../cases/service.ts'
import { deletingDraftsOf, filesBeingDeleted, ownersAmong, draftsOf, staleDraftsOf } from './drafts/drafts.ts'
import { earlierOf } from './drafts/earlier.ts'
import { overviewOf } from './drafts/overview.ts'
import { submissionOf, type SubmitDeps } from './drafts/submit.ts'

/** Builds the service for applications until they are submitted. */
export function applyingService(deps: Deps & Pick<SubmitDeps, 'beginHandling'> & { cases: CasesService }) {
  const { complaints } = deps.cases.answers
  const { settled } = deps.cases.documents
  const { deleteDraft, deleteOwnDraft, finishAll } = deletingDraftsOf(deps)
  const { lastHandedIn, copyLast } = earlierOf(deps)
  const { overview, keptUntil } = overviewOf({ ...deps, complaints })
  const { warn, removeStale } = staleDraftsOf({ ...deps, deleteDraft })
  return {
    drafts: {
      begin: draftsOf(deps),
      lastHandedIn,
      copyLast,
      overview,
      keptUntil,
      submit: submissionOf({ ...deps, complaints, settled }),
    },
    deletions: {
      deleteDraft,
      deleteOwnDraft,
      finish: finishAll,
      warn,
      removeStale,
      ownersAmong,
      filesBeingDeleted,
    },
  }
}
