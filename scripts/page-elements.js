// Collects the elements that pages may have: those of templates, of markup in code, and those that page scripts create.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const mark = '\u0001'
const token = /<(\/?)([a-z][\w-]*)((?:"[^"]*"|'[^']*'|[^<>"'])*)>/g
const attribute = /([\w-]+)(?:\s*=\s*(?:"([^"]*)"|([^\s"'>]+)))?/g
const voidTags = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'x-partial', 'x-page'])

const filesIn = (folder, end) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith(end))
    .map(file => ({ file, text: readFileSync(path.join(folder, file), 'utf8') }))
const wordsIn = text => [...text.matchAll(/'([\w-]+)'/g)].map(([, word]) => word)

/**
 * Converts a template to markup: both branches of each condition stay, a partial becomes an element, and a value of the
 * model becomes the mark.
 */
const markupOf = template =>
  template
    .replaceAll(/\{\{!--[\s\S]*?--\}\}/g, '')
    .replaceAll(/\{\{(?:>|fragment)\s*'?([\w-]+)[^}]*\}\}/g, '<x-partial of=$1>')
    .replaceAll('{{{body}}}', '<x-page>')
    .replaceAll(/\{\{\s*(?:[#/^]|else)[^}]*\}\}/g, ' ')
    .replaceAll(/\{\{\{?[^}]*\}\}\}?/g, mark)
/** Returns the markup in the strings of a program. */
const markupIn = code =>
  (code.match(/`[^`]*<[a-z][^`]*`|'[^'\n]*<[a-z][^'\n]*'/g) ?? [])
    .join('')
    .replaceAll(/\$\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g, mark)

/** Returns the words of an attribute's value. A word that partly comes from a model is none that Pico knows. */
const partsOf = value => value.match(/\S+/g) ?? ['']

const element = (tag, attributes, parent, file) => ({ tag, attributes, parent, file })

/**
 * Returns all elements of a piece of markup. A closing tag ends the innermost element of its name, as branches may open
 * different ones.
 */
function elementsOf(file, markup) {
  const found = []
  let open = []
  for (const [, closes, tag, rest] of markup.matchAll(token)) {
    if (closes)
      open = open.slice(
        0,
        Math.max(
          0,
          open.findLastIndex(one => one.tag === tag),
        ),
      )
    else {
      const attributes = new Map()
      for (const [, name, quoted, bare] of rest.matchAll(attribute))
        attributes.set(name, [...(attributes.get(name) ?? []), ...partsOf(quoted ?? bare ?? '')])
      const one = element(tag, attributes, open.at(-1) ?? null, file)
      found.push(one)
      if (!voidTags.has(tag)) open.push(one)
    }
  }
  return found
}

/** Returns the attributes that a script sets, with the possible words. */
function attributesSetIn(script) {
  const found = new Map()
  const add = (name, values) => found.set(name, [...(found.get(name) ?? []), ...values])
  for (const [, name, values] of script.matchAll(/setAttribute\('([\w-]+)',(.*)/g)) add(name, [...wordsIn(values), ''])
  for (const [, name] of script.matchAll(/toggleAttribute\('([\w-]+)'/g)) add(name, [''])
  for (const [, name] of script.matchAll(/\b(disabled|hidden|open|checked|indeterminate|multiple)(?: =|:) /g))
    add(name, [''])
  for (const [, name, values] of script.matchAll(/\b(type|role)(?: =|:) (.*)/g)) add(name, wordsIn(values))
  for (const [, values] of script.matchAll(/(?:classList\.\w+\(|className(?: =|:) )(.*)/g))
    add('class', values.match(/[\w-]+/g))
  return found
}

/** Types of fields that models set. Other type names, such as `range`, also occur in the program with other meanings. */
const typesOfFields = new Set(['date', 'datetime-local', 'email', 'number', 'password', 'tel', 'text', 'time', 'url'])

/**
 * Returns the possible elements. An element has a tag, the possible values of each attribute, and its parent; elements at
 * the top of a file have none. `around` returns the places that may contain a file, or null where unknown. `gives` tells
 * whether a model may put a word into an attribute: any word that is quoted somewhere. `set` are attributes that scripts
 * set.
 */
export function pageElements() {
  const templates = filesIn('views', '.hbs')
  const code = filesIn('server', '.ts')
  const scripts = filesIn('public/js', '.js').map(({ text }) => text)
  const set = scripts.map(attributesSetIn).reduce((all, one) => {
    for (const [name, values] of one) all.set(name, [...(all.get(name) ?? []), ...values])
    return all
  }, new Map())

  const richText = code.filter(({ text }) => text.includes('allowedTags')).flatMap(({ text }) => wordsIn(text))
  const made = scripts.filter(text => text.includes('createElement')).flatMap(wordsIn)
  const elements = [
    ...templates.flatMap(({ file, text }) => elementsOf(file, markupOf(text))),
    ...code.flatMap(({ text }) => elementsOf(null, markupIn(text))),
    ...[...new Set([...richText, ...made])].map(tag => element(tag, set, null, null)),
  ]
  const given = new Set([...code, ...templates].flatMap(({ text }) => wordsIn(text)))
  const gives = (part, value, name) => part === mark && (name === 'type' ? typesOfFields : given).has(value)
  return { elements, set, around: placesOf(elements), gives }
}

function placesOf(elements) {
  const at = new Map()
  for (const { tag, attributes, parent, file } of elements) {
    const name = tag === 'x-page' ? '' : tag === 'x-partial' ? attributes.get('of')[0] : null
    if (name !== null) at.set(name, [...(at.get(name) ?? []), { parent, file }])
  }
  return file => {
    if (file === null) return null
    const name = path.basename(file, '.hbs').replace(/^_/, '')
    if (/^partials\/|(^|\/)_/.test(file)) return at.get(name) ?? null
    return file === 'layouts/main.hbs' ? [] : at.get('')
  }
}
