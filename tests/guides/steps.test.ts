import { describe, expect, it } from 'vitest'
import { MonthlyFiguresModel, publishedStages } from '#models/reports/monthly-figures.ts'
import { newestMedians } from '#features/figures/rules.ts'
import { locales } from '#shared/texts/i18n.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const aMonth = (
  _id: string,
  days: Partial<Record<(typeof publishedStages)[number], [cases: number, median: number]>>,
) => ({
  _id,
  computedAt: new Date('2026-11-01'),
  applications: 5,
  offers: 3,
  contracts: 1,
  stages: publishedStages.map(stage => ({ stage, cases: days[stage]?.[0] ?? 0, medianDays: days[stage]?.[1] ?? 0 })),
  occupancy: { let: 1, total: 10 },
})

describe('the latest median times', () => {
  it('come from the newest month with enough cases, step by step', () => {
    const months = [
      aMonth('2026-10', { screening: [2, 9], review: [3, 6.5] }),
      aMonth('2026-09', { screening: [4, 2.5], review: [9, 8] }),
    ]
    expect(newestMedians(months)).toEqual({
      screening: { days: 2.5, month: '2026-09' },
      review: { days: 6.5, month: '2026-10' },
    })
    expect(newestMedians([])).toEqual({})
  })
})

describe('the page on how it works', () => {
  const site = useSite()
  const open = async (path: string) => renderedPage(await site.visit.get(path).expect(200))

  it.each(locales)('shows nine steps with their planned times, in %s', async locale => {
    const page = await open(`/${locale}/how-it-works`)
    expect(page.$('[data-test=step]')).toHaveLength(9)
    expect(
      page
        .$('[data-test=step]')
        .map((_, one) => page.$(one).find('li').length)
        .get(),
    ).not.toContain(0)
    expect(page.main).not.toMatch(/guides\.|undefined|NaN|[{}]/)
    expect(page.links()).toEqual(
      expect.arrayContaining([`/${locale}/finder`, `/${locale}/answers`, `/${locale}/figures`]),
    )
  })

  it('shows the actual time of each step from the published figures', async () => {
    await MonthlyFiguresModel.create(
      aMonth('2026-10', { screening: [4, 2.5], review: [3, 6], decision: [3, 4], offered: [2, 1] }),
    )
    site.clock.set('2026-11-25T12:05:00+08:00')
    const page = await open('/en/how-it-works')
    const review = page.$('#review').text()
    expect(review).toContain('within 3 working days')
    expect(review).toContain('What it really took, October 2026: check, 2.5 days (median).')
    expect(review).toContain('What it really took, October 2026: assessment, 6 days (median).')
    expect(page.$('#decision').text()).toContain('decision, 4 days (median).')
    // Two cases are too few to publish anything about them.
    expect(page.$('#offer').text()).not.toContain('really took')
  })
})
