import { pathTo } from '#server/paths.ts'
import { documentKinds } from '#models/documents/document.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatBytes, formatDay } from '#shared/texts/format.ts'
import type { Application } from '#models/cases/application.ts'
import type { FormFailure } from '#web/forms/forms.ts'
import { reviewLabel, scanLabel, type Label } from '#features/cases/documents/document-labels.ts'
import { reviewStateOf } from '#features/documents/review-rules.ts'
import type { ScannedDocument } from '#features/documents/service.ts'
import type { DeskReader } from '#features/cases/desk/labels.ts'
import { canBeShown, documentViewer, type DocumentViewer } from './document-viewer.ts'

type Version = { label: string; name: string; facts: string; href: string; current: boolean; scan: Label }
type Item = Version & {
  kind: string
  late: string | null
  /** Latest finding; null for documents that the applicant removed without replacement. */
  review: Label | null
  /** Versions it replaced, the latest first. */
  earlier: Version[]
}
export type DocumentsView = { any: boolean; items: Item[]; taken: Item[]; viewer: DocumentViewer | null }

/** Kinds shown without being asked for. Personal documents are shown only on request. */
const shownByDefault: readonly string[] = ['business_plan', 'experience']

export type CaseDocuments = {
  application: Pick<Application, '_id' | 'state' | 'submittedAt'>
  /** All documents ever submitted. */
  documents: readonly ScannedDocument[]
  /** Id of the document to show. */
  chosen: string | undefined
  judged: FormFailure | undefined
}

/** Returns the documents of a case with their earlier versions, and the one open beside the answers. */
export function documentsView(reader: DeskReader, shown: CaseDocuments): DocumentsView {
  const { application, documents, chosen, judged } = shown
  const sorted = documents.toSorted((a, b) => documentKinds.indexOf(a.kind) - documentKinds.indexOf(b.kind))
  const current = sorted.filter(({ state }) => state === 'current')
  const replaced = new Set(documents.map(({ supersedes }) => supersedes?.toHexString()))
  const taken = sorted.filter(({ _id, state }) => state === 'superseded' && !replaced.has(_id.toHexString()))
  const open = sorted.find(document => document._id.toHexString() === chosen) ?? defaultDocument(current)
  const itemOf = (document: ScannedDocument) => itemView(reader, { ...shown, document, open })
  return {
    any: documents.length > 0,
    items: current.map(itemOf),
    taken: taken.map(itemOf),
    viewer: open ? documentViewer(reader, { document: open, application, judged }) : null,
  }
}

type Listed = CaseDocuments & { document: ScannedDocument; open: ScannedDocument | undefined }

function itemView(reader: DeskReader, listed: Listed): Item {
  const { t } = reader
  const { document, application, documents } = listed
  const { submittedAt } = application
  return {
    ...versionView(reader, listed),
    kind: t(`document.kind.${document.kind}`),
    late: submittedAt && document.uploadedAt > submittedAt ? t('case.document.late') : null,
    review: document.state === 'current' ? reviewLabel(t, reviewStateOf(document)) : null,
    earlier: earlierOf(document, documents).map(version => versionView(reader, { ...listed, document: version })),
  }
}

function versionView({ t, locale }: DeskReader, { document, application, open }: Listed): Version {
  const { _id, name, version, size, uploadedAt } = document
  return {
    label: t('document.version', { version }),
    name,
    facts: `${formatBytes(locale, size)}${dot}${formatDay(locale, uploadedAt)}`,
    href: `${pathTo(locale, '/staff/applications/:id', { id: application._id.toHexString() })}?document=${_id.toHexString()}#documents`,
    current: document === open,
    scan: scanLabel(t, document),
  }
}

function earlierOf({ supersedes }: ScannedDocument, documents: readonly ScannedDocument[]): ScannedDocument[] {
  const before = supersedes && documents.find(({ _id }) => _id.equals(supersedes))
  return before ? [before, ...earlierOf(before, documents)] : []
}

const defaultDocument = (documents: readonly ScannedDocument[]): ScannedDocument | undefined =>
  documents.find(document => shownByDefault.includes(document.kind) && canBeShown(document))
