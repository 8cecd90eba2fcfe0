/**
 * Porter's stemmer for English (tartarus.org/martin/PorterStemmer) on lower-case words of a to z: `premises`, `bakeries` and
 * `opening` give premis, bakeri and open. Stems are compared, never shown.
 */
const consonant = '(?:[^aeiouy]|(?<=^|[aeiou])y)'
const vowel = '(?:[aeiou]|(?<=[^aeiou])y)'
const measureAbove = (number: number) => new RegExp(`^${consonant}*(?:${vowel}+${consonant}+){${number + 1}}`)
const some = measureAbove(0)
const more = measureAbove(1)
const oneOnly = new RegExp(`^${consonant}*${vowel}+${consonant}+${vowel}*$`)
const hasVowel = new RegExp(vowel)
const shortEnd = new RegExp(`${consonant}${vowel}(?![wxy])${consonant}$`)

type Rule = readonly [ending: string, instead: string]
const doubled: readonly Rule[] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['abli', 'able'],
  ['alli', 'al'],
  ['entli', 'ent'],
  ['eli', 'e'],
  ['ousli', 'ous'],
  ['ization', 'ize'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
]
const made: readonly Rule[] = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
]
const left = /^(.+?)(?:ement|ment|ance|ence|able|ible|ent|ant|ism|ate|iti|ous|ive|ize|al|er|ic|ou|(?<=[st])ion)$/

export function englishStem(word: string): string {
  if (word.length < 3) return word
  const plain = word
    .replace(/sses$/, 'ss')
    .replace(/ies$/, 'i')
    .replace(/([^s])s$/, '$1')
  const y = pastAndGerund(plain).replace(/y$/, (ending, at: number, all: string) =>
    hasVowel.test(all.slice(0, at)) ? 'i' : ending,
  )
  return withoutE(withoutLeft(replaced(replaced(y, doubled), made)))
}

function pastAndGerund(word: string): string {
  if (word.endsWith('eed')) return some.test(word.slice(0, -3)) ? word.slice(0, -1) : word
  const [, start = ''] = /^(.+)(?:ed|ing)$/.exec(word) ?? []
  return start && hasVowel.test(start) ? mended(start) : word
}

function mended(start: string): string {
  if (/(?:at|bl|iz)$/.test(start)) return `${start}e`
  if (/([^aeioulsz])\1$/.test(start)) return start.slice(0, -1)
  return oneOnly.test(start) && shortEnd.test(start) ? `${start}e` : start
}

function replaced(word: string, rules: readonly Rule[]): string {
  const rule = rules.find(([ending]) => word.endsWith(ending))
  if (!rule) return word
  const start = word.slice(0, -rule[0].length)
  return some.test(start) ? start + rule[1] : word
}

function withoutLeft(word: string): string {
  const [, start = ''] = left.exec(word) ?? []
  return start && more.test(start) ? start : word
}

function withoutE(word: string): string {
  const start = word.replace(/e$/, '')
  const goes = more.test(start) || (oneOnly.test(start) && !shortEnd.test(start))
  const shorter = start !== word && goes ? start : word
  return shorter.endsWith('ll') && more.test(shorter.slice(0, -1)) ? shorter.slice(0, -1) : shorter
}
