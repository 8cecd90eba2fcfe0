/**
 * The Snowball stemmer for Russian (snowballstem.org/algorithms/russian/stemmer.html) on lower-case words with `е` for `ё`:
 * `магазинами` and `магазинов` give магазин. Endings are looked for in RV, what follows the first vowel; `[ая]` before
 * an ending of a first group must stand there too and stays.
 */
const perfectiveGerund = /(?:ыв|ив)(?:шись|ши)?$|(?<=[ая])в(?:шись|ши)?$/
const reflexive = /с[яь]$/
const adjective = /(?:ими|ыми|его|ого|ему|ому|ее|ие|ые|ое|ей|ий|ый|ой|ем|им|ым|ом|их|ых|ую|юю|ая|яя|ою|ею)$/
const participle = /(?:ивш|ывш|ующ)$|(?<=[ая])(?:ем|нн|вш|ющ|щ)$/
const verb =
  /(?:ейте|уйте|ила|ыла|ена|ите|или|ыли|ило|ыло|ено|ует|уют|ены|ить|ыть|ишь|ей|уй|ил|ыл|им|ым|ен|ят|ит|ыт|ую|ю)$|(?<=[ая])(?:ете|йте|ешь|нно|ла|на|ли|ем|ло|но|ет|ют|ны|ть|й|л|н)$/
const noun =
  /(?:иями|ями|ами|иям|ием|иях|ией|ев|ов|ие|ье|еи|ии|ей|ой|ий|ям|ем|ам|ом|ах|ях|ию|ью|ия|ья|а|е|и|й|о|у|ы|ь|ю|я)$/
/** R2 of RV: after a vowel, consonants, a vowel, a consonant. */
const derivational = /^(.*?[^аеиоуыэюя][аеиоуыэюя]+[^аеиоуыэюя].*?)ость?$/
const superlative = /ейше?$/

const cut = (text: string, ending: RegExp): string | null => (ending.test(text) ? text.replace(ending, '') : null)

export function russianStem(word: string): string {
  const [, start = word, rv = ''] = /^(.*?[аеиоуыэюя])(.*)$/.exec(word) ?? []
  const inflected = withoutInflection(rv)
  const shorter = inflected.replace(/и$/, '').replace(derivational, '$1')
  return start + tidied(shorter)
}

/** Step 1: the gerund, or else the reflexive and then the first of adjective, verb and noun. */
function withoutInflection(rv: string): string {
  const gerund = cut(rv, perfectiveGerund)
  if (gerund !== null) return gerund
  const plain = cut(rv, reflexive) ?? rv
  const described = cut(plain, adjective)
  if (described !== null) return cut(described, participle) ?? described
  return cut(plain, verb) ?? cut(plain, noun) ?? plain
}

/** Step 4: `нн` becomes `н`, a superlative goes, and so does a soft sign. */
function tidied(rv: string): string {
  if (rv.endsWith('нн')) return rv.slice(0, -1)
  const plain = cut(rv, superlative)
  if (plain !== null) return plain.replace(/нн$/, 'н')
  return rv.replace(/ь$/, '')
}
