import type { Deps } from '../cases/ports.ts'
import { withDeps } from '#shared/with-deps.ts'
import {
  beginDraft,
  createDraftDeletion,
  filesBeingDeleted,
  ownersAmong,
  createStaleDraftSweep,
} from './drafts/drafts.ts'
import { createEarlierCopying } from './drafts/earlier.ts'
import { findLastDays, findOverview } from './drafts/overview.ts'
import { submitDraft, type SubmitDeps } from './drafts/submit.ts'

/** Builds the service for applications until they are submitted. */
export function applyingService(deps: Deps & Pick<SubmitDeps, 'beginHandling'>) {
  const { deleteDraft, deleteOwnDraft, finishAll } = createDraftDeletion(deps)
  const { lastHandedIn, copyLast } = createEarlierCopying(deps)
  const { warn, removeStale } = createStaleDraftSweep({ ...deps, deleteDraft })
  return {
    drafts: {
      begin: withDeps(deps, beginDraft),
      lastHandedIn,
      copyLast,
      overview: withDeps(deps, findOverview),
      keptUntil: withDeps(deps, findLastDays),
      submit: withDeps(deps, submitDraft),
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
