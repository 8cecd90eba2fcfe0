import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Building } from '#models/premises/building.ts'
import type { Premises } from '#models/premises/premises.ts'
import { isStopWord, stemOf, wordsOf } from './tokens.ts'

/** Where a word occurs, as the suffix of its term: `магазин/t` is in the title. */
export const fields = { title: 't', text: 'b', code: 'c', address: 'a' } as const
export type Field = (typeof fields)[keyof typeof fields]

type Text = { ru?: string | null | undefined; en?: string | null | undefined; zh?: string | null | undefined }
const inAllLanguages = (...texts: readonly (Text | null | undefined)[]): string[] =>
  texts.flatMap(text => [text?.ru, text?.en, text?.zh]).filter(text => typeof text === 'string')

/** More terms than any real listing has; the limit keeps an endless text from making endless index entries. */
const maxTerms = 400

const stemsOf = (texts: readonly string[]): string[] =>
  wordsOf(...texts)
    .filter(word => !isStopWord(word))
    .map(stemOf)

/** Returns each stem once, with the first of the fields it occurs in. */
function termsIn(parts: readonly (readonly [Field, readonly string[]])[]): string[] {
  const fieldOf = new Map<string, Field>()
  const keep = (stem: string, field: Field) => fieldOf.has(stem) || fieldOf.set(stem, field)
  for (const [field, texts] of parts) stemsOf(texts).forEach(stem => keep(stem, field))
  return Array.from(fieldOf, ([stem, field]) => `${stem}/${field}`).slice(0, maxTerms)
}

/** A stored text; see `PremisesTextModel`. */
export type StoredText = { _id: number; terms: string[] }
export type DescribedPremises = Pick<Premises, 'title'> & Partial<Pick<Premises, 'summary' | 'description'>>

/**
 * Splits the title, summary and description of a premises into texts to search by, beside its code, its uses and its
 * building's address. Listings of one street repeat many sentences, so a text is stored and indexed once for all of them.
 */
export function textsOf({ title, summary, description }: DescribedPremises): StoredText[] {
  const titles = inAllLanguages(title).map(text => toStoredText(fields.title, text))
  const sentences = inAllLanguages(summary, description)
    .flatMap(text => text.split(/[.!?;。！？；\n]+/))
    .map(text => toStoredText(fields.text, text))
  const texts = [...titles, ...sentences].filter(({ terms }) => terms.length > 0)
  return [...new Map(texts.map(text => [text._id, text])).values()]
}

/**
 * Cache of stems: stemming takes longer than all other work on a premises, and an import brings the same text a thousand
 * times.
 */
const cachedTexts = new LRUCache<string, StoredText>({ max: 4_000 })
const maxCachedLength = 400

function toStoredText(field: Field, text: string): StoredText {
  const key = `${field} ${text}`
  const found = cachedTexts.get(key)
  if (found) return found
  const terms = termsIn([[field, [text]]])
  const stored = { _id: numberOf(terms), terms }
  if (text.length <= maxCachedLength) cachedTexts.set(key, stored)
  return stored
}

/**
 * Returns 52 bits of SHA-1. Among a million texts, two share a number once in ten thousand catalogues, and then both are
 * found.
 */
function numberOf(terms: readonly string[]): number {
  const digest = createHash('sha1').update(terms.join(' ')).digest()
  return digest.readUIntBE(0, 6) * 16 + ((digest[6] ?? 0) >> 4)
}

/** Returns the terms that find the premises of a building: its code, name and address. */
export const buildingTerms = ({ code, name, address }: Pick<Building, 'code' | 'name' | 'address'>): string[] =>
  termsIn([
    [fields.code, [code]],
    [fields.address, inAllLanguages(name, address)],
  ])
