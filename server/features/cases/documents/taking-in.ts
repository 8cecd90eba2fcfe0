import type { Application } from '#models/cases/application.ts'
import type { DocumentKind, StoredDocument } from '#models/documents/document.ts'
import { conflict, notFound } from '#shared/errors.ts'
import type { ReceivedFile } from '#shared/files/file-rules.ts'
import { sentTwice } from '#features/documents/same-bytes.ts'
import { stale } from '../change.ts'
import type { Deps, ScannedDocument } from '../ports.ts'
import { arrivalOf, attempts, keepsReplaced, keyOf, type Change, type TakenIn } from './arrival.ts'
import { settlingOf } from './settling.ts'

type Adding = Change & { id: string; by: string; files: readonly { kind: DocumentKind; file: ReceivedFile }[] }
type Replacing = Change & { id: string; by: string; file: ReceivedFile; documentId: string }
type Removing = Change & { id: string; documentId: string }

/**
 * How documents come into a case and leave it: one write of the case, guarded by the state and revision it was judged by,
 * says so, and the documents follow (ADR 62). An upload that took its time is judged when it has arrived, by the case as it
 * then is.
 */
export function takingInOf({ clock, documents, pictures }: Pick<Deps, 'clock' | 'documents' | 'pictures'>) {
  const settling = settlingOf({ clock, documents, pictures })
  const { settle, settled, commit } = settling
  const { takeIn } = arrivalOf({ clock, documents, ...settling })

  /** Throws a conflict when a kind is not open (any more); nothing of what was sent is kept then. */
  async function add({ id, by, files, ...change }: Adding): Promise<TakenIn> {
    const arrived = files.map(({ kind, file }) => ({ kind, file }))
    return takeIn({ id, by, arrived, ...change }, async ({ pending, rules, present }) => {
      const { addable } = rules
      if (pending.some(({ kind }) => !addable.includes(kind))) throw closedFor(id)
      const same = sentTwice(pending, present)
      const fresh = pending.filter(document => !same.includes(document))
      return { same, refused: await documents.withoutRoom(id, fresh) }
    })
  }

  /**
   * Puts a file in the place of a document, as its next version of the same kind. The old version stays as superseded, except
   * in a draft, where it is gone. The same file sent again is the next version already, and is `same`. Throws "not found" when it is no
   * current one of the case, and a conflict when it is closed.
   */
  async function replace({ id, by, file, documentId, ...change }: Replacing): Promise<TakenIn> {
    const found = await documents.findOrNext({ applicationId: id, documentId }).catch(async (error: unknown) => {
      await documents.store.remove(file.storageId)
      throw error
    })
    const { kind } = found
    const arrived = [{ kind, file, ...(found._id.toHexString() === documentId ? { supersedes: found } : {}) }]
    return takeIn({ id, by, arrived, ...change }, async ({ pending, rules, present, was }) => {
      if (isReplacedBy(file, { documentId, present })) return { same: pending, refused: new Map() }
      const old = currentIn(present, documentId)
      if (!rules.replaceable(old)) throw closedFor(id)
      return { same: [], refused: await documents.withoutRoom(id, pending, isDraft(was) ? old : null) }
    })
  }

  /**
   * Takes a document out of a case; one that was handed in is kept as superseded. Null when it has no such one, or no more:
   * what is sent twice is done once. Throws a conflict when it is closed.
   */
  async function remove({ id, documentId, read, rules }: Removing): Promise<StoredDocument | null> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const was = await settled(read)
      const present = await documents.list(id, { infected: true })
      const open = rules(was, present)
      const document = present.find(({ _id }) => _id.toHexString() === documentId)
      if (!document) return null
      if (!open.removable(document)) throw closedFor(id)
      const facts = { document: documentId, keepOld: keepsReplaced(was) }
      const changed = await commit(was, { key: keyOf(id, `out-${documentId}`), kind: 'take_out', facts })
      if (!changed) continue
      await settle(changed)
      return document
    }
    throw stale(await read())
  }

  return { add, replace, remove, settled }
}

type Replaced = { documentId: string; present: readonly ScannedDocument[] }
/** Sent once more after a cut connection: the first time it has taken the place of the document. */
const isReplacedBy = ({ sha256 }: ReceivedFile, { documentId, present }: Replaced): boolean =>
  present.some(one => one.supersedes?.toHexString() === documentId && one.sha256 === sha256)

function currentIn(present: readonly ScannedDocument[], documentId: string): ScannedDocument {
  const found = present.find(({ _id }) => _id.toHexString() === documentId)
  if (!found) throw notFound()
  return found
}

const isDraft = ({ state }: Application): boolean => state === 'draft'
const closedFor = (id: string) => conflict('request.document-closed', { facts: { id } })
