import { beforeEach, describe, expect, it } from 'vitest'
import { IncentiveModel } from '#models/incentives/incentive.ts'
import { aColleague, anAccount } from '../factories/account.ts'
import { filled, storedIncentive } from '../support/incentive-form.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('editing incentives', () => {
  const site = useSite()
  beforeEach(() => site.services.incentives.seedStartingContent())
  const manager = async () => site.as(await aColleague('listing_manager', { name: '王芳' }))

  it('is open to the listing manager and the administrator only', async () => {
    const { id } = await storedIncentive('visa-free-entry')
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
    expect((await storedIncentive('visa-free-entry')).status).toBe('published')
  })

  it('lists all incentives with those that need attention', async () => {
    const page = renderedPage(await (await manager()).get('/zh/staff/incentives').expect(200))
    expect(page.$('tbody tr')).toHaveLength(8)
    const visa = page.$('tbody tr:has(a:contains("30天免签入境"))').text()
    expect(visa).toContain('已到期')
    expect(visa).toContain('俄语、英语、中文')
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
    ['expiresOn', { expiresOn: '31.12.26' }],
    ['expiresOn', { validFrom: '2027-01-01' }],
    ['title.en', { 'title.en': 'x'.repeat(201) }],
  ])('reports %s as an error in %o and keeps the input', async (field, wrong) => {
    const person = await manager()
    const page = renderedPage(
      await person.post('/en/staff/incentives/new').type('form').send(filled(wrong)).expect(422),
    )
    expect(page.errors().map(error => error.field)).toEqual([field])
    expect(page.$(`[id="${field}"]`)).toHaveLength(1)
    expect(page.value('body.ru')).toContain('Второй абзац.')
    expect(await IncentiveModel.countDocuments()).toBe(8)
  })

  it('saves the first of two changes and keeps the input of the second colleague', async () => {
    const { id } = await storedIncentive('visa-free-entry')
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
    expect((await storedIncentive('visa-free-entry')).draft?.title.ru).toBe('Первый')
    const unpublish = filled({ version: '0', act: 'unpublish' })
    await person.post(`/ru/staff/incentives/${id}`).type('form').send(unpublish).expect(409)
    await person.post(`/ru/staff/incentives/${id}/discard`).type('form').send({ version: '0' }).expect(409)
    // A person who has seen what is stored may overwrite it.
    expect(refused.value('version')).toBe('1')
  })

  it('saves once when the same form is sent twice', async () => {
    const { id } = await storedIncentive('visa-free-entry')
    const person = await manager()
    const send = (by: typeof person, version: number, fields: object) =>
      by
        .post(`/ru/staff/incentives/${id}`)
        .type('form')
        .send(filled({ version: String(version), ...fields }))
    for (const act of ['draft', 'draft']) await send(person, 0, { act }).expect(303)
    expect(await storedIncentive('visa-free-entry')).toMatchObject({ version: 1 })
    for (const act of ['publish', 'publish']) await send(person, 1, { act }).expect(303)
    expect(await storedIncentive('visa-free-entry')).toMatchObject({ version: 2, status: 'published', draft: null })
    await send(person, 0, { act: 'draft' }).expect(409)
    await send(person, 1, { act: 'publish', reason: 'Иначе' }).expect(409)
    await send(await manager(), 1, { act: 'publish' }).expect(409)
  })

  it('confirms, unpublishes and discards once when the same form is sent twice', async () => {
    const { id } = await storedIncentive('visa-free-entry')
    const person = await manager()
    const send = (by: typeof person, version: number, fields: object) =>
      by
        .post(`/ru/staff/incentives/${id}`)
        .type('form')
        .send(filled({ version: String(version), ...fields }))
    const discard = (by: typeof person, version: number) =>
      by
        .post(`/ru/staff/incentives/${id}/discard`)
        .type('form')
        .send({ version: String(version) })
    for (const act of ['confirm', 'confirm']) await send(person, 0, { act }).expect(303)
    expect(await storedIncentive('visa-free-entry')).toMatchObject({ version: 1, status: 'published' })
    await send(person, 0, { act: 'confirm', 'title.ru': 'Иначе' }).expect(409)
    for (const version of [1, 1]) await discard(person, version).expect(303)
    expect(await storedIncentive('visa-free-entry')).toMatchObject({ version: 2, draft: null })
    for (const act of ['unpublish', 'unpublish']) await send(person, 2, { act }).expect(303)
    const { events, ...stored } = await storedIncentive('visa-free-entry')
    expect(stored).toMatchObject({ version: 3, status: 'draft' })
    expect(events.slice(-3).map(({ kind }) => kind)).toEqual(['checked', 'discarded', 'unpublished'])
    await send(person, 1, { act: 'unpublish' }).expect(409)
    await send(person, 2, { act: 'unpublish', reason: 'Иначе' }).expect(409)
    await discard(person, 1).expect(409)
    await send(await manager(), 2, { act: 'unpublish' }).expect(409)
  })

  it('has fields long enough for dates in words', async () => {
    const { id } = await storedIncentive('visa-free-entry')
    const page = renderedPage(await (await manager()).get(`/ru/staff/incentives/${id}`).expect(200))
    for (const name of ['checkedAt', 'validFrom', 'expiresOn'])
      expect(Number(page.$(`[name=${name}]`).attr('maxlength'))).toBeGreaterThan('30 сентября 2026 года'.length)
  })

  it('accepts only the fields of the form', async () => {
    const { id } = await storedIncentive('visa-free-entry')
    const person = await manager()
    const extra = filled({ version: '0', slug: 'stolen', status: 'draft', events: '[]', __proto__: 'x' })
    await person.post(`/ru/staff/incentives/${id}`).type('form').send(extra).expect(303)
    expect(await storedIncentive('visa-free-entry')).toMatchObject({ status: 'published' })
  })

  it('answers invalid addresses and values with a clear status', async () => {
    const { id } = await storedIncentive('visa-free-entry')
    const person = await manager()
    await person.get('/ru/staff/incentives/nothing').expect(404)
    await person.get('/ru/staff/incentives/aaaaaaaaaaaaaaaaaaaaaaaa').expect(404)
    await person.post('/ru/staff/incentives/aaaaaaaaaaaaaaaaaaaaaaaa').type('form').send(filled()).expect(404)
    await person.post(`/ru/staff/incentives/${id}/discard`).type('form').send({ version: 'x' }).expect(400)
  })

  it('escapes markup that an editor typed', async () => {
    const { id } = await storedIncentive('visa-free-entry')
    const person = await manager()
    const markup = filled({ version: '0', act: 'publish', 'title.ru': '<script>alert(1)</script>' })
    await person.post(`/ru/staff/incentives/${id}`).type('form').send(markup).expect(303)
    const { text } = await site.visit.get('/ru/incentives/visa-free-entry').expect(200)
    expect(text).not.toContain('<script>alert')
  })

  it('treats a text with only different line ends as unchanged, and keeps its paragraphs', async () => {
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
    expect((await storedIncentive('hiring-subsidy')).body.ru).toBe(stored)
  })

  it('shows the public what was changed and why, but not by whom', async () => {
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

  it('stores the audience and the conditions, and fills them in again', async () => {
    const person = await manager()
    const said = { audiences: ['tenant', 'customer'], citizenship: 'russia', activity: ['shop', 'online'] }
    const made = await person
      .post('/en/staff/incentives/new')
      .type('form')
      .send(filled({ ...said, confirmEachCase: 'yes' }))
      .expect(303)
    const stored = await storedIncentive('hiring-subsidy')
    expect(stored.audiences).toEqual(['tenant', 'customer'])
    expect(stored.conditions).toMatchObject({ citizenship: ['russia'], activity: ['shop', 'online'], sales: [] })
    expect(stored.confirmEachCase).toBe(true)
    const page = renderedPage(await person.get(made.headers.location as string).expect(200))
    expect(page.$('[name="activity"][value="online"]').attr('checked')).toBeDefined()
    expect(page.$('[name="sales"][checked]')).toHaveLength(0)
  })
})
