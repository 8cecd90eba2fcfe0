import { createRequire } from 'node:module'

type Rule = { name: string; to: { pathNot?: string | string[] } }
const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as { forbidden: Rule[] }

/** Returns each slice with those that it may use, as `.dependency-cruiser.cjs` defines it. */
function neighbours(): [slice: string, uses: string[]][] {
  return forbidden.flatMap(({ name, to }) => {
    const slice = /^(.+)-uses-only-slices-to-its-left$/.exec(name)?.[1]
    const allowed = /\(([^)]*)\)/.exec(String(to.pathNot))?.[1]?.split('|') ?? []
    return slice ? [[slice, allowed.filter(one => one !== slice)]] : []
  })
}

const begin = '<!-- slices: npm run slices-picture -->'
const end = '<!-- /slices -->'

/**
 * Returns the picture of ARCHITECTURE.md: arrows lead from a slice to those that it uses. Slices that use the same ones
 * share a line; a slice without arrows stands alone.
 */
function slicesPicture(): string {
  const using = neighbours().filter(([, uses]) => uses.length > 0)
  const users = new Map<string, string[]>()
  for (const [slice, uses] of using) users.set(uses.join(' & '), [...(users.get(uses.join(' & ')) ?? []), slice])
  const arrows = [...users].map(([uses, slices]) => `  ${slices.join(' & ')} --> ${uses}`)
  const drawn = new Set(using.flat(2))
  const alone = neighbours().flatMap(([slice]) => (drawn.has(slice) ? [] : [slice]))
  return [begin, '', '```mermaid', 'flowchart RL', ...arrows, `  ${alone.join('; ')}`, '```', '', end].join('\n')
}

/** Returns a document with its picture replaced by the current one. */
export const withPicture = (document: string): string => {
  const from = document.indexOf(begin)
  const to = document.indexOf(end)
  if (from < 0 || to < from) throw new Error('the document has no place for the picture of the slices')
  return document.slice(0, from) + slicesPicture() + document.slice(to + end.length)
}
