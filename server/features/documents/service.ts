import type { Readable } from 'node:stream'
import mongoose from 'mongoose'
import { type DocumentKind, DocumentModel, type StoredDocument } from '../../../models/document.ts'
import { workLeft } from '../../../models/parts/work-signal.ts'
import type { Clock } from '../../outside/clock.ts'
import type { FileStore } from '../../outside/files.ts'
import { conflict, notFound } from '../../shared/errors.ts'
import { copierOf } from './copying.ts'
import { readsOf } from './reads.ts'
import { reviewsOf } from './reviews.ts'
import { setAsideUnsent } from './setting-aside.ts'
import { unreviewedIn } from './unreviewed.ts'
import { isReadable, scanStateOf, type ScanState } from './scan-rules.ts'
import type { ReceivedFile, RefusedFile, Room } from '../../shared/file-rules.ts'
import { house } from '../../shared/house.ts'

const unclaimedForMs = 60 * 60 * 1000

type Deps = {
  clock: Clock
  files: FileStore
  /** Whether there is a malware scanner: then what comes in is held until it was found clean. */
  scanning?: boolean
}
/** A document as pages see it: what the scanner says counts, not what is stored. */
export type KeptDocument = StoredDocument & { scanState: ScanState }
/** The application a document belongs to. Who may touch it is for the caller to know. */
type Place = { applicationId: string; documentId: string }
export type NewDocuments = { applicationId: string; kind: DocumentKind; by: string; files: ReceivedFile[] }
export type Replacement = Place & { by: string; file: ReceivedFile; keepOld: boolean }
export type Added = { added: StoredDocument[]; refused: RefusedFile[] }
export type Totals = { files: number; bytes: number }

/**
 * The files of applications. This slice knows nothing of applications: whoever calls has made sure that the person may
 * act on that one, and an id of another application's document is "not found".
 */
