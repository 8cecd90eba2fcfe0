import type { Reader } from '#shared/texts/i18n.ts'
import { compactView, type StreetView } from '../catalogue/street-view.ts'
import type { CatalogueService } from '../catalogue/service.ts'

export type Street = {
  available: number
  smallestSqM: number
  largestSqM: number
  demo: boolean
  /** null while nothing stands on it. */
  view: StreetView | null
}

/** So many free premises can be reached from the drawing itself; the whole plan has them all. */
const linksDrawn = 24

/** The street as the home page shows it, drawn. */
export async function drawStreet(words: Reader, catalogue: Pick<CatalogueService, 'plan'>): Promise<Street> {
  const street = await catalogue.plan()
  const { units, total, available, smallestSqM, largestSqM, demo } = street
  const free = units.filter(({ status }) => status === 'available')
  const every = Math.max(1, Math.floor(free.length / linksDrawn))
  const links = free.filter((_unit, index) => index % every === 0).slice(0, linksDrawn)
  return {
    available,
    smallestSqM,
    largestSqM,
    demo,
    view: total > 0 ? compactView(words, { street, links }) : null,
  }
}
