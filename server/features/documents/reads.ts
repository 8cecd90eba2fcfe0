import { createHash } from 'node:crypto'
import { Types } from 'mongoose'
import type { StoredDocument } from '#models/documents/document.ts'
import { DocumentReadModel, type DocumentRead, type PaperKind } from '#models/documents/document-read.ts'
import { flushAudit, recordAudit } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { cityDayOf } from '#shared/days/city-day.ts'

type Officer = DocumentRead['by']
/** A paper about an applicant that the office made; `letter` where a case may have several of the kind. */
type Paper = { application: Types.ObjectId; kind: PaperKind; name: string; letter?: Types.ObjectId }
/** How often one officer opened one document on one day, and when last. */
export type DailyReadings = { kind: DocumentRead['kind']; name: string; by: Officer; last: Date; times: number }

/** One opening of a document, as its applicant is shown it. */
type DocumentOpening = Pick<DocumentRead, 'kind' | 'name' | 'at'> & { by: Pick<Officer, 'name' | 'role'> }

/** Openings shown on a page; all are stored. */
const maxShown = 500

export function createDocumentReads({ clock }: { clock: Clock }) {
  /** Records that an officer is about to read a document, before its first byte is sent. */
  async function record({ _id, application, kind, name }: StoredDocument, by: Officer): Promise<void> {
    await DocumentReadModel.create({ application, document: _id, kind, name, at: clock.now(), by })
    await auditRead({ application, document: _id, kind })
  }

  /** Records the same for a paper made by the office. Reads by applicants are not recorded. */
  async function recordPaper({ letter, ...paper }: Paper, { id, name, role }: Officer): Promise<void> {
    if (role === 'applicant') return
    const read = { ...paper, document: letter ?? paper.application, at: clock.now(), by: { id, name, role } }
    if (paper.kind !== 'handover_photos') await DocumentReadModel.create(read)
    // A page shows all photos at once, so an officer's first read of a photo on a day stands for all of them.
    else if (!(await recordFirstLook(read))) return
    await auditRead(read)
  }

  /** Returns which officers opened the documents and papers of an application, latest first. */
  async function readings(applicationId: string): Promise<DailyReadings[]> {
    const reads = await DocumentReadModel.find({ application: applicationId })
      .sort({ at: -1, _id: -1 })
      .limit(maxShown)
      .lean<DocumentRead[]>()
    const days = new Map<string, DailyReadings>()
    for (const { document, kind, name, at, by } of reads) {
      const key = [cityDayOf(at), kind, document.toHexString(), by.id].join()
      const existing = days.get(key)
      if (existing) existing.times += 1
      else days.set(key, { kind, name, by, last: at, times: 1 })
    }
    return [...days.values()]
  }

  /** Returns every single opening, latest first, for the export of personal data. */
  async function allReadings(applicationId: string): Promise<DocumentOpening[]> {
    const reads = await DocumentReadModel.find({ application: applicationId })
      .sort({ at: -1, _id: -1 })
      .lean<DocumentRead[]>()
    return reads.map(({ kind, name, at, by }) => ({ kind, name, at, by: { name: by.name, role: by.role } }))
  }

  /** Deletes the records, which say who read whose documents, together with the last data about the person. */
  async function forget(applicationId: string): Promise<void> {
    await DocumentReadModel.deleteMany({ application: applicationId })
  }

  return { record, recordPaper, list: readings, all: allReadings, forget }
}

async function recordFirstLook(read: Omit<DocumentRead, '_id'>): Promise<boolean> {
  const { application, ...facts } = read
  // Includes the application because reads may be sharded by it, and an upsert needs the shard key.
  const look = { _id: idOfDay(read), application }
  try {
    return (await DocumentReadModel.updateOne(look, { $setOnInsert: facts }, { upsert: true })).upsertedCount > 0
  } catch (error) {
    // A concurrent read was stored first; MongoDB retries an upsert only when the filter is the key alone.
    if (isDuplicateKey(error)) return false
    throw error
  }
}

/** Adds the read to the audit trail too, before the first byte is sent: the document's id and kind, not its name. */
async function auditRead({ application, document, kind }: Pick<DocumentRead, 'application' | 'document' | 'kind'>) {
  recordAudit({
    action: 'document.read',
    subject: { kind: 'application', id: application.toHexString() },
    changes: [
      { field: 'kind', before: null, after: kind },
      { field: 'document', before: null, after: document.toHexString() },
    ],
  })
  await flushAudit()
}

/** One id for all reads of one thing by one officer on one day, so that of two concurrent writes one remains. */
function idOfDay({ kind, document, at, by }: Omit<DocumentRead, '_id'>): Types.ObjectId {
  const look = [kind, document.toHexString(), by.id, cityDayOf(at)].join()
  return new Types.ObjectId(createHash('sha256').update(look).digest('hex').slice(0, 24))
}
