import { Router } from 'express'
import type { Services } from '../../services.ts'
import { locales, translatorFor, type Locale } from '../../shared/i18n.ts'
import { shortMemory } from '../../shared/short-memory.ts'
import { anyone } from '../../web/access.ts'
import type { CardPremises, PremisesService } from '../premises/service.ts'
import { homePage, renderHome } from './page.ts'
import { drawStreet } from './street.ts'

type Needed = Pick<Services, 'premises' | 'incentives' | 'programme'>

/** The home page. Its drawing and its example are made at most once in two seconds for each language. */
export function homeRoutes({ premises, incentives, programme }: Needed): Router {
  const router = Router({ caseSensitive: true })
  const keepMs = 2_000
  const streetIn = Object.fromEntries(
    locales.map(locale => [
      locale,
      shortMemory(() => drawStreet({ t: translatorFor(locale), locale }, premises), keepMs),
    ]),
  ) as Record<Locale, ReturnType<typeof shortMemory<Awaited<ReturnType<typeof drawStreet>>>>>
  const example = shortMemory(() => exampleFrom(premises), keepMs)

  router.get('/', anyone, async (_req, res) => {
    const [street, shown, list, zoneRecords, settings] = await Promise.all([
      streetIn[res.locals.locale].read(),
      example.read(),
      incentives.list(),
      incentives.zones.list(),
      programme.settings(),
    ])
    renderHome(res, homePage(res.locals, { street, example: shown, incentives: list, zoneRecords, settings }))
  })

  return router
}

/** A free shop of middling size, else whatever is free: its bill is what most people would pay. */
async function exampleFrom(premises: Pick<PremisesService, 'search' | 'cards'>): Promise<CardPremises | null> {
  const free = { use: [], status: ['available'], feature: [] } as const
  const shop = { ...free, use: ['retail'], minArea: 50, maxArea: 90 } as const
  for (const filter of [shop, free]) {
    const { items } = await premises.search({ filter, sort: 'code', page: 1 })
    const [card] = await premises.cards(items.slice(0, 1).map(({ id }) => id))
    if (card) return card
  }
  return null
}
