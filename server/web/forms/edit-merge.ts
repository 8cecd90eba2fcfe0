import { createHash } from 'node:crypto'
import type { FormValues } from './forms.ts'

/** Fields that others changed since the form was opened (`theirs`), and those that both changed differently (`clashing`). */
export type Merge = { theirs: string[]; clashing: string[] }

const plain = (value: string | string[] | undefined): string =>
  [value ?? []]
    .flat()
    .filter(part => part !== '')
    .toSorted()
    .join('\n')
const markOf = (value: string | string[] | undefined): string =>
  createHash('sha256').update(plain(value)).digest('hex').slice(0, 10)

/** Returns a short hash of each field's value at opening, which the form sends back. */
export const marksOf = (values: FormValues): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}:${markOf(value)}`)
    .join(' ')

/**
 * Compares the form with the record as it is now. Without a hash for a field it is unknown who changed it: where the values
 * differ, it counts as clashing.
 */
export function mergeOf({ seen, mine, now }: { seen: string; mine: FormValues; now: FormValues }): Merge {
  const marks = new Map(seen.split(' ').map(mark => mark.split(':') as [string, string]))
  const merge: Merge = { theirs: [], clashing: [] }
  for (const name of Object.keys(now)) {
    const mark = marks.get(name)
    const differs = plain(mine[name]) !== plain(now[name])
    if (!differs || mark === markOf(now[name])) continue
    if (mark === markOf(mine[name])) merge.theirs.push(name)
    else merge.clashing.push(name)
  }
  return merge
}

/** Returns the form with the record's value in each field for which the person chose it with `take.<name>`. */
export function withTakenValues(body: unknown, now: FormValues): Record<string, unknown> {
  const input: Record<string, unknown> = { ...(body as Record<string, unknown> | undefined) }
  for (const [name, value] of Object.entries(now)) {
    if (input[`take.${name}`] === 'theirs') input[name] = value
  }
  return input
}

/** Returns the typed values with the changes of others in fields that the form left unchanged. */
export const mergedValues = (input: FormValues, { theirs }: Merge, now: FormValues): FormValues => ({
  ...input,
  ...Object.fromEntries(theirs.map(name => [name, now[name]])),
})
