import type { SearchResult } from '../search/search.ts'
import { stemOf, wordsOf } from '#features/premises/text/tokens.ts'
import type { TypedWord } from '../search/text/typed-words.ts'
import { useNames } from '../search/text/use-words.ts'
import type { PremisesSearch } from './input.ts'
import type { Words } from './words.ts'

type Shown = { search: PremisesSearch; found: SearchResult; cards: readonly string[] }

/** "Showing results for …" when a word was not known as it was typed; empty otherwise. */
export function meantBy({ t }: Words, { search, found, cards }: Shown): string {
  if (found.total === 0 || !found.words.some(({ guessed }) => guessed)) return ''
  const read = wordsOf(...cards.flatMap(card => card.match(/<mark>[^<]+/g) ?? []), ...addressesOf(found))
  const words = found.words.map(word => (word.guessed ? wholeWord(word, read) : word.word))
  return t('premises.list.meant', { words: words.join(' '), typed: search.filter.q ?? '' })
}

/** The index knows stems; people are shown a word, as it stands on a card, in an address or in the name of a use. */
function wholeWord({ word, variants }: TypedWord, read: readonly string[]): string {
  const stems = new Set(variants.map(({ stem }) => stem))
  return [...read, ...useNames].find(one => stems.has(stemOf(one))) ?? variants[0]?.stem ?? word
}

const addressesOf = ({ index }: SearchResult): string[] =>
  index.buildings
    .slice(0, 20)
    .flatMap(({ address }) => [address.ru, address.en].filter(text => typeof text === 'string'))
