/** A piece of a text that was kept, removed or added. */
export type Piece = { kept?: string; gone?: string; come?: string }

/** Maximum number of word comparisons. A pair of texts that needs more is shown as one replaced by the other. */
const mostComparisons = 2_000_000

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
const wordsOf = (text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment)

/** Compares two texts word by word (longest common subsequence). Chinese is segmented into words as well. */
export function wordDiff(before: string, after: string): Piece[] {
  const [old, fresh] = [wordsOf(before), wordsOf(after)]
  const head = commonLength(old, fresh)
  const tail = commonLength(old.slice(head).reverse(), fresh.slice(head).reverse())
  const pieces: Piece[] = [
    { kept: old.slice(0, head).join('') },
    ...middle(old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail)),
    { kept: old.slice(old.length - tail).join('') },
  ]
  return joined(pieces)
}

function commonLength(one: readonly string[], other: readonly string[]): number {
  let length = 0
  while (length < one.length && length < other.length && one[length] === other[length]) length += 1
  return length
}

function middle(old: readonly string[], fresh: readonly string[]): Piece[] {
  if (old.length * fresh.length > mostComparisons) return [{ gone: old.join('') }, { come: fresh.join('') }]
  const longest = lengths(old, fresh)
  const pieces: Piece[] = []
  let [i, j] = [0, 0]
  while (i < old.length && j < fresh.length) {
    const [was, is] = [old.at(i), fresh.at(j)] as [string, string]
    const piece = was === is ? { kept: was } : longest(i + 1, j) < longest(i, j + 1) ? { come: is } : { gone: was }
    pieces.push(piece)
    if (!('come' in piece)) i += 1
    if (!('gone' in piece)) j += 1
  }
  return [...pieces, { gone: old.slice(i).join('') }, { come: fresh.slice(j).join('') }]
}

/** Returns a function for the length of the longest common subsequence after two places. */
function lengths(old: readonly string[], fresh: readonly string[]): (i: number, j: number) => number {
  const width = fresh.length + 1
  const table = new Uint16Array((old.length + 1) * width)
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      const at = i * width + j
      table[at] =
        old[i] === fresh[j] ? (table[at + width + 1] ?? 0) + 1 : Math.max(table[at + width] ?? 0, table[at + 1] ?? 0)
    }
  }
  return (i, j) => table[i * width + j] ?? 0
}

/** Joins neighbouring pieces of one kind and drops empty ones. */
function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = []
  for (const piece of pieces) {
    const [kind, text] = Object.entries(piece)[0] as [keyof Piece, string]
    const last = result.at(-1)
    if (text === '') continue
    if (last?.[kind] === undefined) result.push({ [kind]: text })
    else last[kind] += text
  }
  return result
}
