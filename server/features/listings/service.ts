import type { FileStore } from '#outside/files/files.ts'
import { withDeps } from '#shared/with-deps.ts'
import type { CatalogueService } from '../catalogue/service.ts'
import { buildingsService } from './buildings-service.ts'
import { premisesBulkService } from './bulk/bulk-service.ts'
import { seedPanorama } from './demonstration/panorama.ts'
import { findPremises } from './staff-search.ts'
import { listingRecords } from './listings-service.ts'
import { photosService } from './photos/photos-service.ts'
import { tablePreferencesService } from './staff-table/preferences-service.ts'
import { staffTable } from './staff-table/table-service.ts'
import { holdsOf, premisesOfCases, premisesOfEarlierTenancies, readStatuses, takenListings } from './data-to-check.ts'
import { versionsService } from './versions-service.ts'
import { listingWork } from './work.ts'

type Deps = Parameters<typeof versionsService>[0] & { photos: FileStore; catalogue: Pick<CatalogueService, 'index'> }

/** Service for what the staff keep of premises: listings and buildings, their versions and photos, singly and in bulk. */
export function listingsService({ clock, trail, photos: files, catalogue }: Deps) {
  const photos = photosService({ clock, photos: files })
  return {
    records: { ...listingRecords({ clock }), find: withDeps({ clock }, findPremises) },
    buildings: buildingsService({ clock }),
    versions: versionsService({ clock, trail }),
    photos,
    demonstration: { seed: () => seedPanorama(photos) },
    table: staffTable({ clock, ...catalogue.index }),
    tablePreferences: tablePreferencesService({ clock }),
    bulk: premisesBulkService({ clock }),
    toCheck: {
      holds: holdsOf,
      taken: takenListings,
      kept: premisesOfCases,
      premisesOfEarlierTenancies,
      statuses: readStatuses,
    },
    work: listingWork,
  }
}
export type ListingsService = ReturnType<typeof listingsService>
