import { pathTo } from '#server/paths.ts'
import type { Response } from 'express'
import { siteSettings } from '#shared/site-settings.ts'
import type { Translate } from '#shared/texts/i18n.ts'
import type { Assets } from '#web/pages/assets.ts'
import { fragment } from '#web/pages/fragment.ts'
import type { ScannedDocument } from '#features/documents/service.ts'

type PdfPage = {
  locale: string
  title: string
  /** Where the bytes are: the download, which is written down as a reading. */
  file: string
  assets: Assets
  /** The stylesheet of the office's colour; empty: the house's. */
  accent: string
  words: Record<string, string>
}
const renderViewer = fragment<PdfPage>('pdf-viewer')

/** Our own script draws pages; nothing of the file runs, nothing leaves, and no other site may frame it. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self' data: blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ')

/** Sends the page in which a PDF is read, for the frame beside the answers or a tab of its own. */
export function sendViewer(res: Response, { id, document }: { id: string; document: ScannedDocument }): void {
  const { t, locale } = res.locals
  const file = pathTo(locale, '/applications/:id/documents/:documentId', { id, documentId: document._id.toHexString() })
  const title = [t(`document.kind.${document.kind}`), document.name].join(t('list.colon'))
  const assets = res.app.locals.assets as Assets
  res.set({ 'Content-Security-Policy': policy, 'X-Frame-Options': 'SAMEORIGIN', 'X-Robots-Tag': 'noindex' })
  const accent = siteSettings().accent.style ?? ''
  res.type('html').send(renderViewer({ locale, title, file, assets, accent, words: wordsOf(t) }))
}

const wordsOf = (t: Translate): PdfPage['words'] => ({
  back: t('document.viewer.back'),
  forward: t('document.viewer.forward'),
  page: t('document.viewer.page'),
  smaller: t('document.viewer.smaller'),
  larger: t('document.viewer.larger'),
  fit: t('document.viewer.fit'),
  loading: t('document.viewer.loading'),
  failed: t('document.viewer.failed'),
  noScript: t('document.viewer.no-script'),
  download: t('case.document.download'),
})
