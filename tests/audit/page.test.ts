import { Readable } from 'node:stream'
import readXlsxFile from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { chainEntries, contentOf, chainStart } from '#features/audit/chain.ts'
import { exportSheets } from '#features/audit/browse/export.ts'
import { filterOf } from '#features/audit/reading.ts'
import type { Act } from '#outside/audit.ts'
import { aColleague } from '../factories/account.ts'
import { binary } from '../support/files/binary.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const path = '/en/staff/audit'

describe('the audit page', () => {
  const site = useSite({ throughSignInPage: true })
  const anAdministrator = async () => {
    const account = await aColleague('administrator', { name: 'Olga', email: 'olga@example.com' })
    return { account, agent: await site.as(account) }
  }
  const act = (code: string, rest: Partial<Act> = {}): Act => ({
    action: 'posted',
    subject: { kind: 'premises', id: code, label: code },
    who: { id: null, role: 'system' },
    requestId: `request-${code}`,
    route: 'POST /staff/premises/:code',
    outcome: 'done',
    last: true,
    ...rest,
  })

  it('lists the newest entries first and filters by person, act, code in any case, days and request', async () => {
    await site.services.audit.keep([act('SFH-A-0107'), act('SFH-A-0108', { outcome: 'failed' })])
    site.clock.advance({ days: 2 })
    const { account, agent } = await anAdministrator()
    const settings = { kind: 'settings', id: 'programme' } as const
    await site.services.audit.keep([
      act('later', { subject: settings, who: { id: account.id, role: 'administrator' } }),
    ])

    const shown = async (query: string) => {
      const page = renderedPage(await agent.get(`${path}?${query}`).expect(200))
      return page
        .$('[data-test="entry"] th')
        .toArray()
        .map(cell => page.$(cell).text())
    }
    expect(await shown('')).toEqual(['4', '3', '2', '1'])
    expect(await shown(`who=${account.id}`)).toEqual(['4', '3'])
    expect(await shown('who=system')).toEqual(['2', '1'])
    expect(await shown('subject=sfh-a-0107')).toEqual(['1'])
    expect(await shown('action=signed-in')).toEqual(['3'])
    expect(await shown('kind=settings')).toEqual(['4'])
    expect(await shown('outcome=failed')).toEqual(['2'])
    expect(await shown('to=2026-11-26')).toEqual(['2', '1'])
    expect(await shown('from=2026-11-27&to=2026-11-27')).toEqual(['4', '3'])
    expect(await shown('request=request-SFH-A-0108')).toEqual(['2'])
    expect(await shown('from=&to=&who=&action=&before=x')).toEqual(['4', '3', '2', '1'])
    const page = renderedPage(await agent.get(`/zh/staff/audit?who=${account.id}`))
    expect(page.heading).toBe('操作日志')
    expect(page.$('[data-test="entry"]').first().text()).toContain('Olga')
    expect(page.$('[data-test="entry"] a[href="/zh/staff/settings"]')).toHaveLength(1)
  })

  it('shows an error at each invalid field, keeps the input, and lists no entries', async () => {
    await site.services.audit.keep([act('SFH-A-0107'), act('SFH-A-0108', { action: 'premises.changed' })])
    await AuditEntryModel.collection.updateOne({ _id: 2 as never }, { $set: { action: 'premises.of-old' } })
    const { agent } = await anAdministrator()
    const asked = async (query: string, status: number) => {
      const page = renderedPage(await agent.get(`${path}?${query}`).expect(status))
      const wrong = page
        .$('.field__error')
        .toArray()
        .map(one => `${page.$(one).attr('id') ?? ''}: ${page.$(one).text()}`)
      return { page, wrong, entries: page.$('[data-test="entry"]').length }
    }
    const day = await asked('from=2026-02-31&subject=SFH-A-0107', 422)
    expect(day).toMatchObject({
      wrong: ['from-error: There is no such day. Enter it as 2026-11-25 or 25 November 2026.'],
      entries: 0,
    })
    expect(day.page.$('#from').val()).toBe('2026-02-31')
    // A browser shows an empty date field for a value that is no date.
    expect([day.page.$('#from').attr('type'), day.page.$('#to').attr('type')]).toEqual(['text', 'date'])
    expect(day.page.$('#subject').val()).toBe('SFH-A-0107')
    expect(day.page.$('a[download]')).toHaveLength(0)
    expect(day.page.$('[data-test="error-summary"] a').attr('href')).toBe('#from')
    expect(day.page.text('none')).toBe('')

    const order = await asked('from=2026-11-26&to=2026-11-25', 422)
    expect(order.wrong).toEqual(['to-error: The last day is before the first.'])
    expect([order.page.$('#from').val(), order.page.$('#to').val()]).toEqual(['2026-11-26', '2026-11-25'])
    expect((await asked('from=2026-11-25&to=2026-11-25', 200)).entries).toBe(3)

    const days = 'from=2026-11-26&to=2026-11-25'
    const several = await asked(`action=premises.eaten&kind=moon&outcome=x&who=nobody&${days}`, 422)
    const fields = ['who', 'action', 'kind', 'to', 'outcome']
    expect(several.wrong.map(one => one.split('-')[0])).toEqual(fields)
    const summary = several.page.$('[data-test="error-summary"] a').toArray()
    expect(summary.map(link => several.page.$(link).attr('href')?.slice(1)).toSorted()).toEqual(fields.toSorted())
    expect(several.page.$('#kind').val()).toBe('moon')
    expect(several.page.$('#who option:selected').text()).toBe('nobody')
    const action = await asked('action=premises.eaten', 422)
    expect(action.wrong).toEqual(['action-error: Choose one of the options.'])
    expect(action.page.$('#action').val()).toBe('premises.eaten')
    expect(action.page.$('[data-test="error-summary"]').text()).toContain('Act: Choose one of the options.')
    // An action that occurs only in old entries, or only in the catalogue of texts, is accepted.
    expect((await asked('action=premises.of-old', 200)).entries).toBe(1)
    expect((await asked('action=premises.archived', 200)).page.text('none')).toBe('There are no such entries.')
    expect((await asked(`subject=${'x'.repeat(101)}`, 422)).wrong).toEqual([
      'subject-error: Too long: shorten the text.',
    ])

    const before = await AuditEntryModel.countDocuments()
    await agent.get(`${path}/export.csv?from=2026-02-31`).expect(422).expect('Content-Type', /html/)
    expect(await AuditEntryModel.countDocuments()).toBe(before)
  })

  it('describes what was done to a case in words, in the list, the entry and the file', async () => {
    const { agent } = await anAdministrator()
    const reviewer = await aColleague('reviewer', { name: '孙立群' })
    const subject = { kind: 'application', id: '0123456789abcdef01234567', label: 'SFH-2026-0042' } as const
    const changed = (field: string, before: string | null, after: string) => ({ field, before, after })
    const done = { subject, route: 'POST /staff/applications/:id/assessment' }
    await site.services.audit.keep([
      act('1', { ...done, action: 'application.changed', changes: [changed('event', null, 'assessed')] }),
      act('2', { ...done, action: 'application.moved', changes: [changed('state', 'review', 'decision')] }),
      act('3', {
        ...done,
        action: 'application.changed',
        changes: [changed('event', null, 'assigned'), changed('colleague', null, reviewer.id)],
      }),
    ])
    const page = renderedPage(await agent.get(`${path}?subject=${subject.id}`).expect(200))
    const what = page.$('[data-test="entry"] .staff-table__text').map((_, cell) => page.$(cell).text().trim())
    expect(what.get()).toEqual(['Assigned to 孙立群', 'In review → Awaiting decision', 'Scores given'])
    const number = page.$('[data-test="entry"] th a').last().attr('href') ?? ''
    expect(renderedPage(await agent.get(number).expect(200)).main).toContain('Scores given')
    const { text } = await agent.get(`${path}/export.csv?subject=${subject.id}`).expect(200)
    expect(text).toContain('In review → Awaiting decision')
    expect(text).toContain('application.moved')
  })

  it('groups the entries of one act on many subjects in one row that links to each', async () => {
    const { agent } = await anAdministrator()
    const route = 'POST /staff/premises/bulk/:id/undo'
    const ofUndoing = { action: 'premises.changed', requestId: 'undo-1', route } as const
    await site.services.audit.keep([
      act('SFH-A-0999'),
      ...Array.from({ length: 120 }, (_, i) => act(`SFH-A-${1_000 + i}`, ofUndoing)),
      act('SFH-A-0998'),
    ])
    const page = renderedPage(await agent.get(`${path}?kind=premises`).expect(200))
    const rows = page.$('[data-test="entry"] th').map((_, cell) => page.$(cell).text())
    expect(rows.get()).toEqual(['123', '122', '2'])
    const several = page.$('[data-test="several"]')
    expect(several.text()).toBe('120 entries')
    const each = renderedPage(await agent.get(several.attr('href') ?? '').expect(200))
    expect(each.$('[data-test="entry"]')).toHaveLength(50)
    expect(each.$('[rel=next]')).toHaveLength(1)
  })

  it('pages through many entries in both directions', async () => {
    const { agent } = await anAdministrator()
    await site.services.audit.keep(Array.from({ length: 120 }, (_, i) => act(`SFH-A-${1_000 + i}`)))
    const numbers = async (address: string) => {
      const page = renderedPage(await agent.get(address).expect(200))
      const found = page
        .$('[data-test="entry"] th')
        .toArray()
        .map(cell => Number(page.$(cell).text()))
      return { found, next: page.$('[rel=next]').attr('href'), previous: page.$('[rel=prev]').attr('href') }
    }
    const first = await numbers(`${path}?kind=premises`)
    expect([first.found[0], first.found.length, first.previous]).toEqual([121, 50, undefined])
    const second = await numbers(first.next!)
    expect([second.found[0], second.found.at(-1)]).toEqual([71, 22])
    const third = await numbers(second.next!)
    expect([third.found, third.next]).toEqual([Array.from({ length: 20 }, (_, i) => 21 - i), undefined])
    expect((await numbers(third.previous!)).found).toEqual(second.found)
  })

  it('shows an entry with its changes and its place in the chain, and warns when the chain is broken', async () => {
    const { agent } = await anAdministrator()
    const changes = [
      { field: 'offerDays', before: 14, after: 21 },
      { field: 'password', before: 'a', after: 'b' },
    ]
    const subject = { kind: 'settings', id: 'programme' } as const
    await site.services.audit.keep([act('x', { subject, changes, reason: 'as agreed' }), act('y')])
    const page = renderedPage(await agent.get(`${path}/2`).expect(200))
    expect(page.text('changes')).toMatch(/Time to answer an offer\s*14\s*21/)
    expect(page.text('changes')).toMatch(/password\s*hidden\s*hidden/)
    expect(page.$('main').text()).toContain('as agreed')
    expect(page.text('whole')).toContain('unchanged')
    expect(page.$('[rel=next]').attr('href')).toBe(`${path}/3`)
    await AuditEntryModel.collection.updateOne({ _id: 2 as never }, { $set: { reason: 'as never agreed' } })
    expect(renderedPage(await agent.get(`${path}/2`)).text('fault')).toContain(
      'ask whoever runs the server to check the data',
    )
    expect(renderedPage(await agent.get(`${path}/3`)).text('whole')).toContain('unchanged')
    await agent.get(`${path}/99`).expect(404)
    await agent.get(`${path}/nothing`).expect(404)
  })

  it('exports exactly the filtered entries as CSV, without formulas, and records the export', async () => {
    const { agent } = await anAdministrator()
    await site.services.audit.keep([act('SFH-A-0107', { reason: '=cmd()' }), act('SFH-A-0108')])
    const { text, headers } = await agent.get(`${path}/export.csv?subject=SFH-A-0107`).expect(200)
    expect(headers['content-disposition']).toContain('audit-3.csv')
    const lines = text.replace('\ufeff', '').trim().split('\r\n')
    expect(lines).toHaveLength(2)
    expect(lines[1]).toContain("'=cmd()")
    // The page shows the time in Suifenhe and the instant that is hashed.
    const [entry] = await AuditEntryModel.find({ 'subject.id': 'SFH-A-0107' }).lean()
    expect(lines[0]).toContain('No.,"When (Suifenhe, UTC+8)",UTC,')
    expect(lines[1]).toContain(`,2026-11-25 12:00:00,${entry?.at.toISOString() ?? ''},`)
    expect(entry?.at.toISOString()).toBe('2026-11-25T04:00:00.000Z')
    expect(await AuditEntryModel.findOne().sort({ _id: -1 }).lean()).toMatchObject({
      action: 'audit.exported',
      changes: [{ field: 'subject', before: 'null', after: '"SFH-A-0107"' }],
    })
  })

  it('exports the same as a workbook, with texts as texts', async () => {
    const { agent } = await anAdministrator()
    await site.services.audit.keep([act('SFH-A-0107', { reason: '=cmd()' }), act('SFH-A-0108')])
    const file = await agent.get(`${path}/export.xlsx?subject=SFH-A-0107`).buffer(true).parse(binary).expect(200)
    expect(file.headers['content-disposition']).toContain('audit-3.xlsx')
    const [sheet] = await readXlsxFile(file.body as Buffer)
    expect(sheet?.data).toHaveLength(2)
    expect(sheet?.data[1]).toContain('=cmd()')
    expect(sheet?.data[1]?.slice(0, 3)).toEqual([2, '2026-11-25 12:00:00', '2026-11-25T04:00:00.000Z'])
    await agent.get(`${path}/export.pdf`).expect(404)
  })

  it('continues on another sheet at the row limit of Excel', async () => {
    const rows = Readable.from([0, 1, 2].map(number => [number, 'x'.repeat(40_000)]))
    const sheets = exportSheets(key => key, rows, 1_048_576)
    expect(sheets.map(({ name }) => name)).toEqual(['audit.title', 'audit.title 2'])
    const taken: unknown[][] = []
    for (const sheet of sheets) {
      const own: unknown[] = []
      for await (const row of sheet.rows) own.push(row)
      taken.push(own)
    }
    expect(taken.map(({ length }) => length)).toEqual([3, 0])
    expect(String((taken[0]?.[0] as unknown[])[1]).length).toBe(32_767)
  })

  it('uses indexes for every filter', async () => {
    const contents = Array.from({ length: 3_000 }, (_, i) =>
      contentOf(act(`SFH-A-${i}`), new Date(1.79e12 + i * 60_000)),
    )
    await AuditEntryModel.collection.insertMany(chainEntries(chainStart, contents) as never)
    const searches = [
      { subject: 'SFH-A-17' },
      { who: '0'.repeat(24) },
      { action: 'signed-in' },
      { kind: 'account' },
      { action: 'posted', kind: 'account' as const },
      { outcome: 'refused' as const },
      { request: 'request-none' },
      { from: '2030-01-01' },
      {},
    ]
    for (const search of searches) {
      const plan = (await AuditEntryModel.find({ $and: await filterOf(search) })
        .sort({ _id: -1 })
        .limit(51)
        .explain('executionStats')) as unknown as { executionStats: { totalDocsExamined: number } }
      expect(plan.executionStats.totalDocsExamined, JSON.stringify(search)).toBeLessThanOrEqual(51)
    }
  })

  it('is open to administrators only', async () => {
    const decider = await site.as(await aColleague('decider'))
    for (const address of [path, `${path}/1`, `${path}/export.csv`, `${path}/export.xlsx`])
      await decider.get(address).expect(403)
  })
})
