import { transliterate } from 'transliteration'

/**
 * Returns one spelling for all the ways a name is written: Cyrillic and Latin by any usual scheme (ICAO 9303, BGN/PCGN, GOST
 * 7.79, ISO 9), Chinese characters and pinyin. It is for searching, not for reading: `Щербаков`, `Shcherbakov` and
 * `Scherbakov` are `sherbakov`, `Юлия`, `Yulia` and `Iuliia` are `ula`. Two names may share a form; one name never has two.
 */
export const normalForm = (text: string): string => fold(wordsIn(text).join(''))

/**
 * Returns the search terms of a person's name: each word, the words in their order starting at any of them, and any two of
 * them.
 */
export function personTerms(...names: (string | null | undefined)[]): string[] {
  return distinct(
    names.flatMap(name => [...characterSuffixes(name ?? ''), ...rotationsAndPairs(wordsIn(name ?? '').slice(0, 5))]),
  )
}

/** Returns the search terms of a title: its words in their order, starting at any of them. */
export function titleTerms(...titles: (string | null | undefined)[]): string[] {
  return distinct(titles.flatMap(title => [...characterSuffixes(title ?? ''), ...suffixesOf(wordsIn(title ?? ''))]))
}

/**
 * Returns the beginnings of terms that match what was typed. There are several where the last letter may change together
 * with the next one: `kuznet` is the beginning of `kuznecov`. Chinese characters match only names in Chinese characters; of
 * a name in several parts, such as `伊万·帕夫洛夫`, the longest part is enough.
 */
export function beginningsOf(input: string): string[] {
  const runs = charactersIn(input)
  if (runs.length > 0) return beginningsOfCharacters(runs)
  const form = normalForm(input)
  if (form.length < 2) return []
  const stem = form.slice(0, -1)
  return [form, ...(lastLetterVariants[form.slice(-1)] ?? []).map(letter => `${stem}${letter}`)]
}

function beginningsOfCharacters(runs: readonly string[]): string[] {
  const longest = runs.reduce((one, other) => (other.length > one.length ? other : one))
  return [...new Set([runs.join(''), ...(longest.length > 1 ? [longest] : [])])]
}

/** Returns the digits of a number, however it is spaced. */
export const digitsOf = (text: string): string => text.normalize('NFKC').replaceAll(/\D/g, '')

/** Returns the last ten digits in reverse order, so that a number is found by its end. */
export const reverseDigits = (text: string): string => Array.from(digitsOf(text).slice(-10)).reverse().join('')

const maxTermLength = 40
/** Removes duplicates and terms of one letter, which mean nothing; one Chinese character does. */
const distinct = (terms: readonly string[]): string[] => [
  ...new Set(terms.filter(term => term.length > 1 || term > 'z')),
]

/** What the last letter of a beginning may become in the whole word, by the rules of `fold`. */
const lastLetterVariants: Record<string, readonly string[]> = {
  t: ['c'],
  k: ['h'],
  p: ['f'],
  i: ['a', 'e', 'u'],
}

const cyrillic: Record<string, string> = Object.fromEntries(
  [
    ...['а-a б-b в-v г-g д-d е-e ё-yo ж-zh з-z и-i й-y к-k л-l м-m н-n о-o п-p р-r с-s т-t у-u ф-f х-kh ц-ts ч-ch'],
    ...['ш-sh щ-shch ъ- ы-y ь- э-e ю-yu я-ya і-i ї-yi є-ye ґ-g ў-u'],
  ]
    .flatMap(line => line.split(' '))
    .map(pair => pair.split('-') as [string, string]),
)

/** Readings of characters in names, where a dictionary has another one. */
const nameReadings: [string, string][] = (
  [
    ...[
      '曾-zeng 单-shan 解-xie 仇-qiu 查-zha 翟-zhai 覃-qin 朴-piao 区-ou 娜-na 盖-ge 乐-yue 尉-yu 燕-yan 任-ren 华-hua',
    ],
    ...['宁-ning 那-na 石-shi 佟-tong 沈-shen 吕-lyu 绿-lyu 女-nyu'],
  ] as const
)
  .flatMap(line => line.split(' '))
  .map(pair => pair.split('-') as [string, string])
  .map(([character, sound]) => [character, ` ${sound} `])

/** Splits into words and numbers in small Latin letters. */
function wordsIn(text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase()
  const latin = Array.from(plain.replaceAll(/['’ʼʹʺ`´"]/g, ''))
    .map(letter => cyrillic[letter] ?? letter)
    .join('')
  const latinised = transliterate(latin, { replace: nameReadings })
    .toLowerCase()
    .replaceAll(/['’`"]/g, '')
  return latinised.match(/[a-z]+|\d+/g) ?? []
}

/** The order matters: each rule works on the result of the previous ones. */
const rules: readonly (readonly [RegExp, string])[] = [
  [/shch|sch|shh|sh/g, 'š'],
  [/tch|ch/g, 'č'],
  [/ts|tz|cz/g, 'c'],
  [/ck|c(?=[kt])/g, 'k'],
  [/kh/g, 'h'],
  [/ph/g, 'f'],
  [/x/g, 'ks'],
  [/q/g, 'k'],
  [/w/g, 'v'],
  // й before a vowel, ё, ю and я: written or left out, and with any letter.
  [/[iyj]+o/g, 'e'],
  [/[iyj]+(?=[aeu])/g, ''],
  [/[iyj]+/g, 'i'],
  [/([a-zšč])\1+/g, '$1'],
  [/š/g, 'sh'],
  [/č/g, 'ch'],
]
const fold = (word: string): string =>
  rules.reduce((form, [pattern, letters]) => form.replaceAll(pattern, letters), word).slice(0, maxTermLength)

const suffixesOf = (words: readonly string[]): string[] =>
  words.slice(0, 8).map((_, first) => fold(words.slice(first).join('')))

function rotationsAndPairs(words: readonly string[]): string[] {
  const whole = words.map((_, first) => fold([...words.slice(first), ...words.slice(0, first)].join('')))
  const pairs = words.flatMap(one => words.filter(other => other !== one).map(other => fold(one + other)))
  return [...whole, ...pairs]
}

const charactersIn = (text: string): string[] => text.normalize('NFKC').match(/\p{Script=Han}+/gu) ?? []

/** Chinese has no spaces: a name may be searched by any part of it. */
const characterSuffixes = (text: string): string[] =>
  charactersIn(text)
    .map(run => Array.from(run))
    .flatMap(run => run.slice(0, 20).map((_, first) => run.slice(first, first + 12).join('')))
