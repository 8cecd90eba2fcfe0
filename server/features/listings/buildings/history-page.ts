import { pathTo } from '#server/paths.ts'
import type { Building, BuildingChange } from '#models/premises/building.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import {
  type Compared,
  entryPart,
  hrefBefore,
  paginationOf,
  versionCrumb,
  type VersionPage,
  versionPart,
  type VersionsPage,
} from '../history/page.ts'

const entriesPerPage = 30
type Crumb = { label: string; href?: string }

/** All that happened to a building, the latest first, with every difference. */
export function buildingHistoryPage(
  context: Reader,
  building: Building,
  { changes, page: asked }: { changes: readonly BuildingChange[]; page: number },
): VersionsPage {
  const { t } = context
  const base = baseOf(context, building)
  const pages = Math.max(1, Math.ceil(changes.length / entriesPerPage))
  const page = Math.min(asked, pages)
  const shown = changes.toReversed().slice((page - 1) * entriesPerPage, page * entriesPerPage)
  return {
    ...frameOf(context, building, [{ label: t('listing.history') }]),
    title: t('listing.versions.title', { code: building.code }),
    lead: t('listing.versions.found', { count: changes.length }),
    entries: shown.map(entry => ({ ...entryPart(context, entry, 'building'), href: hrefBefore(base, entry) })),
    pagination: paginationOf(t, base, { page, pages }),
  }
}

/** What would change if a building became again what it was. */
export function buildingVersionPage(context: Reader, building: Building, compared: Compared): VersionPage {
  const { t } = context
  const base = baseOf(context, building)
  const trail = [{ label: t('listing.history'), href: base }, versionCrumb(t, compared)]
  return { ...frameOf(context, building, trail), ...versionPart(context, base, compared, 'building') }
}

const baseOf = ({ locale }: Reader, { code }: Building) => pathTo(locale, '/staff/buildings/:code/versions', { code })

function frameOf({ t, locale }: Reader, { code, demo }: Building, last: Crumb[]) {
  const list = pathTo(locale, '/staff/buildings')
  return {
    ...{ wide: true as const, demo },
    breadcrumb: [
      { label: t('desk.title'), href: pathTo(locale, '/staff') },
      { label: t('building.title'), href: list },
      { label: t('building.edit', { code }), href: pathTo(locale, '/staff/buildings/:code', { code }) },
      ...last,
    ],
  }
}
