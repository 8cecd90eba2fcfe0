import { stemOf } from '#features/premises/text/tokens.ts'
import { once } from '#shared/once.ts'
import { typosBetween } from '../text/distance.ts'
import { guessableWords, isKnownStem } from './lexicon.ts'

/** Russian written in Latin letters, by sound: `sklad`, `parikmaherskaya`. Longer groups come first. */
const groups: readonly (readonly [string, string])[] =
  'shch щ,sch щ,zh ж,kh х,ch ч,sh ш,ts ц,yu ю,iu ю,ju ю,ya я,ia я,ja я,yo е,ye е,jo е,iy ий,yy ый,ij ий,yj ый,a а,b б,v в,w в,g г,d д,e е,z з,i и,k к,l л,m м,n н,o о,p п,r р,s с,t т,u у,f ф,h х,c к,x кс,q к,j й'
    .split(',')
    .map(pair => pair.split(' ') as [string, string])

function cyrillicOf(latin: string): string {
  let cyrillic = ''
  for (let at = 0; at < latin.length;) {
    const rest = latin.slice(at)
    const group = groups.find(([letters]) => rest.startsWith(letters))
    if (group) cyrillic += group[1]
    else if (rest.startsWith('y')) cyrillic += /[аеиоуы]$/.test(cyrillic) ? 'й' : 'ы'
    at += group ? group[0].length : 1
  }
  return cyrillic
}

/** Short Russian words that mean something else in English. */
export const shortRussian: Record<string, string> = {
  s: 'с',
  so: 'с',
  v: 'в',
  na: 'на',
  u: 'у',
  i: 'и',
  do: 'до',
  ot: 'от',
  bez: 'без',
  ne: 'не',
  pod: 'под',
  dlya: 'для',
  po: 'по',
  iz: 'из',
  ili: 'или',
  m: 'м',
}

/** Returns the known stem of a word written in Latin letters; null when there is none. */
export function fromTransliteration(word: string): string | null {
  if (!/^[a-z]{3,}$/.test(word)) return null
  const stem = stemOf(cyrillicOf(word))
  return isKnownStem(stem) ? stem : null
}

const minWordLength = 4

/** Words and their stems, by first letter and length. */
const candidates = once(() => {
  const shelves = new Map<string, Map<string, string>>()
  for (const [word, stem] of guessableWords()) {
    for (const form of [word, stem]) {
      const shelf = `${form.slice(0, 1)}${form.length}`
      if (form.length >= minWordLength - 1)
        shelves.set(shelf, (shelves.get(shelf) ?? new Map<string, string>()).set(form, stem))
    }
  }
  return shelves
})

/**
 * Returns the stem of the word meant by one with slips: one slip from four letters on, two from eight, as in the search for
 * words (`vocabulary.ts`). The first letter must be right. In a short word only swapped letters or an extra one count,
 * because there are many short words, and `nike` is not bike.
 */
export function correctSlip(word: string): string | null {
  if (word.length < minWordLength || !/^\p{L}+$/u.test(word)) return null
  const best = [word, stemOf(word)].map(nearest).reduce((one, other) => (other.distance < one.distance ? other : one))
  return best.stem
}

type Near = { stem: string | null; distance: number }

function nearest(input: string): Near {
  const most = input.length >= 8 ? 2 : 1
  let best: Near = { stem: null, distance: most + 1 }
  for (let length = input.length - most; length <= input.length + most; length += 1) {
    const allowed = Math.min(length, input.length) < 7 ? 1 : most
    for (const [form, stem] of candidates().get(`${input.slice(0, 1)}${length}`) ?? []) {
      const distance = Math.abs(length - input.length) > allowed ? allowed + 1 : typosBetween(input, form, allowed)
      if (distance <= allowed && distance < best.distance && isLikely(input, form)) best = { stem, distance }
    }
  }
  return best
}

function isLikely(input: string, candidate: string): boolean {
  if (Math.max(input.length, candidate.length) > minWordLength) return true
  return input.length > candidate.length || sorted(input) === sorted(candidate)
}

const sorted = (word: string): string => Array.from(word).sort().join('')
