import { documentKinds } from '../../../../models/document.ts'
import { formatBytes, formatDay } from '../../../shared/format.ts'
import type { Translate } from '../../../shared/i18n.ts'
import type { Application } from '../../../../models/application.ts'
import { scanLabel, type Label } from '../document-labels.ts'
import { isReadable } from '../../documents/scan-rules.ts'
import type { KeptDocument } from '../../documents/service.ts'
import type { Reader } from './words.ts'

type Item = {
  name: string
  kind: string
  facts: string
  href: string
  current: boolean
  late: string | null
  scan: Label
}
type Viewer = {
  name: string
  kind: string
  /** Why nobody can read it. */
  unreadable: string | null
  download: string
  /** Addresses inside the page; neither is there for what only a program of the reader's own can open. */
  open: string | null
  pdf: string | null
  image: string | null
}
export type DocumentsView = { items: Item[]; viewer: Viewer | null }

const images: readonly string[] = ['image/jpeg', 'image/png', 'image/webp']
const pdf = 'application/pdf'
/** Chromium's viewer reads these: no side pane, the page as wide as the frame. Others ignore them. */
const viewerSettings = '#navpanes=0&view=FitH'
/** Personal papers are shown when somebody asks for them, not because a page was opened. */
const shownUnasked: readonly string[] = ['business_plan', 'experience']

/** The documents of a case and the one that is open beside the answers. */
export function documentsView(
  { t, locale }: Reader,
  { _id, submittedAt }: Pick<Application, '_id' | 'submittedAt'>,
  documents: readonly KeptDocument[],
  chosen: string | undefined,
): DocumentsView {
  const id = _id.toHexString()
  const sorted = documents.toSorted((a, b) => documentKinds.indexOf(a.kind) - documentKinds.indexOf(b.kind))
  const open = sorted.find(document => document._id.toHexString() === chosen) ?? unaskedOf(sorted)
  const kindOf = ({ kind }: KeptDocument) => t(`document.kind.${kind}`)
  const fileHref = (document: KeptDocument) => `/${locale}/applications/${id}/documents/${document._id.toHexString()}`
  return {
    items: sorted.map(document => ({
      name: document.name,
      kind: kindOf(document),
      facts: `${formatBytes(locale, document.size)} · ${formatDay(locale, document.uploadedAt)}`,
      href: `/${locale}/staff/applications/${id}?document=${document._id.toHexString()}#documents`,
      current: document === open,
      scan: scanLabel(t, document),
      late: submittedAt && document.uploadedAt > submittedAt ? t('case.document.late') : null,
    })),
    viewer: open ? viewerOf(t, open, fileHref(open)) : null,
  }
}

function viewerOf(t: Translate, document: KeptDocument, download: string): Viewer {
  const { name, kind, mediaType } = document
  const seen = canBeSeen(document) ? `${download}?inline=1` : null
  return {
    name,
    kind: t(`document.kind.${kind}`),
    unreadable: isReadable(document.scanState) ? null : scanLabel(t, document).label,
    download,
    open: seen,
    pdf: seen && mediaType === pdf ? `${seen}${viewerSettings}` : null,
    image: mediaType === pdf ? null : seen,
  }
}

const canBeSeen = ({ mediaType, scanState }: KeptDocument): boolean =>
  isReadable(scanState) && (mediaType === pdf || images.includes(mediaType))

const unaskedOf = (documents: readonly KeptDocument[]): KeptDocument | undefined =>
  documents.find(document => shownUnasked.includes(document.kind) && canBeSeen(document))
