import { Router } from 'express'
import type { Building } from '#models/premises/building.ts'
import { staff } from '#web/access/access.ts'
import { readForm, readPath } from '#web/forms/forms.ts'
import { storedValues } from '#features/street/building-facts.ts'
import type { BuildingsService } from '../buildings-service.ts'
import { floorDoubts } from '#features/street/placing.ts'
import { renderVersions } from '../history/page.ts'
import { type HistoryDoor, restoringHandlers } from '../history/restoring.ts'
import { buildingHistoryPage, buildingVersionPage } from './history-page.ts'
import { buildingHistorySearch, buildingPath, wholeBuilding } from './input.ts'
import { buildingDoubtsOf } from './place/doubts.ts'

/** What a building was before, and the way back to it. */
export function buildingHistoryRoutes({ buildings }: { buildings: BuildingsService }): Router {
  const router = Router({ caseSensitive: true })
  const manager = staff('listing_manager', 'administrator')
  const { look, restore } = restoringHandlers(buildingDoor(buildings))

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

function buildingDoor(buildings: BuildingsService): HistoryDoor<Building> {
  const doubtsAbout = buildingDoubtsOf(buildings)
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
      if (verdict.ok) return { ok: true, doubts: await doubtsAbout({ code, position: facts.position }, building) }
      if (verdict.reason === 'stale') return { ...refused, stale: true }
      const { units } = await buildings.aroundBuilding(code)
      return { ...refused, doubts: floorDoubts(facts.floors, units) }
    },
  }
}
