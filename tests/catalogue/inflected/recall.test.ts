import { expect, it } from 'vitest'
import { noFilter } from '#features/catalogue/search/filter.ts'
import { catalogueService } from '#features/catalogue/service.ts'
import { aPremises } from '#tests/factories/premises.ts'
import { testClock } from '#tests/support/clock.ts'
import { useDatabase } from '#tests/support/database.ts'
import forms from './forms.json' with { type: 'json' }

useDatabase()

/**
 * `forms.json` has words of listings in their dictionary form, with the other forms that Hunspell's Russian dictionary
 * generates. Each word is the title of one unit; a search may find another word's unit in addition to the right one, but not
 * instead of it.
 */
it('a search finds a word by 99 of 100 of its other forms, with few other results', { timeout: 120_000 }, async () => {
  const catalogue = catalogueService({ clock: testClock() })
  const codes = new Map<string, string>()
  for (const [index, word] of Object.keys(forms).entries()) {
    const code = `SFH-A-${String(1001 + index)}`
    codes.set(word, code)
    await aPremises({ code, title: { ru: word, en: '', zh: '' }, summary: {}, description: {} })
  }
  const lost: string[] = []
  let beside = 0
  const queries = Object.entries(forms).flatMap(([word, others]) => others.split(' ').map(q => ({ word, q })))
  expect(queries.length).toBeGreaterThan(2_000)
  for (const { word, q } of queries) {
    const filter = { ...noFilter, q, as: 'words' as const }
    const { items } = await catalogue.search({ filter, sort: 'relevance', page: 1 })
    const found = items.some(({ code }) => code === codes.get(word))
    if (!found) lost.push(`${word}: ${q}`)
    beside += items.length - (found ? 1 : 0)
  }
  expect(lost.length / queries.length, lost.join(', ')).toBeLessThan(0.01)
  expect(beside / queries.length).toBeLessThan(1.5)
})
