import { expect, it } from 'vitest'
import { aColleague } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { reportRows } from '../support/files/table-cells.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

it.each([
  ['zh', ['待租', '已预留', '已出租', '已暂停']],
  ['en', ['Available', 'Held', 'Let', 'Paused']],
  ['ru', ['Свободно', 'Забронировано', 'Занято', 'Приостановлено']],
] as const)(
  'the table, the plan, the desk, the reports and the public page use one word for each status in %s',
  async (locale, words) => {
    const statuses = ['available', 'held', 'let', 'paused'] as const
    const places = new Map<string, string>()
    for (const status of statuses) places.set((await aPremises({ status })).code, status)
    const person = await site.as(await aColleague('administrator'))
    const open = async (path: string) => renderedPage(await person.get(`/${locale}${path}`).expect(200))

    for (const [index, code] of [...places.keys()].entries()) {
      const word = words[index] ?? ''
      expect((await open(`/premises/${code}`)).$('.status').first().text()).toBe(word)
      const table = await open(`/staff/premises?q=${code}`)
      expect(table.$('tbody tr .status').first().text()).toContain(word)
      expect((await open('/staff')).$(`a[href="/${locale}/staff/premises?status=${statuses[index]}"]`).text()).toBe(
        word,
      )
    }
    const heads = (page: Awaited<ReturnType<typeof open>>, of: string) =>
      page
        .$(`${of} thead th`)
        .toArray()
        .map(cell => page.$(cell).text().trim())
    expect(heads(await open('/staff/plan'), 'main')).toEqual(expect.arrayContaining([...words]))
    const report = await open('/staff/reports')
    expect(heads(report, '[data-test="report-occupancy"]').slice(1, 5)).toEqual([...words])
    expect(reportRows(report, 'occupancy')).toHaveLength(1)
  },
)
