import type { Application } from '#models/cases/application.ts'
import type { DocumentKind } from '#models/documents/document.ts'
import { formatBytes } from '#shared/texts/format.ts'
import type { RefusedFile } from '#shared/files/file-rules.ts'
import { isMessageKey, type MessageKey } from '#shared/texts/i18n.ts'
import type { ErrorSummary } from '#web/forms/forms.ts'
import { view } from '#web/pages/view.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { acceptedTypes, refusalSentence, uploadHint } from '../documents/page.ts'
import type { ScannedDocument } from '../documents/service.ts'
import { documentLine, type DocumentLine } from '../cases/documents/document-labels.ts'
import { missingDocuments } from '../cases/answers/required-documents.ts'
import { paperDay } from '../cases/papers/paper-table.ts'
import { nameOfKind, paperOfKind } from '../cases/papers/papers-in-words.ts'
import { caseHref, type ApplicantReader, type StatusLabel } from '../cases/applicant/labels.ts'
import { allowedChangesOf, type AllowedChanges } from './documents/allowed-changes.ts'
import { minutesForDocuments } from './drafts/remaining.ts'
import { sectionBreadcrumb, stepOf } from './section-page.ts'

type FileView = DocumentLine & {
  action: string
  replaceId: string
  removeLabel: string
  replaceLabel: string
  replaceable: boolean
  removable: boolean
}
type KindView = {
  kind: DocumentKind
  title: string
  hint?: string
  missing?: StatusLabel
  files: FileView[]
  /** What the office asks about this kind of document. */
  asked: { text: string; lang: string }[]
  error?: string
  addLabel: string
  addable: boolean
}
export type DocumentsPage = {
  title: string
  breadcrumb: Breadcrumb
  step?: string
  hint: string
  errors: ErrorSummary
  kinds: KindView[]
  accept: string
  action: string
  /** Notice shown when only infected files may be replaced. */
  mending?: string
  /** Total size of the files; `''` when there are none. */
  total: string
  /** Whether files of at least one kind may be added. */
  mayAdd: boolean
  back: string
  /** Label of the link back. Outside a draft there is no task list to return to. */
  done: string
}
export const renderDocuments = view<DocumentsPage>('applying/documents')

type Shown = {
  application: Application
  /** Documents of the application, including those refused as infected. */
  documents: ScannedDocument[]
  refused?: RefusedFile[]
  error?: MessageKey
}

export function documentsPage(reader: ApplicantReader, shown: Shown): DocumentsPage {
  const { t, locale } = reader
  const { application, documents, refused = [], error } = shown
  const open = allowedChangesOf(application, documents, reader.now)
  const { mending, kinds } = open
  const base = caseHref(locale, application)
  const present = documents.filter(({ scanState }) => scanState !== 'infected')
  const listed = mending ? documents.filter(document => !present.includes(document)) : documents
  const missing: readonly DocumentKind[] = missingDocuments(
    application.answers,
    present,
    paperDay(application, reader.now),
  )
  const nameOf = (kind: DocumentKind) => nameOfKind(t, kind, application.answers)
  const bytes = present.reduce((sum, { size }) => sum + size, 0)
  return {
    title: t('apply.section.documents'),
    breadcrumb: sectionBreadcrumb(reader, application, 'documents'),
    ...(application.state === 'draft'
      ? { step: stepOf(reader, 'documents', minutesForDocuments(missing.length)) }
      : {}),
    hint: uploadHint(t, locale),
    errors: summaryOf(reader, { refused, error, firstKind: kinds[0] }),
    kinds: kinds.map(kind => ({
      kind,
      title: nameOf(kind),
      ...hintOf(reader, paperOfKind(kind, application.answers)),
      ...(missing.includes(kind) ? { missing: { tone: 'let' as const, label: t('apply.documents.missing') } } : {}),
      files: listed
        .filter(document => document.kind === kind)
        .map(document => fileView(reader, application, { document, open })),
      asked: requestedTexts(application, kind),
      ...errorOf(
        reader,
        refused.filter(({ field }) => field === kind),
      ),
      addable: open.addable.includes(kind),
      addLabel: t('apply.documents.add-kind', { kind: nameOf(kind) }),
    })),
    accept: acceptedTypes,
    action: `${base}/documents`,
    ...(mending ? { mending: t('document.infected.intro') } : {}),
    mayAdd: open.addable.length > 0,
    total: bytes > 0 ? t('apply.documents.total', { count: present.length, size: formatBytes(locale, bytes) }) : '',
    back: base,
    done: t(application.state === 'draft' ? 'apply.documents.done' : 'apply.documents.done-asked'),
  }
}

/** Returns what the office asked about documents of this kind, while the answer is awaited. */
function requestedTexts({ request }: Application, kind: DocumentKind) {
  const items = (request?.items ?? []).filter(item =>
    item.about === 'document' ? item.documentKind === kind : item.about === 'kind' && item.target === kind,
  )
  return items.map(({ text }) => ({ text, lang: request?.locale ?? '' }))
}

type DocumentErrors = { refused: RefusedFile[]; error: MessageKey | undefined; firstKind: DocumentKind | undefined }

function summaryOf({ t, locale }: ApplicantReader, { refused, error, firstKind }: DocumentErrors): ErrorSummary {
  const items = refused.map(file => ({ href: `#${file.field}`, text: refusalSentence(t, locale, file) }))
  const all = error ? [{ href: `#${firstKind ?? ''}`, text: t(error) }, ...items] : items
  return all.length > 0 ? { items: all } : null
}

const errorOf = ({ t, locale }: ApplicantReader, refused: RefusedFile[]) =>
  refused.length > 0 ? { error: refused.map(file => refusalSentence(t, locale, file)).join(' ') } : {}

function hintOf({ t }: ApplicantReader, paper: ReturnType<typeof paperOfKind>) {
  const key = `apply.document-hint.${paper}`
  return isMessageKey(key) ? { hint: t(key) } : {}
}

type OpenFile = { document: ScannedDocument; open: AllowedChanges }

function fileView(reader: ApplicantReader, application: Application, { document, open }: OpenFile): FileView {
  const { t, locale } = reader
  const base = caseHref(locale, application)
  const { _id, name } = document
  return {
    ...documentLine(reader, { document, base, handedIn: application.state !== 'draft' }),
    action: `${base}/documents/${_id.toHexString()}`,
    replaceId: `file-${_id.toHexString()}`,
    removeLabel: t('apply.documents.remove-name', { name }),
    replaceLabel: t('apply.documents.replace-name', { name }),
    replaceable: open.replaceable(document),
    removable: open.removable(document),
  }
}
