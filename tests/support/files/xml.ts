export type Element = { name: string; attributes: Record<string, string>; children: Element[]; text: string }

const declaration = /<\?xml version="1\.0" encoding="UTF-8"\?>\s*/y
const opening = /<([A-Za-z][\w:.-]*)((?:\s+[A-Za-z][\w:.-]*="[^"<]*")*)\s*(\/?)>/y
const closing = /<\/([A-Za-z][\w:.-]*)\s*>/y
const words = /[^<]+/y
const attribute = /([A-Za-z][\w:.-]*)="([^"]*)"/g
/** Characters that XML 1.0 does not allow, and a reference to an unknown entity. */
const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u
const strayReference = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\dA-Fa-f]+);)/

/**
 * Parses XML as strictly as the recommendation requires, limited to what this site writes: elements, attributes and text.
 * Throws when the source is not well-formed; the HTML parser of other tests would accept it.
 */
export function readXml(source: string): Element {
  if (unwritable.test(source)) throw new Error('a sign that cannot be written in XML')
  if (strayReference.test(source)) throw new Error('a bare & or an unknown reference')
  let at = 0
  const next = (pattern: RegExp) => {
    pattern.lastIndex = at
    const found = pattern.exec(source)
    if (found) at = pattern.lastIndex
    return found
  }
  if (!next(declaration)) throw new Error('no declaration')

  function element(): Element {
    const found = next(opening)
    if (!found) throw new Error(`no element at ${at}: ${source.slice(at, at + 60)}`)
    const [, name = '', given = '', empty] = found
    const read: Element = { name, attributes: attributesOf(given), children: [], text: '' }
    if (!empty) content(read)
    return read
  }

  function content(parent: Element): void {
    for (;;) {
      const text = next(words)
      if (text) parent.text += unescaped(text[0])
      const end = next(closing)
      if (end?.[1] === parent.name) return
      if (end) throw new Error(`</${end[1] ?? ''}> ends <${parent.name}>`)
      parent.children.push(element())
    }
  }

  const root = element()
  if (source.slice(at).trim()) throw new Error('something after the root element')
  return root
}

function attributesOf(given: string): Record<string, string> {
  const pairs = [...given.matchAll(attribute)].map(([, name = '', value = '']) => [name, unescaped(value)] as const)
  if (new Set(pairs.map(([name]) => name)).size < pairs.length) throw new Error(`an attribute twice: ${given}`)
  return Object.fromEntries(pairs)
}

const references: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const unescaped = (text: string): string => text.replace(/&(\w+);/g, (_all, name: string) => references[name] ?? '')
