import type { Readable } from 'node:stream'
import mongoose, { trusted } from 'mongoose'
import { type DocumentKind, DocumentModel, type StoredDocument } from '#models/documents/document.ts'
import type { Clock } from '#outside/clock.ts'
import type { FileStore } from '#outside/files/files.ts'
import { conflict, notFound } from '#shared/errors.ts'
import type { ReceivedFile, RefusedFile, Room } from '#shared/files/file-rules.ts'
import { siteSettings } from '#shared/site-settings.ts'
import { copierOf } from './copying.ts'
import { readsOf } from './reads.ts'
import { reviewsOf } from './reviews.ts'
import { setAsideUnsent, takingIn, type NamedIntakes } from './taking-in.ts'
import { isReadable, scanStateOf, type ScanState } from './scan-rules.ts'

const unclaimedForMs = 60 * 60 * 1000

type Deps = {
  clock: Clock
  files: FileStore
  /** Whether there is a malware scanner: then what comes in is held until it was found clean. */
  scanning?: boolean
}
/** A document as pages see it: what the scanner says counts, not what is stored. */
export type ScannedDocument = StoredDocument & { scanState: ScanState }
/** The application a document belongs to. Who may touch it is for the caller to know. */
type Place = { applicationId: string; documentId: string }
export type NewDocuments = { applicationId: string; kind: DocumentKind; by: string; files: ReceivedFile[] }
export type Added = { added: StoredDocument[]; refused: RefusedFile[] }
type Stored = Pick<StoredDocument, '_id' | 'application' | 'storageId' | 'size' | 'scan'>
type Totals = { files: number; bytes: number }
type RoomRefusal = 'too-many' | 'no-room'

/**
 * The files of applications. This slice knows nothing of applications: whoever calls has made sure that the person may
 * act on that one, and an id of another application's document is "not found".
 */
