import type { Readable } from 'node:stream'
import mongoose, { trusted } from 'mongoose'
import { type DocumentKind, DocumentModel, type StoredDocument } from '#models/documents/document.ts'
import type { Clock } from '#outside/clock.ts'
import type { FileStore } from '#outside/files/files.ts'
import { conflict, notFound } from '#shared/errors.ts'
import type { ReceivedFile, RefusedFile, UploadQuota } from '#shared/files/file-rules.ts'
import { siteSettings } from '#shared/site-settings.ts'
import { withDeps } from '#shared/with-deps.ts'
import { copyDocument } from './copying.ts'
import { createDocumentReads } from './reads.ts'
import { createDocumentReviews } from './reviews.ts'
import { setAsideUnsent, createDocumentIntake, type FindClaimedIntakes } from './document-intake.ts'
import { isReadable, scanStateOf, type ScanState } from './scan-rules.ts'

const unclaimedForMs = 60 * 60 * 1000
const dayMs = 24 * 60 * 60 * 1000

type Deps = {
  clock: Clock
  files: FileStore
  /** Whether there is a malware scanner: then uploads are held until found clean. */
  scanning?: boolean
}
/** A document with its effective scan state, which pages use instead of the stored one. */
export type ScannedDocument = StoredDocument & { scanState: ScanState }
/** Application and id of a document. Callers check who may access it. */
type DocumentKey = { applicationId: string; documentId: string }
export type NewDocuments = { applicationId: string; kind: DocumentKind; by: string; files: ReceivedFile[] }
export type AddedDocuments = { added: StoredDocument[]; refused: RefusedFile[] }
type StoredFacts = Pick<StoredDocument, '_id' | 'application' | 'storageId' | 'size' | 'scan'>
/**
 * What counts for a limit: all uploads, without one that is replaced for good; or, for what the office asked for at
 * `askedAt`, what was sent since, at most in the last day. So no file that an applicant handed in before takes room from an
 * answer, and no limit outlasts a day.
 */
export type CountedUploads = { askedAt: Date } | { inPlaceOf?: StoredDocument | null }
type Totals = { files: number; bytes: number }
type QuotaRefusal = 'too-many' | 'no-room'

/**
 * Files of applications. This slice knows nothing about applications: callers make sure that the person may act on the
 * application. The id of another application's document is "not found".
 */
