import mongoose, { trusted } from 'mongoose'
import { DocumentModel, type DocumentKind, type StoredDocument } from '#models/documents/document.ts'
import { workLeft } from '#models/parts/work-signal.ts'
import type { Clock } from '#outside/clock.ts'
import type { FileStore } from '#outside/files/files.ts'
import { AppError } from '#shared/errors.ts'
import type { ReceivedFile } from '#shared/files/file-rules.ts'

type Deps = { clock: Clock; files: FileStore; scanning: boolean }
/** A file as it came, and what it is to be. */
type Arrived = { kind: DocumentKind; file: ReceivedFile; supersedes?: StoredDocument }
type Arrival = { applicationId: string; by: string; arrived: readonly Arrived[] }
/** The id names one arrival of files; the case that takes them in names it too. */
export type Intake = { id: string; documents: StoredDocument[] }
type Place = { applicationId: string; intake: string }
/** `keepOld`: what is replaced was handed in and stays readable as superseded; otherwise it goes with its bytes. */
type TakingIn = Place & { keepOld: boolean; at: Date }
type Filed = Pick<StoredDocument, '_id' | 'storageId'>
/** Of these intakes, the ids of those that a record outside this slice still means to take in. */
export type NamedIntakes = (
  pending: readonly { application: StoredDocument['application']; intake: string }[],
) => Promise<ReadonlySet<string>>
type Removal = { applicationId: string; documentId: string; keepOld: boolean }

/**
 * Documents come in two steps (ADR 62): they arrive outside the case, as pending, and are taken in once the case has said so
 * in one guarded write of its own. Nobody sees a pending one. Each step may be repeated.
 */
export function takingIn({ clock, files, scanning }: Deps) {
  /** Writes down what has arrived. Throws `upload.broken`, and keeps nothing, when a file took so long that it was swept meanwhile. */
  async function receive({ applicationId, by, arrived }: Arrival): Promise<Intake> {
    const now = clock.now()
    const id = new mongoose.Types.ObjectId().toHexString()
    const received: StoredDocument[] = []
    for (const { kind, file, supersedes } of arrived) {
      const { name, size, sha256, mediaType, storageId } = file
      const document = await DocumentModel.create({
        ...{ application: applicationId, kind, name, size, sha256, mediaType, storageId },
        ...{ uploadedAt: now, uploadedBy: by, state: 'pending' as const, intake: { id, at: clock.machineNow() } },
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

  /** Carries out what the case has said: the documents of an intake are its own, and what they replace is not any more. */
  async function takeIn({ applicationId, intake, keepOld, at }: TakingIn): Promise<StoredDocument[]> {
    const filter = { application: applicationId, 'intake.id': intake }
    // A copy keeps its day of upload, for by that its age is judged.
    const isNew = { ...filter, state: 'pending' as const, copyOf: null }
    await DocumentModel.updateMany(isNew, { $set: { uploadedAt: at } })
    const held = { scan: { state: 'held' as const, attempts: 0, nextAt: clock.machineNow() } }
    const pending = { ...filter, state: 'pending' as const }
    if (scanning) await DocumentModel.updateMany({ ...pending, scan: null }, { $set: { ...held, state: 'current' } })
    await DocumentModel.updateMany(pending, { $set: { state: 'current' } })
    if (scanning) workLeft('scans')
    const taken = await DocumentModel.find(filter).sort({ _id: 1 }).lean()
    for (const { supersedes } of taken)
      if (supersedes) await takeOut({ applicationId, documentId: supersedes.toHexString(), keepOld })
    return taken
  }

  /** Takes a document out of its case; nothing to do when it is gone. */
  async function takeOut({ applicationId, documentId, keepOld }: Removal): Promise<void> {
    const own = { _id: documentId, application: applicationId }
    if (keepOld) await DocumentModel.updateOne({ ...own, state: 'current' }, { $set: { state: 'superseded' } })
    else for (const document of await DocumentModel.find(own).lean()) await discard(document)
  }

  /** Forgets documents of an intake that no case has taken in: all, or those with these ids. */
  async function drop({ applicationId, intake }: Place, ids?: readonly StoredDocument['_id'][]): Promise<void> {
    const these = ids ? { _id: trusted({ $in: [...ids] }) } : {}
    const untaken = { application: applicationId, 'intake.id': intake, state: 'pending' as const, ...these }
    // One that is taken in at this moment is not ours to remove: the sweeper forgets the note about its file.
    for (const document of await DocumentModel.find(untaken).lean()) await discard(document, { state: 'pending' })
  }

  async function discard({ _id, storageId }: Filed, only: { state?: 'pending' } = {}): Promise<void> {
    await files.markForRemoval([storageId])
    const { deletedCount } = await DocumentModel.deleteOne({ _id, ...only })
    if (deletedCount > 0) await files.remove(storageId)
  }

  /** Those that arrived before an instant and are still not taken in, though `named` says of none that its case wants it. */
  async function dropForgotten(before: Date, named: NamedIntakes): Promise<number> {
    const old = { state: 'pending' as const, 'intake.at': trusted({ $lt: before }) }
    const found = await DocumentModel.find(old).limit(1_000).lean()
    const wanted = await named(found.map(({ application, intake }) => ({ application, intake: intake?.id ?? '' })))
    const forgotten = found.filter(({ intake }) => !wanted.has(intake?.id ?? ''))
    for (const document of forgotten) await discard(document, { state: 'pending' })
    return forgotten.length
  }

  return { receive, takeIn, takeOut, drop, discard, dropForgotten }
}

type Unsent = { applicationId: string; handedIn: readonly string[]; from: Date; until: Date }

/**
 * Makes what was handed in current again: what came between two instants and never was handed in is kept as superseded,
 * and what that had replaced takes its place back. Safe to repeat, also when newer documents have come since.
 */
export async function setAsideUnsent({ applicationId, handedIn, from, until }: Unsent): Promise<void> {
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
