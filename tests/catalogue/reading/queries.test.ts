import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readQuery, type Reading } from '#features/catalogue/search/reading/read-query.ts'

/**
 * Expected reading of a query; a missing field must be missing in the reading. Of several values of `use` any may be read.
 */
type Want = Partial<Reading['filter']> & Partial<Pick<Reading, 'sort' | 'code' | 'rest'>>
type Query = { q: string; lang: 'ru' | 'en' | 'zh'; want: Want }

const folder = path.join(import.meta.dirname, 'queries')
const files = readdirSync(folder).filter(name => name.endsWith('.json'))
const queriesIn = (file: string): Query[] => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Query[]

const singles = ['minArea', 'maxArea', 'minFrontage', 'maxFrontage', 'floor', 'building', 'maxMonthly'] as const
const sorted = (some: readonly string[] = []): string[] => [...some].sort()

/** Returns the parts that were read differently from what is expected. */
function wrongIn({ q, want }: Query): string[] {
  const { filter, sort, code, rest } = readQuery(q)
  const wanted = want.use ?? []
  const uses = wanted.length === 0 ? filter.use.length === 0 : filter.use.length > 0
  return [
    ...(uses && filter.use.every(use => wanted.includes(use)) ? [] : ['use']),
    ...(['status', 'feature'] as const).filter(name => sorted(want[name]).join() !== sorted(filter[name]).join()),
    ...singles.filter(name => want[name] !== filter[name]),
    ...(sorted(want.rest).join(' ') === sorted(rest).join(' ') ? [] : ['rest']),
    ...(want.sort === sort && want.code === code ? [] : ['sort or code']),
  ]
}

const leastShare = 0.95

/** Queries in three languages with their expected readings, written by somebody else before the reader existed. */
describe.each(files)('the queries of %s', file => {
  const queries = queriesIn(file)

  it('are understood in 95 of 100 cases at least', () => {
    const wrong = queries.flatMap(query => {
      const parts = wrongIn(query)
      return parts.length > 0 ? [`${query.q} (${parts.join(', ')})`] : []
    })
    const share = 1 - wrong.length / queries.length
    process.stdout.write(`${file}: ${queries.length - wrong.length} of ${queries.length} queries are read right\n`)
    expect(share, wrong.join('\n')).toBeGreaterThanOrEqual(leastShare)
  })

  it('take well under a millisecond each', () => {
    for (const { q } of queries) readQuery(q)
    const before = process.cpuUsage()
    const times = 5
    for (let time = 0; time < times; time += 1) for (const { q } of queries) readQuery(q)
    const { user } = process.cpuUsage(before)
    expect(user / 1_000 / times / queries.length).toBeLessThan(1)
  })
})
