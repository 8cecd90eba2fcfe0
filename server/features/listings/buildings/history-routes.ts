import { Router } from 'express'
import type { Building, BuildingChange } from '#models/premises/building.ts'
import { staff } from '#web/access/access.ts'
import { readForm, readPath } from '#web/forms/forms.ts'
import { paginationOf } from '#web/pages/pagination.ts'
import { storedValues } from '#features/street/building-facts.ts'
import { floorDoubts } from '#features/street/placing.ts'
import { pathTo } from '#server/paths.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { deskCrumb } from '#web/pages/head.ts'
import type { BuildingsService } from '../buildings-service.ts'
import {
  renderVersions,
  type Compared,
  entryPart,
  hrefBefore,
  versionCrumb,
  type VersionPage,
  versionPart,
  type VersionsPage,
} from '../history/page.ts'
import { type HistoryAdapter, createRestoreHandlers } from '../history/restoring.ts'
import { buildingHistorySearch, buildingPath, wholeBuilding } from './input.ts'
import { findBuildingDoubts } from './place/doubts.ts'

/** Routes for the history of a building, and for restoring a version. */
export function buildingHistoryRoutes({ buildings }: { buildings: BuildingsService }): Router {
  const router = Router({ caseSensitive: true })
  const manager = staff('listing_manager', 'administrator')
  const { look, restore } = createRestoreHandlers(buildingHistoryAdapter(buildings))

  router.get('/staff/buildings/:code/versions', manager, async (req, res) => {
    const building = await buildings.get(readPath(buildingPath, req.params).code)
    const { page } = buildingHistorySearch.parse(req.query)
    const changes = await buildings.history(building.code)
    const { t, locale } = res.locals
    renderVersions(res, buildingHistoryPage({ t, locale }, building, { changes, page }))
  })

  router.get('/staff/buildings/:code/versions/:version', manager, look)
  router.post('/staff/buildings/:code/versions/:version/restore', manager, restore)

  return router
}

const refused = { ok: false, doubts: [] } as const

function buildingHistoryAdapter(buildings: BuildingsService): HistoryAdapter<Building> {
  return {
    find: async params => buildings.get(readPath(buildingPath, params).code),
    valuesOf: storedValues,
    valuesAt: buildings.valuesAt,
    page: buildingVersionPage,
    hrefOf: ({ code }) => `/staff/buildings/${code}`,
    async restore(building, { typed, now, reason, by }) {
      const { code } = building
      const read = readForm(wholeBuilding, { ...storedValues(building), ...typed })
      if (!read.ok) return refused
      const facts = read.value
      const verdict = await buildings.edit({ code, version: now, facts, kind: 'version-restored', reason, by })
      if (verdict.ok)
        return { ok: true, doubts: await findBuildingDoubts(buildings, { code, position: facts.position }, building) }
      if (verdict.reason === 'stale') return { ...refused, stale: true }
      const { units } = await buildings.aroundBuilding(code)
      return { ...refused, doubts: floorDoubts(facts.floors, units) }
    },
  }
}

const entriesPerPage = 30
type Crumb = { label: string; href?: string }

/** Returns the page of all changes of a building, latest first, with every difference. */
function buildingHistoryPage(
  context: Reader,
  building: Building,
  { changes, page: requestedPage }: { changes: readonly BuildingChange[]; page: number },
): VersionsPage {
  const { t } = context
  const base = baseOf(context, building)
  const pages = Math.max(1, Math.ceil(changes.length / entriesPerPage))
  const page = Math.min(requestedPage, pages)
  const shown = changes.toReversed().slice((page - 1) * entriesPerPage, page * entriesPerPage)
  return {
    ...frameOf(context, building, [{ label: t('listing.history') }]),
    title: t('listing.versions.title', { code: building.code }),
    lead: t('listing.versions.found', { count: changes.length }),
    entries: shown.map(entry => ({ ...entryPart(context, entry, 'building'), href: hrefBefore(base, entry) })),
    pagination: paginationOf(t, { page, pages }, number => `${base}?page=${number}`),
  }
}

/** Returns the page of what would change if a version of a building were restored. */
function buildingVersionPage(context: Reader, building: Building, compared: Compared): VersionPage {
  const { t } = context
  const base = baseOf(context, building)
  const trail = [{ label: t('listing.history'), href: base }, versionCrumb(t, compared)]
  return { ...frameOf(context, building, trail), ...versionPart(context, base, compared, 'building') }
}

const baseOf = ({ locale }: Reader, { code }: Building) => pathTo(locale, '/staff/buildings/:code/versions', { code })

function frameOf({ t, locale }: Reader, { code, demo }: Building, last: Crumb[]) {
  const list = pathTo(locale, '/staff/buildings')
  return {
    demo,
    breadcrumb: [
      deskCrumb({ t, locale }),
      { label: t('building.title'), href: list },
      { label: t('building.edit', { code }), href: pathTo(locale, '/staff/buildings/:code', { code }) },
      ...last,
    ],
  }
}
