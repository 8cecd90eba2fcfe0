import { createHash } from 'node:crypto'
import { locales, translatorFor } from '#shared/texts/i18n.ts'
import { type Column, columns, formerHeadingsOf, headingOf, labelOf } from './columns.ts'

/** Returns the letters and digits of a heading in lower case, so that "Площадь, м²" and "площадь м2" are equal. */
const bare = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, '')

let dictionary: Map<string, Column> | undefined

/**
 * Returns the columns by all their headings: in three languages, with or without unit, current or former, or the name in the
 * API.
 */
function meanings(): Map<string, Column> {
  dictionary ??= new Map(
    columns.flatMap(column =>
      [
        ...locales.flatMap(locale => {
          const t = translatorFor(locale)
          return [headingOf(t, column), labelOf(t, column)]
        }),
        ...formerHeadingsOf(column),
        column,
      ].map((heading): [string, Column] => [bare(heading), column]),
    ),
  )
  return dictionary
}

/** Returns the most likely column for each heading, '' for none. No column is returned twice. */
export function guessColumns(headings: readonly string[]): (Column | '')[] {
  const taken = new Set<Column>()
  return headings.map(heading => {
    const column = meanings().get(bare(heading))
    if (!column || taken.has(column)) return ''
    taken.add(column)
    return column
  })
}

export const recognised = (headings: readonly string[]): number => guessColumns(headings).filter(Boolean).length

/** Returns a hash that is equal for files with the same headings in the same order. */
export const signatureOf = (headings: readonly string[]): string =>
  createHash('sha256').update(headings.map(bare).join('\n')).digest('base64url')
