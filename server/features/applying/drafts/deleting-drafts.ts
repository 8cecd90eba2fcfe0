import { trusted, type Types } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { TombstoneModel, type Tombstone } from '#models/cases/tombstone.ts'
import { recordAudit } from '#outside/audit.ts'
import { conflict } from '#shared/errors.ts'
import { readFor } from '#features/cases/change.ts'
import type { Deps } from '#features/cases/ports.ts'

/** Most tombstones finished in one run. The rest waits for the next run of the job. */
const atOnce = 200

/** Deletes drafts together with their documents or not at all, even when the process is killed in between (ADR 62). */
export function deletingDraftsOf({ clock, documents }: Pick<Deps, 'clock' | 'documents'>) {
  /** Returns false when the draft has changed since it was read. The draft and its documents are then kept. */
  async function deleteDraft({ _id, revision }: Pick<Application, '_id' | 'revision'>): Promise<boolean> {
    const files = await documents.filesOf(_id.toHexString())
    const tombstone = await TombstoneModel.create({ application: _id, revision, files, at: clock.machineNow() })
    return finish(tombstone.toObject())
  }

  /**
   * Deletes a draft at its applicant's request. Throws "not found" when it belongs to somebody else, and a conflict when it
   * has been submitted or is being changed at this moment.
   */
  async function deleteOwnDraft({ id, applicantId }: { id: string; applicantId: string }): Promise<void> {
    const draft = await readFor(id, { kind: 'applicant', id: applicantId })
    if (draft.state !== 'draft') throw conflict('application.not-a-draft', { facts: { id } })
    if (!(await deleteDraft(draft))) throw conflict('error.stale')
  }

  /**
   * Completes a deletion. Idempotent, also while the process that wrote the tombstone is doing the same: the revision of a
   * draft never comes back, so a draft found changed cannot be deleted by anybody else with this tombstone either.
   */
  async function finish({ _id, application, revision, files }: Tombstone): Promise<boolean> {
    const id = application.toHexString()
    const { deletedCount } = await ApplicationModel.deleteOne({ _id: application, state: 'draft', revision })
    if (deletedCount > 0) recordAudit({ action: 'application.removed', subject: { kind: 'application', id } })
    const gone = !(await ApplicationModel.exists({ _id: application }))
    if (gone) await documents.removeAll(id)
    if (gone) for (const file of files) await documents.store.remove(file)
    await TombstoneModel.deleteOne({ _id })
    return gone
  }

  /** Finishes deletions that killed processes left unfinished. Returns how many were finished. */
  async function finishAll(): Promise<number> {
    let finished = 0
    for (const tombstone of await TombstoneModel.find().limit(atOnce).lean<Tombstone[]>())
      if (await finish(tombstone)) finished += 1
    return finished
  }

  return { deleteDraft, deleteOwnDraft, finishAll }
}

/** Returns those of these application ids that exist or are being deleted. Documents of all others are orphaned. */
export async function ownersAmong(ids: readonly Types.ObjectId[]): Promise<Set<string>> {
  const wanted = trusted({ $in: [...ids] })
  const [cases, tombstones] = await Promise.all([
    ApplicationModel.find({ _id: wanted }, { _id: 1 }).lean<{ _id: Types.ObjectId }[]>(),
    TombstoneModel.find({ application: wanted }, { application: 1 }).lean<Tombstone[]>(),
  ])
  return new Set([...cases.map(({ _id }) => _id), ...tombstones.map(({ application }) => application)].map(String))
}

/** Returns those of these files that belong to drafts being deleted. */
export async function filesBeingDeleted(ids: readonly string[]): Promise<Set<string>> {
  const found = await TombstoneModel.find({ files: trusted({ $in: [...ids] }) }, { files: 1 }).lean<Tombstone[]>()
  return new Set(found.flatMap(({ files }) => files))
}
