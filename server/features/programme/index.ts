import { storeChecks } from '#outside/files/store-checks.ts'
import type { Slice, SliceParts } from '#server/slice.ts'
import { logoChecks } from './brand/checks.ts'
import { brandRoutes } from './brand/public-routes.ts'
import { brandDeskRoutes } from './brand/routes.ts'
import { currencyRoutes, recogniseCurrency } from './currency/routes.ts'
import { letterheadChecks } from './letterhead/checks.ts'
import { letterheadRoutes } from './letterhead/routes.ts'
import { officeRoutes } from './office/routes.ts'
import { programmeSettingsRoutes } from './settings/routes.ts'

/** Slice for the settings of the programme and the look of the site. */
export const programmeSlice = ({ services, config, clock }: SliceParts): Slice => ({
  name: 'programme',
  checks: [
    ...storeChecks({
      clock,
      stores: [
        { name: 'brand', ...services.logos },
        { name: 'seals', ...services.letterhead.seals },
      ],
    }),
    logoChecks(services.logos),
    ...letterheadChecks(services.letterhead.seals),
  ],
  cards: [{ heading: 'desk.settings', path: '/settings', roles: ['administrator'] }],
  doors: () => ({
    open: [brandRoutes(services)],
    beforePages: [recogniseCurrency(clock)],
    pages: [
      currencyRoutes(),
      programmeSettingsRoutes(services, { config, clock }),
      brandDeskRoutes(services),
      officeRoutes(services),
      letterheadRoutes(services),
    ],
  }),
})
