import { SaxesParser } from 'saxes'

export type Attributes = Record<string, string>
/** What stands in a piece of XML, in its order. Names of elements come without their prefix, text without its escapes. */
type Handler = {
  open: (name: string, attributes: Attributes) => void
  close: (name: string) => void
  text: (text: string) => void
}

/** Characters; neither a tag nor a text of a spreadsheet is longer. */
const longestPiece = 1_000_000
/** Elements in each other; a spreadsheet has about ten. */
const deepest = 100

export class DamagedXml extends Error {}

/**
 * Reads XML as it arrives. The library checks that it is well formed and knows no entities but the five of XML and numbers; what it
 * does not bound is bounded here, and a document type is refused, so that nothing grows while it is read (XXE, "billion laughs").
 * Throws `DamagedXml`.
 */
export function xmlScanner({ open, close, text }: Handler) {
  const parser = new SaxesParser({ position: false, xmlns: false })
  let waiting = 0
  let depth = 0

  parser.on('error', ({ message }) => {
    throw new DamagedXml(message)
  })
  parser.on('doctype', () => {
    throw new DamagedXml('a document type')
  })
  parser.on('opentag', ({ name, attributes }) => {
    waiting = 0
    depth += 1
    if (depth > deepest) throw new DamagedXml('too many elements in each other')
    open(localName(name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    waiting = 0
    depth -= 1
    close(localName(name))
  })
  const said = (piece: string) => {
    waiting = 0
    text(piece)
  }
  parser.on('text', said)
  parser.on('cdata', said)
  parser.on('comment', () => void (waiting = 0))

  function push(more: string): void {
    waiting += more.length
    parser.write(more)
    if (waiting > longestPiece) throw new DamagedXml('a piece without an end')
  }

  return { push, end: () => void parser.close() }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)
