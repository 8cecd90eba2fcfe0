// What elements pages may have: those of templates, of markup in code, and those that the scripts of pages make.
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

/** Both branches of each condition stay; what is included becomes an element; what a model gives becomes the mark. */
const markupOf = template =>
  template
    .replaceAll(/\{\{!--[\s\S]*?--\}\}/g, '')
    .replaceAll(/\{\{>\s*([\w-]+)[^}]*\}\}/g, '<x-partial of=$1>')
    .replaceAll('{{{body}}}', '<x-page>')
    .replaceAll(/\{\{\s*(?:[#/^]|else)[^}]*\}\}/g, ' ')
    .replaceAll(/\{\{\{?[^}]*\}\}\}?/g, mark)
/** In the texts of a program. */
const markupIn = code =>
  (code.match(/`[^`]*<[a-z][^`]*`|'[^'\n]*<[a-z][^'\n]*'/g) ?? [])
    .join('')
    .replaceAll(/\$\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g, mark)

/** The words of an attribute's value. One that a model gives a part of is none that Pico knows. */
const partsOf = value => value.match(/\S+/g) ?? ['']

const element = (tag, attributes, parent, file) => ({ tag, attributes, parent, file })

/** All elements of a piece of markup. A closing tag ends the innermost element of its name: branches may open different ones. */
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

/** Attributes that a script sets, with the words that stand where it does. */
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

/** What models put into the type of a field; its other names, such as `range`, are words of the program for other things. */
const typesOfFields = new Set(['date', 'datetime-local', 'email', 'number', 'password', 'tel', 'text', 'time', 'url'])

/**
 * Elements have a tag, for each attribute the values that it may have, and the element around them; what stands at the top of a
 * file has none. `around` gives what a file may stand in, null where that is not known; `gives` says whether a
 * model may put a word into an attribute of that name: any that is quoted somewhere; `set` are attributes that scripts put on elements.
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
