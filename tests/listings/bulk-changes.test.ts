import { beforeEach, describe, expect, it } from 'vitest'
import { PremisesBulkItemModel, PremisesBulkModel, type BulkChange } from '#models/listings/premises-bulk.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { planChange } from '#features/listings/bulk/planning.ts'
import { fillEmptyParts } from '#features/premises/listing/stored.ts'
import { aColleague } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('a bulk change of units', () => {
  const site = useSite()
  let manager: Awaited<ReturnType<typeof site.as>>
  beforeEach(async () => {
    manager = await site.as(await aColleague('listing_manager', { name: '王芳' }))
  })
  const at = '/zh/staff/premises/bulk'
  const stored = async (code: string) => (await PremisesModel.findOne({ code }).lean<Premises>())!
  const send = (path: string, values: object = {}) => manager.post(`${at}${path}`).type('form').send(values)
  /** Sends the form up to the preview; returns the end of its address. */
  async function previewed(values: object): Promise<string> {
    const { headers } = await send('', values).expect(303)
    return `/${headers.location!.split('/').at(-1)!}`
  }
  const open = async (end: string) => renderedPage(await manager.get(`${at}${end}`).expect(200))
  const rows = ({ $ }: ReturnType<typeof renderedPage>) =>
    $('[data-test="bulk"] tbody tr')
      .map((_, row) => $(row).text().replace(/\s+/g, ' ').trim())
      .get()

  it('previews, carries out and undoes a change of status', async () => {
    const codes = ['SFH-A-0101', 'SFH-A-0102', 'SFH-A-0103', 'SFH-A-0104']
    await aPremises({ code: codes[0]!, status: 'draft', publishAt: null })
    await aPremises({ code: codes[1]!, status: 'draft', publishAt: null, title: {} })
    await aPremises({ code: codes[2]!, status: 'let' })
    await aPremises({ code: codes[3]!, status: 'draft' })
    const table = renderedPage(await manager.get('/zh/staff/premises').expect(200))
    expect(table.$('input[form="bulk"]')).toHaveLength(4)
    await manager.get(at).expect(303)
    const choice = renderedPage(await manager.get(`${at}?code=${codes.join('&code=')}`).expect(200))
    expect(choice.text('lead')).toContain('4')
    const wrong = renderedPage(await send('', { kind: 'move', code: codes, move: 'let' }).expect(422))
    expect(wrong.errors().map(({ field }) => field)).toEqual(['move'])
    expect(wrong.$('.panel form').first().find('[name=code]')).toHaveLength(4)

    const end = await previewed({ kind: 'move', code: codes, move: 'publish', note: '集中发布' })
    const preview = await open(end)
    expect(preview.text('lead')).toBe('将修改2处房源。')
    expect(preview.text('refused')).toBe('另有2处无法修改，原因见下表。')
    expect(rows(preview)[0]).toContain('没有任何语言的名称')
    expect((await stored(codes[0]!)).status).toBe('draft')

    await PremisesModel.updateOne({ code: codes[3]! }, { $inc: { version: 1 } })
    const confirmed = await send(`${end}/confirm`).expect(303)
    const running = await manager.get(`${at}${end}`).expect('Refresh', '2')
    expect(renderedPage(running).text('progress')).toBe('已完成0处，共2处')
    await site.runJobs()
    expect(site.log.lines().find(({ msg }) => msg === 'bulk change of premises finished')).toMatchObject({
      job: 'change-premises',
      kind: 'move',
      reqId: confirmed.headers['x-request-id'],
    })
    const done = await open(end)
    expect(done.text('outcomes')).toBe('已修改1处1处期间已被他人修改，保持原样2处无法修改')
    expect((await open('/past')).$('tbody tr').text()).toContain('已完成1处，共2处')
    const published = await stored(codes[0]!)
    expect(published).toMatchObject({ status: 'available', version: 1 })
    expect(published.publishAt?.toISOString()).toBe('2026-11-25T04:00:00.000Z')
    expect(published.events.at(-1)).toMatchObject({ kind: 'published', byName: '王芳', note: '集中发布' })
    expect((await stored(codes[3]!)).status).toBe('draft')
    await site.visit.get(`/zh/premises/${codes[0]!}`).expect(200)

    const { headers } = await send(`${end}/undo`).expect(303)
    await send(`${end}/undo`).expect(303).expect('Location', headers.location!)
    await site.runJobs()
    expect(await stored(codes[0]!)).toMatchObject({ status: 'draft', publishAt: null, version: 2 })
    expect((await open('/past')).$('tbody tr')).toHaveLength(2)
    await (await site.as(await aColleague('listing_manager'))).get(`${at}${end}`).expect(404)
    await (await site.as(await aColleague('reviewer'))).get(`${at}${end}`).expect(403)
  })

  it('replaces a text in all matching units and updates what depends on it', async () => {
    const reviewed = { ru: true, en: true, zh: true }
    const { code } = await aPremises({ summary: { ru: 'Окна на юг. Тепло.', en: 'Warm.', zh: '采光好。' }, reviewed })
    await aPremises({ summary: { ru: 'Окна во двор.' } })
    await aPremises({ status: 'archived' })
    const wish = { kind: 'text', field: 'summary', locale: 'ru', mode: 'swap' }
    const all = { all: 'yes', status: 'available' }
    const lacks = renderedPage(await send('', { ...wish, ...all, text: 'Витрины' }).expect(422))
    expect(lacks.errors().map(({ field }) => field)).toEqual(['find'])
    const end = await previewed({ ...wish, ...all, find: 'Окна', text: 'Витражи' })
    const preview = await open(end)
    expect(preview.text('lead')).toBe('将修改2处房源。')
    expect(rows(preview)[0]).toContain('Окна на юг. Тепло. → Витражи на юг. Тепло.')

    await send(`${end}/confirm`).expect(303)
    await site.runJobs()
    const changed = await stored(code)
    expect(changed.summary).toEqual({ ru: 'Витражи на юг. Тепло.', en: 'Warm.', zh: '采光好。' })
    expect(changed.reviewed).toMatchObject({ ru: false, en: true })
    const found = renderedPage(await site.visit.get('/ru/premises?q=витражи').expect(200))
    expect(found.links().some(link => link.includes(code))).toBe(true)
    const undone = await send(`${end}/undo`).expect(303)
    await site.runJobs()
    expect((await stored(code)).reviewed).toMatchObject({ ru: true })
    expect(rows(renderedPage(await manager.get(undone.headers.location!)))).toHaveLength(2)
  })

  it.each([
    { kind: 'text', field: 'title', locale: 'zh', mode: 'after', text: '（新）' },
    { kind: 'review', locale: 'zh', reviewed: 'yes' },
  ])('of a $kind records its reason in each history and in the audit', async wish => {
    const { code } = await aPremises({ title: { zh: '食品干仓' }, reviewed: { ru: false, en: false, zh: false } })
    const end = await previewed({ ...wish, code, note: '按新规范统一' })
    expect((await open(end)).main).toContain('按新规范统一')
    await send(`${end}/confirm`).expect(303)
    await site.runJobs()
    const versions = renderedPage(await manager.get(`/zh/staff/premises/${code}/versions`).expect(200))
    expect(versions.main).toContain('按新规范统一')
    const administrator = await site.as(await aColleague('administrator'))
    const trail = await administrator.get('/zh/staff/audit?action=premises.bulk-confirmed').expect(200)
    const entry = renderedPage(trail).$('[data-test="entry"] a').first().attr('href')!
    expect(renderedPage(await administrator.get(entry).expect(200)).main).toContain('按新规范统一')
  })

  it('describes a let unit as let and a held one as held', async () => {
    const status = ['let', 'held', 'archived', 'draft', 'available'] as const
    const made: Premises[] = []
    for (const one of status) made.push(await aPremises({ status: one }))
    const shown = await open(await previewed({ kind: 'move', code: made.map(({ code }) => code), move: 'pause' }))
    const said = (code: string) => rows(shown).find(row => row.includes(code))
    expect(said(made[0]!.code)).toContain('该房源已出租。')
    expect(said(made[1]!.code)).toContain('该房源已因发出入驻通知预留。')
    expect(said(made[2]!.code)).toContain('已归档')
    expect(said(made[3]!.code)).toContain('尚为草稿')
  })

  it('adds to a Chinese name without a space and to a Latin one with a space', async () => {
    const { code } = await aPremises({ title: { zh: '食品干仓', en: 'Dry store' } })
    for (const [locale, text] of [
      ['zh', '（测试）'],
      ['en', '(test)'],
    ] as const) {
      const end = await previewed({ kind: 'text', field: 'title', locale, mode: 'after', text, code })
      await send(`${end}/confirm`).expect(303)
      await site.runJobs()
    }
    expect((await stored(code)).title).toMatchObject({ zh: '食品干仓（测试）', en: 'Dry store (test)' })
  })

  it('continues after a crash without doing anything twice', async () => {
    const made = [await aPremises({ code: 'SFH-A-0101' }), await aPremises({ code: 'SFH-A-0102' })]
    const end = await previewed({ kind: 'move', code: made.map(({ code }) => code), move: 'pause' })
    await send(`${end}/confirm`).expect(303)
    const bulk = (await PremisesBulkModel.findOne().lean())!
    // The first unit is written, and the worker dies before it has recorded anything.
    await PremisesBulkItemModel.updateOne({ code: made[1]!.code }, { $set: { outcome: 'gone' } })
    await site.services.listings.bulk.step(bulk)
    await PremisesBulkItemModel.updateMany({}, { $set: { outcome: null } })
    const workedUntil = new Date(site.clock.now().getTime() + 15_000)
    await PremisesBulkModel.updateOne({}, { $set: { workedUntil } })

    expect(await site.services.listings.bulk.finish()).toBe(0)
    site.clock.set('2026-11-25T12:01:00+08:00')
    expect(await site.services.listings.bulk.finish()).toBe(1)
    for (const { code } of made) expect(await stored(code)).toMatchObject({ status: 'paused', version: 1 })
    const outcomes = await PremisesBulkItemModel.find().lean()
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'done'])
  })

  it.each<[string, Partial<Premises>, Exclude<BulkChange, { kind: 'undo' }>]>([
    ['held', { status: 'held' }, { kind: 'move', move: 'archive', note: '' }],
    ['let', { status: 'let' }, { kind: 'move', move: 'archive', note: '' }],
    ['archived', { status: 'archived' }, { kind: 'move', move: 'pause', note: '' }],
    ['draft', { status: 'draft' }, { kind: 'move', move: 'pause', note: '' }],
    ['wrong-status', { status: 'paused' }, { kind: 'move', move: 'publish', note: '' }],
    ['same', { status: 'paused' }, { kind: 'move', move: 'pause', note: '' }],
    ['not-complete', { title: { ru: 'Лавка' } }, { kind: 'review', locale: 'zh', reviewed: true }],
    ['same', {}, { kind: 'review', locale: 'zh', reviewed: false }],
    ['no-title', { title: { ru: 'Лавка' } }, textWish('title', 'clear', '')],
    ['too-long', {}, textWish('title', 'after', 'я'.repeat(121))],
    ['not-found', {}, textWish('summary', 'swap', 'x', 'нет такого')],
    ['same', {}, textWish('defects', 'clear', '')],
  ])('refuses %s', async (reason, changes, wish) => {
    const { code } = await aPremises(changes)
    const premises = fillEmptyParts(await stored(code))
    expect(planChange(premises, wish, site.clock.now())).toEqual({ changes: [], refusal: reason })
  })
})

function textWish(field: 'title' | 'summary' | 'defects', mode: 'clear' | 'after' | 'swap', text: string, find = '') {
  return { kind: 'text' as const, field, locale: 'ru' as const, mode, find, text }
}
