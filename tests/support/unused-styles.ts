import { readFileSync } from 'node:fs'
import path from 'node:path'
import { load } from 'cheerio'
import selectorParser from 'postcss-selector-parser'

type Pruned = { css: string; unused: string[] }
const { picoInUse } = (await import(path.resolve('scripts/pico-in-use.js'))) as {
  picoInUse: (sheet: string, settings: string) => Pruned
}

/** Returns Pico's sheet, or another one, as the build leaves it. */
export const prunedPico = (
  sheet = readFileSync('node_modules/@picocss/pico/css/pico.css', 'utf8'),
  settings = readFileSync('public/css/site/pico-settings.css', 'utf8'),
): Pruned => picoInUse(sheet, settings)

/** States and parts of elements that the HTML of a page does not show. */
const states = /^:(:|-|hover|active|focus|checked|indeterminate|user-|autofill|invalid|placeholder|before|after)/
const elsewhere = /:host|::?-(ms|o)-/

/** Returns the removed selectors without their states, with the words that a page must contain for a match. */
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
/** Returns the elements of a page that match a rule which the build has removed from Pico, as HTML. */
export function elementsWithoutStyle(html: string): string[] {
  known ??= lost()
  const possible = known.filter(({ words }) => words.every(word => html.includes(word)))
  if (possible.length === 0) return []
  const $ = load(html)
  return $(possible.map(({ selector }) => selector).join(', '))
    .get()
    .map(element => $.html(element).slice(0, 120))
}
