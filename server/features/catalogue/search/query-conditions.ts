import { LRUCache } from 'lru-cache'
import type { PremisesFilter } from './filter.ts'
import { readQuery, type Reading } from './reading/read-query.ts'

const cachedReadings = new LRUCache<string, Reading>({ max: 500 })

/**
 * Returns the conditions that the words of a search ask for; null when they are only words, or are to be searched as typed.
 */
export function readingOf({ q, as }: Pick<PremisesFilter, 'q' | 'as'>): Reading | null {
  if (!q || as === 'words') return null
  const reading = cachedReadings.get(q) ?? readQuery(q)
  cachedReadings.set(q, reading)
  return hasConditions(reading) ? reading : null
}

function hasConditions({ filter, sort }: Reading): boolean {
  const { use, status, feature, ...ranges } = filter
  return use.length + status.length + feature.length + Object.keys(ranges).length > 0 || sort !== undefined
}

/** Returns the part of the query that remains to be searched as words. */
export const remainingWords = ({ rest, code }: Reading): string => [...rest, ...(code ? [code] : [])].join(' ')

/**
 * Adds the conditions that were read to those of the search, so that each can be removed alone. Of two limits the narrower
 * one applies.
 */
export function applyReadingToFilter(filter: PremisesFilter, reading: Reading): PremisesFilter {
  const { q: _typed, as: _as, ...own } = filter
  const { use, status, feature, minArea, maxArea, minFrontage, maxFrontage, maxMonthly, ...place } = reading.filter
  const limits = {
    minArea: narrower(Math.max, own.minArea, minArea),
    maxArea: narrower(Math.min, own.maxArea, maxArea),
    minFrontage: narrower(Math.max, own.minFrontage, minFrontage),
    maxFrontage: narrower(Math.min, own.maxFrontage, maxFrontage),
    maxMonthly: narrower(Math.min, own.maxMonthly, maxMonthly),
  }
  return {
    ...wordsOf(reading),
    ...place,
    ...own,
    ...Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== undefined)),
    use: [...new Set([...own.use, ...use])],
    status: [...new Set([...own.status, ...status])],
    feature: [...new Set([...own.feature, ...feature])],
  }
}

/** Words that were not understood beside others must not be read as conditions without them. */
function wordsOf(reading: Reading): Pick<PremisesFilter, 'q' | 'as'> {
  const q = remainingWords(reading)
  if (q === '') return {}
  return readingOf({ q }) ? { q, as: 'words' } : { q }
}

function narrower(of: (...limits: number[]) => number, ...limits: (number | undefined)[]): number | undefined {
  const named = limits.filter(limit => limit !== undefined)
  return named.length === 0 ? undefined : of(...named)
}
