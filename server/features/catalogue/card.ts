import { LRUCache } from 'lru-cache'
import { dot } from '#shared/texts/facts.ts'
import { wordingsInUse, type Reader } from '#shared/texts/i18n.ts'
import { pathTo } from '#server/paths.ts'
import type { UseClass } from '#models/premises/parts/premises-vocabulary.ts'
import { startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { formatArea, formatDay, formatMetres, formatRoundMoney } from '#shared/texts/format.ts'
import { formatApproximate, type MoneyReader } from '#shared/money/currencies.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { createPartialRenderer } from '#web/pages/fragment.ts'
import { removeQuotes } from '../street/drawing/canvas.ts'
import { drawShopFront } from '../street/drawing/shop-front.ts'
import { photoCardView, type PhotoView } from '../premises/photos/photo-view.ts'
import { costOf, mainUseOf } from '../premises/rules.ts'
import type { CardPremises, CatalogueService } from './service.ts'
import type { FoundPremises } from './search/search.ts'

export type PremisesCard = {
  code: string
  /** Says that it is one of the visitor's favourites; empty otherwise. */
  saved: string
  href: string
  title: string
  /** Language of the title when it is not that of the page. */
  lang: string | null
  tone: string
  label: string
  /** Use, floor, availability date, and the date on which applications open. */
  about: string
  measures: { label: string; value: string }[]
  cost: string
  /** Approximate cost in the visitor's currency; empty when that is yuan. */
  costBeside: string
  aMonth: string
  waived: string
  drawing: string | null
  photo: PhotoView | null
}

const threeYearsMonths = 36
const cardWidths = '(min-width: 900px) 280px, (min-width: 600px) 50vw, 100vw'

type Shown = { today: CityDay; saved?: boolean }

export function premisesCard(
  { t, locale, rate }: MoneyReader,
  premises: CardPremises,
  { today, saved }: Shown,
): PremisesCard {
  const title = readText(premises.title, locale)
  const cost = costOf(premises)
  const [photo] = premises.photos
  return {
    code: premises.code,
    saved: saved ? t('saved.card') : '',
    href: pathTo(locale, '/premises/:code', { code: premises.code }),
    title: title.text,
    lang: title.fallback ? title.locale : null,
    tone: premises.status,
    label: t(`premises.status.${premises.status}`),
    about: aboutOf({ t, locale }, premises, today),
    measures: measuresOf({ t, locale }, premises),
    cost: t('premises.card.cost', { cost: formatRoundMoney(locale, cost.firstYearMonthlyFen) }),
    costBeside: formatApproximate({ locale, rate }, cost.firstYearMonthlyFen),
    aMonth: t('premises.card.a-month'),
    waived: waivedOf({ t, locale }, premises, cost.rentWaivedFen),
    drawing: photo ? null : removeQuotes(drawingOf(premises)),
    photo: photo ? photoCardView(photo, locale, cardWidths) : null,
  }
}

/** Returns the waived rent; empty when no month is rent-free. */
function waivedOf({ t, locale }: Reader, { rentFreeMonths: months }: CardPremises, waivedFen: number): string {
  if (months === 0) return ''
  const rent = formatRoundMoney(locale, waivedFen)
  return months === threeYearsMonths
    ? t('premises.card.waived', { rent })
    : t('premises.card.waived-months', { rent, months })
}

/** Returns the main use and the floor: "Catering · floor 1". */
export function useAndFloor({ t }: Reader, premises: Pick<CardPremises, 'allowedUses' | 'floor'>): string {
  const use = mainUseOf(premises)
  return [...(use ? [t(`premises.use.${use}`)] : []), t('premises.floor', { floor: premises.floor })].join(dot)
}

function aboutOf(reader: Reader, premises: CardPremises, today: CityDay): string {
  const { availableFrom } = premises
  const day = (on: CityDay) => formatDay(reader.locale, startOfCityDay(on))
  return [
    useAndFloor(reader, premises),
    ...(availableFrom && availableFrom > today ? [reader.t('premises.card.from', { day: day(availableFrom) })] : []),
    ...applicationNotes(reader, premises, { today, day }),
  ].join(dot)
}

/** Returns a note when an available premises does not accept applications yet, or no longer. */
function applicationNotes(
  { t }: Reader,
  { status, applicationWindow: { from, to } }: CardPremises,
  { today, day }: { today: CityDay; day: (on: CityDay) => string },
): string[] {
  if (status !== 'available') return []
  if (from && from > today) return [t('premises.card.opens', { day: day(from) })]
  return to && to < today ? [t('premises.card.closed')] : []
}

function measuresOf({ t, locale }: Reader, premises: CardPremises) {
  const reaches = premises.frontageM > 0
  return [
    { label: t('premises.card.area'), value: formatArea(locale, premises.areaUsableSqM) },
    {
      label: t(reaches ? 'premises.card.frontage' : 'premises.card.width'),
      value: formatMetres(locale, reaches ? premises.frontageM : premises.position.widthM),
    },
    { label: t('premises.card.ceiling'), value: formatMetres(locale, premises.ceilingHeightM) },
  ]
}

type DrawablePremises = Pick<CardPremises, 'code' | 'frontageM' | 'ceilingHeightM' | 'floor' | 'shopWindows'> & {
  allowedUses: readonly UseClass[]
  position: { widthM: number }
}

export const drawingOf = (premises: DrawablePremises, label?: string): string =>
  drawShopFront({ ...premises, use: premises.allowedUses[0] ?? 'office', widthM: premises.position.widthM }, label)

const renderCard = createPartialRenderer<PremisesCard>('premises-card')

type Cards = ReadonlyMap<string, Buffer>
/** Of a premises that was removed after it had been found. */
const noCard = Buffer.alloc(0)

const createCardCache = () => ({
  wordings: wordingsInUse(),
  /**
   * Rendered cards by premises, revision, language, rate of the visitor's currency, day ("from 5 December" passes) and
   * favourite.
   */
  cards: new LRUCache<string, Buffer>({ max: 6_000 }),
  /** Cards that are being read and rendered, by the same key: visitors who need the same card at the same time share it. */
  pending: new Map<string, Promise<Cards>>(),
})
let cardCache = createCardCache()

/** Returns a key of what a card shows besides its premises: the language, the day and the visitor's currency. */
export const cardVariant = ({ locale, rate }: MoneyReader, today: CityDay): string =>
  `${locale}:${today}${rate ? `:${rate.currency}${rate.perTenThousandYuan}` : ''}`

/**
 * Returns the HTML of cards in the given order. Only those not cached are read from the database, in one query. `saved` are
 * the codes of the visitor's favourites.
 */
export async function renderCards(
  reader: MoneyReader,
  found: readonly FoundPremises[],
  catalogue: Pick<CatalogueService, 'cards' | 'today'>,
  saved: ReadonlySet<string>,
): Promise<Buffer[]> {
  if (cardCache.wordings !== wordingsInUse()) cardCache = createCardCache()
  const { cards: cachedCards, pending: pendingCards } = cardCache
  const today = catalogue.today()
  const variant = cardVariant(reader, today)
  const keyOf = ({ id, code, revision }: Pick<FoundPremises, 'id' | 'code' | 'revision'>) =>
    `${id}:${revision}:${variant}${saved.has(code) ? ':saved' : ''}`
  const cached = found.map(item => cachedCards.get(keyOf(item)))
  const missing = found.filter((_item, place) => cached[place] === undefined)

  /** Reads and renders cards in one query. The revision of a card that has changed since is a later one. */
  async function make(items: readonly FoundPremises[]): Promise<Cards> {
    const cards = new Map<string, Buffer>()
    for (const card of await catalogue.cards(items.map(({ id }) => id))) {
      const { code, revision } = card
      const id = card._id.toHexString()
      const html = renderCard(premisesCard(reader, card, { today, saved: saved.has(code) }))
      cards.set(id, html)
      cachedCards.set(keyOf({ id, code, revision }), html)
    }
    return cards
  }

  const toMake = missing.filter(item => !pendingCards.has(keyOf(item)))
  if (toMake.length > 0) {
    const made = make(toMake).finally(() => toMake.forEach(item => pendingCards.delete(keyOf(item))))
    for (const item of toMake) pendingCards.set(keyOf(item), made)
  }
  const batches = await Promise.all([...new Set(missing.flatMap(item => pendingCards.get(keyOf(item)) ?? []))])
  const rendered = new Map(batches.flatMap(batch => [...batch]))
  return found.map(({ id }, place) => cached[place] ?? rendered.get(id) ?? noCard)
}
