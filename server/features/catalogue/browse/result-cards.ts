import type { MoneyReader } from '#shared/money/currencies.ts'
import { cardVariant, renderCards } from '../card.ts'
import { createMarker } from '../plan/marks.ts'
import type { SearchResult } from '../search/search.ts'
import type { CatalogueService } from '../service.ts'
import type { PublicPart } from './public-part.ts'

/** HTML of a card in pieces, with the words marked that the search found. */
export type ResultCard = readonly Buffer[]

/**
 * Cards of searches for visitors who have saved none of them, all with the same currency and on the same day. They end with
 * the public part of their search, which ends when a premises or a wording changes.
 */
const sharedCards = new WeakMap<PublicPart, { variant: string; cards: readonly ResultCard[] }>()

type Results = {
  found: SearchResult
  catalogue: Pick<CatalogueService, 'cards' | 'today'>
  favourites: ReadonlySet<string>
}

/** Returns the cards of a page of results, in its order. */
export async function resultCards(
  reader: MoneyReader,
  part: PublicPart,
  { found, catalogue, favourites }: Results,
): Promise<readonly ResultCard[]> {
  const variant = cardVariant(reader, catalogue.today())
  const hasSaved = found.items.some(({ code }) => favourites.has(code))
  const shared = hasSaved ? undefined : sharedCards.get(part)
  if (shared?.variant === variant) return shared.cards
  const plain = await renderCards(reader, found.items, catalogue, favourites)
  const marker = createMarker(found.words, reader)
  const cards = plain.map(card => marker?.inCard(card) ?? [card])
  // A card is empty when its premises went meanwhile; the next visitor's may be complete.
  if (!hasSaved && plain.every(card => card.length > 0)) sharedCards.set(part, { variant, cards })
  return cards
}
