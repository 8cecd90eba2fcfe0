import { load } from 'cheerio'

/** What a page shows when a value was missing or no date. */
const odd = /\bNaN\b|\bundefined\b|\bnull\b|\bInfinity\b|Invalid Date|\[object |\{[a-z][A-Za-z]*\}/
const spoken = [
  'aria-label',
  'alt',
  'title',
  'datetime',
  'href',
  'value',
  'placeholder',
  'content',
  'd',
  'points',
] as const

/** Returns the texts and attributes of a page that contain such words, shortened; empty for a correct page. */
export function oddWordsIn(html: string): string[] {
  const $ = load(html)
  $('script, style, template').remove()
  const texts = $('body')
    .find('*')
    .addBack()
    .contents()
    .toArray()
    .flatMap(node => (node.type === 'text' ? [node.data] : []))
  const attributes = $('*')
    .toArray()
    .flatMap(element => spoken.map(name => $(element).attr(name) ?? ''))
  return [...texts, ...attributes].filter(said => odd.test(said)).map(said => said.trim().slice(0, 200))
}
