import { pathTo } from '#server/paths.ts'
import type { Locale, Translate } from '#shared/texts/i18n.ts'
import { view } from '#web/pages/view.ts'
import type { PremisesSummary } from '#features/cases/ports.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { neededDocuments, type NeededDocuments } from '../needed-documents.ts'

export type NeededPage = {
  title: string
  breadcrumb: Breadcrumb
  needed: NeededDocuments
  /** The premises somebody came from, while an application may begin with it. */
  start?: { code: string; action: string; back: string; label: string }
  find: string
}
export const renderNeeded = view<NeededPage>('applying/needed')

/** What an application takes, for anybody to read before beginning one. */
export function neededPage(t: Translate, locale: Locale, standing: PremisesSummary | null): NeededPage {
  const title = t('apply.needed.title')
  const premises = pathTo(locale, '/premises')
  const trail = standing
    ? [{ label: standing.code, href: pathTo(locale, '/premises/:code', { code: standing.code }) }]
    : []
  return {
    title,
    breadcrumb: [{ label: t('nav.premises'), href: premises }, ...trail, { label: title }],
    needed: neededDocuments(t),
    ...(standing?.open ? { start: startOf(t, locale, standing.code) } : {}),
    find: premises,
  }
}

const startOf = (t: Translate, locale: Locale, code: string) => ({
  code,
  action: pathTo(locale, '/applications'),
  back: pathTo(locale, '/premises/:code', { code }),
  label: t('apply.start.title', { code }),
})
