import type { Slice, SliceParts } from '#server/slice.ts'
import { storeChecks } from '#outside/files/store-checks.ts'
import type { Checker } from '#shared/checks.ts'
import { documentChecks, pictureChecks, sealChecks } from './checks.ts'
import { scanDocuments, sealStored, sweepFiles } from './jobs.ts'

/** Documents and pictures of cases and tenancies: files, scans and reviews. The routes belong to the cases. */
export const documentsSlice = (parts: SliceParts): Slice => ({
  name: 'documents',
  jobs: [scanDocuments, sweepFiles, sealStored],
  checks: checksOf(parts),
})

function checksOf({ services, clock }: SliceParts): readonly Checker[] {
  const { acceptance, applying, documents, pictures, sealed, intakesNamed } = services
  return [
    sealChecks(sealed),
    ...documentChecks({
      clock,
      files: documents.store,
      ownersAmong: applying.deletions.ownersAmong,
      filesBeingDeleted: applying.deletions.filesBeingDeleted,
      intakesNamed,
    }),
    ...pictureChecks({ clock, unrecorded: acceptance.handover.photosOutsideRecords }),
    ...storeChecks({ clock, stores: [{ name: 'pictures', ...pictures }] }),
  ]
}
