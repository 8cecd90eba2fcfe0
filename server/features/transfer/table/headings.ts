import { createHash } from 'node:crypto'
import { locales, translatorFor } from '#shared/texts/i18n.ts'
import { type Column, columns, formerHeadingsOf, headingOf, labelOf } from './columns.ts'

/** Letters and digits alone, in lower case: "Площадь, м²" and "площадь м2" are one. */
const bare = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, '')

let dictionary: Map<string, Column> | undefined

/** What a column may be called: in any of the three languages, with or without its unit, as it is or was, or by its name in the API. */
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

/** For each heading the column it most likely means, '' where none; no column is meant twice. */
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

/** The same for files whose columns are called the same, in the same order. */
export const signatureOf = (headings: readonly string[]): string =>
  createHash('sha256').update(headings.map(bare).join('\n')).digest('base64url')
