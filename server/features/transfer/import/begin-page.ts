import { pathTo } from '#server/paths.ts'
import type { PremisesImport } from '#models/transfer/premises-import.ts'
import { formatInstant, formatNumber } from '#shared/texts/format.ts'
import type { Reader, Translate, Locale } from '#shared/texts/i18n.ts'
import type { Extension } from '#shared/files/file-rules.ts'
import type { ErrorSummary } from '#web/forms/forms.ts'
import { view } from '#web/pages/view.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'

export type BeginPage = {
  title: string
  breadcrumb: Breadcrumb
  action: string
  hint: string
  summary: ErrorSummary
  error: string | null
  tokensHref: string
  templates: { href: string; label: string }[]
  past: { href: string; file: string; when: string; who: string; state: string }[]
}
export const renderBegin = view<BeginPage>('transfer/begin')

export function beginPage({ t, locale }: Reader, past: PremisesImport[], error: string | null = null): BeginPage {
  const action = pathTo(locale, '/staff/premises/import')
  return {
    title: t('transfer.import'),
    breadcrumb: [...transferBreadcrumb({ t, locale }), { label: t('transfer.import') }],
    action,
    hint: t('transfer.import.hint', { limit: sizeLimit(locale) }),
    summary: error ? { items: [{ href: '#file', text: error }] } : null,
    error,
    tokensHref: pathTo(locale, '/staff/tokens'),
    templates: (['xlsx', 'csv'] as const).map(kind => ({
      href: `${action}/template.${kind}`,
      label: t(`transfer.template.${kind}`),
    })),
    past: past.map(one => ({
      href: pathTo(locale, '/staff/premises/import/:id', { id: one._id.toHexString() }),
      file: one.file.name,
      when: formatInstant(locale, one.at),
      who: one.by.name,
      state: describeState(t, one),
    })),
  }
}

/** Returns the state of an import. A checked one is shown as waiting only when there is something to confirm. */
export const describeState = (t: Translate, { state, counts }: Pick<PremisesImport, 'state' | 'counts'>): string =>
  t(state === 'checked' && counts.create + counts.change === 0 ? 'transfer.state.idle' : `transfer.state.${state}`)

export const transferBreadcrumb = ({ t, locale }: Reader) => [
  deskCrumb({ t, locale }),
  { label: t('listing.title'), href: pathTo(locale, '/staff/premises') },
]

const mib = 1024 * 1024

/** Limits of an upload. Twenty thousand rows with all their texts take some 20 MB as CSV and 5 MB as XLSX. */
export const importRules = {
  extensions: ['csv', 'xlsx'] satisfies Extension[],
  maxBytes: 40 * mib,
  room: { files: 1, bytes: 40 * mib },
  // The file is read while it is unpacked and never handed out, so the scanner's default bounds do not apply (see
  // xlsx-reading.ts).
  unpacked: { entries: 2_000, entryBytes: 400 * mib, totalBytes: 500 * mib },
}

export const sizeLimit = (locale: Locale): string => `${formatNumber(locale, importRules.maxBytes / mib)} MB`
