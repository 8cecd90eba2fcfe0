import { Router } from 'express'
import type { Services } from '#server/services.ts'
import { locales, translatorFor, type Locale } from '#shared/texts/i18n.ts'
import { stampedMemory } from '#shared/stamped-memory.ts'
import { anyone } from '#web/access/access.ts'
import { cachedPage } from '#web/pages/page-memory.ts'
import type { CardPremises, CatalogueService } from '../catalogue/service.ts'
import { homePage, renderHome } from './page.ts'
import { siteData } from './structured-data.ts'
import { drawStreet, type Street } from './street.ts'

type Needed = Pick<Services, 'catalogue' | 'incentives' | 'programme'>

/** The home page. Its drawing and its example stay until the catalogue changes. */
export function homeRoutes({ catalogue, incentives, programme }: Needed): Router {
  const router = Router({ caseSensitive: true })
  const streetIn = Object.fromEntries(
    locales.map(locale => [
      locale,
      stampedMemory(catalogue.stamp, () => drawStreet({ t: translatorFor(locale), locale }, catalogue)),
    ]),
  ) as Record<Locale, () => Promise<Street>>
  const example = stampedMemory(catalogue.stamp, () => exampleFrom(catalogue))

  router.get('/', anyone, cachedPage(), async (_req, res) => {
    const [street, shown, list, zoneRecords, settings] = await Promise.all([
      streetIn[res.locals.locale](),
      example(),
      incentives.list(),
      incentives.zones.list(),
      programme.settings(),
    ])
    const page = homePage(res.locals, { street, example: shown, incentives: list, zoneRecords, settings })
    renderHome(res, { ...page, structured: siteData(res.locals) })
  })

  return router
}

/** A free shop of middling size, else whatever is free: its bill is what most people would pay. */
async function exampleFrom(catalogue: Pick<CatalogueService, 'search' | 'cards'>): Promise<CardPremises | null> {
  const free = { use: [], status: ['available'], feature: [] } as const
  const shop = { ...free, use: ['retail'], minArea: 50, maxArea: 90 } as const
  for (const filter of [shop, free]) {
    const { items } = await catalogue.search({ filter, sort: 'code', page: 1 })
    const [card] = await catalogue.cards(items.slice(0, 1).map(({ id }) => id))
    if (card) return card
  }
  return null
}
