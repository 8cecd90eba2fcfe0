import type { DocumentKind, StoredDocument } from '../../../models/document.ts'
import { DocumentReadModel, type DocumentRead } from '../../../models/document-read.ts'
import type { Clock } from '../../outside/clock.ts'
import { cityDayOf } from '../../shared/city-day.ts'

type Officer = DocumentRead['by']
/** How often one officer opened one document on one day, and when last. */
export type DayOfReading = { kind: DocumentKind; name: string; by: Officer; last: Date; times: number }

/** One opening, as its applicant is told of it. */
type OneReading = Pick<DocumentRead, 'kind' | 'name' | 'at'> & { by: Pick<Officer, 'name' | 'role'> }

/** A page shows this many openings; all are kept. */
const shown = 500

export function readsOf({ clock }: { clock: Clock }) {
  /** Writes down that a member of the staff is about to read a document: before its first byte leaves. */
  async function recordRead({ _id, application, kind, name }: StoredDocument, by: Officer): Promise<void> {
    await DocumentReadModel.create({ application, document: _id, kind, name, at: clock.now(), by })
  }

  /** Who of the staff has opened the documents of an application, the latest first. */
  async function readings(applicationId: string): Promise<DayOfReading[]> {
    const reads = await DocumentReadModel.find({ application: applicationId })
      .sort({ at: -1, _id: -1 })
      .limit(shown)
      .lean<DocumentRead[]>()
    const days = new Map<string, DayOfReading>()
    for (const { document, kind, name, at, by } of reads) {
      const key = [cityDayOf(at), document.toHexString(), by.id].join()
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
  async function forgetReads(applicationId: string): Promise<void> {
    await DocumentReadModel.deleteMany({ application: applicationId })
  }

  return { recordRead, readings, allReadings, forgetReads }
}
