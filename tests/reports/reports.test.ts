import { parse } from 'csv-parse/sync'
import readXlsxFile from 'read-excel-file/node'
import type { Response } from 'supertest'
import { describe, expect, it } from 'vitest'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { OccupancyDayModel } from '#models/premises/occupancy-day.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { binary } from '../support/files/binary.ts'
import { cellStyles } from '../support/files/cell-styles.ts'
import { readPdf } from '../support/files/pdf-text.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { reportRows } from '../support/files/table-cells.ts'
import { useSite } from '../support/site.ts'

const at = (day: string) => new Date(`${day}T10:00:00+08:00`)
const moved = (to: string, day: string) => ({ at: at(day), by: { kind: 'system' as const }, kind: 'moved', to })

describe('the reports of the office', () => {
  const site = useSite()

  async function aProgramme(): Promise<void> {
    for (const day of ['2026-11-09', '2026-11-10', '2026-11-12']) {
      const ways = [moved('submitted', '2026-11-02'), moved('screening', '2026-11-03'), moved('review', day)]
      await anApplication({
        state: 'review',
        premises: ['SFH-A-0101', 'SFH-A-0102'],
        submittedAt: at('2026-11-02'),
        events: ways as Application['events'],
        updatedAt: at(day),
      })
    }
    await aPremises({ code: 'SFH-A-0101' })
    await aPremises({ code: 'SFH-A-0102', status: 'held', allowedUses: ['office'], areaUsableSqM: 40 })
    const tenancy = await aTenancy(site.services, { handoverOn: '2026-11-01' })
    const premises = { marketRentPerSqMMonthFen: 10_000, areaUsableSqM: 30 }
    await ApplicationModel.collection.updateOne(
      { reference: (await ApplicationModel.findById(tenancy.application).lean())!.reference },
      { $set: { 'offer.acceptance.contract': { premises }, submittedAt: at('2026-05-04') } },
    )
    await site.services.premises.occupancyDays.note()
  }

  const bytesOf = (response: Response): Buffer => response.body as Buffer

  it('contain the same values on the page, in the workbook, in the CSV file and in the PDF', async () => {
    await aProgramme()
    const person = await site.as(await aColleague('decider'))
    const file = async (format: string) =>
      bytesOf(
        await person.get(`/en/staff/reports/report.${format}?period=month`).buffer(true).parse(binary).expect(200),
      )
    const page = renderedPage(await person.get('/en/staff/reports').expect(200))
    const { $ } = page
    const number = (text: string) => (text === '—' ? null : Number(text.replaceAll(/[,\s%]/g, '')))
    const tables = $('.report-table:has(table)')
      .toArray()
      .map(section => ({
        title: $(section).find('h2').text(),
        head: $(section)
          .find('thead th')
          .toArray()
          .map(cell => $(cell).text()),
        rows: $(section)
          .find('tbody tr')
          .toArray()
          .map(row => ({
            about: $(row).find('th').text(),
            shown: $(row)
              .find('td')
              .toArray()
              .map(cell => $(cell).text()),
          })),
      }))
    expect(tables.map(({ title }) => title)).toHaveLength(8)
    const quiet = page.text('quiet')
    expect(quiet).toBe('Nothing is recorded in this period: Enquiries by month, Enquiries by topic and language.')

    const csv = parse(await file('csv'), { bom: true }).slice(1)
    expect(
      csv.map(([title, about, column, value]) => [title, about, column, value === '' ? null : Number(value)]),
    ).toEqual(
      tables.flatMap(({ title, head, rows }) =>
        rows.flatMap(({ about, shown }) => shown.map((text, index) => [title, about, head[index + 1], number(text)])),
      ),
    )

    const sheets = await readXlsxFile(await file('xlsx'))
    const inSheets = sheets.map(({ data }) => {
      const head = data.findIndex(row => row[0] === tables.find(({ title }) => title === data[0]?.[0])?.head[0])
      return { title: data[0]?.[0], rows: data.slice(head + 1) }
    })
    expect(inSheets).toEqual(
      tables.map(({ title, rows }) => ({ title, rows: rows.map(({ about, shown }) => [about, ...shown.map(number)]) })),
    )

    const printed = readPdf(await file('pdf')).text.replaceAll(/\s/g, '')
    expect(printed).toContain(quiet.replaceAll(/\s/g, ''))
    for (const { title, rows } of tables) {
      expect(printed).toContain(title.replaceAll(/\s/g, ''))
      for (const { about, shown } of rows) expect(printed).toContain([about, ...shown].join('').replaceAll(/\s/g, ''))
    }
  })

  it('are a workbook with title, period and note above each table, and numbers in the formats of their units', async () => {
    await aProgramme()
    const yearBefore = [moved('submitted', '2025-11-20')]
    await anApplication({ submittedAt: at('2025-11-20'), events: yearBefore as Application['events'] })
    const person = await site.as(await aColleague('decider'))
    const address = '/en/staff/reports/report.xlsx?from=2026-11-01&to=2026-11-24'
    const bytes = bytesOf(await person.get(address).buffer(true).parse(binary).expect(200))
    const sheets = await readXlsxFile(bytes)
    const numberOf = (title: string) => 1 + sheets.findIndex(({ data }) => data[0]?.[0] === title)
    const waived = numberOf('Rent waived')
    expect(sheets[0]?.sheet).toBe('1 In short, with the year befor')
    expect(sheets[waived - 1]?.data).toEqual([
      ['Rent waived', null, null, null],
      ['From 1 November 2026 to 24 November 2026', null, null, null],
      ['Made on 25 November 2026 at 12:00, Suifenhe time', null, null, null],
      [expect.stringContaining('Nothing is recorded in this period: '), null, null, null],
      [expect.stringContaining('Formula: '), null, null, null],
      [null, null, null, null],
      ['What', 'Tenancies', 'Days without rent', 'Amount, ¥'],
      ['In the period', 1, 24, 2400],
      ['To the end of the period', null, null, 2400],
    ])
    const styles = await cellStyles(bytes, waived)
    const bold = ['A1', 'A2', 'A5', 'A7', 'D7', 'A8'].filter(place => styles[place]?.bold)
    expect(bold).toEqual(['A1', 'A7', 'D7'])
    const formats = ['B8', 'C8', 'D8', 'D9'].map(place => styles[place]?.format)
    expect(formats).toEqual(['#,##0', '#,##0', '#,##0.00', '#,##0.00'])
    const formatIn = async (title: string, place: string) => (await cellStyles(bytes, numberOf(title)))[place]?.format
    expect(await formatIn('The way of applications', 'C8')).toBe('0.0"%"')
    expect(await formatIn('How long each step takes', 'C8')).toBe('#,##0.0')
    expect(await formatIn('In short, with the year before', 'D8')).toBe('+0"%";-0"%"')
  })

  it('consist of one sheet with a note if nothing is recorded', async () => {
    const person = await site.as(await aColleague('decider'))
    const address = '/en/staff/reports/report.xlsx?from=2020-01-01&to=2020-01-31'
    const bytes = bytesOf(await person.get(address).buffer(true).parse(binary).expect(200))
    const [sheet, ...others] = await readXlsxFile(bytes)
    expect(sheet?.data.flat().join(' ')).toMatch(
      /^Reports From 1 January 2020 to 31 January 2020 Made on .* Nothing is recorded in this period: /,
    )
    expect(others).toEqual([])
  })

  it('count cases, days, areas and rent from the records, without names', async () => {
    await aProgramme()
    const person = await site.as(await aColleague('listing_manager'))
    const page = renderedPage(await person.get('/en/staff/reports?from=2026-11-01&to=2026-11-25').expect(200))
    const rows = (id: string) => reportRows(page, id)
    expect(
      rows('funnel')
        .slice(0, 4)
        .map(([, reached, share]) => [reached, share]),
    ).toEqual([
      ['3', '100%'],
      ['3', '100%'],
      ['3', '100%'],
      ['0', '0%'],
    ])
    // Four, five and seven working days from Tuesday the 3rd: the median is five.
    expect(rows('stages')[1]).toEqual(['Screening', '3', '5', '7'])
    // No case has left a later stage, so these are not listed.
    expect(rows('stages').map(([stage]) => stage)).toEqual(['Submitted', 'Screening'])
    expect(rows('demand')[0]).toEqual(['SFH-A-0101', '3', '3'])
    // 25 of the 30 days of November at 3,000 yuan a month.
    expect(rows('waived')[0]).toEqual(['In the period', '1', '25', '2,500.00'])
    expect(rows('uses')).toContainEqual(['Office', '1', '40', '40', '100%'])
    expect(page.main).not.toMatch(/IVANOVA|Иванова/)
    const odd = renderedPage(await person.get('/en/staff/reports?from=2026-12-01&to=2026-11-01').expect(422))
    expect(odd.text('wrong')).toContain('Check the days')
    await (await site.as(await anApplicant())).get('/en/staff/reports').expect(403)
    await (await site.as(await anApplicant())).get('/en/staff/reports/report.csv').expect(403)
  })

  it('compare the period with the same days a year before', async () => {
    await aProgramme()
    for (const day of ['2025-11-03', '2025-11-20', '2025-12-01'])
      await anApplication({ submittedAt: at(day), events: [moved('submitted', day)] as Application['events'] })
    const person = await site.as(await aColleague('reviewer'))
    const page = renderedPage(await person.get('/en/staff/reports?from=2026-11-02&to=2026-11-26').expect(200))
    const rows = reportRows(page, 'summary')
    expect(rows[0]).toEqual(['Applications submitted', '3', '2', '+50%'])
    expect(rows[1]).toEqual(['Enquiries received', '0', '0', '—'])
    expect(rows[4]).toEqual(['Rent waived, ¥', '2,400.00', '0.00', '—'])
  })

  it('record the status of units once a day, and derive earlier months only from recorded events', async () => {
    const known = await aPremises({ code: 'SFH-A-0101', status: 'let' })
    await aPremises({ code: 'SFH-A-0102' })
    const event = (kind: string, day: string) => ({ kind, at: at(day), by: null, note: '' })
    const events = [event('created', '2026-08-10'), event('published', '2026-08-12'), event('let', '2026-10-20')]
    await PremisesModel.collection.updateOne({ code: known.code }, { $set: { events, createdAt: at('2026-08-10') } })
    await PremisesModel.collection.updateOne({ code: 'SFH-A-0102' }, { $set: { createdAt: at('2026-10-05') } })

    await site.runJobs()
    expect(
      await OccupancyDayModel.find({}, { _id: 1, counts: 1, unknown: 1, source: 1 }).sort({ _id: 1 }).lean(),
    ).toEqual([
      { _id: '2026-08-31', counts: { available: 1 }, unknown: 0, source: 'events' },
      { _id: '2026-09-30', counts: { available: 1 }, unknown: 0, source: 'events' },
      { _id: '2026-10-31', counts: { let: 1 }, unknown: 1, source: 'events' },
      { _id: '2026-11-25', counts: { let: 1, available: 1 }, unknown: 0, source: 'noted' },
    ])
    await PremisesModel.collection.updateMany({}, { $set: { status: 'paused' } })
    expect(await site.services.premises.occupancyDays.note()).toBe(0)
    site.clock.set('2026-11-26T09:00:00+08:00')
    expect(await site.services.premises.occupancyDays.note()).toBe(1)

    const person = await site.as(await aColleague('reviewer'))
    const street = async (day: string) => {
      const page = renderedPage(await person.get(`/en/staff/reports?period=year&on=${day}`).expect(200))
      return {
        units: page
          .$('[data-test="street"] svg a path')
          .map((_, shape) => page.$(shape).attr('class'))
          .get(),
        note: page.text('street-note'),
      }
    }
    expect((await street('2026-11-25')).units.toSorted()).toEqual(['available', 'let'])
    expect((await street('2026-11-26')).units).toEqual(['paused', 'paused'])
    expect(await street('2026-09-15')).toMatchObject({
      units: ['available'],
      note: expect.stringContaining('Worked out'),
    })
    expect(await street('2026-08-01')).toMatchObject({ units: [], note: expect.stringContaining('Nothing is known') })
  })
})
