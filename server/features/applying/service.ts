import type { Deps } from '../cases/ports.ts'
import type { CasesService } from '../cases/service.ts'
import {
  createDraftDeletion,
  filesBeingDeleted,
  ownersAmong,
  createDraftStarter,
  createStaleDraftSweep,
} from './drafts/drafts.ts'
import { createEarlierCopying } from './drafts/earlier.ts'
import { createOverviews } from './drafts/overview.ts'
import { createSubmission, type SubmitDeps } from './drafts/submit.ts'

/** Builds the service for applications until they are submitted. */
export function applyingService(deps: Deps & Pick<SubmitDeps, 'beginHandling'> & { cases: CasesService }) {
  const { complaints } = deps.cases.answers
  const { deleteDraft, deleteOwnDraft, finishAll } = createDraftDeletion(deps)
  const { lastHandedIn, copyLast } = createEarlierCopying(deps)
  const { overview, keptUntil } = createOverviews({ ...deps, complaints })
  const { warn, removeStale } = createStaleDraftSweep({ ...deps, deleteDraft })
  return {
    drafts: {
      begin: createDraftStarter(deps),
      lastHandedIn,
      copyLast,
      overview,
      keptUntil,
      submit: createSubmission({ ...deps, complaints }),
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
