import type { Application } from '../../../../models/application.ts'
import { documentKinds, type DocumentKind, type StoredDocument } from '../../../../models/document.ts'
import { formatBytes, formatDay } from '../../../shared/format.ts'
import type { RefusedFile } from '../../../shared/file-rules.ts'
import { isMessageKey, type MessageKey } from '../../../shared/i18n.ts'
import type { ErrorSummary } from '../../../web/forms.ts'
import { view } from '../../../web/view.ts'
import { acceptedTypes, refusalSentence, uploadHint } from '../../documents/page.ts'
import { missingDocuments, requiredDocuments } from '../form/required-documents.ts'
import { sectionTrail, stepOf } from './section-page.ts'
import { caseHref, type Reader, type StatusLabel } from './words.ts'

type FileView = {
  name: string
  facts: string
  href: string
  action: string
  replaceId: string
  removeLabel: string
  replaceLabel: string
}
type KindView = {
  kind: DocumentKind
  title: string
  hint?: string
  missing?: StatusLabel
  files: FileView[]
  error?: string
  addLabel: string
}
export type DocumentsPage = {
  title: string
  breadcrumb: { label: string; href?: string }[]
  step?: string
  hint: string
  errors: ErrorSummary
  kinds: KindView[]
  accept: string
  action: string
  total: string
  back: string
}
export const renderDocuments = view<DocumentsPage>('applications/apply/documents')

type Shown = { application: Application; documents: StoredDocument[]; refused?: RefusedFile[]; error?: MessageKey }

/** The kinds an applicant is asked for now, and any other of which there is a file already. */
export function kindsAsked(application: Application, documents: readonly StoredDocument[]): DocumentKind[] {
  const required: readonly DocumentKind[] = requiredDocuments(application.answers)
  const present = new Set(documents.map(({ kind }) => kind))
  return documentKinds.filter(kind => required.includes(kind) || present.has(kind))
}

export function documentsPage(reader: Reader, { application, documents, refused = [], error }: Shown): DocumentsPage {
  const { t, locale } = reader
  const base = caseHref(locale, application)
  const missing: readonly DocumentKind[] = missingDocuments(application.answers, documents)
  const kinds = kindsAsked(application, documents)
  const bytes = documents.reduce((sum, { size }) => sum + size, 0)
  return {
    title: t('apply.section.documents'),
    breadcrumb: sectionTrail(reader, application, 'documents'),
    ...(application.state === 'draft' ? { step: stepOf(reader, 'documents') } : {}),
    hint: uploadHint(t, locale),
    errors: summaryOf(reader, { refused, error, firstKind: kinds[0] }),
    kinds: kinds.map(kind => ({
      kind,
      title: t(`document.kind.${kind}`),
      ...hintOf(reader, kind),
      ...(missing.includes(kind) ? { missing: { tone: 'let' as const, label: t('apply.documents.missing') } } : {}),
      files: documents.filter(document => document.kind === kind).map(document => fileView(reader, base, document)),
      ...errorOf(
        reader,
        refused.filter(({ field }) => field === kind),
      ),
      addLabel: t('apply.documents.add-kind', { kind: t(`document.kind.${kind}`) }),
    })),
    accept: acceptedTypes,
    action: `${base}/documents`,
    total: t('apply.documents.total', { count: documents.length, size: formatBytes(locale, bytes) }),
    back: base,
  }
}

type Trouble = { refused: RefusedFile[]; error: MessageKey | undefined; firstKind: DocumentKind | undefined }

function summaryOf({ t, locale }: Reader, { refused, error, firstKind }: Trouble): ErrorSummary {
  const items = refused.map(file => ({ href: `#${file.field}`, text: refusalSentence(t, locale, file) }))
  const all = error ? [{ href: `#${firstKind ?? ''}`, text: t(error) }, ...items] : items
  return all.length > 0 ? { items: all } : null
}

const errorOf = ({ t, locale }: Reader, refused: RefusedFile[]) =>
  refused.length > 0 ? { error: refused.map(file => refusalSentence(t, locale, file)).join(' ') } : {}

function hintOf({ t }: Reader, kind: DocumentKind) {
  const key = `apply.document-hint.${kind}`
  return isMessageKey(key) ? { hint: t(key) } : {}
}

function fileView({ t, locale }: Reader, base: string, { _id, name, size, uploadedAt }: StoredDocument): FileView {
  const href = `${base}/documents/${_id.toHexString()}`
  return {
    name,
    facts: t('apply.documents.facts', { size: formatBytes(locale, size), day: formatDay(locale, uploadedAt) }),
    href,
    action: href,
    replaceId: `file-${_id.toHexString()}`,
    removeLabel: t('apply.documents.remove-name', { name }),
    replaceLabel: t('apply.documents.replace-name', { name }),
  }
}
