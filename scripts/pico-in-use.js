// Removes from Pico what no page can use.
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import postcss from 'postcss'
import selectorParser from 'postcss-selector-parser'
import { pageElements } from './page-elements.js'

/** Selectors of web components and of browsers without cascade layers. */
const elsewhere = /^:host|^::?-(ms|o)-/

const divided = new WeakMap()
/** Splits a selector into its last compound, its ancestors from the inside out, and its siblings. */
function partsOf(selector) {
  if (divided.has(selector)) return divided.get(selector)
  const parts = { compound: [], outer: [], beside: [] }
  for (const part of selector.nodes) {
    if (part.type !== 'combinator') parts.compound.push(part)
    else {
      if (/[~+]/.test(part.value)) parts.beside.push({ compound: parts.compound, outer: [...parts.outer] })
      else parts.outer.unshift(parts.compound)
      parts.compound = []
    }
  }
  divided.set(selector, parts)
  return parts
}

/** Returns a function that tells whether a selector may match an element in any state; in doubt it says yes. */
function matcher({ elements, set, around, gives }) {
  const has = (one, name, value) =>
    [one.attributes.get(name), set.get(name)].some(words =>
      words?.some(word => word === value || gives(word, value, name)),
    )

  function fitsPart(part, one) {
    if (part.type === 'tag') return part.value === one.tag
    if (part.type === 'class') return has(one, 'class', part.value)
    if (part.type === 'attribute') {
      const { attribute, operator, value } = part
      return operator === '=' ? has(one, attribute, value) : one.attributes.has(attribute) || set.has(attribute)
    }
    if (part.type !== 'pseudo') return true
    if (part.value === ':is' || part.value === ':where') return part.nodes.some(selector => fits(selector, [one]))
    if (part.value === ':has') return part.nodes.some(selector => fits(selector))
    if (part.value === ':root') return one.tag === 'html'
    return !elsewhere.test(part.value)
  }

  /** Checks whether one of these elements matches and has the ancestors that the selector requires. */
  function fits(selector, ones = elements) {
    const { compound, outer, beside } = partsOf(selector)
    // A sibling must exist somewhere; its position is not checked.
    if (!beside.every(({ compound, outer }) => elements.some(one => isThere(one, compound, outer)))) return false
    return ones.some(one => isThere(one, compound, outer))
  }

  const known = new WeakMap()
  function isOne(one, compound) {
    if (!known.has(compound))
      known.set(compound, new Set(elements.filter(each => compound.every(part => fitsPart(part, each)))))
    return known.get(compound).has(one)
  }
  const isThere = (one, compound, outer) => isOne(one, compound) && standsIn(one, outer)

  function standsIn({ parent, file }, outer, seen = []) {
    if (outer.length === 0) return true
    if (parent) return standsIn(parent, isOne(parent, outer[0]) ? outer.slice(1) : outer, seen)
    const places = around(file)
    if (places === null) return outer.every(compound => elements.some(one => isOne(one, compound)))
    return !seen.includes(file) && places.some(place => standsIn(place, outer, [...seen, file]))
  }
  return fits
}

const css = folder =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.css'))
    .map(file => readFileSync(path.join(folder, file), 'utf8'))
    .join('\n')
const usedIn = text => [...text.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name)

/** Matches rules of the whole page: `:root`, whichever theme it requires. */
const ofRoot = ({ selector }) => /^(:where\()?:root(:not\(\[data-theme(=dark)?\]\))?\)?$/.test(selector)

/**
 * Returns Pico's style sheet without selectors that no element can match, without variables that `settings` replaces or that
 * nothing reads, and without dark values that equal the light ones. `unused` are the removed selectors; a test looks for
 * them on pages.
 */
export function picoInUse(sheet, settings) {
  const pico = postcss.parse(sheet)
  const fits = matcher(pageElements())
  const unused = []
  pico.walkRules(rule => {
    if (rule.parent.name?.endsWith('keyframes')) return
    const inUse = rule.selectors.filter(one => fits(selectorParser().astSync(one).nodes[0]))
    unused.push(...rule.selectors.filter(one => !inUse.includes(one)))
    if (inUse.length > 0) rule.selectors = inUse
    else rule.remove()
  })

  const set = new Set(settings.match(/--[\w-]+(?=:)/g))
  const light = new Map()
  pico.walkRules(rule => {
    if (!ofRoot(rule)) return
    rule.walkDecls(declaration => {
      const { prop, value } = declaration
      if (set.has(prop) || (rule.selector.includes('[data-theme])') && light.get(prop) === value)) declaration.remove()
      else if (rule.selector.includes('=dark')) light.set(prop, value)
    })
  })
  withoutUnread(pico)
  return { css: pico.toString(), unused }
}

/** Removes unread variables. Variables may be read by other variables, so it takes several rounds. */
function withoutUnread(pico) {
  const own = usedIn(css('public/css'))
  let unread
  do {
    const read = new Set(own)
    pico.walkDecls(({ value }) => usedIn(value).forEach(name => read.add(name)))
    unread = []
    pico.walkDecls(/^--/, declaration => void (read.has(declaration.prop) || unread.push(declaration)))
    for (const declaration of unread) declaration.remove()
  } while (unread.length > 0)
  const moves = []
  pico.walkDecls(/^animation/, ({ value }) => void moves.push(...value.split(/\s+/)))
  pico.walkAtRules('keyframes', frames => void (moves.includes(frames.params) || frames.remove()))
  pico.walkRules(rule => void (rule.nodes.length > 0 || rule.remove()))
  pico.walkAtRules(atRule => void (atRule.nodes?.length !== 0 || atRule.remove()))
}
