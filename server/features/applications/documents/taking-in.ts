import { trusted, type Types } from 'mongoose'
import { ApplicationModel, type Application } from '../../../../models/application.ts'
import type { DocumentKind, StoredDocument } from '../../../../models/document.ts'
import type { PendingEffect } from '../../../../models/parts/history.ts'
import { guardedWrite } from '../../../outside/guarded-write.ts'
import { AppError, conflict, notFound } from '../../../shared/errors.ts'
import type { ReceivedFile, RefusedFile } from '../../../shared/file-rules.ts'
import { stale } from '../change.ts'
import { copyDocuments } from '../earlier.ts'
import type { ApplicationEffects } from '../effect-kinds.ts'
import type { Deps, KeptDocument } from '../ports.ts'

/** What may be done with the documents of a case now. Throws where it is closed altogether. */
export type DocumentRules = (
  application: Application,
  present: readonly KeptDocument[],
) => {
  addable: readonly DocumentKind[]
  replaceable(document: KeptDocument): boolean
  removable(document: KeptDocument): boolean
}

type Change = {
  /** Reads the case for whoever acts; throws "not found" where they have none. */
  read: () => Promise<Application>
  rules: DocumentRules
}
type Adding = Change & { id: string; by: string; files: readonly { kind: DocumentKind; file: ReceivedFile }[] }
type Replacing = Change & { id: string; by: string; file: ReceivedFile; documentId: string }
type Removing = Change & { id: string; documentId: string }
/** `same`: names of files whose very bytes were among the documents of their kind already; they are kept once. */
export type TakenIn = { added: StoredDocument[]; same: string[]; refused: RefusedFile[] }

/** Somebody gets through each time, so this many writers at once would have to be faster. */
const attempts = 60

/**
 * How documents come into a case and leave it: one write of the case, guarded by the state and revision it was judged by,
 * says so, and the documents follow (ADR 62). An upload that took its time is judged when it has arrived, by the case as it
 * then is.
 */
export function takingInOf({ clock, documents }: Pick<Deps, 'clock' | 'documents'>) {
  /** Throws a conflict when a kind is not open (any more); nothing of what was sent is kept then. */
  async function addDocuments({ id, by, files, ...change }: Adding): Promise<TakenIn> {
    const arrived = files.map(({ kind, file }) => ({ kind, file }))
    return takeIn({ id, by, arrived, ...change }, async ({ pending, rules, present }) => {
      const { addable } = rules
      if (pending.some(({ kind }) => !addable.includes(kind))) throw closedFor(id)
      const same = twice(pending, present)
      const fresh = pending.filter(document => !same.includes(document))
      return { same, refused: await documents.withoutRoom(id, fresh) }
    })
  }

  /**
   * Puts a file in the place of a document, as its next version of the same kind. The old version stays as superseded, except
   * in a draft, where it is gone. Throws "not found" when it is no current one of the case, and a conflict when it is closed.
   */
  async function replaceDocument({ id, by, file, documentId, ...change }: Replacing): Promise<TakenIn> {
    const supersedes = await documents.find({ applicationId: id, documentId }).catch(async (error: unknown) => {
      await documents.store.remove(file.storageId)
      throw error
    })
    const arrived = [{ kind: supersedes.kind, file, supersedes }]
    return takeIn({ id, by, arrived, ...change }, async ({ pending, rules, present, was }) => {
      const old = currentIn(present, documentId)
      if (!rules.replaceable(old)) throw closedFor(id)
      return { same: [], refused: await documents.withoutRoom(id, pending, isDraft(was) ? old : null) }
    })
  }

  /** Takes a document out of a case; one that was handed in is kept as superseded. Throws as `replaceDocument` does. */
  async function removeDocument({ id, documentId, read, rules }: Removing): Promise<StoredDocument> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const was = await settled(read)
      const present = await documents.list(id, { infected: true })
      const document = currentIn(present, documentId)
      if (!rules(was, present).removable(document)) throw closedFor(id)
      const facts = { document: documentId, keepOld: keepsOld(was) }
      const changed = await commit(was, { key: keyOf(id, `out-${documentId}`), kind: 'take_out', facts })
      if (!changed) continue
      await settle(changed)
      return document
    }
    throw stale(await read())
  }

  type Arrivals = Change & { id: string; by: string; arrived: Parameters<typeof documents.receive>[0]['arrived'] }
  type Judging = {
    was: Application
    pending: readonly StoredDocument[]
    present: readonly KeptDocument[]
    rules: ReturnType<DocumentRules>
  }
  type Judgement = { same: readonly StoredDocument[]; refused: Map<StoredDocument, RefusedFile['reason']> }

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
      const facts = { intake, keepOld: keepsOld(was), at: clock.now().toISOString() }
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
    if (changed) await demandStillThere(place, out.added)
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
  async function demandStillThere({ applicationId }: { applicationId: string }, taken: readonly StoredDocument[]) {
    const kept = await documents.list(applicationId, { history: true })
    const ids = new Set(kept.map(({ _id }) => _id.toHexString()))
    if (!taken.every(({ _id }) => ids.has(_id.toHexString()))) throw conflict('error.stale')
  }

  /** What the case has said of its documents and a killed process has not done yet. */
  async function settle(application: Application): Promise<void> {
    for (const effect of application.pendingEffects.filter(isAboutDocuments)) {
      if (!(await isCarriedOut(application, effect))) continue
      const crossOut = { $pull: { pendingEffects: { key: effect.key } } }
      await ApplicationModel.updateOne({ _id: application._id }, crossOut, { timestamps: false })
    }
  }

  /** The case as it is, its documents with it: whoever freezes what there is begins here. */
  async function settled(read: () => Promise<Application>): Promise<Application> {
    const found = await read()
    if (!found.pendingEffects.some(isAboutDocuments)) return found
    await settle(found)
    return read()
  }

  /** Copies that cannot be made hold nobody up: they come into the draft later, and into nothing else. */
  async function isCarriedOut(application: Application, { kind, facts }: PendingEffect): Promise<boolean> {
    if (kind === 'take_in') await carryIn(application, facts as ApplicationEffects['take_in'])
    else if (kind === 'take_out') await carryOutOf(application, facts as ApplicationEffects['take_out'])
    else {
      const copied = copyDocuments(application, { clock, documents })
      return copied.then(
        () => true,
        () => false,
      )
    }
    return true
  }

  const carryIn = ({ _id }: Application, { intake, keepOld, at }: ApplicationEffects['take_in']) =>
    documents.takeIn({ applicationId: _id.toHexString(), intake, keepOld: keepOld === 'yes', at: new Date(at) })

  const carryOutOf = ({ _id }: Application, { document, keepOld }: ApplicationEffects['take_out']) =>
    documents.takeOut({ applicationId: _id.toHexString(), documentId: document, keepOld: keepOld === 'yes' })

  /** Null when somebody else has changed the case since it was read. */
  const commit = (was: Application, effect: PendingEffect): Promise<Application | null> =>
    guardedWrite(ApplicationModel, {
      was,
      guard: ['state', 'revision'],
      counter: 'revision',
      set: { updatedAt: clock.now() },
      events: [],
      effects: { field: 'pendingEffects', added: [effect] },
    })

  return { addDocuments, replaceDocument, removeDocument, settledDocuments: settled, carryIn, carryOutOf, intakesNamed }
}

