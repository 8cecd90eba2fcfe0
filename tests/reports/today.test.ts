import { parse } from 'csv-parse/sync'
import readXlsxFile from 'read-excel-file/node'
import { expect, it } from 'vitest'
import { PremisesModel } from '#models/premises/premises.ts'
import { aColleague } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { binary } from '../support/files/binary.ts'
import { readPdf } from '../support/files/pdf-text.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { reportRows } from '../support/files/table-cells.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

it('shows today’s counts as the desk does at that minute, on the page and in the files', async () => {
  site.clock.set('2026-11-25T16:30:00+08:00')
  for (const code of ['SFH-A-0101', 'SFH-A-0102', 'SFH-A-0103']) await aPremises({ code })
  await site.services.premises.occupancyDays.note()
  const person = await site.as(await aColleague('administrator'))
  const page = async () => renderedPage(await person.get('/en/staff/reports').expect(200))
  const today = async () =>
    reportRows(await page(), 'occupancy')
      .at(-1)
      ?.slice(1, 4)
  expect(await today()).toEqual(['3', '0', '0'])

  await PremisesModel.collection.updateOne({ code: 'SFH-A-0101' }, { $set: { status: 'let' } })
  await PremisesModel.collection.updateOne({ code: 'SFH-A-0102' }, { $set: { status: 'held' } })
  site.clock.set('2026-11-25T16:31:00+08:00')
  expect(await today()).toEqual(['1', '1', '1'])
  const desk = renderedPage(await person.get('/en/staff').expect(200))
  const onDesk = (status: string) =>
    desk.$(`a[href="/en/staff/premises?status=${status}"]`).closest('div').find('dd').text()
  expect(['available', 'held', 'let'].map(onDesk)).toEqual(['1', '1', '1'])

  const shown = await page()
  const [asOf] = reportRows(shown, 'occupancy').at(-1) ?? []
  expect(shown.main).toContain('Counted on 25 November 2026 at 16:31')
  // The row recorded in the morning is not shown beside it.
  expect(reportRows(shown, 'occupancy').filter(([day]) => day?.startsWith('25 Nov'))).toHaveLength(1)
  expect(asOf).toBe('25 November 2026 at 16:31')
  expect(shown.text('street-note')).toBe('As it stands now: counted on 25 November 2026 at 16:31.')
  const units = shown.$('[data-test="street"] svg a path').toArray()
  expect(units.map(unit => shown.$(unit).attr('class')).toSorted()).toEqual(['available', 'held', 'let'])

  const file = async (format: string) =>
    (await person.get(`/en/staff/reports/report.${format}?period=month`).buffer(true).parse(binary).expect(200))
      .body as Buffer
  const csv = parse(await file('csv'), { bom: true }).filter(([, about]) => about === asOf)
  expect(csv.slice(0, 3).map(([, , , value]) => value)).toEqual(['1', '1', '1'])
  const rows = (await readXlsxFile(await file('xlsx'))).flatMap(({ data }) => data)
  expect(rows.find(([about]) => about === asOf)?.slice(1, 4)).toEqual([1, 1, 1])
  expect(readPdf(await file('pdf')).text.replaceAll(/\s/g, '')).toContain('25November2026at16:31111')
})

it('shows past days as they were recorded', async () => {
  await aPremises({ code: 'SFH-A-0101' })
  await site.services.premises.occupancyDays.note()
  await PremisesModel.collection.updateOne({ code: 'SFH-A-0101' }, { $set: { status: 'let' } })
  site.clock.set('2026-11-26T09:00:00+08:00')
  const person = await site.as(await aColleague('reviewer'))
  const page = renderedPage(await person.get('/en/staff/reports?from=2026-11-25&to=2026-11-26').expect(200))
  expect(reportRows(page, 'occupancy').map(([day, ...counts]) => [day, ...counts.slice(0, 3)])).toEqual([
    ['25 Nov 2026', '1', '0', '0'],
    ['26 November 2026 at 09:00', '0', '0', '1'],
  ])
  const over = renderedPage(await person.get('/en/staff/reports?from=2026-11-25&to=2026-11-25').expect(200))
  expect(reportRows(over, 'occupancy').map(([day]) => day)).toEqual(['25 Nov 2026'])
})
