import type { Application } from '#models/cases/application.ts'
import type { DocumentKind, StoredDocument } from '#models/documents/document.ts'
import { conflict, notFound } from '#shared/errors.ts'
import type { ReceivedFile } from '#shared/files/file-rules.ts'
import type { CountedUploads } from '#features/documents/service.ts'
import { findDuplicates } from '#features/documents/duplicate-files.ts'
import { staleConflict } from '../change.ts'
import type { Deps, ScannedDocument } from '../ports.ts'
import {
  maxWriteAttempts,
  keepsReplaced,
  effectKeyOf,
  takeIn,
  type DocumentChange,
  type IntakeResult,
} from './arrival.ts'
import { commitEffects, readSettled, settle } from './settling.ts'

type Adding = DocumentChange & { id: string; by: string; files: readonly { kind: DocumentKind; file: ReceivedFile }[] }
type Replacing = DocumentChange & { id: string; by: string; file: ReceivedFile; documentId: string }
type Removing = DocumentChange & { id: string; documentId: string }

/**
 * Adds documents to a case and removes them. One write of the case, guarded by the state and revision that were checked,
 * records the change; the documents follow (ADR 62). A slow upload is checked once it has arrived, against the case as it is
 * then.
 */
export function createCaseIntake({ clock, documents, pictures }: Pick<Deps, 'clock' | 'documents' | 'pictures'>) {
  const settling = { clock, documents, pictures }

  /** Adds documents. Throws a conflict when a kind is not open (any more); none of the files is kept then. */
  async function add({ id, by, files, ...change }: Adding): Promise<IntakeResult> {
    const arrived = files.map(({ kind, file }) => ({ kind, file }))
    return takeIn(settling, { id, by, arrived, ...change }, async ({ pending, rules, present, was }) => {
      const { addable } = rules
      if (pending.some(({ kind }) => !addable.includes(kind))) throw documentClosed(id)
      const same = findDuplicates(pending, present)
      const newDocuments = pending.filter(document => !same.includes(document))
      return { same, refused: await documents.withoutRoom(id, newDocuments, countedUploads(was)) }
    })
  }

  /**
   * Replaces a document by a file, as the next version of the same kind. The old version is kept as superseded, except in a
   * draft, where it is removed. If the same file is sent again, it is reported as `same`. Throws "not found" when the
   * document is no current one of the case, and a conflict when it is closed.
   */
  async function replace({ id, by, file, documentId, ...change }: Replacing): Promise<IntakeResult> {
    const found = await documents.findOrNext({ applicationId: id, documentId }).catch(async (error: unknown) => {
      await documents.store.remove(file.storageId)
      throw error
    })
    const { kind } = found
    const arrived = [{ kind, file, ...(found._id.toHexString() === documentId ? { supersedes: found } : {}) }]
    return takeIn(settling, { id, by, arrived, ...change }, async ({ pending, rules, present, was }) => {
      if (hasSameBytes(file, { documentId, present })) return { same: pending, refused: new Map() }
      const old = findCurrent(present, documentId)
      if (!rules.replaceable(old)) throw documentClosed(id)
      return { same: [], refused: await documents.withoutRoom(id, pending, countedUploads(was, old)) }
    })
  }

  /**
   * Removes a document from a case; one that was submitted is kept as superseded. Returns null when the case has no such
   * document (any more), so a repeated request does no harm. Throws a conflict when it is closed.
   */
  async function remove({ id, documentId, read, rules }: Removing): Promise<StoredDocument | null> {
    for (let attempt = 0; attempt < maxWriteAttempts; attempt += 1) {
      const was = await readSettled(settling, read)
      const present = await documents.list(id, { infected: true })
      const open = rules(was, present)
      const document = present.find(({ _id }) => _id.toHexString() === documentId)
      if (!document) return null
      if (!open.removable(document)) throw documentClosed(id)
      const facts = { document: documentId, keepOld: keepsReplaced(was) }
      const effect = { key: effectKeyOf(id, `out-${documentId}`), kind: 'take_out', facts }
      const changed = await commitEffects(settling, was, { added: [effect] })
      if (!changed) continue
      await settle(settling, changed)
      return document
    }
    throw staleConflict(await read())
  }

  return { add, replace, remove }
}

/**
 * Returns the uploads that count for the limits of a case: in a draft all, without the one that is replaced. Afterwards the
 * office asks for every file, so only what was sent since counts.
 */
export const countedUploads = (
  { state, stateSince }: Application,
  inPlaceOf: StoredDocument | null = null,
): CountedUploads => (state === 'draft' ? { inPlaceOf } : { askedAt: stateSince })

type Replaced = { documentId: string; present: readonly ScannedDocument[] }
/** Checks whether this file has already replaced the document, as when it is sent again after a broken connection. */
const hasSameBytes = ({ sha256 }: ReceivedFile, { documentId, present }: Replaced): boolean =>
  present.some(one => one.supersedes?.toHexString() === documentId && one.sha256 === sha256)

function findCurrent(present: readonly ScannedDocument[], documentId: string): ScannedDocument {
  const found = present.find(({ _id }) => _id.toHexString() === documentId)
  if (!found) throw notFound()
  return found
}

const documentClosed = (id: string) => conflict('request.document-closed', { facts: { id } })
