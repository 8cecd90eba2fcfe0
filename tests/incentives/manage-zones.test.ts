import { beforeEach, describe, expect, it } from 'vitest'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { ZoneModel } from '#models/incentives/zone.ts'
import { aColleague, anAccount } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('editing the pages of the zones', () => {
  const site = useSite()
  beforeEach(() => site.services.incentives.seedStartingContent())

  const address = '/zh/staff/incentives/zones/heihe'
  const manager = async () => site.as(await aColleague('listing_manager', { name: '王芳' }))
  type Person = Awaited<ReturnType<typeof manager>>
  /** Returns the form as the browser would send it back. */
  async function formOf(person: Person): Promise<Record<string, string>> {
    const { $ } = renderedPage(await person.get(address).expect(200))
    const sent: Record<string, string> = {}
    $('main form[method="post"] :is(input, textarea, select)').each((_, field) => {
      const one = $(field)
      if (one.is('[type="checkbox"]') && one.attr('checked') === undefined) return
      const value = one.is('select')
        ? one.find('[selected]').attr('value')
        : one.is('textarea')
          ? one.text()
          : one.val()
      sent[one.attr('name') ?? ''] = typeof value === 'string' ? value : ''
    })
    return sent
  }
  const send = (person: Person, form: object) => person.post(address).type('form').send(form)
  const readers = async () => renderedPage(await site.visit.get('/en/zones/heihe').expect(200))

  it('is open to the listing manager and the administrator, for the four existing zones', async () => {
    await (await site.as(await aColleague('administrator'))).get(address).expect(200)
    for (const account of [await anAccount(), await aColleague('reviewer')]) {
      const person = await site.as(account)
      await person.get(address).expect(403)
      await person.get(`${address}/preview`).expect(403)
      await send(person, { act: 'discard', version: '0' }).expect(403)
    }
    await site.visit.get(address).expect(303)
    const person = await manager()
    await person.get('/zh/staff/incentives/zones/moscow').expect(404)
    await person.get('/zh/staff/incentives/zones/moscow/preview').expect(404)
    expect(renderedPage(await person.get('/zh/staff/incentives')).links()).toContain(address)
  })

  it('saves drafts without changing the page, previews them in three languages, and publishes everything at once', async () => {
    const person = await manager()
    const before = await readers()
    const form = await formOf(person)
    const said = {
      ...form,
      'summary.en': 'A new summary',
      'body.en': '## Roads\n\n- **One**',
      'facts.0.figure.en': '21 km²',
    }
    await send(person, { ...said, act: 'draft' }).expect(303)
    expect((await readers()).main).toBe(before.main)
    const preview = renderedPage(await person.get('/en/staff/incentives/zones/heihe/preview').expect(200))
    expect(preview.main).toContain('A new summary')
    expect(preview.main).toContain('21 km²')
    expect(preview.$('[data-test="preview"] a')).toHaveLength(4)

    const drafted = await formOf(person)
    expect(drafted).toHaveProperty('why')
    await send(person, { ...drafted, act: 'publish', why: '海关公布了新数字' }).expect(303)
    const page = await readers()
    expect(page.main).toContain('21 km²')
    expect(page.$('.rich h2').text()).toBe('Roads')
    expect(await ZoneModel.findOne({ slug: 'heihe' }).lean()).toMatchObject({ version: 2, draft: null })
    expect(renderedPage(await person.get(address)).text('history')).toMatch(/已发布.*王芳[^]*保存草稿.*王芳/)
    const told = await AuditEntryModel.findOne({ action: 'zone.published' }).lean()
    expect(told?.reason).toBe('海关公布了新数字')
    expect(told?.subject).toMatchObject({ kind: 'zone', id: 'heihe' })
    expect(told?.changes.map(({ field }) => field).sort()).toEqual(['body.en', 'fact.area.figure.en', 'summary.en'])
  })

  it('keeps untouched fields unchanged, adds and removes facts, and discards a draft', async () => {
    const person = await manager()
    const stored = await ZoneModel.findOne({ slug: 'heihe' }).lean()
    const form = await formOf(person)
    await send(person, { ...form, act: 'publish' }).expect(303)
    expect((await AuditEntryModel.findOne({ action: 'zone.published' }).lean())?.changes).toEqual([])

    const at = `facts.${stored?.facts.length ?? 0}`
    const added = {
      [`${at}.text.zh`]: '新事实',
      [`${at}.sourceName.zh`]: '某公报',
      [`${at}.sourceDate`]: '2026-10',
      [`${at}.checkedAt`]: '2026-11-20',
    }
    await send(person, { ...(await formOf(person)), ...added, 'facts.0.remove': 'yes', act: 'draft' }).expect(303)
    const kept = await ZoneModel.findOne({ slug: 'heihe' }).lean()
    expect(kept?.draft?.facts.map(({ key }) => key)).toEqual([
      'history',
      'bridge',
      'cableway',
      'crossing-before',
      'fact-5',
    ])
    expect(kept?.facts.map(({ key }) => key)).toContain('area')
    await send(person, { act: 'discard', version: '2' }).expect(303)
    expect((await ZoneModel.findOne({ slug: 'heihe' }).lean())?.draft).toBeNull()
  })

  it.each([
    [
      'facts.1.sourceName.ru',
      { 'facts.1.sourceName.ru': '', 'facts.1.sourceName.en': '', 'facts.1.sourceName.zh': '' },
    ],
    ['facts.1.checkedAt', { 'facts.1.checkedAt': '' }],
    ['facts.1.sourceUrl', { 'facts.1.sourceUrl': 'javascript:alert(1)' }],
    ['facts.1.sourceDate', { 'facts.1.sourceDate': '2021-13' }],
    ['facts.1.topic', { 'facts.1.topic': 'moon' }],
    ['name.ru', { 'name.ru': '', 'name.en': '', 'name.zh': '' }],
    ['facts.5.sourceName.ru', { 'facts.5.text.en': 'New', 'facts.5.sourceDate': '2026' }],
  ])('reports %s as an error and keeps the input', async (field, wrong) => {
    const person = await manager()
    const typed = { ...(await formOf(person)), 'summary.ru': 'Моё', ...wrong, act: 'publish' }
    const page = renderedPage(await send(person, typed).expect(422))
    expect(page.errors().map(error => error.field)).toEqual([field])
    expect(page.$(`[id="${field}"]`)).toHaveLength(1)
    expect(page.value('summary.ru')).toBe('Моё')
    expect(await ZoneModel.findOne({ slug: 'heihe' }).lean()).toMatchObject({ version: 0 })
  })

  it('saves the first of two changes and shows the second colleague what is stored', async () => {
    const person = await manager()
    const form = await formOf(person)
    await send(person, { ...form, 'name.ru': 'Первое', act: 'draft' }).expect(303)
    const late = renderedPage(await send(person, { ...form, 'name.ru': 'Второе', act: 'publish' }).expect(409))
    expect(late.value('name.ru')).toBe('Второе')
    expect(late.text('stale')).toContain('Первое')
    expect(late.value('version')).toBe('1')
    expect((await readers()).main).not.toContain('Второе')
  })

  it('saves once when the same form is sent twice', async () => {
    const person = await manager()
    const form = await formOf(person)
    for (const act of ['draft', 'draft']) await send(person, { ...form, 'name.ru': 'Первое', act }).expect(303)
    expect(await ZoneModel.findOne({ slug: 'heihe' }).lean()).toMatchObject({ version: 1 })
    for (const act of ['publish', 'publish'])
      await send(person, { ...form, version: '1', 'name.ru': 'Первое', act }).expect(303)
    expect(await ZoneModel.findOne({ slug: 'heihe' }).lean()).toMatchObject({ version: 2, draft: null })
    // From an older page, or by another colleague, it is still a conflict.
    await send(person, { ...form, 'name.ru': 'Первое', act: 'draft' }).expect(409)
    await send(await manager(), { ...form, version: '1', 'name.ru': 'Первое', act: 'publish' }).expect(409)
    await send(person, { ...form, version: '2', 'name.ru': 'Второе', act: 'draft' }).expect(303)
    for (const act of ['discard', 'discard']) await send(person, { act, version: '3' }).expect(303)
    expect(await ZoneModel.findOne({ slug: 'heihe' }).lean()).toMatchObject({ version: 4, draft: null })
    await send(await manager(), { act: 'discard', version: '3' }).expect(409)
  })

  const storedZone = async () => (await ZoneModel.findOne({ slug: 'heihe' }).lean())!
  const draftOf = async () => (await storedZone()).draft!
  const keysIn = ({ facts }: { facts: { key: string }[] }) => facts.map(({ key }) => key)

  it('moves a fact past the next one of its topic, saves the input as a draft, and records the move in the audit trail', async () => {
    const person = await manager()
    const began = ['area', 'history', 'bridge', 'cableway', 'crossing-before']
    const first = renderedPage(await person.get(address).expect(200))
    const moves = first.$('button[name="move"]').toArray()
    // Only the three facts about transport have a neighbour of their topic; the empty one has no place yet.
    expect(moves.map(one => one.attribs.value)).toEqual(['2.down', '3.up', '3.down', '4.up'])

    const typed = { ...(await formOf(person)), 'summary.en': 'Typed before moving' }
    await send(person, { ...typed, move: '3.up' })
      .expect(303)
      .expect('Location', `${address}#fact-cableway`)
    const draft = await draftOf()
    const order = ['area', 'history', 'cableway', 'bridge', 'crossing-before']
    expect(keysIn(draft)).toEqual(order)
    expect(draft.summary.en).toBe('Typed before moving')
    expect(keysIn(await storedZone())).toEqual(began)
    const page = renderedPage(await person.get(address))
    expect(page.notice).toBe('数据已移动，草稿已保存。')
    expect(page.$('#fact-cableway')).toHaveLength(1)

    const preview = renderedPage(await person.get(`${address}/preview`).expect(200)).main
    expect(preview).toMatch(/972米[^]*1284米/)
    const told = await AuditEntryModel.findOne({ action: 'zone.drafted' }).lean()
    expect(told?.changes).toContainEqual({
      field: 'factOrder',
      before: JSON.stringify(began.join(', ')),
      after: JSON.stringify(order.join(', ')),
    })
  })

  it('moves a fact back again, but not past the end or a fact of another topic', async () => {
    const person = await manager()
    const began = keysIn(await storedZone())
    for (const move of ['3.up', '2.down', '4.down', '0.up', '0.down', '9.up'])
      await send(person, { ...(await formOf(person)), move }).expect(303)
    expect(keysIn(await draftOf())).toEqual(began)
  })

  it('moves a fact in a form with errors, together with its errors', async () => {
    const person = await manager()
    const typed = { ...(await formOf(person)), 'facts.3.checkedAt': 'soon', move: '3.up' }
    const page = renderedPage(await send(person, typed).expect(422))
    expect(page.value('facts.2.key')).toBe('cableway')
    expect(page.value('facts.3.key')).toBe('bridge')
    expect(page.errors().map(({ field }) => field)).toEqual(['facts.2.checkedAt'])
    expect(await ZoneModel.findOne({ slug: 'heihe' }).lean()).toMatchObject({ version: 0, draft: null })
  })

  it('puts facts that were not checked for long on the desk', async () => {
    site.clock.advance({ days: 175 })
    const desk = await (await manager()).get('/zh/staff/work/incentives').expect(200)
    expect(desk.text).toContain('/zh/staff/incentives/zones/heihe')
  })
})