export function documentsService({ clock, files, scanning = false }: Deps) {
  const { receive, takeIn, takeOut, drop, discard, dropForgotten } = createDocumentIntake({ clock, files, scanning })

  /** Returns the number of files and bytes that count, including superseded ones but no infected ones. */
  async function totals(applicationId: string, counts: CountedUploads = {}): Promise<Totals> {
    const dayAgo = clock.now().getTime() - dayMs
    const sent =
      'askedAt' in counts
        ? { uploadedAt: trusted({ $gte: new Date(Math.max(counts.askedAt.getTime(), dayAgo)) }) }
        : { _id: trusted({ $ne: counts.inPlaceOf?._id ?? null }) }
    const filter = { application: applicationId, ...sent, ...takenInFilter(), ...notInfectedFilter() }
    const counted = await DocumentModel.find(filter, { size: 1 }).lean()
    return { files: counted.length, bytes: counted.reduce((sum, { size }) => sum + size, 0) }
  }

  /** Returns how many files and bytes may still be uploaded; never negative. */
  async function room(applicationId: string, counted: CountedUploads = {}): Promise<UploadQuota> {
    const taken = await totals(applicationId, counted)
    return {
      files: Math.max(0, siteSettings().applicationFiles - taken.files),
      bytes: Math.max(0, siteSettings().applicationBytes - taken.bytes),
    }
  }

  /**
   * Turns received files into documents, one by one. The limits hold for concurrent uploads too: each file is counted after
   * it was recorded, and removed if it was one too many.
   */
  async function add({ applicationId, by, kind, files: received }: NewDocuments): Promise<AddedDocuments> {
    const added: StoredDocument[] = []
    const refused: RefusedFile[] = []
    for (const file of received) {
      const { id: intake } = await receive({ applicationId, by, arrived: [{ kind, file }] })
      const [document] = await takeIn({ applicationId, intake, keepOld: true, at: clock.now() })
      if (!document) throw notFound()
      const taken = await totals(applicationId)
      const reason = quotaRefusal(taken)
      if (reason) {
        await discard(document)
        refused.push({ field: file.field, name: file.name, reason })
      } else added.push(document)
    }
    return { added, refused }
  }

  /** Returns the arrived documents for which there is no room, each with the reason. */
  async function withoutRoom(
    applicationId: string,
    arrived: readonly StoredDocument[],
    counted: CountedUploads = {},
  ): Promise<Map<StoredDocument, QuotaRefusal>> {
    let taken = await totals(applicationId, counted)
    const refused = new Map<StoredDocument, QuotaRefusal>()
    for (const document of arrived) {
      const then = { files: taken.files + 1, bytes: taken.bytes + document.size }
      const reason = quotaRefusal(then)
      if (reason) refused.set(document, reason)
      else taken = then
    }
    return refused
  }

  /** Returns the storage ids of all files that an application has or is about to take in. */
  const filesOf = (applicationId: string): Promise<string[]> =>
    DocumentModel.distinct('storageId', { application: applicationId })

  /** Removes all documents of a draft that is deleted. */
  async function removeAll(applicationId: string): Promise<number> {
    const all = await DocumentModel.find({ application: applicationId }, { storageId: 1 }).lean()
    for (const document of all) await discard(document)
    return all.length
  }

  /**
   * Lists documents, oldest first, except superseded and infected ones. With `infected` also infected ones that have not
   * been replaced, with `history` all that were taken in and not deleted.
   */
  async function list(applicationId: string, { history = false, infected = false } = {}): Promise<ScannedDocument[]> {
    const current = { state: 'current' as const, ...(infected ? {} : notInfectedFilter()) }
    const filter = history ? takenInFilter() : current
    const found = await DocumentModel.find({ application: applicationId, ...filter })
      .sort({ uploadedAt: 1, _id: 1 })
      .lean()
    return found.map(withScanState)
  }

  async function find({ applicationId, documentId }: DocumentKey): Promise<ScannedDocument> {
    const document = await DocumentModel.findOne({
      _id: documentId,
      application: applicationId,
      ...takenInFilter(),
    }).lean()
    if (!document) throw notFound()
    return withScanState(document)
  }

  /** Returns the document or the one that replaced it, because the page that asks may be older than the replacement. */
  async function findOrNext({ applicationId, documentId }: DocumentKey): Promise<ScannedDocument> {
    const own = { application: applicationId, ...takenInFilter() }
    const found =
      (await DocumentModel.findOne({ ...own, _id: documentId }).lean()) ??
      (await DocumentModel.findOne({ ...own, supersedes: documentId }).lean())
    if (!found) throw notFound()
    return withScanState(found)
  }

  /** Checks whether a document that `list` returned is still there: it has not been removed, and not been found infected. */
  const isListed = async ({ _id }: StoredDocument): Promise<boolean> =>
    (await DocumentModel.exists({ _id, ...notInfectedFilter() })) !== null

  const withScanState = (document: StoredDocument): ScannedDocument => ({
    ...document,
    scanState: scanStateOf(document, scanning),
  })

  /** Throws a conflict while the document waits for its scan, or when it is infected. */
  function requireReadable(document: Pick<StoredDocument, 'scan'>): void {
    const state = scanStateOf(document, scanning)
    if (isReadable(state)) return
    throw conflict(state === 'held' ? 'document.unreadable.held' : 'document.unreadable.infected')
  }

  /** Returns the bytes of a document that `find` returned; throws as `requireReadable` does. */
  function open(document: Pick<StoredDocument, 'storageId' | 'scan'>): Readable {
    requireReadable(document)
    return files.open(document.storageId)
  }

  /**
   * Removes what a killed process or a lost connection left behind, and what no case took in. Returns the number of files
   * removed.
   */
  async function sweep(named: FindClaimedIntakes): Promise<number> {
    const before = new Date(clock.machineNow().getTime() - unclaimedForMs)
    const forgotten = await dropForgotten(before, named)
    return forgotten + (await files.sweep(before, claimed))
  }

  async function claimed(ids: readonly string[]): Promise<Set<string>> {
    const filter = { storageId: trusted({ $in: [...ids] }), ...notInfectedFilter() }
    const found = await DocumentModel.find(filter, { storageId: 1 }).lean()
    return new Set(found.map(({ storageId }) => storageId))
  }

  /**
   * Returns those of the documents that are intact and taken in by a case, each with the id of its application. An infected
   * document needs no file.
   */
  async function present(ids: readonly string[]): Promise<Map<string, string>> {
    const validIds = ids.filter(id => mongoose.isValidObjectId(id))
    const filter = { _id: trusted({ $in: validIds }), ...takenInFilter() }
    const found = await DocumentModel.find(filter, { application: 1, storageId: 1, size: 1, scan: 1 }).lean<
      StoredFacts[]
    >()
    const whole = await files.whole(found.map(({ storageId }) => storageId))
    const intact = found.filter(
      ({ storageId, size, scan }) => scan?.state === 'infected' || whole.get(storageId) === size,
    )
    return new Map(intact.map(({ _id, application }) => [_id.toHexString(), application.toHexString()]))
  }

  const reading = { totals, room, list, isListed, find, findOrNext, requireReadable, open }
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
    copy: withDeps({ clock, files }, copyDocument),
    setAsideUnsent,
    unreviewed: countUnreviewed,
    reviews: createDocumentReviews({ clock }),
    reads: createDocumentReads({ clock }),
  }
}
export type DocumentsService = ReturnType<typeof documentsService>

/** Counts documents without a finding for each of these applications; applications without any are left out. */
async function countUnreviewed(applications: readonly string[]): Promise<Map<string, number>> {
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

/** Infected documents claim neither a file nor room. */
const notInfectedFilter = () => ({ 'scan.state': trusted({ $ne: 'infected' as const }) })

/** Documents are invisible until their case has taken them in. */
const takenInFilter = () => ({ state: trusted({ $ne: 'pending' as const }) })

function quotaRefusal({ files, bytes }: Totals): QuotaRefusal | null {
  if (files > siteSettings().applicationFiles) return 'too-many'
  return bytes > siteSettings().applicationBytes ? 'no-room' : null
}
