import { DocumentModel, type StoredDocument } from '#models/documents/document.ts'
import type { Clock } from '#outside/clock.ts'
import { isLostFile, type Deposit, type FileStore } from '#outside/files/files.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'

type CopyRequest = { from: { applicationId: string; documentId: string }; to: string; by: string; intake: string }

/**
 * Copies a document to another application, as a record with a file of its own that waits to be taken in; removing or
 * sweeping one never affects the other. Copies at most once for each document and application, however often it is called;
 * returns null when that is done, or when the document is gone or its file lost. The copy keeps the day of upload, by which its age is judged.
 */
export async function copyDocument(
  { clock, files }: { clock: Clock; files: FileStore },
  { from, to, by, intake }: CopyRequest,
): Promise<StoredDocument | null> {
  const place = { _id: from.documentId, application: from.applicationId, state: 'current' as const }
  const original = await DocumentModel.findOne(place).lean()
  if (!original || original.scan?.state === 'infected') return null
  if (await DocumentModel.exists({ application: to, copyOf: original._id })) return null
  const deposit = await files.begin()
  const about = {
    application: to,
    uploadedBy: by,
    copyOf: original._id,
    intake: { id: intake, at: clock.machineNow() },
  }
  const copied = await record(files, deposit, { original, about }).catch(async (error: unknown) => {
    // After an unknown failure the record may still have been stored: the sweeper removes the file if nothing claims it.
    if (!isDuplicateKey(error) && !isLostFile(error)) throw error
    await deposit.abandon()
    return null
  })
  if (copied && (await files.settle([deposit.id])) === 0) {
    await DocumentModel.deleteOne({ _id: copied._id })
    await files.remove(deposit.id)
    throw new Error('a copy was swept while it was made')
  }
  return copied
}

type CopyFacts = Pick<Partial<StoredDocument>, 'copyOf' | 'intake'> & { application: string; uploadedBy: string }
async function record(
  files: FileStore,
  into: Deposit,
  { original, about }: { original: StoredDocument; about: CopyFacts },
): Promise<StoredDocument> {
  for await (const chunk of files.open(original.storageId)) await into.write(chunk as Buffer)
  const { size, sha256 } = await into.finish()
  const { kind, name, mediaType, uploadedAt, scan } = original
  // The result of the scan is copied too, because the bytes are the same.
  const facts = { kind, name, mediaType, uploadedAt, size, sha256, storageId: into.id, ...(scan ? { scan } : {}) }
  return (await DocumentModel.create({ ...about, ...facts, state: 'pending' })).toObject()
}
