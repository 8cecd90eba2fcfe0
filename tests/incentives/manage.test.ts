import { beforeEach, describe, expect, it } from 'vitest'
import { AuditEntryModel } from '../../models/audit-entry.ts'
import { IncentiveModel } from '../../models/incentive.ts'
import { aColleague, anAccount } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('keeping incentives', () => {
  const site = useSite()
  beforeEach(() => site.services.incentives.seedStartingContent())

  const filled = (overrides: Record<string, string | string[]> = {}) => ({
    slug: 'hiring-subsidy',
    category: 'labour',
    zones: ['suifenhe', 'harbin'],
    'title.ru': 'Поддержка найма',
    'title.zh': '用工补贴',
    'summary.ru': 'Город доплачивает.',
    'body.ru': 'Первый абзац.\r\n\r\nВторой абзац.',
    'sourceName.ru': 'Сайт города',
    sourceDate: '2026-06',
    sourceUrl: '',
    checkedAt: '2026-11-20',
    validFrom: '',
    expiresOn: '2026-12-31',
    ...overrides,
  })
  const manager = async () => site.as(await aColleague('listing_manager', { name: '王芳' }))
  const found = async (slug: string) => {
    const incentive = await IncentiveModel.findOne({ slug }).lean()
    if (!incentive) throw new Error(`no incentive ${slug}`)
    return { ...incentive, id: incentive._id.toHexString() }
  }

  it('is for the listing manager and the administrator only', async () => {
    const { id } = await found('visa-free-entry')
    const addresses = ['/zh/staff/incentives', '/zh/staff/incentives/new', `/zh/staff/incentives/${id}`]
    for (const role of ['listing_manager', 'administrator'] as const) {
      const person = await site.as(await aColleague(role))
      for (const address of addresses) await person.get(address).expect(200)
    }
    for (const account of [await anAccount(), await aColleague('reviewer'), await aColleague('decider')]) {
      const person = await site.as(account)
      for (const address of addresses) await person.get(address).expect(403)
      await person.post('/zh/staff/incentives/new').type('form').send(filled()).expect(403)
      await person.post(`/zh/staff/incentives/${id}`).type('form').send(filled()).expect(403)
      await person.post(`/zh/staff/incentives/${id}/discard`).type('form').send({ version: '0' }).expect(403)
    }
    for (const address of addresses) await site.visit.get(address).expect(303)
    expect((await found('visa-free-entry')).status).toBe('published')
  })

  it('lists all of them with what has to be looked at', async () => {
    const page = renderedPage(await (await manager()).get('/zh/staff/incentives').expect(200))
    expect(page.$('tbody tr')).toHaveLength(8)
    const visa = page.$('tbody tr:has(a:contains("30天免签入境"))').text()
    expect(visa).toContain('已到期')
    expect(visa).toContain('俄语、英语、中文')
  })

  it('makes a draft that nobody sees until it is published', async () => {
    const person = await manager()
    const made = await person.post('/ru/staff/incentives/new').type('form').send(filled()).expect(303)
    const address = made.headers.location as string
    expect(renderedPage(await person.get(address).expect(200)).notice).toContain('Черновик создан')
    await site.visit.get('/ru/incentives/hiring-subsidy').expect(404)

    const publish = filled({ version: '0', act: 'publish' })
    await person.post(address).type('form').send(publish).expect(303)
    const page = renderedPage(await site.visit.get('/ru/incentives/hiring-subsidy').expect(200))
    expect(page.heading).toBe('Поддержка найма')
    expect(page.main).toContain('Скоро закончится')
    expect(page.main).toContain('Уточните в офисе')
    expect(page.main).toContain('Источник: Сайт города, июнь 2026')
    const english = renderedPage(await site.visit.get('/en/incentives/hiring-subsidy').expect(200))
    expect(english.$('h1').attr('lang')).toBe('ru')
    const events = (await found('hiring-subsidy')).events.map(({ kind, by }) => `${kind} by ${by?.name ?? ''}`)
    expect(events).toEqual(['created by 王芳', 'published by 王芳'])

    await person
      .post(address)
      .type('form')
      .send(filled({ version: '1', act: 'unpublish' }))
      .expect(303)
    await site.visit.get('/ru/incentives/hiring-subsidy').expect(404)
  })

  it('shows a published change at once', async () => {
    const { id } = await found('small-taxpayer-vat')
    const person = await manager()
    await site.visit.get('/ru/incentives/small-taxpayer-vat').expect(200)
    const said = { 'title.ru': 'Новое название', confirmed: 'yes', reviewed: 'ru' }
    const change = filled({ version: '0', act: 'publish', ...said })
    await person.post(`/ru/staff/incentives/${id}`).type('form').send(change).expect(303)
    const page = renderedPage(await site.visit.get('/ru/incentives/small-taxpayer-vat').expect(200))
    expect(page.heading).toBe('Новое название')
    const kept = await found('small-taxpayer-vat')
    expect(kept).toMatchObject({
      slug: 'small-taxpayer-vat',
      status: 'published',
      version: 1,
      confirmed: true,
      zones: ['suifenhe', 'harbin'],
      reviewed: { ru: true, en: false, zh: false },
      title: { ru: 'Новое название', zh: '用工补贴' },
    })
    expect(kept.title.en).toBeUndefined()
    expect(kept.body.en).toBeUndefined()
    expect(kept.note).toEqual({})
    await person.get(`/ru/staff/incentives/${id}`).expect(200)
  })

  it.each([
    ['zones', { zones: 'moscow' }],
    ['category', { category: '' }],
    ['slug', { slug: 'Not An Address' }],
    ['slug', { slug: 'visa-free-entry' }],
    ['sourceDate', { sourceDate: '2021-13' }],
    ['sourceDate', { sourceDate: 'last year' }],
    ['sourceUrl', { sourceUrl: 'javascript:alert(1)' }],
    ['checkedAt', { checkedAt: '2026-02-30' }],
    ['expiresOn', { expiresOn: '31.12.2026' }],
    ['expiresOn', { validFrom: '2027-01-01' }],
    ['title.en', { 'title.en': 'x'.repeat(201) }],
  ])('complains about %s in %o and keeps what was typed', async (field, wrong) => {
    const person = await manager()
    const page = renderedPage(
      await person.post('/en/staff/incentives/new').type('form').send(filled(wrong)).expect(422),
    )
    expect(page.errors().map(error => error.field)).toEqual([field])
    expect(page.$(`[id="${field}"]`)).toHaveLength(1)
    expect(page.value('body.ru')).toContain('Второй абзац.')
    expect(await IncentiveModel.countDocuments()).toBe(8)
  })

  it.each([
    ['sourceName.ru', { 'sourceName.ru': ' ' }, '请注明来源'],
    ['title.ru', { 'title.ru': '', 'title.zh': '' }, '填写名称'],
    ['summary.ru', { 'summary.ru': '' }, '填写简介'],
    ['zones', { zones: [] as string[] }, '选择一个片区'],
    ['sourceDate', { sourceDate: '' }, '来源日期'],
    ['checkedAt', { checkedAt: '' }, '核实日期'],
  ])('keeps a draft without %s, says what it lacks, and refuses to publish it', async (field, lacking, said) => {
    const person = await manager()
    const made = await person.post('/zh/staff/incentives/new').type('form').send(filled(lacking)).expect(303)
    const address = made.headers.location as string
    const save = (act: string) =>
      person
        .post(address)
        .type('form')
        .send(filled({ ...lacking, act, version: act === 'draft' ? '0' : '1' }))
    await save('draft').expect(303)
    const page = renderedPage(await person.get(address).expect(200))
    const needed = page.$('[data-test="missing"] a')
    expect(needed.map((_, link) => page.$(link).attr('href')).get()).toEqual([`#${field}`])
    expect(page.text('missing')).toContain(said)
    expect(page.text('missing')).toContain('英语')
    await person.get('/zh/staff/incentives').expect(200)
    await person.get(`${address}/preview`).expect(200)

    const refused = renderedPage(await save('publish').expect(422))
    expect(refused.errors()).toEqual([{ field, text: expect.stringContaining(said) as string }])
    expect(refused.$(`[id="${field}"]`)).toHaveLength(1)
    expect(refused.value('body.ru')).toContain('Второй абзац.')
    await site.visit.get('/zh/incentives/hiring-subsidy').expect(404)
  })

  it('keeps a draft with nothing but its address and kind, and names the field where something is wrong', async () => {
    const person = await manager()
    const bare = { slug: 'bare', category: 'tax' }
    const made = await person.post('/zh/staff/incentives/new').type('form').send(bare).expect(303)
    const address = made.headers.location as string
    await person.get(address).expect(200)
    await person.get(`${address}/preview`).expect(200)
    const send = { version: '0', category: '', checkedAt: '昨天' }
    const refused = renderedPage(await person.post(address).type('form').send(send).expect(422))
    expect(refused.errors().map(({ text }) => text)).toEqual([
      '类别：请选择一项。',
      '核实日期：请按“年-月-日”格式输入日期，例如 2026-11-25。',
    ])
  })

  it('lets the first of two editors win and keeps what the second typed', async () => {
    const { id } = await found('visa-free-entry')
    const person = await manager()
    const save = (title: string) =>
      person
        .post(`/ru/staff/incentives/${id}`)
        .type('form')
        .send(filled({ version: '0', 'title.ru': title }))
    await save('Первый').expect(303)
    const refused = renderedPage(await save('Второй').expect(409))
    expect(refused.value('title.ru')).toBe('Второй')
    expect(refused.text('stale')).toMatch(/изменил кто-то другой[^]*Название · русский\s*Первый/i)
    expect((await found('visa-free-entry')).draft?.title.ru).toBe('Первый')
    const unpublish = filled({ version: '0', act: 'unpublish' })
    await person.post(`/ru/staff/incentives/${id}`).type('form').send(unpublish).expect(409)
    await person.post(`/ru/staff/incentives/${id}/discard`).type('form').send({ version: '0' }).expect(409)
    // Whoever has seen what is stored may save over it.
    expect(refused.value('version')).toBe('1')
  })

  it('takes only the fields of the form', async () => {
    const { id } = await found('visa-free-entry')
    const person = await manager()
    const extra = filled({ version: '0', slug: 'stolen', status: 'draft', events: '[]', __proto__: 'x' })
    await person.post(`/ru/staff/incentives/${id}`).type('form').send(extra).expect(303)
    expect(await found('visa-free-entry')).toMatchObject({ status: 'published' })
  })

  it('answers oddities clearly', async () => {
    const { id } = await found('visa-free-entry')
    const person = await manager()
    await person.get('/ru/staff/incentives/nothing').expect(404)
    await person.get('/ru/staff/incentives/aaaaaaaaaaaaaaaaaaaaaaaa').expect(404)
    await person.post('/ru/staff/incentives/aaaaaaaaaaaaaaaaaaaaaaaa').type('form').send(filled()).expect(404)
    await person.post(`/ru/staff/incentives/${id}/discard`).type('form').send({ version: 'x' }).expect(400)
  })

  it('never writes markup that an editor typed', async () => {
    const { id } = await found('visa-free-entry')
    const person = await manager()
    const markup = filled({ version: '0', act: 'publish', 'title.ru': '<script>alert(1)</script>' })
    await person.post(`/ru/staff/incentives/${id}`).type('form').send(markup).expect(303)
    const { text } = await site.visit.get('/ru/incentives/visa-free-entry').expect(200)
    expect(text).not.toContain('<script>alert')
  })

  it('takes a text that only a browser’s line ends differ in for unchanged, and keeps its paragraphs', async () => {
    const person = await manager()
    const made = await person.post('/ru/staff/incentives/new').type('form').send(filled()).expect(303)
    const address = made.headers.location as string
    const stored = 'Первый абзац.\n\nВторой абзац.'
    const first = filled({ 'body.ru': stored, version: '0' })
    await person.post(address).type('form').send(first).expect(303)
    const second = { ...first, 'body.ru': stored.replaceAll('\n', '\r\n'), version: '1', expiresOn: '2028-12-31' }
    await person.post(address).type('form').send(second).expect(303)
    await person
      .post(address)
      .type('form')
      .send({ ...second, version: '2', act: 'publish' })
      .expect(303)

    const page = renderedPage(await site.visit.get('/ru/incentives/hiring-subsidy').expect(200))
    expect(page.$('[data-test="history"] li').eq(1).text()).toMatch(/Изменено: срок действия$/)
    expect(page.$('.prose p').filter((_, one) => /абзац/.test(page.$(one).text()))).toHaveLength(2)
    expect((await found('hiring-subsidy')).body.ru).toBe(stored)
  })

  it('shows everybody what was changed and why, but not by whom', async () => {
    const person = await manager()
    const made = await person.post('/ru/staff/incentives/new').type('form').send(filled()).expect(303)
    const address = made.headers.location as string
    await person
      .post(address)
      .type('form')
      .send(filled({ version: '0', act: 'publish' }))
      .expect(303)
    const change = { expiresOn: '2027-12-31', company: 'chinese', reason: 'Продлено на год <b>постановлением</b>' }
    await person
      .post(address)
      .type('form')
      .send({ ...filled(change), version: '1', act: 'publish' })
      .expect(303)

    const page = renderedPage(await site.visit.get('/ru/incentives/hiring-subsidy').expect(200))
    const entries = page
      .$('[data-test="history"] li')
      .map((_, entry) => page.$(entry).text().trim())
      .get()
    expect(entries).toHaveLength(3)
    expect(entries[0]).toContain('25 ноября 2026')
    expect(entries[0]).toMatch(/Изменено: (срок действия, условия|условия, срок действия)/)
    expect(entries[0]).toContain('Продлено на год <b>постановлением</b>')
    expect(entries[1]).toContain('Опубликовано')
    expect(page.body).not.toContain('王芳')
  })

  it('keeps a draft beside what readers see, shows it to the staff in three languages, and forgets it when told', async () => {
    const { id, events } = await found('small-taxpayer-vat')
    const person = await manager()
    const address = `/ru/staff/incentives/${id}`
    const readers = async () => (await site.visit.get('/ru/incentives/small-taxpayer-vat').expect(200)).text
    const before = await readers()
    const said = {
      'title.ru': 'Черновое',
      'title.zh': '草稿标题',
      'body.ru': '## Шаги',
      reason: 'Уточнили',
      version: '0',
    }
    await person.post(address).type('form').send(filled(said)).expect(303)

    expect(await readers()).toBe(before)
    const form = renderedPage(await person.get(address).expect(200))
    expect(form.value('title.ru')).toBe('Черновое')
    expect(form.value('reason')).toBe('Уточнили')
    const preview = renderedPage(await person.get(`${address}/preview`).expect(200))
    expect(preview.heading).toBe('Черновое')
    expect(preview.$('.rich h2').first().text()).toBe('Шаги')
    expect(
      preview
        .$('[data-test="preview"] a')
        .map((_, link) => preview.$(link).attr('href'))
        .get(),
    ).toEqual([
      `/ru/staff/incentives/${id}/preview`,
      `/en/staff/incentives/${id}/preview`,
      `/zh/staff/incentives/${id}/preview`,
      address,
    ])
    expect(renderedPage(await person.get(`/zh/staff/incentives/${id}/preview`)).heading).toBe('草稿标题')
    expect(
      renderedPage(await person.get('/zh/staff/incentives'))
        .$('main')
        .text(),
    ).toContain('有草稿待发布')
    for (const account of [await anAccount(), await aColleague('reviewer')])
      await (await site.as(account)).get(`${address}/preview`).expect(403)
    await person.get('/ru/staff/incentives/aaaaaaaaaaaaaaaaaaaaaaaa/preview').expect(404)

    await person.post(`${address}/discard`).type('form').send({ version: '0' }).expect(409)
    await person.post(`${address}/discard`).type('form').send({ version: '1' }).expect(303)
    expect(await readers()).toBe(before)
    const after = await found('small-taxpayer-vat')
    expect(after.draft).toBeNull()
    expect(after.events.slice(events.length).map(({ kind }) => kind)).toEqual(['drafted', 'discarded'])
    const trail = await AuditEntryModel.find({ 'subject.id': id }).sort({ at: 1 }).lean()
    expect(trail.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['incentive.drafted', 'incentive.discarded']),
    )
    const told = trail.find(({ action }) => action === 'incentive.drafted')
    const title = told?.changes.find(({ field }) => field === 'title.zh')
    expect(title?.after).toContain('草稿标题')
    expect(title?.before).not.toContain('草稿标题')
  })

  it('lets a draft be written on after a withdrawal, and publishes it whole', async () => {
    const { id } = await found('small-taxpayer-vat')
    const person = await manager()
    const address = `/ru/staff/incentives/${id}`
    await person
      .post(address)
      .type('form')
      .send(filled({ version: '0', 'title.ru': 'Раз' }))
      .expect(303)
    await person
      .post(address)
      .type('form')
      .send(filled({ version: '1', act: 'unpublish', 'title.ru': 'Раз' }))
      .expect(303)
    await person
      .post(address)
      .type('form')
      .send(filled({ version: '2', 'title.ru': 'Два' }))
      .expect(303)
    expect(await found('small-taxpayer-vat')).toMatchObject({ draft: { title: { ru: 'Два' } }, status: 'draft' })
    await person
      .post(address)
      .type('form')
      .send(filled({ version: '3', act: 'publish', 'title.ru': 'Два' }))
      .expect(303)
    const page = renderedPage(await site.visit.get('/ru/incentives/small-taxpayer-vat').expect(200))
    expect(page.heading).toBe('Два')
    expect(await found('small-taxpayer-vat')).toMatchObject({ draft: null, title: { ru: 'Два' } })
  })

  it('keeps for whom and on what conditions, and offers them again', async () => {
    const person = await manager()
    const said = { audiences: ['tenant', 'customer'], citizenship: 'russia', activity: ['shop', 'online'] }
    const made = await person
      .post('/en/staff/incentives/new')
      .type('form')
      .send(filled({ ...said, confirmEachCase: 'yes' }))
      .expect(303)
    const stored = await found('hiring-subsidy')
    expect(stored.audiences).toEqual(['tenant', 'customer'])
    expect(stored.conditions).toMatchObject({ citizenship: ['russia'], activity: ['shop', 'online'], sales: [] })
    expect(stored.confirmEachCase).toBe(true)
    const page = renderedPage(await person.get(made.headers.location as string).expect(200))
    expect(page.$('[name="activity"][value="online"]').attr('checked')).toBeDefined()
    expect(page.$('[name="sales"][checked]')).toHaveLength(0)
  })

  it('publishes and withdraws with what is typed, by buttons of the one form', async () => {
    const person = await manager()
    const made = await person.post('/zh/staff/incentives/new').type('form').send(filled()).expect(303)
    const address = made.headers.location as string
    const buttonOf = async () => {
      const page = renderedPage(await person.get(address).expect(200))
      const form = page.$('form#incentive')
      const owned = page.$('button[form="incentive"]')
      expect(form.attr('action')).toBe(address)
      // Enter in a field presses the first button of the form: it must not publish.
      expect(owned.first().attr('value')).toBe('draft')
      const button = page.$('[data-test="publication"]')
      expect(button.attr('form')).toBe('incentive')
      return { [button.attr('name') ?? '']: button.attr('value') ?? '' }
    }
    const typed = { 'title.en': 'Typed just now' }
    await person
      .post(address)
      .type('form')
      .send(filled({ version: '0', ...typed, ...(await buttonOf()) }))
      .expect(303)
    const page = renderedPage(await site.visit.get('/en/incentives/hiring-subsidy').expect(200))
    expect(page.heading).toBe('Typed just now')

    const withdrawn = filled({ version: '1', 'title.en': 'Typed later', ...(await buttonOf()) })
    await person.post(address).type('form').send(withdrawn).expect(303)
    await site.visit.get('/en/incentives/hiring-subsidy').expect(404)
    expect(renderedPage(await person.get(address)).value('title.en')).toBe('Typed later')
    expect(await found('hiring-subsidy')).toMatchObject({ title: { en: 'Typed just now' }, status: 'draft' })
  })

  describe('the day it is to be checked again', () => {
    const press = { name: 'act', value: 'confirm' }
    /** The form as the browser would send it back by its button. */
    async function formOf(person: Awaited<ReturnType<typeof manager>>, address: string) {
      const page = renderedPage(await person.get(address).expect(200))
      const button = page.$('[data-test="recheck"] button')
      expect([button.attr('form'), button.attr('name'), button.attr('value')]).toEqual([
        'incentive',
        press.name,
        press.value,
      ])
      const sent = new URLSearchParams(
        page
          .$('form#incentive')
          .serializeArray()
          .map(({ name, value }) => [name, value] as [string, string]),
      )
      sent.set(press.name, press.value)
      return { page, sent: sent.toString() }
    }
    const send = (person: Awaited<ReturnType<typeof manager>>, address: string, sent: string) =>
      person.post(address).type('form').send(sent)

    it('is put off by one button, for readers and the trail, and leaves a waiting draft alone', async () => {
      const { id } = await found('small-taxpayer-vat')
      await IncentiveModel.updateOne({ _id: id }, { checkedAt: '2026-05-01' })
      const person = await manager()
      const address = `/zh/staff/incentives/${id}`
      const draft = filled({ version: '0', 'title.zh': '待发布的标题', checkedAt: '2026-05-02', reason: '补充' })
      await person.post(address).type('form').send(draft).expect(303)
      const before = await found('small-taxpayer-vat')

      const { page, sent } = await formOf(person, address)
      expect(page.text('recheck')).toContain('已逾期 28 天')
      await send(person, address, sent).expect(303)
      const after = await found('small-taxpayer-vat')
      expect(after).toMatchObject({ checkedAt: '2026-11-25', title: before.title, draft: before.draft })
      expect(after.events.at(-1)).toMatchObject({ kind: 'checked', by: { name: '王芳' } })
      const readers = renderedPage(await site.visit.get('/zh/incentives/small-taxpayer-vat').expect(200))
      expect(readers.main).toContain('2026年11月25日')
      expect(readers.text('history')).toContain('核实无误')
      const told = await AuditEntryModel.findOne({ action: 'incentive.checked' }).lean()
      expect(told?.changes).toMatchObject([{ field: 'checkedAt', before: '"2026-05-01"', after: '"2026-11-25"' }])
      const next = renderedPage(await person.get(address).expect(200))
      expect(next.text('recheck')).toContain('上次核实：2026年11月25日')
      // The draft, once published, does not take the day of this check back.
      expect(next.value('checkedAt')).toBe('2026-11-25')
    })

    it('keeps what was typed beside it as a draft', async () => {
      const { id } = await found('small-taxpayer-vat')
      const person = await manager()
      const address = `/zh/staff/incentives/${id}`
      const { sent } = await formOf(person, address)
      const typed = new URLSearchParams(sent)
      typed.set('title.en', 'Typed before the button')
      await send(person, address, typed.toString()).expect(303)
      const kept = await found('small-taxpayer-vat')
      expect(kept.draft?.title.en).toBe('Typed before the button')
      expect(kept.title.en).not.toBe('Typed before the button')
      expect(kept.checkedAt).toBe('2026-11-25')
    })

    it('is refused where no source is named or nobody reads it', async () => {
      const { id } = await found('small-taxpayer-vat')
      const person = await manager()
      const address = `/zh/staff/incentives/${id}`
      const { sent } = await formOf(person, address)
      await IncentiveModel.updateOne({ _id: id }, { 'source.name': {} })
      const refused = renderedPage(await send(person, address, sent).expect(422))
      expect(refused.errors()).toMatchObject([{ field: 'sourceName.ru' }])
      await IncentiveModel.updateOne({ _id: id }, { status: 'draft' })
      const unread = renderedPage(await send(person, address, sent).expect(422))
      expect(unread.errors()[0]?.text).toContain('尚未发布')
      expect((await found('small-taxpayer-vat')).events.some(({ kind }) => kind === 'checked')).toBe(false)
    })
  })
})
