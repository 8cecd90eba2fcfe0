import { randomUUID } from 'node:crypto'

/**
 * Stands for a fragment while its page is rendered, followed by the fragment's number and `>`. It is random, so that no text
 * on a page can contain it.
 */
const placeholder = `<${randomUUID()}:`

/** The fragments of one page: pieces of HTML in UTF-8 that were rendered before and are shown on many pages. */
export type PageFragments = ReturnType<typeof createPageFragments>

/**
 * Puts fragments into a page as the bytes that they are. They are most of a long page, and as text they would be copied and
 * encoded again for each visitor.
 */
export function createPageFragments() {
  const fragments: (readonly Buffer[])[] = []

  /** Cuts rendered HTML into its texts and the fragments between them. */
  function piecesOf(html: string): (string | Buffer)[] {
    const [beginning = '', ...others] = html.split(placeholder)
    const pieces: (string | Buffer)[] = [beginning]
    for (const other of others) {
      const end = other.indexOf('>')
      const fragment = fragments[Number(other.slice(0, end))]
      if (!fragment) throw new Error('a page has the place of a fragment that was not put on it')
      pieces.push(...fragment)
      if (end + 1 < other.length) pieces.push(other.slice(end + 1))
    }
    return pieces
  }

  return {
    /** Returns what stands for a fragment, or for several in a row, in the HTML until the page is complete. */
    place: (fragment: readonly Buffer[]): string => `${placeholder}${fragments.push(fragment) - 1}>`,
    /** Returns the page as it is sent. */
    bytesOf: (html: string): Buffer =>
      Buffer.concat(piecesOf(html).map(piece => (typeof piece === 'string' ? Buffer.from(piece) : piece))),
    /** Returns the page as text. */
    textOf: (html: string): string => piecesOf(html).map(String).join(''),
  }
}
