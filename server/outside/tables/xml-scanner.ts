import { SaxesParser } from 'saxes'

export type Attributes = Record<string, string>
/**
 * Callbacks for the content of XML, in its order. Names of elements come without their prefix, text with its escapes
 * decoded.
 */
type Handler = {
  open: (name: string, attributes: Attributes) => void
  close: (name: string) => void
  text: (text: string) => void
}

/** Limit in characters; no tag and no text of a spreadsheet is longer. */
const maxPieceLength = 1_000_000
/** Limit on nested elements; a spreadsheet has about ten. */
const maxDepth = 100

export class DamagedXml extends Error {}

/**
 * Parses XML as it arrives. The library checks that it is well formed and knows no entities but the five of XML and numbers.
 * What it does not limit is limited here, and a document type is refused, so that nothing grows without bound while it is
 * read (XXE, "billion laughs"). Throws `DamagedXml`.
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
    if (depth > maxDepth) throw new DamagedXml('too many elements in each other')
    open(localName(name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    waiting = 0
    depth -= 1
    close(localName(name))
  })
  const handleText = (piece: string) => {
    waiting = 0
    text(piece)
  }
  parser.on('text', handleText)
  parser.on('cdata', handleText)
  parser.on('comment', () => void (waiting = 0))

  function push(more: string): void {
    waiting += more.length
    parser.write(more)
    if (waiting > maxPieceLength) throw new DamagedXml('a piece without an end')
  }

  return { push, end: () => void parser.close() }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)
