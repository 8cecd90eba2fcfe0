import { isHan } from '#features/premises/text/tokens.ts'
import { inSimplified } from './words/traditional.ts'

/** A piece of a query: a word of letters, a run of Chinese, a number, a code of a premises, or a sign between them. */
export type Token = { is: 'word' | 'han' | 'number' | 'code' | 'sign'; text: string; glued: boolean }

const pieces = new RegExp(
  [
    String.raw`(?<code>(?<![\p{L}\p{N}])(?:[a-zа-я]{3}[-\s]?)?[a-zа-я]-?\d{4,7}(?![\p{L}\p{N}]))`,
    String.raw`(?<number>\d{1,3}(?:[ ,'’]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)`,
    String.raw`(?<han>\p{Script=Han}+)`,
    String.raw`(?<word>(?:(?!\p{Script=Han})\p{L})(?:(?!\p{Script=Han})[\p{L}\p{N}])*)`,
    String.raw`(?<sign>[^\s])`,
  ].join('|'),
  'gu',
)

/** Full width becomes half, traditional characters simplified ones, `㎡` is m2, `ё` is `е`, `café` is `cafe`, `don’t` is dont. */
export const plain = (text: string): string =>
  inSimplified(text)
    .replace(/㎡|(?<=[mMмМ])²/g, found => (found === '²' ? '2 ' : ' m2 '))
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[à-ɏ]/g, letter => letter.normalize('NFD').replace(/\p{M}/gu, ''))
    .replace(/(?<=\p{L})['’`](?=\p{L})/gu, '')

/** The pieces of a text that is `plain`, in order. `glued` says that nothing stands between it and the one before. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let end = -1
  for (const { 0: piece, index, groups } of text.matchAll(pieces)) {
    const is = (['code', 'number', 'han', 'word', 'sign'] as const).find(kind => groups?.[kind] !== undefined) ?? 'sign'
    tokens.push({ is, text: piece, glued: index === end })
    end = index + piece.length
  }
  return tokens
}

export const hasHan = (text: string): boolean => Array.from(text).some(isHan)
