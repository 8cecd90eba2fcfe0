/**
 * Returns how many letters must be inserted, left out, replaced or swapped with their neighbour to turn one word into the
 * other (Damerau–Levenshtein, each letter changed once). Anything above `most` gives `most + 1`.
 */
export function typosBetween(typed: string, word: string, most: number): number {
  if (Math.abs(typed.length - word.length) > most) return most + 1
  let before: number[] = []
  let above = Array.from({ length: word.length + 1 }, (_, column) => column)
  for (let row = 1; row <= typed.length; row += 1) {
    const current = nextRow({ typed, word, row, above, before })
    if (Math.min(...current) > most) return most + 1
    before = above
    above = current
  }
  return Math.min(above[word.length] ?? most + 1, most + 1)
}

type Step = { typed: string; word: string; row: number; above: readonly number[]; before: readonly number[] }

function nextRow({ typed, word, row, above, before }: Step): number[] {
  const current = [row]
  const at = (line: readonly number[], column: number) => line[column] ?? Number.POSITIVE_INFINITY
  for (let column = 1; column <= word.length; column += 1) {
    const same = typed[row - 1] === word[column - 1] ? 0 : 1
    const swapped = row > 1 && typed[row - 1] === word[column - 2] && typed[row - 2] === word[column - 1]
    current.push(
      Math.min(
        at(above, column) + 1,
        at(current, column - 1) + 1,
        at(above, column - 1) + same,
        swapped ? at(before, column - 2) + 1 : Number.POSITIVE_INFINITY,
      ),
    )
  }
  return current
}
