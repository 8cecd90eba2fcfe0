import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { OccupancyDayModel } from '#models/premises/occupancy-day.ts'
import { aColleague } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { binary } from '../support/files/binary.ts'
import { readPdf } from '../support/files/pdf-text.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

it('labels each line of the occupancy chart with its marker and status, on the page and in the PDF', async () => {
  await aPremises({ status: 'let' })
  await aPremises({ status: 'held' })
  await OccupancyDayModel.create({
    _id: '2026-11-10',
    notedAt: new Date('2026-11-10T01:00:00Z'),
    source: 'noted',
    counts: { let: 1, available: 1 },
    unknown: 0,
    units: null,
  })
  const person = await site.as(await aColleague('decider'))
  const { $ } = renderedPage(await person.get('/zh/staff/reports').expect(200))
  const chart = $('[data-test="report-occupancy"] svg')
  const legend = chart
    .find('.chart__legend')
    .toArray()
    .map(text => $(text).text())
  expect(legend).toEqual(['已出租', '已预留'])
  // In the legend and at both days.
  expect(chart.find('.chart__line--let rect')).toHaveLength(3)
  expect(chart.find('.chart__line--held circle')).toHaveLength(3)

  const pdf = await person.get('/zh/staff/reports/report.pdf?period=month').buffer(true).parse(binary).expect(200)
  const printed = readPdf(pdf.body as Buffer).text.replaceAll(/\s/g, '')
  expect(printed).toContain('待租0已预留1已出租1已暂停0')
})

it('draws charts at the available width with text of one size, without horizontal scrolling', async () => {
  await aPremises({ status: 'let' })
  const person = await site.as(await aColleague('decider'))
  const { $ } = renderedPage(await person.get('/ru/staff/reports').expect(200))
  const charts = $('svg.chart').toArray()
  expect(charts.length).toBeGreaterThanOrEqual(2)
  for (const chart of charts) {
    expect($(chart).attr('width')).toBe('100%')
    expect($(chart).attr('viewBox')).toBeUndefined()
    expect($(chart).attr('aria-label')).toMatch(/^Диаграмма: /)
    expect($(chart).closest('[tabindex="0"]')).toHaveLength(0)
  }
  const bars = $('.chart__bar')
    .toArray()
    .map(bar => Number.parseFloat($(bar).attr('width') ?? ''))
  // The longest bar leaves room for its number.
  expect(Math.max(...bars)).toBe(74)
})

it('explains the whole of a bar and its filled part', async () => {
  await aPremises({ status: 'let' })
  const person = await site.as(await aColleague('decider'))
  const { $ } = renderedPage(await person.get('/en/staff/reports').expect(200))
  const key = $('[data-test="report-uses"] .chart__legend').toArray()
  expect(key.map(text => $(text).text())).toEqual(['Area, m²', 'Of it taken, m²'])
})

it('draws each status in its own colour', async () => {
  const css = await readFile(new URL('../../public/css/staff/reports.css', import.meta.url), 'utf8')
  const colourOf = (line: string) => new RegExp(`\\.chart__line--${line} \\{([^}]*)\\}`).exec(css)?.[1]
  expect(colourOf('let')).toMatch(/var\(--slate\)/)
  expect(colourOf('held')).toMatch(/var\(--held\)/)
  expect(`${colourOf('let')}${colourOf('held')}`).not.toContain('--copper')
})
