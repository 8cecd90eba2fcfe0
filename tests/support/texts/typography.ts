import type { Locale } from '#shared/texts/i18n.ts'
import { halfWidthMark } from './chinese-marks.ts'
import { looseUnit } from './number-and-unit.ts'

/** Typographic faults: a name and the pattern that finds it. */
type Rules = Readonly<Record<string, RegExp>>

/** Placeholders of Chinese texts that are always replaced by numbers, amounts, days or times. */
const figures = String.raw`\{(?:${[
  ...['day', 'count', 'min', 'max', 'least', 'most', 'when', 'time', 'deadline', 'keptUntil', 'done', 'total'],
  ...['revenue', 'costs', 'result', 'cost', 'rent', 'percent', 'each', 'month', 'difference', 'top', 'lowest'],
].join('|')}|\w+, number)\}`

/** Faults in every language. */
const everywhere: Rules = {
  'two spaces': /[ \u00a0]{2}/,
  'straight quotation mark': /["']/,
  'three full stops': /\.\.\./,
  'hyphen for a dash': /\s-\s/,
  'hyphen that does not break': /\u2011/,
  'letter with a mark of its own': /\p{L}\p{M}/u,
}

/**
 * Russian: «ёлочки»; a dash stays on the line of the word before it; so do a number and its unit, «№», initials and the
 * abbreviations that mean nothing without what follows. Prepositions may end a line: to prevent that would cost a byte and
 * an invisible character for every tenth word, and lines are short on phones.
 */
const russian: Rules = {
  'number and unit on two lines': looseUnit.ru,
  'foreign quotation mark': /[“”„‘’]/,
  'dash that may begin a line': /[^\u00a0({«]—/,
  'dash without a space behind': /—(?![ )»])/,
  'short dash between words': /[\s\u00a0]–|–\s/,
  'space before a mark': /[ \u00a0][,.;!?]/,
  '№ without its number': /№(?!\u00a0|$)/,
  'loose thousands': /(?<!\d)\d{1,3} \d{3}(?!\d)/,
  'loose abbreviation': /(?<!\p{L})(?:т\. ?[едкпо]\.|и др\.|(?:ст|пп?|стр|рис|ул|кв|тел)\. ?(?=[\p{Lu}\d{]))/u,
  'loose initials': /(?<!\p{L})\p{Lu}\. ?(?=\p{Lu}(?:\.|\p{Ll}))/u,
  'Latin letter in a Russian word': /\p{Script=Cyrillic}[A-Za-z]|[A-Za-z]\p{Script=Cyrillic}/u,
}

/**
 * English: “quotation marks”, curly apostrophes, an en dash with spaces between words and without spaces between figures.
 */
const english: Rules = {
  'number and unit on two lines': looseUnit.en,
  'foreign quotation mark': /[«»„]/,
  'long dash': /[^(]—/,
  'dash with one space': / –(?! )|(?<! )– /,
  'space before a mark': /[ \u00a0][,.;!?]/,
  'apostrophe the wrong way round': /(?<=\p{L})‘/u,
  'a word of offices':
    /\b(?:utili[sz]e|in order to|prior to|commence|pursuant|here(?:by|with|in)|via|per annum|e\.g|i\.e|etc)\b/i,
}

/**
 * Chinese: full-width marks, without spaces beside them; “ ” and ……; ranges with an en dash, asides with ——. Figures are
 * directly beside the characters, Latin words and codes are set off by a space.
 */
const chinese: Rules = {
  'mark of Latin width': halfWidthMark,
  'full stop of Latin width': /(?<=\p{Script=Han})\.(?![a-z])/u,
  'bracket of Latin width': /\p{Script=Han}[()]|[()]\p{Script=Han}/u,
  'space at a mark': /[ \u00a0][，。；：！？、（）《》]|[，。；：！？、（）《》][ \u00a0]/,
  'foreign quotation mark': /[「」『』«»„‘’]/,
  'half an ellipsis': /(?<=[\p{Script=Han}])…(?!…)/u,
  'half a dash': /(?<![—（])—(?![—）])/,
  'mark twice': /([，。；：！？、])\1/,
  'letter or figure of full width': /[０-９Ａ-Ｚａ-ｚ]/,
  'space between characters': /\p{Script=Han} \p{Script=Han}/u,
  'unit away from its number': looseUnit.zh,
  'space at a figure':
    /\p{Script=Han} [\d][\d.,:%–-]*(?![\dA-Za-z])|(?<![A-Za-z+][\w./:#-]* ?[\d.]*)\d[\d.,:%–-]* \p{Script=Han}/u,
  'space at a gap for a figure': new RegExp(
    String.raw`\p{Script=Han} ${figures}|(?:${figures}|\{#) \p{Script=Han}`,
    'u',
  ),
  'Latin word without a space': /\p{Script=Han}[A-Za-z]|[A-Za-z]\d*\p{Script=Han}/u,
}

export const typography: Readonly<Record<Locale, Rules>> = {
  ru: { ...everywhere, ...russian },
  en: { ...everywhere, ...english },
  zh: { ...everywhere, ...chinese },
}

/** Parts of a text that are written as a program or an authority writes them, and not by our rules. */
const asItIs = [
  /npm run [^;。；]*/g,
  /--\w+ "…"/g,
  /https?:\/\//g,
  /\+\d[\d -]+/g,
  /…\{id\}/g,
  /^\d\. /g,
  /(?<=日|星期.|周.) \d\d:\d\d/g,
  /财政部 税务总局/g,
]

/** Returns the faults of a text, each with some of the text around it. Pure. */
export function faultsOf(locale: Locale, text: string): string[] {
  const judged = asItIs.reduce((rest, pattern) => rest.replace(pattern, '·'), text)
  return Object.entries(typography[locale]).flatMap(([name, wrong]) => {
    const found = wrong.exec(judged)
    return found ? [`${name}: ${judged.slice(Math.max(0, found.index - 15), found.index + 25)}`] : []
  })
}
