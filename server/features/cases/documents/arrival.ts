import type { Application } from '#models/cases/application.ts'
import type { DocumentKind, StoredDocument } from '#models/documents/document.ts'
import { AppError, conflict } from '#shared/errors.ts'
import type { ReceivedFile, RefusedFile } from '#shared/files/file-rules.ts'
import { stale } from '../change.ts'
import type { Deps, ScannedDocument } from '../ports.ts'
import type { settlingOf } from './settling.ts'

/** What may be done with the documents of a case now. Throws where it is closed altogether. */
export type DocumentRules = (
  application: Application,
  present: readonly ScannedDocument[],
) => {
  addable: readonly DocumentKind[]
  replaceable(document: ScannedDocument): boolean
  removable(document: ScannedDocument): boolean
}

export type Change = {
  /** Reads the case for whoever acts; throws "not found" where they have none. */
  read: () => Promise<Application>
  rules: DocumentRules
}
/** `same`: names of files whose very bytes were among the documents of their kind already; they are kept once. */
export type TakenIn = { added: StoredDocument[]; same: string[]; refused: RefusedFile[] }

type Arrivals = Change & { id: string; by: string; arrived: Parameters<Deps['documents']['receive']>[0]['arrived'] }
type Judging = {
  was: Application
  pending: readonly StoredDocument[]
  present: readonly ScannedDocument[]
  rules: ReturnType<DocumentRules>
}
type Judgement = { same: readonly StoredDocument[]; refused: Map<StoredDocument, RefusedFile['reason']> }

/** Somebody gets through each time, so this many writers at once would have to be faster. */
export const attempts = 60

type ArrivalDeps = Pick<Deps, 'clock' | 'documents'> &
  Pick<ReturnType<typeof settlingOf>, 'settle' | 'settled' | 'commit'>

/** From the arrival of files to the write of the case that takes them in. */
export function arrivalOf({ clock, documents, settle, settled, commit }: ArrivalDeps) {
  async function takeIn(
    { id, by, arrived, read, rules }: Arrivals,
    judge: (judging: Judging) => Promise<Judgement>,
  ): Promise<TakenIn> {
    const { id: intake, documents: received } = await documents.receive({ applicationId: id, by, arrived })
    const place = { applicationId: id, intake }
    const out: TakenIn = { added: [...received], same: [], refused: [] }

    /** What is refused goes; null when nothing is left, or when the case has been changed since it was read. */
    async function judgeAndCommit(): Promise<Application | null> {
      const was = await settled(read)
      const present = await documents.list(id, { infected: true })
      const { same, refused } = await judge({ was, pending: out.added, present, rules: rules(was, present) })
      const gone = out.added.filter(document => same.includes(document) || refused.has(document))
      await documents.drop(
        place,
        gone.map(({ _id }) => _id),
      )
      out.same.push(...same.map(({ name }) => name))
      for (const [{ kind, name }, reason] of refused) out.refused.push({ field: kind, name, reason })
      out.added = out.added.filter(document => !gone.includes(document))
      if (out.added.length === 0) return null
      const facts = { intake, keepOld: keepsReplaced(was), at: clock.now().toISOString() }
      return commit(was, { key: keyOf(id, `in-${intake}`), kind: 'take_in', facts })
    }

    const changed = await dropUnlessCommitted(place, async () => {
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const committed = await judgeAndCommit()
        if (committed || out.added.length === 0) return committed
      }
      throw stale(await read())
    })
    if (changed) await settle(changed)
    if (changed) await requireStillThere(place, out.added)
    return out
  }

  async function dropUnlessCommitted<T>(place: { applicationId: string; intake: string }, act: () => Promise<T>) {
    try {
      return await act()
    } catch (error) {
      // After an unknown failure the case may have taken them in all the same: then the worker goes on, else the sweeper.
      if (error instanceof AppError) await documents.drop(place)
      throw error
    }
  }

  /** A process that stood still for longer than the sweeper waits has lost what it was about to take in. */
  async function requireStillThere({ applicationId }: { applicationId: string }, taken: readonly StoredDocument[]) {
    const kept = await documents.list(applicationId, { history: true })
    const ids = new Set(kept.map(({ _id }) => _id.toHexString()))
    if (!taken.every(({ _id }) => ids.has(_id.toHexString()))) throw conflict('error.stale')
  }

  return { takeIn }
}

/** What was handed in is never erased by a change. */
export const keepsReplaced = (was: Application): 'yes' | 'no' => (was.state === 'draft' ? 'no' : 'yes')
export const keyOf = (id: string, cause: string): string => `application:${id}:${cause}`

/** The files of a form whose fields are kinds of documents. */
export const filesByKind = (files: readonly ReceivedFile[], kinds: readonly DocumentKind[]) =>
  kinds.flatMap(kind => files.filter(({ field }) => field === kind).map(file => ({ kind, file })))
