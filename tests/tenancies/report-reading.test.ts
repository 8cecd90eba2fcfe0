import { describe, expect, it } from 'vitest'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { aColleague } from '../factories/account.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

/** Creates a shop whose founder has sent the report on the first quarter; that on the second may come too. */
async function aReport() {
  const tenancy = await aTenancy(site.services, { state: 'trading', handoverOn: '2026-05-25' })
  const founder = await site.as(tenancy.tenant)
  const officer = await site.as(await aColleague('reviewer'))
  const report = (number: number, turnover: string, note = '') =>
    founder
      .post(`${tenancy.own}/reports/${number}`)
      .type('form')
      .send({ turnover, foreignJobs: '1', localJobs: '2', note })
      .expect(303)
  await report(1, '1111', 'Открылись.')
  const page = `${tenancy.path}/reports-read`
  const form = async () => renderedPage(await officer.get(page).expect(200))
  const press = (body: object) => officer.post(page).type('form').send(body)
  const stored = async () => (await TenancyModel.findById(tenancy.id).lean())!
  const unread = async () => (await stored()).unreadReports ?? []
  return { report, form, press, stored, unread, officer }
}
const shownOn = (page: ReturnType<typeof renderedPage>) => ({ shown: String(page.value('shown')) })

describe('the form that marks reports as read', () => {
  it('shows these reports, and the desk links to it', async () => {
    const { report, form, press, officer } = await aReport()
    await press(shownOn(await form())).expect(303)
    await report(2, '2222', 'Сезон.')
    const desk = renderedPage(await officer.get('/en/staff/work/sent-reports').expect(200))
    expect(desk.links().find(href => href.includes('/tenancies/'))).toMatch(/\/reports-read$/)
    const page = await form()
    expect(page.$('[data-test=report]')).toHaveLength(1)
    expect(page.text('report')).toMatch(/Quarterly report 2.*2,222.*Сезон\./)
  })

  it('leaves a report or a correction unread that came after it was opened', async () => {
    const { report, form, press, unread } = await aReport()
    const first = await form()
    await report(2, '2222')
    await press(shownOn(first)).expect(303)
    expect(await unread()).toEqual([2])
    const second = await form()
    await report(2, '2000', 'Исправлено.')
    await press(shownOn(second)).expect(303)
    expect(await unread()).toEqual([2])
    const third = await form()
    expect(third.text('report')).toMatch(/2,000.*Исправлено\./)
    expect(third.text('report')).toContain('corrected')
    await press(shownOn(third)).expect(303)
    expect(await unread()).toEqual([])
  })

  it('counts once when it is sent twice, and marks all reports when a program does not send what it showed', async () => {
    const { report, form, press, unread, stored } = await aReport()
    const first = shownOn(await form())
    const marks = async () => (await stored()).events.filter(({ kind }) => kind === 'reports-read').length
    for (const _time of [1, 2]) await press(first).expect(303)
    await report(2, '2222')
    await press(first).expect(303)
    expect([await unread(), await marks()]).toEqual([[2], 1])
    await press({}).expect(303)
    expect(await unread()).toEqual([])
    await press({}).expect(409)
  })
})