export function documentsService({ clock, files, scanning = false }: Deps) {
  const { receive, takeIn, takeOut, drop, discard, dropForgotten } = takingIn({ clock, files, scanning })

  /** Files and bytes that an application takes up, replaced ones that are kept included; of an infected one nothing is. */
  async function totals(applicationId: string): Promise<Totals> {
    const filter = { application: applicationId, ...takenIn(), ...notInfected() }
    const kept = await DocumentModel.find(filter, { size: 1 }).lean()
    return { files: kept.length, bytes: kept.reduce((sum, { size }) => sum + size, 0) }
  }

  /** What may still be uploaded; never negative. `inPlaceOf` is a document that the upload will replace for good. */
  async function room(applicationId: string, inPlaceOf: StoredDocument | null = null): Promise<Room> {
    const taken = without(inPlaceOf, await totals(applicationId))
    return {
      files: Math.max(0, siteSettings().applicationFiles - taken.files),
      bytes: Math.max(0, siteSettings().applicationBytes - taken.bytes),
    }
  }

  /**
   * Makes documents of files that were received, one by one. The limits hold against uploads that run at the same time:
   * each file is counted after it was recorded and taken back if it was one too many.
   */
  async function add({ applicationId, by, kind, files: received }: NewDocuments): Promise<Added> {
    const added: StoredDocument[] = []
    const refused: RefusedFile[] = []
    for (const file of received) {
      const { id: intake } = await receive({ applicationId, by, arrived: [{ kind, file }] })
      const [document] = await takeIn({ applicationId, intake, keepOld: true, at: clock.now() })
      if (!document) throw notFound()
      const taken = await totals(applicationId)
      const reason = reasonAgainst(taken)
      if (reason) {
        await discard(document)
        refused.push({ field: file.field, name: file.name, reason })
      } else added.push(document)
    }
    return { added, refused }
  }

  /** Of documents that have arrived, those for which there is no room, with the reason; `inPlaceOf` is replaced for good. */
  async function withoutRoom(
    applicationId: string,
    arrived: readonly StoredDocument[],
    inPlaceOf: StoredDocument | null = null,
  ): Promise<Map<StoredDocument, RoomRefusal>> {
    let taken = without(inPlaceOf, await totals(applicationId))
    const refused = new Map<StoredDocument, RoomRefusal>()
    for (const document of arrived) {
      const then = { files: taken.files + 1, bytes: taken.bytes + document.size }
      const reason = reasonAgainst(then)
      if (reason) refused.set(document, reason)
      else taken = then
    }
    return refused
  }

  /** The ids in the store of all that an application has or is about to take in. */
  const filesOf = (applicationId: string): Promise<string[]> =>
    DocumentModel.distinct('storageId', { application: applicationId })

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
  async function list(applicationId: string, { history = false, infected = false } = {}): Promise<ScannedDocument[]> {
    const current = { state: 'current' as const, ...(infected ? {} : notInfected()) }
    const filter = history ? takenIn() : current
    const found = await DocumentModel.find({ application: applicationId, ...filter })
      .sort({ uploadedAt: 1, _id: 1 })
      .lean()
    return found.map(seen)
  }

  async function find({ applicationId, documentId }: Place): Promise<ScannedDocument> {
    const document = await DocumentModel.findOne({ _id: documentId, application: applicationId, ...takenIn() }).lean()
    if (!document) throw notFound()
    return seen(document)
  }

  /** The same, or what has taken the place of one that is gone: whoever asks may not know of it. */
  async function findOrNext({ applicationId, documentId }: Place): Promise<ScannedDocument> {
    const own = { application: applicationId, ...takenIn() }
    const found =
      (await DocumentModel.findOne({ ...own, _id: documentId }).lean()) ??
      (await DocumentModel.findOne({ ...own, supersedes: documentId }).lean())
    if (!found) throw notFound()
    return seen(found)
  }

  const seen = (document: StoredDocument): ScannedDocument => ({
    ...document,
    scanState: scanStateOf(document, scanning),
  })

  /** Throws a conflict while it is being checked for malware, or when it was infected. */
  function requireReadable(document: Pick<StoredDocument, 'scan'>): void {
    const state = scanStateOf(document, scanning)
    if (isReadable(state)) return
    throw conflict(state === 'held' ? 'document.unreadable.held' : 'document.unreadable.infected')
  }

  /** The bytes of a document that `find` returned; throws as `requireReadable` does. */
  function open(document: Pick<StoredDocument, 'storageId' | 'scan'>): Readable {
    requireReadable(document)
    return files.open(document.storageId)
  }

  /** Removes what a kill or a lost connection left behind, and what no case has taken in. Returns how many files went. */
  async function sweep(named: NamedIntakes): Promise<number> {
    const before = new Date(clock.machineNow().getTime() - unclaimedForMs)
    const forgotten = await dropForgotten(before, named)
    return forgotten + (await files.sweep(before, claimed))
  }

  async function claimed(ids: readonly string[]): Promise<Set<string>> {
    const filter = { storageId: trusted({ $in: [...ids] }), ...notInfected() }
    const found = await DocumentModel.find(filter, { storageId: 1 }).lean()
    return new Set(found.map(({ storageId }) => storageId))
  }

  /**
   * Of these documents, those that a case has taken in and that are whole, each with the id of its application. An infected one
   * has no file and needs none.
   */
  async function present(ids: readonly string[]): Promise<Map<string, string>> {
    const known = ids.filter(id => mongoose.isValidObjectId(id))
    const filter = { _id: trusted({ $in: known }), ...takenIn() }
    const found = await DocumentModel.find(filter, { application: 1, storageId: 1, size: 1, scan: 1 }).lean<Stored[]>()
    const whole = await files.whole(found.map(({ storageId }) => storageId))
    const kept = found.filter(
      ({ storageId, size, scan }) => scan?.state === 'infected' || whole.get(storageId) === size,
    )
    return new Map(kept.map(({ _id, application }) => [_id.toHexString(), application.toHexString()]))
  }

  const reading = { totals, room, list, find, findOrNext, requireReadable, open }
  return {
    ...reading,
    receive,
    takeIn,
    takeOut,
    drop,
    add,
    withoutRoom,
    filesOf,
    removeAll,
    sweep,
    claimed,
    store: files,
    present,
    copy: copierOf({ clock, files }),
    setAsideUnsent,
    unreviewed: unreviewedIn,
    reviews: reviewsOf({ clock }),
    reads: readsOf({ clock }),
  }
}
export type DocumentsService = ReturnType<typeof documentsService>

/** How many documents of each of these applications no officer has said anything of yet; applications without any are left out. */
async function unreviewedIn(applications: readonly string[]): Promise<Map<string, number>> {
  if (applications.length === 0) return new Map()
  const counts = await DocumentModel.aggregate<{ _id: mongoose.Types.ObjectId; count: number }>([
    {
      $match: {
        application: { $in: applications.map(id => new mongoose.Types.ObjectId(id)) },
        state: 'current',
        'reviews.0': { $exists: false },
        'scan.state': { $nin: ['held', 'infected'] },
      },
    },
    { $group: { _id: '$application', count: { $sum: 1 } } },
  ])
  return new Map(counts.map(({ _id, count }) => [_id.toHexString(), count]))
}

/** An infected document claims neither its file nor room. */
const notInfected = () => ({ 'scan.state': trusted({ $ne: 'infected' as const }) })

/** Nobody has a document before its case has taken it in. */
const takenIn = () => ({ state: trusted({ $ne: 'pending' as const }) })

function reasonAgainst({ files, bytes }: Totals): RoomRefusal | null {
  if (files > siteSettings().applicationFiles) return 'too-many'
  return bytes > siteSettings().applicationBytes ? 'no-room' : null
}

const without = (gone: StoredDocument | null, { files, bytes }: Totals): Totals =>
  gone && gone.scan?.state !== 'infected' ? { files: files - 1, bytes: bytes - gone.size } : { files, bytes }
