import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Building } from '#models/premises/building.ts'
import type { Premises } from '#models/premises/premises.ts'
import { isSilent, stemOf, wordsOf } from './tokens.ts'

/** Where a word stands, as the end of its term: `магазин/t` is in the title. */
export const fields = { title: 't', text: 'b', code: 'c', address: 'a' } as const
export type Field = (typeof fields)[keyof typeof fields]

type Text = { ru?: string | null | undefined; en?: string | null | undefined; zh?: string | null | undefined }
const inAllLanguages = (...texts: readonly (Text | null | undefined)[]): string[] =>
  texts.flatMap(text => [text?.ru, text?.en, text?.zh]).filter(text => typeof text === 'string')

/** More than any honest listing says; an endless text must not make endless index entries. */
const mostTerms = 400

const stemsOf = (texts: readonly string[]): string[] =>
  wordsOf(...texts)
    .filter(word => !isSilent(word))
    .map(stemOf)

/** Each stem once, with the first of the fields it stands in. */
function termsIn(parts: readonly (readonly [Field, readonly string[]])[]): string[] {
  const fieldOf = new Map<string, Field>()
  const keep = (stem: string, field: Field) => fieldOf.has(stem) || fieldOf.set(stem, field)
  for (const [field, texts] of parts) stemsOf(texts).forEach(stem => keep(stem, field))
  return Array.from(fieldOf, ([stem, field]) => `${stem}/${field}`).slice(0, mostTerms)
}

/** A text as it is stored: see `PremisesTextModel`. */
export type StoredText = { _id: number; terms: string[] }
export type Described = Pick<Premises, 'title'> & Partial<Pick<Premises, 'summary' | 'description'>>

/**
 * The titles and sentences of a premises: what it can be found by, beside its code, its uses and its building's address.
 * Listings of one street say many things alike, so that a text is stored and indexed once for all of them.
 */
export function textsOf({ title, summary, description }: Described): StoredText[] {
  const titles = inAllLanguages(title).map(text => storedAs(fields.title, text))
  const sentences = inAllLanguages(summary, description)
    .flatMap(text => text.split(/[.!?;。！？；\n]+/))
    .map(text => storedAs(fields.text, text))
  const texts = [...titles, ...sentences].filter(({ terms }) => terms.length > 0)
  return [...new Map(texts.map(text => [text._id, text])).values()]
}

/** To find the stems of a text takes longer than all else about a premises, and an import brings the same text a thousand times. */
const known = new LRUCache<string, StoredText>({ max: 4_000 })
const longestKnown = 400

function storedAs(field: Field, text: string): StoredText {
  const key = `${field} ${text}`
  const found = known.get(key)
  if (found) return found
  const terms = termsIn([[field, [text]]])
  const stored = { _id: numberOf(terms), terms }
  if (text.length <= longestKnown) known.set(key, stored)
  return stored
}

/** 52 bits of SHA-1: among a million texts two share a number once in ten thousand catalogues, and then both are found. */
function numberOf(terms: readonly string[]): number {
  const digest = createHash('sha1').update(terms.join(' ')).digest()
  return digest.readUIntBE(0, 6) * 16 + ((digest[6] ?? 0) >> 4)
}

/** What the premises of a building can be found by: its code, name and address. */
export const buildingTerms = ({ code, name, address }: Pick<Building, 'code' | 'name' | 'address'>): string[] =>
  termsIn([
    [fields.code, [code]],
    [fields.address, inAllLanguages(name, address)],
  ])
