import type { Application } from '#models/cases/application.ts'
import type { DocumentKind, StoredDocument } from '#models/documents/document.ts'
import { skipAudit } from '#outside/audit.ts'
import { AppError, conflict } from '#shared/errors.ts'
import type { ReceivedFile, RefusedFile } from '#shared/files/file-rules.ts'
import { papersReceived } from '../acceptance/received.ts'
import { staleConflict } from '../change.ts'
import type { Deps, ScannedDocument } from '../ports.ts'
import { commitEffects, readSettled, settle } from './settling.ts'

/** Returns what may be done with the documents of a case now. Throws when the case is closed for changes. */
export type DocumentRules = (
  application: Application,
  present: readonly ScannedDocument[],
) => {
  addable: readonly DocumentKind[]
  replaceable(document: ScannedDocument): boolean
  removable(document: ScannedDocument): boolean
}

export type DocumentChange = {
  /** Reads the case for the actor; throws "not found" when the case is not theirs. */
  read: () => Promise<Application>
  rules: DocumentRules
}
/** `same`: names of files that were already among the documents of their kind, byte for byte; they are stored once. */
export type IntakeResult = { added: StoredDocument[]; same: string[]; refused: RefusedFile[] }

type Arrivals = DocumentChange & {
  id: string
  by: string
  arrived: Parameters<Deps['documents']['receive']>[0]['arrived']
}
type JudgingFacts = {
  was: Application
  pending: readonly StoredDocument[]
  present: readonly ScannedDocument[]
  rules: ReturnType<DocumentRules>
}
type Judgement = { same: readonly StoredDocument[]; refused: Map<StoredDocument, RefusedFile['reason']> }

/** Attempts of a write. One writer succeeds each time, so it fails only when this many others are faster. */
export const maxWriteAttempts = 60

type ArrivalDeps = Pick<Deps, 'clock' | 'documents' | 'pictures'>
/** Where received documents wait until the case takes them in. */
type Place = { applicationId: string; intake: string }

/**
 * Receives files and takes into the case those that `judge` accepts, in one write of the case. Throws `error.stale` when the
 * case was changed each time, and what `read` and `rules` throw.
 */
export async function takeIn(
  deps: ArrivalDeps,
  { id, by, arrived, read, rules }: Arrivals,
  judge: (judging: JudgingFacts) => Promise<Judgement>,
): Promise<IntakeResult> {
  const { clock, documents } = deps
  const { id: intake, documents: received } = await documents.receive({ applicationId: id, by, arrived })
  const place: Place = { applicationId: id, intake }
  const out: IntakeResult = { added: [...received], same: [], refused: [] }

  /**
   * Drops refused and repeated files and commits the rest. Returns null when nothing is left, or when the case was changed
   * since it was read.
   */
  async function judgeAndCommit(): Promise<Application | null> {
    const was = await readSettled(deps, read)
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
    const at = clock.now()
    const facts = { intake, keepOld: keepsReplaced(was), at: at.toISOString() }
    const effect = { key: effectKeyOf(id, `in-${intake}`), kind: 'take_in', facts }
    return commitEffects(deps, was, { set: papersReceived(was, out.added, at), added: [effect] })
  }

  const changed = await dropUnlessCommitted(documents, place, async () => {
    for (let attempt = 0; attempt < maxWriteAttempts; attempt += 1) {
      const committed = await judgeAndCommit()
      if (committed || out.added.length === 0) return committed
    }
    throw staleConflict(await read())
  })
  if (!changed) skipAudit()
  if (changed) await settle(deps, changed)
  if (changed) await requireStillThere(documents, place, out.added)
  return out
}

async function dropUnlessCommitted<T>(documents: Deps['documents'], place: Place, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    // After any other error the case may still have taken them in. Then the worker carries it out; otherwise the sweeper
    // removes the files.
    if (error instanceof AppError) await documents.drop(place)
    throw error
  }
}

/** Throws a conflict when a process was suspended for longer than the sweeper waits, so that its files were removed. */
async function requireStillThere(
  documents: Deps['documents'],
  { applicationId }: Place,
  taken: readonly StoredDocument[],
): Promise<void> {
  const stored = await documents.list(applicationId, { history: true })
  const ids = new Set(stored.map(({ _id }) => _id.toHexString()))
  if (!taken.every(({ _id }) => ids.has(_id.toHexString()))) throw conflict('error.stale')
}

/** Returns whether a change keeps the replaced document. Only a draft does not: a submitted one is never erased. */
export const keepsReplaced = (was: Application): 'yes' | 'no' => (was.state === 'draft' ? 'no' : 'yes')
export const effectKeyOf = (id: string, cause: string): string => `application:${id}:${cause}`

/** Returns the files of a form whose field names are kinds of documents, each with its kind. */
export const filesByKind = (files: readonly ReceivedFile[], kinds: readonly DocumentKind[]) =>
  kinds.flatMap(kind => files.filter(({ field }) => field === kind).map(file => ({ kind, file })))
