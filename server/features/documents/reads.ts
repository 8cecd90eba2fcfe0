import { createHash } from 'node:crypto'
import { Types } from 'mongoose'
import type { StoredDocument } from '#models/documents/document.ts'
import { DocumentReadModel, type DocumentRead, type PaperKind } from '#models/documents/document-read.ts'
import { flushAudit, recordAudit } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { cityDayOf } from '#shared/days/city-day.ts'

type Officer = DocumentRead['by']
/** A paper of the city's about an applicant; `letter` where a case may have several of the kind. */
type Paper = { application: Types.ObjectId; kind: PaperKind; name: string; letter?: Types.ObjectId }
/** How often one officer opened one document on one day, and when last. */
export type DayOfReading = { kind: DocumentRead['kind']; name: string; by: Officer; last: Date; times: number }

/** One opening, as its applicant is told of it. */
type OneReading = Pick<DocumentRead, 'kind' | 'name' | 'at'> & { by: Pick<Officer, 'name' | 'role'> }

/** A page shows this many openings; all are kept. */
const shown = 500

export function readsOf({ clock }: { clock: Clock }) {
  /** Writes down that a member of the staff is about to read a document: before its first byte leaves. */
  async function record({ _id, application, kind, name }: StoredDocument, by: Officer): Promise<void> {
    await DocumentReadModel.create({ application, document: _id, kind, name, at: clock.now(), by })
    await tellOf({ application, document: _id, kind })
  }

  /** The same for a paper that the city has made. What applicants read themselves is not written down. */
  async function recordPaper({ letter, ...paper }: Paper, { id, name, role }: Officer): Promise<void> {
    if (role === 'applicant') return
    const read = { ...paper, document: letter ?? paper.application, at: clock.now(), by: { id, name, role } }
    if (paper.kind !== 'handover_photos') await DocumentReadModel.create(read)
    // A page shows them all at once: an officer's first look of a day stands for all of it, however many come together.
    else if (!(await isFirstLook(read))) return
    await tellOf(read)
  }

  /** Who of the staff has opened the documents and papers of an application, the latest first. */
  async function readings(applicationId: string): Promise<DayOfReading[]> {
    const reads = await DocumentReadModel.find({ application: applicationId })
      .sort({ at: -1, _id: -1 })
      .limit(shown)
      .lean<DocumentRead[]>()
    const days = new Map<string, DayOfReading>()
    for (const { document, kind, name, at, by } of reads) {
      const key = [cityDayOf(at), kind, document.toHexString(), by.id].join()
      const known = days.get(key)
      if (known) known.times += 1
      else days.set(key, { kind, name, by, last: at, times: 1 })
    }
    return [...days.values()]
  }

  /** Each opening for itself, the latest first, for whoever takes away all there is. */
  async function allReadings(applicationId: string): Promise<OneReading[]> {
    const reads = await DocumentReadModel.find({ application: applicationId })
      .sort({ at: -1, _id: -1 })
      .lean<DocumentRead[]>()
    return reads.map(({ kind, name, at, by }) => ({ kind, name, at, by: { name: by.name, role: by.role } }))
  }

  /** The record says who read whose papers: it goes with the last that is known of the person. */
  async function forget(applicationId: string): Promise<void> {
    await DocumentReadModel.deleteMany({ application: applicationId })
  }

  return { record, recordPaper, list: readings, all: allReadings, forget }
}

async function isFirstLook(read: Omit<DocumentRead, '_id'>): Promise<boolean> {
  const { application, ...facts } = read
  // With the application, by which reads may be spread over shards: an upsert must know where to go.
  const look = { _id: idOfDay(read), application }
  try {
    return (await DocumentReadModel.updateOne(look, { $setOnInsert: facts }, { upsert: true })).upsertedCount > 0
  } catch (error) {
    // Another look of the same moment was written first; MongoDB repeats an upsert only where it asks for the key alone.
    if (isDuplicateKey(error)) return false
    throw error
  }
}

/** Into the audit trail too, before the first byte leaves: which paper, by its id and kind, not what it is called. */
async function tellOf({ application, document, kind }: Pick<DocumentRead, 'application' | 'document' | 'kind'>) {
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

/** One id for all looks of an officer at one thing on one day: of two that are written at once, one stays. */
function idOfDay({ kind, document, at, by }: Omit<DocumentRead, '_id'>): Types.ObjectId {
  const look = [kind, document.toHexString(), by.id, cityDayOf(at)].join()
  return new Types.ObjectId(createHash('sha256').update(look).digest('hex').slice(0, 24))
}
