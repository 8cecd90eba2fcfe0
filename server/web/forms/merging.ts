import { createHash } from 'node:crypto'
import type { Typed } from './forms.ts'

/** Fields that others have changed since a form was opened, and those of them that the form changes otherwise. */
export type Merge = { theirs: string[]; clashing: string[] }

const plain = (value: string | string[] | undefined): string =>
  [value ?? []]
    .flat()
    .filter(part => part !== '')
    .toSorted()
    .join('\n')
const markOf = (value: string | string[] | undefined): string =>
  createHash('sha256').update(plain(value)).digest('hex').slice(0, 10)

/** What a form was opened with, in a few characters a field, for the form to bring back. */
export const marksOf = (values: Typed): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}:${markOf(value)}`)
    .join(' ')

/**
 * What became of a record while somebody had its form open. Of a field without a mark it is not known who changed it: where
 * the two differ, both did.
 */
export function mergeOf({ seen, mine, now }: { seen: string; mine: Typed; now: Typed }): Merge {
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

/** A form in which a person said of some fields, by `take.<name>`, to take what the record says. */
export function withTakenValues(body: unknown, now: Typed): Record<string, unknown> {
  const typed: Record<string, unknown> = { ...(body as Record<string, unknown> | undefined) }
  for (const [name, value] of Object.entries(now)) {
    if (typed[`take.${name}`] === 'theirs') typed[name] = value
  }
  return typed
}

/** What was typed, with what others wrote into fields that the form had left alone. */
export const mergedValues = (typed: Typed, { theirs }: Merge, now: Typed): Typed => ({
  ...typed,
  ...Object.fromEntries(theirs.map(name => [name, now[name]])),
})
