import mongoose, { trusted } from 'mongoose'
import { DocumentModel, type DocumentKind, type StoredDocument } from '#models/documents/document.ts'
import { signalWork } from '#models/parts/work-signal.ts'
import type { Clock } from '#outside/clock.ts'
import type { FileStore } from '#outside/files/files.ts'
import { AppError } from '#shared/errors.ts'
import type { ReceivedFile } from '#shared/files/file-rules.ts'

type Deps = { clock: Clock; files: FileStore; scanning: boolean }
/** A received file and the kind of document it becomes. */
type ArrivedFile = { kind: DocumentKind; file: ReceivedFile; supersedes?: StoredDocument }
type Arrival = { applicationId: string; by: string; arrived: readonly ArrivedFile[] }
/** One arrival of files. The case that takes the documents in stores its id too. */
export type Intake = { id: string; documents: StoredDocument[] }
type IntakeKey = { applicationId: string; intake: string }
/**
 * `keepOld`: the replaced document was submitted and stays readable as superseded; otherwise it is deleted with its file.
 */
type TakeInOptions = IntakeKey & { keepOld: boolean; at: Date }
type FileReference = Pick<StoredDocument, '_id' | 'storageId'>
/** Returns the ids of those intakes that a record outside this slice will still take in. */
export type FindClaimedIntakes = (
  pending: readonly { application: StoredDocument['application']; intake: string }[],
) => Promise<ReadonlySet<string>>
type Removal = { applicationId: string; documentId: string; keepOld: boolean }

/**
 * Documents arrive in two steps (ADR 62): first as pending, outside the case; the case then takes them in with one guarded
 * write of its own. Pending documents are invisible. Each step may be repeated.
 */
export function createDocumentIntake({ clock, files, scanning }: Deps) {
  /**
   * Stores what has arrived. Throws `upload.broken` and keeps nothing when a file took so long that it was swept meanwhile.
   */
  async function receive({ applicationId, by, arrived }: Arrival): Promise<Intake> {
    const now = clock.now()
    const id = new mongoose.Types.ObjectId().toHexString()
    const received: StoredDocument[] = []
    for (const { kind, file, supersedes } of arrived) {
      const { name, size, sha256, mediaType, storageId } = file
      const document = await DocumentModel.create({
        application: applicationId,
        kind,
        name,
        size,
        sha256,
        mediaType,
        storageId,
        uploadedAt: now,
        uploadedBy: by,
        state: 'pending' as const,
        intake: { id, at: clock.machineNow() },
        ...(supersedes ? { supersedes: supersedes._id, version: supersedes.version + 1 } : {}),
      })
      received.push(document.toObject())
      if ((await files.settle([storageId])) === 0) {
        for (const one of received) await discard(one)
        for (const one of arrived) await files.remove(one.file.storageId)
        throw new AppError('invalid', 'upload.broken', { facts: { application: applicationId } })
      }
    }
    return { id, documents: received }
  }

  /** Takes the documents of an intake into the case, and supersedes or deletes those they replace. */
  async function takeIn({ applicationId, intake, keepOld, at }: TakeInOptions): Promise<StoredDocument[]> {
    const filter = { application: applicationId, 'intake.id': intake }
    // A copy keeps its day of upload, by which its age is judged.
    const isNew = { ...filter, state: 'pending' as const, copyOf: null }
    await DocumentModel.updateMany(isNew, { $set: { uploadedAt: at } })
    const held = { scan: { state: 'held' as const, attempts: 0, nextAt: clock.machineNow() } }
    const pending = { ...filter, state: 'pending' as const }
    if (scanning) await DocumentModel.updateMany({ ...pending, scan: null }, { $set: { ...held, state: 'current' } })
    await DocumentModel.updateMany(pending, { $set: { state: 'current' } })
    if (scanning) signalWork('scans')
    const taken = await DocumentModel.find(filter).sort({ _id: 1 }).lean()
    for (const { supersedes } of taken)
      if (supersedes) await takeOut({ applicationId, documentId: supersedes.toHexString(), keepOld })
    return taken
  }

  /** Removes a document from its case; does nothing when it is gone. */
  async function takeOut({ applicationId, documentId, keepOld }: Removal): Promise<void> {
    const own = { _id: documentId, application: applicationId }
    if (keepOld) await DocumentModel.updateOne({ ...own, state: 'current' }, { $set: { state: 'superseded' } })
    else for (const document of await DocumentModel.find(own).lean()) await discard(document)
  }

  /** Discards documents of an intake that no case has taken in: all of them, or those with these ids. */
  async function drop({ applicationId, intake }: IntakeKey, ids?: readonly StoredDocument['_id'][]): Promise<void> {
    const these = ids ? { _id: trusted({ $in: [...ids] }) } : {}
    const untaken = { application: applicationId, 'intake.id': intake, state: 'pending' as const, ...these }
    // A document being taken in at this moment must not be removed: the sweeper forgets the note about its file.
    for (const document of await DocumentModel.find(untaken).lean()) await discard(document, { state: 'pending' })
  }

  async function discard({ _id, storageId }: FileReference, only: { state?: 'pending' } = {}): Promise<void> {
    await files.markForRemoval([storageId])
    const { deletedCount } = await DocumentModel.deleteOne({ _id, ...only })
    if (deletedCount > 0) await files.remove(storageId)
  }

  /**
   * Discards documents that arrived before an instant, were not taken in, and are in no intake that `named` returns. Returns
   * their number.
   */
  async function dropForgotten(before: Date, named: FindClaimedIntakes): Promise<number> {
    const old = { state: 'pending' as const, 'intake.at': trusted({ $lt: before }) }
    const found = await DocumentModel.find(old).limit(1_000).lean()
    const claimed = await named(found.map(({ application, intake }) => ({ application, intake: intake?.id ?? '' })))
    const forgotten = found.filter(({ intake }) => !claimed.has(intake?.id ?? ''))
    for (const document of forgotten) await discard(document, { state: 'pending' })
    return forgotten.length
  }

  return { receive, takeIn, takeOut, drop, discard, dropForgotten }
}

type UnsentRange = { applicationId: string; handedIn: readonly string[]; from: Date; until: Date }

/**
 * Restores the submitted documents: those that arrived between two instants and were never submitted are kept as superseded,
 * and the ones they had replaced become current again. Safe to repeat, also when newer documents have arrived since.
 */
export async function setAsideUnsent({ applicationId, handedIn, from, until }: UnsentRange): Promise<void> {
  const sent = trusted({ $in: [...handedIn] })
  await DocumentModel.updateMany(
    {
      application: applicationId,
      state: 'current',
      uploadedAt: trusted({ $gte: from, $lte: until }),
      _id: trusted({ $nin: [...handedIn] }),
    },
    { $set: { state: 'superseded' } },
  )
  const newer = await DocumentModel.distinct('supersedes', { application: applicationId, state: 'current' })
  const replaced = new Set(newer.map(String))
  const gone = await DocumentModel.find(
    { application: applicationId, state: 'superseded', _id: sent },
    { _id: 1 },
  ).lean()
  const back = gone.map(({ _id }) => _id).filter(id => !replaced.has(id.toHexString()))
  await DocumentModel.updateMany({ _id: trusted({ $in: back }) }, { $set: { state: 'current' } })
}
