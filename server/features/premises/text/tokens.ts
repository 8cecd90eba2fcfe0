import { stemmer as russianStem } from '@orama/stemmers/russian'
import { stemmer as englishStem } from 'stemmer'

const runs = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu
const hanOnly = /^\p{Script=Han}+$/u

export const isHan = (text: string): boolean => hanOnly.test(text)

/** Normalises a text: lower case, `ё` as `е`, `café` as `cafe`; the Russian `й` stays. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[à-ɏ]/g, letter => letter.normalize('NFD').replace(/\p{M}/gu, ''))

/**
 * Returns the distinct words of a text in order. Chinese has no spaces, so a run of characters gives its pairs (`商店门面` gives
 * 商店, 店门, 门面); a single character stands for itself.
 */
export function wordsOf(...texts: readonly string[]): string[] {
  const found = texts.flatMap(text => plain(text).match(runs) ?? [])
  return [...new Set(found.flatMap(run => (isHan(run) ? pairsOf(run) : [run])))]
}

function pairsOf(run: string): string[] {
  const characters = Array.from(run)
  if (characters.length === 1) return characters
  return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`)
}

/**
 * Returns the stem of a word by Snowball's and Porter's algorithms: `магазины` and `магазинов` give магазин, `shops` gives
 * shop. Stems are stored, so changing them needs a migration. They are compared, never shown.
 */
export function stemOf(word: string): string {
  if (/^[а-я]+$/.test(word)) return russianStem(word)
  return /^[a-z]+$/.test(word) ? englishStem(word) : word
}

/** Stop words, which say nothing about a premises. */
const stopWords = new Set(
  `а без был бы в во вы где да для до его ее если есть еще же за и из или их к как ко ли мы на над не но о об он от по под при с со так то у уже что эта это
  a an and are as at be by for from has have if in is it its of off on or so that the there this to was were will with you your`.split(
    /\s+/,
  ),
)
export const isStopWord = (word: string): boolean => stopWords.has(word)