export function documentsService({ clock, files, scanning = false }: Deps) {
  /** Files and bytes that an application takes up, replaced ones that are kept included; of an infected one nothing is. */
  async function totals(applicationId: string): Promise<Totals> {
    const kept = await DocumentModel.find({ application: applicationId, ...notInfected() }, { size: 1 }).lean()
    return { files: kept.length, bytes: kept.reduce((sum, { size }) => sum + size, 0) }
  }

  /** What may still be uploaded; never negative. `inPlaceOf` is a document that the upload will replace for good. */
  async function room(applicationId: string, inPlaceOf: StoredDocument | null = null): Promise<Room> {
    const taken = without(inPlaceOf, await totals(applicationId))
    return {
      files: Math.max(0, house().applicationFiles - taken.files),
      bytes: Math.max(0, house().applicationBytes - taken.bytes),
    }
  }

  /**
   * Makes documents of files that were received, one by one. The limits hold against uploads that run at the same time:
   * each file is counted after it was recorded and taken back if it was one too many.
   */
  async function add({ applicationId, kind, by, files: received }: NewDocuments): Promise<Added> {
    const added: StoredDocument[] = []
    const refused: RefusedFile[] = []
    for (const file of received) {
      const document = await record(file, { application: applicationId, kind, uploadedBy: by })
      const taken = await totals(applicationId)
      const reason = reasonAgainst(taken)
      if (reason) {
        await discard(document)
        refused.push({ field: file.field, name: file.name, reason })
      } else added.push(document)
    }
    return { added, refused }
  }

  async function record(
    file: ReceivedFile,
    about: { application: string; kind: DocumentKind; uploadedBy: string; version?: number; supersedes?: string },
  ): Promise<StoredDocument> {
    const { name, size, sha256, mediaType, storageId } = file
    const now = clock.now()
    const document = await DocumentModel.create({
      ...about,
      name,
      size,
      sha256,
      mediaType,
      storageId,
      uploadedAt: now,
      ...(scanning ? { scan: { state: 'held', nextAt: now } } : {}),
    })
    if (scanning) workLeft('scans')
    await files.settle([storageId])
    return document.toObject()
  }

  async function discard({ _id, storageId }: Pick<StoredDocument, '_id' | 'storageId'>): Promise<void> {
    await files.markForRemoval([storageId])
    await DocumentModel.deleteOne({ _id })
    await files.remove(storageId)
  }

  /**
   * Puts a file in the place of a document, as its next version of the same kind. `keepOld` is for documents that were
   * handed in: the old version stays readable as superseded; otherwise it is gone. Throws "not found" when the document
   * is not a current one of that application; the new file is then discarded.
   */
  async function replace(place: Replacement): Promise<Added> {
    const { applicationId, documentId, file, keepOld } = place
    const current = { _id: documentId, application: applicationId, state: 'current' as const }
    const old = await DocumentModel.findOne(current).lean()
    if (!old) {
      await files.remove(file.storageId)
      throw notFound()
    }
    const document = await record(file, {
      application: applicationId,
      kind: old.kind,
      uploadedBy: place.by,
      version: old.version + 1,
      supersedes: documentId,
    })
    const reason = reasonAgainst(without(keepOld ? null : old, await totals(applicationId)))
    if (reason) {
      await discard(document)
      return { added: [], refused: [{ field: file.field, name: file.name, reason }] }
    }
    // Of two people who replace the same version at once, the second finds it replaced already.
    const { modifiedCount } = await DocumentModel.updateOne(current, { $set: { state: 'superseded' } })
    if (modifiedCount === 0) {
      await discard(document)
      throw notFound()
    }
    if (!keepOld) await discard(old)
    return { added: [document], refused: [] }
  }

  /**
   * Takes a document out of an application. With `keepOld`, for what was handed in, it stays readable as superseded;
   * otherwise it is gone with its bytes. Throws "not found" when it is not a current one of that application.
   */
  async function remove({ keepOld, ...place }: Place & { keepOld: boolean }): Promise<StoredDocument> {
    const document = await find(place)
    if (document.state !== 'current') throw notFound()
    if (keepOld) await DocumentModel.updateOne({ _id: document._id }, { $set: { state: 'superseded' } })
    else await discard(document)
    return document
  }

  /** Everything of an application, for a draft that is deleted. */
  async function removeAll(applicationId: string): Promise<number> {
    const all = await DocumentModel.find({ application: applicationId }, { storageId: 1 }).lean()
    for (const document of all) await discard(document)
    return all.length
  }

  /**
   * What there is, oldest first: neither replaced nor infected. With `infected` also what the scanner refused and nobody
   * has replaced yet, with `history` all that was ever handed in.
   */
  async function list(applicationId: string, { history = false, infected = false } = {}): Promise<KeptDocument[]> {
    const current = { state: 'current' as const, ...(infected ? {} : notInfected()) }
    const filter = history ? {} : current
    const found = await DocumentModel.find({ application: applicationId, ...filter })
      .sort({ uploadedAt: 1, _id: 1 })
      .lean()
    return found.map(seen)
  }

  async function find({ applicationId, documentId }: Place): Promise<KeptDocument> {
    const document = await DocumentModel.findOne({ _id: documentId, application: applicationId }).lean()
    if (!document) throw notFound()
    return seen(document)
  }

  const seen = (document: StoredDocument): KeptDocument => ({ ...document, scanState: scanStateOf(document, scanning) })

  /** Throws a conflict while it is being checked for malware, or when it was infected. */
  function demandReadable(document: Pick<StoredDocument, 'scan'>): void {
    const state = scanStateOf(document, scanning)
    if (isReadable(state)) return
    throw conflict(state === 'held' ? 'document.unreadable.held' : 'document.unreadable.infected')
  }

  /** The bytes of a document that `find` returned; throws as `demandReadable` does. */
  function open(document: Pick<StoredDocument, 'storageId' | 'scan'>): Readable {
    demandReadable(document)
    return files.open(document.storageId)
  }

  /** Removes what a kill or a lost connection left behind. Returns how many files went. */
  async function sweep(): Promise<number> {
    return files.sweep(new Date(clock.now().getTime() - unclaimedForMs), async ids => {
      const filter = { storageId: mongoose.trusted({ $in: ids }), ...notInfected() }
      const claimed = await DocumentModel.find(filter, { storageId: 1 }).lean()
      return new Set(claimed.map(({ storageId }) => storageId))
    })
  }

  const parts = {
    ...reviewsOf({ clock }),
    ...readsOf({ clock }),
    copy: copierOf(files),
    setAsideUnsent,
    unreviewed: unreviewedIn,
  }
  const reading = { totals, room, list, find, demandReadable, open }
  return { ...reading, add, replace, remove, removeAll, sweep, store: files, ...parts }
}
export type DocumentsService = ReturnType<typeof documentsService>

/** An infected document claims neither its file nor room. */
const notInfected = () => ({ 'scan.state': mongoose.trusted({ $ne: 'infected' as const }) })

function reasonAgainst({ files, bytes }: Totals): 'too-many' | 'no-room' | null {
  if (files > house().applicationFiles) return 'too-many'
  return bytes > house().applicationBytes ? 'no-room' : null
}

const without = (gone: StoredDocument | null, { files, bytes }: Totals): Totals =>
  gone && gone.scan?.state !== 'infected' ? { files: files - 1, bytes: bytes - gone.size } : { files, bytes }
