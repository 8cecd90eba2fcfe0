import { beforeEach, describe, expect, it } from 'vitest'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { aColleague, anAccount } from '../factories/account.ts'
import { filled, storedIncentive } from '../support/incentive-form.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('drafts of incentives', () => {
  const site = useSite()
  beforeEach(() => site.services.incentives.seedStartingContent())
  const manager = async () => site.as(await aColleague('listing_manager', { name: '王芳' }))

  it('are not public until they are published', async () => {
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
    expect(page.main).toContain('Уточните в администрации')
    expect(page.main).toContain('Источник: Сайт города, июнь 2026')
    const english = renderedPage(await site.visit.get('/en/incentives/hiring-subsidy').expect(200))
    expect(english.$('h1').attr('lang')).toBe('ru')
    const events = (await storedIncentive('hiring-subsidy')).events.map(
      ({ kind, by }) => `${kind} by ${by?.name ?? ''}`,
    )
    expect(events).toEqual(['created by 王芳', 'published by 王芳'])

    await person
      .post(address)
      .type('form')
      .send(filled({ version: '1', act: 'unpublish' }))
      .expect(303)
    await site.visit.get('/ru/incentives/hiring-subsidy').expect(404)
  })

  it('appear at once when they are published', async () => {
    const { id } = await storedIncentive('small-taxpayer-vat')
    const person = await manager()
    await site.visit.get('/ru/incentives/small-taxpayer-vat').expect(200)
    const said = { 'title.ru': 'Новое название', confirmed: 'yes', reviewed: 'ru' }
    const change = filled({ version: '0', act: 'publish', ...said })
    await person.post(`/ru/staff/incentives/${id}`).type('form').send(change).expect(303)
    const page = renderedPage(await site.visit.get('/ru/incentives/small-taxpayer-vat').expect(200))
    expect(page.heading).toBe('Новое название')
    const kept = await storedIncentive('small-taxpayer-vat')
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
    ['sourceName.ru', { 'sourceName.ru': ' ' }, '请注明来源'],
    ['title.ru', { 'title.ru': '', 'title.zh': '' }, '填写名称'],
    ['summary.ru', { 'summary.ru': '' }, '填写简介'],
    ['zones', { zones: [] as string[] }, '选择一个片区'],
    ['sourceDate', { sourceDate: '' }, '来源日期'],
    ['checkedAt', { checkedAt: '' }, '核实日期'],
  ])('can be saved without %s, show what is missing, and cannot be published', async (field, lacking, said) => {
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

  it('can be saved with only an address and a kind, and errors name their field', async () => {
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
      '核实日期：请输入日期，例如2031年3月15日或2031-03-15。',
    ])
  })

  it('are stored beside the public version, shown to staff in three languages, and can be discarded', async () => {
    const { id, events } = await storedIncentive('small-taxpayer-vat')
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
    const after = await storedIncentive('small-taxpayer-vat')
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

  it('can be edited after unpublishing, and are published as a whole', async () => {
    const { id } = await storedIncentive('small-taxpayer-vat')
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
    expect(await storedIncentive('small-taxpayer-vat')).toMatchObject({
      draft: { title: { ru: 'Два' } },
      status: 'draft',
    })
    await person
      .post(address)
      .type('form')
      .send(filled({ version: '3', act: 'publish', 'title.ru': 'Два' }))
      .expect(303)
    const page = renderedPage(await site.visit.get('/ru/incentives/small-taxpayer-vat').expect(200))
    expect(page.heading).toBe('Два')
    expect(await storedIncentive('small-taxpayer-vat')).toMatchObject({ draft: null, title: { ru: 'Два' } })
  })

  it('are published and unpublished with the current input, by buttons of the same form', async () => {
    const person = await manager()
    const made = await person.post('/zh/staff/incentives/new').type('form').send(filled()).expect(303)
    const address = made.headers.location as string
    const buttonOf = async () => {
      const page = renderedPage(await person.get(address).expect(200))
      const form = page.$('form#incentive')
      const owned = page.$('button[form="incentive"]')
      expect(form.attr('action')).toBe(address)
      // Enter in a field presses the first button of the form, so that button must not publish.
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

    const withdrawn = filled({ version: '1', 'title.en': 'Typed later', reason: '暂停受理', ...(await buttonOf()) })
    await person.post(address).type('form').send(withdrawn).expect(303)
    await site.visit.get('/en/incentives/hiring-subsidy').expect(404)
    const kept = renderedPage(await person.get(address))
    expect([kept.value('title.en'), kept.value('reason')]).toEqual(['Typed later', '暂停受理'])
    const told = await AuditEntryModel.findOne({ action: 'incentive.unpublished' }).lean()
    expect(told?.reason).toBe('暂停受理')
    expect(told?.changes).toContainEqual({ field: 'status', before: '"published"', after: '"draft"' })
    expect(await storedIncentive('hiring-subsidy')).toMatchObject({ title: { en: 'Typed just now' }, status: 'draft' })
  })
})
