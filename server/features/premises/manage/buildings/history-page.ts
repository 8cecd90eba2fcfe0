import type { Building, BuildingChange } from '../../../../../models/building.ts'
import type { Locale, Translate } from '../../../../shared/i18n.ts'
import { entryPart, paginationOf, type VersionsPage } from '../history/page.ts'

const entriesPerPage = 30

/** All that happened to a building, the latest first, with every difference. */
export function buildingHistoryPage(
  context: { t: Translate; locale: Locale },
  { code, demo }: Building,
  { changes, page: asked }: { changes: readonly BuildingChange[]; page: number },
): VersionsPage {
  const { t, locale } = context
  const list = `/${locale}/staff/buildings`
  const pages = Math.max(1, Math.ceil(changes.length / entriesPerPage))
  const page = Math.min(asked, pages)
  const shown = changes.toReversed().slice((page - 1) * entriesPerPage, page * entriesPerPage)
  return {
    title: t('listing.versions.title', { code }),
    ...{ wide: true, demo },
    breadcrumb: [
      { label: t('desk.title'), href: `/${locale}/staff` },
      { label: t('building.title'), href: list },
      { label: t('building.edit', { code }), href: `${list}/${code}` },
      { label: t('listing.history') },
    ],
    lead: t('listing.versions.found', { count: changes.length }),
    entries: shown.map(entry => ({ ...entryPart(context, entry, 'building'), href: null })),
    pagination: paginationOf(t, `${list}/${code}/versions`, { page, pages }),
  }
}
