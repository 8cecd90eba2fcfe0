import { beforeEach, describe, expect, it } from 'vitest'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { TablePreferencesModel } from '#models/listings/table-preferences.ts'
import { knownColumns, tableColumns } from '#features/listings/staff-table/column-names.ts'
import { maxViews } from '#features/listings/staff-table/preferences-service.ts'
import { aColleague } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { typedInto } from '../support/staff-form.ts'
import { useSite } from '../support/site.ts'

const table = '/en/staff/premises'

describe('the view of the table of units', () => {
  const site = useSite()
  type Browser = Awaited<ReturnType<typeof site.as>>
  let manager: Browser
  let colleague: Browser
  beforeEach(async () => {
    manager = await site.as(await aColleague('listing_manager', { name: '王芳' }))
    colleague = await site.as(await aColleague('listing_manager', { name: '李明' }))
  })

  const open = async (browser: Browser, path = table) => renderedPage(await browser.get(path).redirects(1).expect(200))
  const heads = ({ $ }: ReturnType<typeof renderedPage>) =>
    $('.premises-list thead th')
      .map((_, head) => $(head).text())
      .get()
  const codes = ({ $ }: ReturnType<typeof renderedPage>) =>
    $('tbody [data-open]')
      .map((_, cell) => $(cell).text())
      .get()
  const post = (browser: Browser, path: string, form: object = {}) =>
    browser
      .post(table + path)
      .type('form')
      .send(form)
  const keep = async (browser: Browser, form: object) => {
    const { headers } = await post(browser, '/views', form).expect(303)
    return /view=([0-9a-f]{24})/.exec(String(headers['location']))![1]!
  }
  const links = ({ $ }: ReturnType<typeof renderedPage>) =>
    $('.table-views__list a')
      .map((_, link) => $(link).text())
      .get()

  it('has the columns that a colleague chose, in their order, until it is reset', async () => {
    await aPremises()
    const usual = heads(await open(manager))
    const form = await manager.get(`${table}/columns?status=available`).expect(200)
    const typed = typedInto(
      form,
      { column: ['title', 'layout', 'status', 'wrong'], 'place.title': '2' },
      '.column-form',
    )
    await post(manager, '/columns', { ...typed, 'place.status': '1', 'place.layout': '' })
      .expect(303)
      .expect('Location', `${table}?status=available`)
    expect(heads(await open(manager))).toEqual(['Code', 'Status', 'Name', 'Layout'])
    expect(heads(await open(colleague))).toEqual(usual)

    await post(manager, '/columns', { reset: 'yes', back: 'status=available' }).expect(303)
    expect(heads(await open(manager))).toEqual(usual)
  })

  it('can show every column in three languages', async () => {
    await aPremises({ certificateNumber: 'A-1', applicationWindow: { from: '2026-12-01', to: null } })
    await post(manager, '/columns', { column: [...tableColumns] }).expect(303)
    for (const locale of ['ru', 'en', 'zh']) {
      const page = await open(manager, `/${locale}/staff/premises`)
      expect(heads(page)).toHaveLength(tableColumns.length + 1)
      expect(page.$('.premises-frame .premises-list')).toHaveLength(1)
      expect(page.main).not.toMatch(/undefined|NaN|\{|table\.|listing\./)
    }
    expect(knownColumns(['title', 'castle', 'title', 'status'])).toEqual(['title', 'status'])
  })

  it('refuses an empty selection and invalid numbers, and keeps the input', async () => {
    const none = renderedPage(await post(manager, '/columns', { back: '' }).expect(422))
    expect(none.errors()).toMatchObject([{ field: 'column-title' }])
    const odd = renderedPage(await post(manager, '/columns', { column: 'zone', 'place.zone': 'first' }).expect(422))
    expect(odd.errors()).toMatchObject([{ field: 'place.zone' }])
    expect(odd.value('place.zone')).toBe('first')
    expect(odd.$('#column-zone').attr('checked')).toBeDefined()
    expect(odd.$('#column-title').attr('checked')).toBeUndefined()
  })

  it('is saved under a name with conditions, order and columns, and opens by default on request', async () => {
    await aPremises({ code: 'SFH-A-0101', status: 'draft', areaUsableSqM: 20 })
    await aPremises({ code: 'SFH-A-0102', status: 'draft', areaUsableSqM: 60 })
    await aPremises({ code: 'SFH-A-0103' })
    await post(manager, '/columns', { column: ['title', 'area'] }).expect(303)
    const form = await manager.get(`${table}/views?status=draft&sort=-area`).expect(200)
    const typed = typedInto(form, { name: ' My  drafts ', opens: 'yes' }, '#save form')
    const id = await keep(manager, typed)
    await post(manager, '/columns', { reset: 'yes', back: '' }).expect(303)

    await manager.get(table).expect(302).expect('Location', `${table}?status=draft&sort=-area&view=${id}`)
    const page = await open(manager)
    expect(codes(page)).toEqual(['SFH-A-0102', 'SFH-A-0101'])
    expect(heads(page)).toEqual(['Code', 'Name', 'Area'])
    expect(page.$('.table-views [aria-current]').text()).toBe('My drafts')
    expect(links(await open(colleague))).toEqual([])

    // All units stay one click away, and so do other conditions.
    const all = await open(manager, page.$('.table-views__list a').first().attr('href'))
    expect(codes(all)).toHaveLength(3)
    expect(all.links().filter(href => href === table)).toEqual([])
    expect(codes(await open(manager, `${table}?status=available`))).toEqual(['SFH-A-0103'])

    // The owner can change the view's conditions, columns and name; it does not change by itself.
    const changed = await open(manager, `${table}?status=available&view=${id}`)
    const update = changed.$('.table-views form')
    expect(update.attr('action')).toBe(`${table}/views/${id}/conditions`)
    await post(manager, `/views/${id}/conditions`, { query: update.find('input').val() }).expect(303)
    await post(manager, '/columns', { column: ['zone'], back: `view=${id}` }).expect(303)
    await post(manager, `/views/${id}`, { name: 'Free' }).expect(303)
    const after = await open(manager)
    expect([codes(after), heads(after)]).toEqual([['SFH-A-0103'], ['Code', 'Zone']])
    expect(after.$('.table-views form')).toHaveLength(0)
    await post(manager, `/views/${id}/opens`, { opens: 'no' }).expect(303)
    expect(codes(await open(manager))).toHaveLength(3)
    await post(manager, `/views/${id}/opens`, { opens: 'yes' }).expect(303)
    await post(manager, `/views/${id}/remove`).expect(303)
    expect(links(await open(manager))).toEqual([])
  })

  it('can be shared with colleagues, who see their own units in it and cannot change it', async () => {
    await aPremises({ code: 'SFH-A-0101', buildingCode: 'A1' })
    await aPremises({ code: 'SFH-B-0201', buildingCode: 'B2' })
    const id = await keep(manager, {
      name: 'Everything free',
      query: 'status=available',
      shared: 'yes',
      withColumns: 'yes',
    })
    const told = () => AuditEntryModel.find({ 'subject.kind': 'view' }).sort({ _id: 1 }).lean()
    expect(await told()).toMatchObject([{ action: 'premises-view.shared', subject: { id } }])

    const limited = await site.as(await aColleague('listing_manager', { buildings: ['A1'] }))
    for (const [browser, expected] of [
      [colleague, ['SFH-A-0101', 'SFH-B-0201']],
      [limited, ['SFH-A-0101']],
    ] as const) {
      await post(browser, `/views/${id}/opens`, { opens: 'yes' }).expect(303)
      const page = await open(browser)
      expect(page.$('.table-views [aria-current]').text()).toContain('by 王芳')
      expect(codes(page)).toEqual(expected)
    }
    const acts: [string, object][] = [
      ['', { name: 'Mine' }],
      ['/conditions', { query: '' }],
      ['/remove', {}],
    ]
    for (const [path, form] of acts) await post(colleague, `/views/${id}${path}`, form).expect(404)
    await post(colleague, `/views/${id}`, { name: '' }).expect(404)
    expect(renderedPage(await colleague.get(`${table}/views`)).$('[data-test="shared"] input')).toHaveLength(0)

    // Once the view is withdrawn, tables that opened with it open with all units.
    await post(manager, `/views/${id}`, { name: 'Everything free' }).expect(303)
    expect(codes(await open(colleague))).toHaveLength(2)
    expect(links(await open(colleague, `${table}?view=${id}`))).toEqual([])
    await post(colleague, `/views/${id}/opens`, { opens: 'yes' }).expect(404)
    expect(await told()).toMatchObject([
      {},
      { action: 'premises-view.changed', changes: [{ field: 'shared', before: 'true', after: 'false' }] },
    ])
  })

  it('is changed once when the form is sent twice, later or at the same moment, with one audit entry', async () => {
    const id = await keep(manager, { name: 'Free', query: 'status=available', shared: 'yes', withColumns: 'yes' })
    const send = (path: string, form: object) => post(manager, `/views/${id}${path}`, form).expect(303)
    for (const _time of [1, 2]) await send('', { name: 'All free', shared: 'yes' })
    const stored = async () => (await TablePreferencesModel.findOne({ 'views.key': 'let' }).lean())!.version
    await Promise.all([1, 2].map(() => send('', { name: 'Let', shared: 'yes' })))
    for (const _time of [1, 2]) await send('/conditions', { query: 'status=held' })
    const version = await stored()
    await Promise.all([1, 2].map(() => send('/conditions', { query: 'status=let' })))
    expect(await stored()).toBe(version + 1)
    await site.services.audit.settled()
    const told = await AuditEntryModel.find({ 'subject.kind': 'view' }).sort({ _id: 1 }).lean()
    const fields = told.map(({ action, changes }) => [action, changes.map(({ field }) => field).join(' ')])
    expect(fields.slice(1)).toEqual([
      ['premises-view.changed', 'name'],
      ['premises-view.changed', 'name'],
      ['premises-view.changed', 'query'],
      ['premises-view.changed', 'query'],
    ])
  })

  it('has a unique name for its owner, and their number is limited', async () => {
    const first = await keep(manager, { name: 'Drafts', query: '' })
    const second = await keep(manager, { name: 'Free', query: '' })
    await keep(colleague, { name: 'Drafts', query: '' })
    for (const name of ['drafts ', 'ＤＲＡＦＴＳ', '']) {
      const refused = renderedPage(
        await post(manager, '/views', { name, query: 'status=let', shared: 'yes' }).expect(422),
      )
      expect(refused.errors()).toMatchObject([{ field: 'name' }])
      expect(refused.value('name')).toBe(name)
      expect(refused.$('#save input[name="query"]').val()).toBe('status=let')
      const renamed = renderedPage(await post(manager, `/views/${second}`, { name }).expect(422))
      expect(renamed.errors()).toMatchObject([{ field: `name-${second}` }])
    }
    await post(manager, `/views/${first}`, { name: 'DRAFTS' }).expect(303)
    // Two windows at once: neither loses what the other saved.
    await Promise.all(['1', '2', '3'].map(name => keep(manager, { name, query: '' })))
    for (let i = 5; i < maxViews; i += 1) await keep(manager, { name: `View ${i}`, query: '' })
    const refused = renderedPage(await post(manager, '/views', { name: 'One more', query: '' }).expect(422))
    expect(refused.errors()).toMatchObject([{ field: 'name' }])
    const kept = await TablePreferencesModel.find().sort({ _id: 1 }).lean()
    expect(kept.map(({ views }) => views.length).sort()).toEqual([1, maxViews])
  })

  it('ignores invalid values and is closed to reviewers', async () => {
    await aPremises()
    await open(manager, `${table}?view=castle`)
    await open(manager, `${table}?view=0123456789abcdef01234567`)
    for (const path of ['/views/castle', '/views/0123456789abcdef01234567', '/views/0123456789abcdef01234567/remove'])
      await post(manager, path, { name: 'x' }).expect(404)
    const id = await keep(manager, { name: '<b>', query: '__proto__=1&status=castle&sort=colour&page=7' })
    expect((await open(manager, `${table}?view=${id}`)).$('.table-views [aria-current]').text()).toBe('<b>')
    const reviewer = await site.as(await aColleague('reviewer'))
    for (const path of ['/columns', '/views']) {
      await reviewer.get(table + path).expect(403)
      await post(reviewer, path, { name: 'x' }).expect(403)
    }
  })
})
