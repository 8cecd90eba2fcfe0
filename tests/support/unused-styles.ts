import { readFileSync } from 'node:fs'
import path from 'node:path'
import { load } from 'cheerio'
import selectorParser from 'postcss-selector-parser'

type Pruned = { css: string; unused: string[] }
const { picoInUse } = (await import(path.resolve('scripts/pico-in-use.js'))) as {
  picoInUse: (sheet: string, settings: string) => Pruned
}

/** Pico as the build leaves it, or another sheet in its place. */
export const prunedPico = (
  sheet = readFileSync('node_modules/@picocss/pico/css/pico.css', 'utf8'),
  settings = readFileSync('public/css/site/pico-settings.css', 'utf8'),
): Pruned => picoInUse(sheet, settings)

/** States and parts of elements, in which the HTML of a page does not say that something is. */
const states = /^:(:|-|hover|active|focus|checked|indeterminate|user-|autofill|invalid|placeholder|before|after)/
const elsewhere = /:host|::?-(ms|o)-/

/** Selectors of all elements that what was taken out would match, with the words that a page must have for it. */
function lost(): { selector: string; words: string[] }[] {
  const withoutStates = selectorParser(selectors => {
    selectors.walkPseudos(pseudo => {
      if (states.test(pseudo.value)) {
        if (pseudo.parent?.nodes.length === 1) pseudo.replaceWith(selectorParser.universal({ value: '*' }))
        else pseudo.remove()
      } else if (pseudo.value === ':where') pseudo.value = ':is'
    })
  })
  const left = prunedPico().unused.filter(one => !elsewhere.test(one))
  return [...new Set(left.map(one => withoutStates.processSync(one).trim()))].map(selector => ({
    selector,
    words: selector.replaceAll(/:[\w-]+(\(([^()]|\([^()]*\))*\))?/g, '').match(/[\w-]+/g) ?? [],
  }))
}

let known: ReturnType<typeof lost> | undefined
/** Elements of a page that Pico styles in a rule that the build has taken out, in words. */
export function elementsWithoutStyle(html: string): string[] {
  known ??= lost()
  const possible = known.filter(({ words }) => words.every(word => html.includes(word)))
  if (possible.length === 0) return []
  const $ = load(html)
  return $(possible.map(({ selector }) => selector).join(', '))
    .get()
    .map(element => $.html(element).slice(0, 120))
}
