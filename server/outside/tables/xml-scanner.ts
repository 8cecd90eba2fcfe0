/** What stands in a piece of XML, in its order. Names come without their prefix, text without its escapes. */
type Handler = {
  open: (name: string, attributes: string) => void
  close: (name: string) => void
  text: (text: string) => void
}

// A ">" may stand inside of an attribute.
const tag = /<(?:[^"'<>]|"[^"]*"|'[^']*')*>/y
/** Characters; neither a tag nor a text of a spreadsheet is longer. */
const longestPiece = 1_000_000

/**
 * Reads XML as it arrives, as far as spreadsheets need it: elements, attributes, text. There are no entities but the five
 * of XML and numbers; a document that declares its own is refused, so that nothing grows while it is read (XXE, "billion
 * laughs"). Throws what is wrong with it.
 */
export function xmlScanner({ open, close, text }: Handler) {
  let rest = ''

  function push(more: string): void {
    rest += more
    let at = 0
    for (let next = step(at); next !== null; next = step(at)) at = next
    rest = rest.slice(at)
    if (rest.length > longestPiece) throw new Error('XML: a piece without an end')
  }

  /** Where the next piece begins; null while this one is not whole. */
  function step(at: number): number | null {
    if (rest[at] === '<') return rest[at + 1] === '!' || rest[at + 1] === '?' ? special(at) : element(at)
    const end = rest.indexOf('<', at)
    if (end < 0) return null
    text(unescaped(rest.slice(at, end)))
    return end
  }

  function element(at: number): number | null {
    tag.lastIndex = at
    const found = tag.exec(rest)?.[0]
    if (found === undefined) return null
    if (found[1] === '/') close(localName(found.slice(2, -1).trim()))
    else opened(found, found.endsWith('/>'))
    return at + found.length
  }

  function opened(found: string, alone: boolean): void {
    const inner = found.slice(1, alone ? -2 : -1)
    const space = inner.search(/\s/)
    const name = localName(space < 0 ? inner : inner.slice(0, space))
    open(name, space < 0 ? '' : inner.slice(space))
    if (alone) close(name)
  }

  /** A comment, a section of plain text, or an instruction. */
  function special(at: number): number | null {
    if (rest.startsWith('<?', at)) return after('?>', at)
    if (rest.startsWith('<!--', at)) return after('-->', at)
    if (rest.startsWith('<!D', at)) throw new Error('XML: a document type')
    const end = after(']]>', at)
    if (end !== null) text(rest.slice(at + '<![CDATA['.length, end - 3))
    return end
  }

  function after(mark: string, at: number): number | null {
    const end = rest.indexOf(mark, at)
    return end < 0 ? null : end + mark.length
  }

  return { push }
}

/** The value of an attribute, or undefined; `name` may have a prefix and is a word of ours, never of a file. */
export function attributeOf(attributes: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  const value = found?.[1] ?? found?.[2]
  return value === undefined ? undefined : unescaped(value)
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const unescaped = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex: string, decimal: string, name: string) =>
        name ? (entities[name] ?? whole) : characterOf(hex ? parseInt(hex, 16) : Number(decimal)),
      )
    : text

const characterOf = (code: number): string => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '')
