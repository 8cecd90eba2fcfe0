import type { Reader } from '#shared/texts/i18n.ts'
import { pathTo } from '#server/paths.ts'
import type { SavedMarks } from '#web/locals.ts'
import { view } from '#web/pages/view.ts'
import { stemOf, wordsOf } from '#features/premises/text/tokens.ts'
import type { QueryWord } from '../search/text/query-words.ts'
import { useNames } from '../search/text/use-words.ts'
import type { PublicPart, Searched } from './public-part.ts'
import type { ResultCard } from './result-cards.ts'
import type { TableRow } from './table.ts'

export type PremisesListPage = PublicPart & {
  /** `saved` is the address of the saved search; null when this one is not saved. */
  save: { label: string; saved: string | null }
  /** Which words were assumed for ones that are unknown as typed; empty otherwise. */
  meant: string
  /** Cards of the available premises, in pieces. */
  cards: Buffer[]
  /** Whether rows are shown instead of cards. */
  inTable: boolean
  table: TableRow[]
  /** Premises that are not available, after the others, with the sentence that says so. */
  rest: { title: string; cards: Buffer[]; table: TableRow[] } | null
}
export const renderPremisesList = view<PremisesListPage>('catalogue/browse/list')

type ListPageData = Searched & {
  part: PublicPart
  saved: SavedMarks
  cards: readonly ResultCard[]
  table: TableRow[] | null
}

export function premisesListPage(
  reader: Reader,
  { search, found, part, saved, cards, table }: ListPageData,
): PremisesListPage {
  const free = found.free ?? found.items.length
  return {
    ...part,
    save: saveOf(reader, part.query, saved),
    meant: correctionSentence(reader, { search, found, cards }),
    cards: cards.slice(0, free).flat(),
    inTable: table !== null,
    table: table?.slice(0, free) ?? [],
    rest:
      found.free === null
        ? null
        : {
            title: reader.t('premises.list.rest', { count: found.total - found.counts.available }),
            cards: cards.slice(free).flat(),
            table: table?.slice(free) ?? [],
          },
  }
}

/** Returns the button that saves the search, so that the visitor can come back to it and be told of new units. */
function saveOf({ t, locale }: Reader, query: string, { searches }: SavedMarks): PremisesListPage['save'] {
  const saved = searches.has(query)
  return {
    label: t(saved ? 'saved.search.saved' : 'saved.search.save'),
    saved: saved ? `${pathTo(locale, '/saved')}#searches` : null,
  }
}

/** Returns "Showing results for …" when a word was unknown as typed; empty otherwise. */
function correctionSentence(
  { t }: Reader,
  { search, found, cards }: Pick<ListPageData, 'search' | 'found' | 'cards'>,
): string {
  if (found.total === 0 || !found.words.some(({ guessed }) => guessed)) return ''
  const onCards = Buffer.concat(cards.flat()).toString()
  const read = wordsOf(...(onCards.match(/<mark>[^<]+/g) ?? []), ...found.index.buildings.addresses)
  const correctedWords = found.words.map(word => (word.guessed ? findWholeWord(word, read) : word.word))
  return t('premises.list.meant', { words: correctedWords.join(' '), typed: search.filter.q ?? '' })
}

/**
 * Returns a whole word for a guessed one, as it occurs on a card, in an address or in the name of a use. The index has stems
 * only.
 */
function findWholeWord({ word, variants }: QueryWord, read: readonly string[]): string {
  const stems = new Set(variants.map(({ stem }) => stem))
  return [...read, ...useNames].find(one => stems.has(stemOf(one))) ?? variants[0]?.stem ?? word
}
