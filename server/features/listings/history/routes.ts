import { Router, type Response } from 'express'
import type { Premises } from '#models/premises/premises.ts'
import { staff } from '#web/access/access.ts'
import { readPath } from '#web/forms/forms.ts'
import { parseListingChanges } from '#features/premises/fields/listing-fields.ts'
import { valuesOf } from '#features/premises/fields/values.ts'
import type { BuildingsService } from '../buildings-service.ts'
import type { ListingRecords } from '../listings-service.ts'
import type { VersionsService } from '../versions-service.ts'
import { premisesPath } from '../form/input.ts'
import { findDoubts } from '../place/doubts.ts'
import { versionsSearch } from './input.ts'
import { renderVersions, versionPage, versionsPage } from './page.ts'
import { type HistoryAdapter, createRestoreHandlers } from './restoring.ts'

type Parts = { records: ListingRecords; versions: VersionsService; buildings: BuildingsService }

/** Routes for the history of a premises, and for restoring a version. */
export function historyRoutes(parts: Parts): Router {
  const { records, versions } = parts
  const router = Router({ caseSensitive: true })
  const manager = staff('listing_manager', 'administrator')
  const { look, restore } = createRestoreHandlers(premisesHistoryAdapter(parts))

  router.get('/staff/premises/:code/versions', manager, async (req, res) => {
    const { code } = readPath(premisesPath, req.params)
    const premises = await records.get(code)
    const found = await versions.list(code, versionsSearch.parse(req.query).page)
    renderVersions(res, versionsPage(contextOf(res), premises, found))
  })

  router.get('/staff/premises/:code/versions/:version', manager, look)
  router.post('/staff/premises/:code/versions/:version/restore', manager, restore)

  return router
}

const contextOf = ({ locals: { t, locale } }: Response) => ({ t, locale })
const refused = { ok: false, doubts: [] } as const

function premisesHistoryAdapter({ records, versions, buildings }: Parts): HistoryAdapter<Premises> {
  return {
    find: async params => records.get(readPath(premisesPath, params).code),
    valuesOf,
    valuesAt: versions.valuesAt,
    page: versionPage,
    hrefOf: ({ code }) => `/staff/premises/${code}`,
    async restore(premises, { typed, now, reason, by }) {
      const { code } = premises
      const read = parseListingChanges(premises, typed)
      if (!read.ok) return refused
      const edit = { code, version: now, facts: read.value, kind: 'version-restored', reason, by } as const
      const verdict = await records.edit(edit)
      if (!verdict.ok) return { ...refused, stale: verdict.reason === 'stale' }
      return { ok: true, doubts: await findDoubts(buildings, { ...premises, ...read.value }, premises) }
    },
  }
}
