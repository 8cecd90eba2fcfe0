import type { Held } from './journal.ts'

const shownOfEach = 5

/** Progress of a run: pages checked and in total, and those that could not be checked, with the reason. */
type Extent = { asked: number; of: number; unable: ReadonlyMap<string, string> }

/** Returns a Markdown report of the failures, grouped by checker and rule, the most frequent first. */
export function reportOf(judged: ReadonlyMap<string, Held[]>, { asked, of, unable }: Extent): string {
  const states = [...judged].flatMap(([page, held]) =>
    held.map(({ state, failures }) => ({ at: `${page}${state}`, failures })),
  )
  const failed = states.filter(({ failures }) => failures.length > 0)
  const causes = groupedBy(
    failed.flatMap(({ at, failures }) => failures.map(failure => ({ at, ...failure }))),
    ({ judge, rule }) => `${judge} ${rule}`,
  )
  const head = `# Judged by axe, IBM and Alfa\n\n${asked} of ${of} pages, languages and widths: ${states.length} states. Failures on ${failed.length}.\n`
  const sorted = [...causes].toSorted(([, one], [, other]) => other.length - one.length)
  return [
    head,
    ...(unable.size > 0 ? ['\n## Not judged\n', ...[...unable].map(([page, why]) => `- ${page}: ${why}`)] : []),
    ...sorted.flatMap(([cause, found]) => [`\n## ${cause} (${found.length})\n`, ...placesOf(found)]),
    '',
  ].join('\n')
}

/** Returns each element or text once, with its places. */
function placesOf(found: { at: string; where: string }[]): string[] {
  const places = groupedBy(found, ({ where }) => where.replaceAll('`', "'").replace(/\s+/g, ' '))
  return [...places].map(([where, at]) => {
    const pages = [...new Set(at.map(one => one.at))]
    const more = pages.length > shownOfEach ? ` and ${pages.length - shownOfEach} more` : ''
    return `- \`${where}\` on ${pages.slice(0, shownOfEach).join('; ')}${more}`
  })
}

function groupedBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one])
  return groups
}
