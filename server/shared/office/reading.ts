import { transliterate } from 'transliteration'

/** Words of addresses in which a character is read otherwise than alone. */
const specialReadings: Record<string, string> = {
  银行: ' yin hang ',
  行政: ' xing zheng ',
  长春: ' chang chun ',
  重庆: ' chong qing ',
}

/** Returns a Chinese address in pinyin without tones: `sui fen he shi … a1 hao lou`. */
export function pinyinOf(chinese: string): string {
  const withReadings = Object.entries(specialReadings).reduce(
    (text, [word, read]) => text.replaceAll(word, read),
    chinese,
  )
  return withReadings
    .replaceAll(/\p{Script=Han}/gu, sign => ` ${transliterate(sign).trim().toLowerCase()} `)
    .replaceAll(/\s+/g, ' ')
    .trim()
}

const initials: Record<string, string> = {
  zh: 'чж',
  ch: 'ч',
  sh: 'ш',
  b: 'б',
  p: 'п',
  m: 'м',
  f: 'ф',
  d: 'д',
  t: 'т',
  n: 'н',
  l: 'л',
  g: 'г',
  k: 'к',
  h: 'х',
  j: 'цз',
  q: 'ц',
  x: 'с',
  r: 'ж',
  z: 'цз',
  c: 'ц',
  s: 'с',
}
const finals: Record<string, string> = {
  a: 'а',
  o: 'о',
  e: 'э',
  ai: 'ай',
  ei: 'эй',
  ao: 'ао',
  ou: 'оу',
  an: 'ань',
  en: 'энь',
  ang: 'ан',
  eng: 'эн',
  ong: 'ун',
  i: 'и',
  ia: 'я',
  ie: 'е',
  iao: 'яо',
  iu: 'ю',
  ian: 'янь',
  in: 'инь',
  iang: 'ян',
  ing: 'ин',
  iong: 'юн',
  u: 'у',
  ua: 'уа',
  uo: 'о',
  uai: 'уай',
  ui: 'уй',
  uan: 'уань',
  un: 'унь',
  uang: 'уан',
  v: 'юй',
  ve: 'юэ',
}
/** After j, q and x, a u stands for ü. */
const afterPalatal: Record<string, string> = { u: 'юй', ue: 'юэ', uan: 'юань', un: 'юнь' }
const wholeSyllables: Record<string, string> = {
  a: 'а',
  o: 'о',
  e: 'э',
  ai: 'ай',
  ei: 'эй',
  ao: 'ао',
  ou: 'оу',
  an: 'ань',
  en: 'энь',
  ang: 'ан',
  er: 'эр',
  ya: 'я',
  ye: 'е',
  yao: 'яо',
  you: 'ю',
  yan: 'янь',
  yin: 'инь',
  yang: 'ян',
  ying: 'ин',
  yong: 'юн',
  yi: 'и',
  yu: 'юй',
  yue: 'юэ',
  yuan: 'юань',
  yun: 'юнь',
  wu: 'у',
  wa: 'ва',
  wo: 'во',
  wai: 'вай',
  wei: 'вэй',
  wan: 'вань',
  wen: 'вэнь',
  wang: 'ван',
  weng: 'вэн',
  hui: 'хуэй',
}

/** Returns one pinyin syllable in the Cyrillic spelling of Palladius; anything else unchanged. */
function toPalladius(syllable: string): string {
  const wholeReading = wholeSyllables[syllable]
  if (wholeReading) return wholeReading
  const [, initial = '', final = ''] = /^([zcs]h|[bpmfdtnlgkhjqxrzcs])(\w+)$/.exec(syllable) ?? []
  // The i of zi, ci and si is not that of ji, qi and xi.
  const hissed = /^[zcs]$/.test(initial) && final === 'i' ? 'ы' : finals[final]
  const read = /^[jqx]$/.test(initial) ? (afterPalatal[final] ?? finals[final]) : hissed
  return initials[initial] && read ? initials[initial] + read : syllable
}

/** Returns the reading of a Chinese address in Cyrillic letters: `суй фэнь хэ ши …`. */
export const cyrillicOf = (chinese: string): string =>
  pinyinOf(chinese)
    .split(' ')
    .map(part => (/^[a-z]+$/.test(part) ? toPalladius(part) : part.toUpperCase()))
    .join(' ')