/** Of intakes of documents that are still pending, those that their case has said it takes in. */
async function intakesNamed(pending: readonly { application: Types.ObjectId; intake: string }[]): Promise<Set<string>> {
  const filter = {
    _id: trusted({ $in: pending.map(({ application }) => application) }),
    'pendingEffects.facts.intake': trusted({ $in: pending.map(({ intake }) => intake) }),
  }
  const cases = await ApplicationModel.find(filter, { pendingEffects: 1 }).lean<Pick<Application, 'pendingEffects'>[]>()
  return new Set(cases.flatMap(({ pendingEffects }) => pendingEffects.flatMap(({ facts }) => facts.intake ?? [])))
}

const isAboutDocuments = ({ kind }: PendingEffect): boolean => ['documents', 'take_in', 'take_out'].includes(kind)

/** Of those that have arrived, whose very bytes the case has already in a document of the same kind, or has twice now. */
function twice(arrived: readonly StoredDocument[], present: readonly KeptDocument[]): StoredDocument[] {
  const keyOfBytes = ({ kind, sha256 }: Pick<StoredDocument, 'kind' | 'sha256'>) => `${kind} ${sha256}`
  const known = new Set(present.filter(({ scanState }) => scanState !== 'infected').map(keyOfBytes))
  return arrived.filter(document => {
    const key = keyOfBytes(document)
    if (known.has(key)) return true
    known.add(key)
    return false
  })
}

function currentIn(present: readonly KeptDocument[], documentId: string): KeptDocument {
  const found = present.find(({ _id }) => _id.toHexString() === documentId)
  if (!found) throw notFound()
  return found
}

const isDraft = ({ state }: Application): boolean => state === 'draft'
/** What was handed in is never erased by a change. */
const keepsOld = (was: Application): 'yes' | 'no' => (isDraft(was) ? 'no' : 'yes')
const keyOf = (id: string, cause: string): string => `application:${id}:${cause}`
const closedFor = (id: string) => conflict('request.document-closed', { facts: { id } })
