import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import type { HistoryEvent } from '#models/parts/history.ts'
import { figuresOfCase, median, monthsBefore } from '#features/figures/rules.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const at = (day: string) => new Date(`${day}T12:00:00+08:00`)

describe('the rules of the monthly figures', () => {
  it.each([
    [[], null],
    [[3], 3],
    [[9, 1, 2], 2],
    [[4, 1, 2, 9], 3],
  ])('compute the median of %j', (values, expected) => {
    expect(median(values)).toBe(expected)
  })

  it('publish only months that are over in the city, across the end of the year', () => {
    expect(monthsBefore(new Date('2026-12-31T17:00:00Z'), 3)).toEqual(['2026-12', '2026-11', '2026-10'])
    expect(monthsBefore(new Date('2026-12-31T15:00:00Z'), 2)).toEqual(['2026-11', '2026-10'])
  })

  it('count a step in the month in which it ended', () => {
    const moves = [
      { at: at('2026-09-28'), to: 'submitted' },
      { at: at('2026-09-29'), to: 'screening' },
      { at: at('2026-10-03'), to: 'review' },
      { at: at('2026-10-10'), to: 'decision' },
      { at: at('2026-10-12'), to: 'offered' },
    ]
    const course = { submittedAt: at('2026-09-28'), moves }
    expect(figuresOfCase(course, '2026-09')).toMatchObject({ applications: 1, offers: 0, passages: [] })
    expect(figuresOfCase(course, '2026-10')).toEqual({
      applications: 0,
      offers: 1,
      contracts: 0,
      passages: [
        { stage: 'screening', days: 4 },
        { stage: 'review', days: 7 },
        { stage: 'decision', days: 2 },
      ],
    })
  })
})

describe('the page of the monthly figures', () => {
  const site = useSite()
  const moved = (to: string, day: string): HistoryEvent => ({
    _id: new mongoose.Types.ObjectId(),
    at: at(day),
    by: { kind: 'system' },
    kind: 'moved',
    to,
  })

  async function screened(days: number): Promise<Application> {
    const events = [moved('submitted', '2026-10-01'), moved('screening', '2026-10-02')]
    const left = moved('review', `2026-10-${String(2 + days).padStart(2, '0')}`)
    return anApplication({ submittedAt: at('2026-10-01'), state: 'review', events: [...events, left] })
  }
  const row = async (locale: string, month: string) => {
    const page = renderedPage(await site.visit.get(`/${locale}/figures`).expect(200))
    return page.$('table tbody tr').filter((_, line) => page.$(line).find('th').text().replace(/\s/g, ' ') === month)
  }

  it('says so if there are no figures yet', async () => {
    expect(renderedPage(await site.visit.get('/zh/figures').expect(200)).text('none')).not.toBe('')
  })

  it('is computed once from the cases, and does not change afterwards', async () => {
    await aPremises()
    for (const days of [3, 5, 10]) await screened(days)
    await site.runJobs({ publications: true })
    // Public pages may be a second old.
    await expect.poll(async () => (await row('en', 'October 2026')).length, { timeout: 3_000 }).toBe(1)
    const cells = (await row('en', 'October 2026')).find('td')
    expect(cells.eq(0).text()).toBe('3')
    expect(cells.eq(3).text()).toBe('5')
    expect(cells.eq(4).text()).toContain('0 of 1')

    await ApplicationModel.deleteMany({})
    await site.runJobs({ publications: true })
    expect((await row('ru', 'октябрь 2026 г.')).find('td').eq(0).text()).toBe('3')
  })

  it('has no column without a month of enough cases, and no row for a month without cases', async () => {
    await aPremises()
    for (const days of [3, 5, 10]) await screened(days)
    const { _id } = await screened(4)
    await ApplicationModel.updateOne({ _id }, { $push: { events: moved('decision', '2026-10-20') } })
    await site.runJobs({ publications: true })
    await expect.poll(async () => (await row('en', 'October 2026')).length, { timeout: 3_000 }).toBe(1)
    const page = renderedPage(await site.visit.get('/en/figures').expect(200))
    const heads = page.$('thead th').map((_, head) => page.$(head).text())
    expect(heads.get()).toEqual(['Month', 'Applications', 'Offers', 'Contracts', 'Check, days', 'Occupied'])
    expect(page.$('tbody tr').length).toBe(1)
    expect(page.text('quiet')).toMatch(/^\d+ more months went by without/)
  })
})
