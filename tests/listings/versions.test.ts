import { beforeEach, describe, expect, it } from 'vitest'
import mongoose from 'mongoose'
import { PremisesVersionModel } from '#models/listings/premises-version.ts'
import { type Premises, PremisesModel } from '#models/premises/premises.ts'
import { migration } from '#server/migrations/2026-12-02-old-events-into-the-history.ts'
import { aColleague } from '../factories/account.ts'
import { showTaken } from '../factories/occupancies.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { typedInto } from '../support/staff-form.ts'
import { useSite } from '../support/site.ts'

describe('the history of a unit', () => {
  const site = useSite()
  let manager: Awaited<ReturnType<typeof site.as>>
  beforeEach(async () => {
    manager = await site.as(await aColleague('listing_manager', { name: '王芳' }))
  })

  const open = (code: string, locale = 'zh') => manager.get(`/${locale}/staff/premises/${code}`).expect(200)
  const edit = async (code: string, changes: Record<string, string | string[]>) =>
    manager
      .post(`/zh/staff/premises/${code}`)
      .type('form')
      .send(typedInto(await open(code), changes))
      .expect(303)

  const stored = async (code: string) => (await PremisesModel.findOne({ code }).lean<Premises>())!

  it('has for demonstration units the same events as their page', async () => {
    await site.services.street.demonstration.seed({ premises: 20 })
    const [told] = await PremisesModel.find({ status: 'let' }).limit(1).lean<Premises[]>()
    const entries = await PremisesVersionModel.find({ code: told!.code }).sort({ at: 1 }).lean()
    expect(entries.map(({ kind }) => kind)).toEqual(['published', 'held', 'let'])
    expect(entries.map(({ _id }) => _id)).toEqual(told!.events.map(({ entry }) => entry))
    const { main } = renderedPage(await manager.get(`/en/staff/premises/${told!.code}/versions`).expect(200))
    expect(main).not.toContain('No changes yet')
  })

  it('stores each change with before and after, first in the document and then in its own collection, once', async () => {
    const { code } = await aPremises({ title: { ru: 'Было', zh: '原名' } })
    await edit(code, { 'title.ru': 'Стало', deposit: '10', allowedUses: ['retail', 'office'] })
    await manager
      .post(`/zh/staff/premises/${code}/status`)
      .type('form')
      .send({ move: 'pause', note: '维修' })
      .expect(303)

    const changes = [
      { field: 'title.ru', before: 'Было', after: 'Стало' },
      { field: 'allowedUses', before: ['retail'], after: ['retail', 'office'] },
      { field: 'deposit', before: '3000', after: '10' },
    ]
    const waiting = await stored(code)
    const [first, second] = waiting.unfiled ?? []
    expect(first).toMatchObject({ kind: 'edited', byName: '王芳', version: 1 })
    expect(second).toMatchObject({ kind: 'paused', note: '维修' })
    expect(first?.changes).toEqual(expect.arrayContaining(changes))
    expect(first?.changes).toHaveLength(3)

    // A process that died between the two writes left the entries in the document.
    await site.services.listings.versions.file()
    await PremisesModel.updateOne({ code }, { $set: { unfiled: [first, second] } }, { timestamps: false })
    await site.runJobs()
    const filed = await PremisesVersionModel.find({ code }).sort({ at: 1, _id: 1 }).lean()
    expect(filed).toMatchObject([{ kind: 'edited', at: site.clock.now() }, { kind: 'paused' }])
    expect(filed[0]?.changes).toEqual(expect.arrayContaining(changes))
    const after = await stored(code)
    expect(after.unfiled).toEqual([])
    expect(after.events.map(({ kind, note }) => [kind, note])).toEqual([
      ['edited', 'title allowedUses depositFen'],
      ['paused', '维修'],
    ])
    expect(after).toMatchObject({ version: 2, updatedAt: waiting.updatedAt })
  })

  it('has no page for a version that does not exist', async () => {
    const { code } = await aPremises({ title: { ru: 'Было' } })
    await edit(code, { 'title.ru': 'Стало' })
    const base = `/zh/staff/premises/${code}/versions`
    await manager.get(`${base}/0`).expect(200)
    await manager.get(`${base}/1`).expect(200)
    await manager.get(`${base}/99`).expect(404)
    await manager.post(`${base}/99/restore`).type('form').send({ now: '1', reason: '' }).expect(404)
  })

  it('never overwrites a colleague’s change, and asks for a choice in each field that both changed', async () => {
    const { code } = await aPremises({ title: { ru: 'Было', zh: '原名' }, reviewed: { ru: true, en: true, zh: false } })
    const opened = await open(code, 'ru')
    const mine = typedInto(opened, { 'title.ru': 'Моё', 'summary.ru': 'Мой текст', deposit: '20', reason: 'Уточнили' })
    await edit(code, { 'title.ru': 'Чужое', deposit: '10', shopWindows: '7' })
    expect(await stored(code)).toMatchObject({ reviewed: { ru: false, en: true } })

    const path = `/ru/staff/premises/${code}`
    const clashed = await manager.post(path).type('form').send(mine).expect(409)
    const page = renderedPage(clashed)
    const choices = page.$('[data-test="clash"]')
    expect(choices.map((_, field) => page.$(field).find('legend').text()).get()).toEqual([
      'Название по-русски',
      'Залог',
    ])
    for (const words of ['Моё', 'Чужое', 'Было', '王芳']) expect(choices.first().text()).toContain(words)
    expect(page.text('theirs')).toContain('Витрины')
    expect([page.value('title.ru'), page.value('shopWindows'), page.value('reason')]).toEqual(['Моё', '7', 'Уточнили'])
    expect(await stored(code)).toMatchObject({ title: { ru: 'Чужое' }, version: 1 })

    // A hold of the unit meanwhile changes no field of the form, so the manager is not asked again.
    await showTaken(code, {})
    await manager
      .post(path)
      .type('form')
      .send(typedInto(clashed, { 'take.deposit': 'theirs' }))
      .expect(303)
    expect(await stored(code)).toMatchObject({
      title: { ru: 'Моё' },
      summary: { ru: 'Мой текст' },
      depositFen: 1_000,
      shopWindows: 7,
      status: 'held',
    })
  })

  it('shows every difference and restores a version as a new one, without its status', async () => {
    const { code } = await aPremises({ summary: { ru: 'Светлое помещение у входа.', zh: '采光好。' } })
    await edit(code, { 'summary.ru': 'Тёмное помещение у входа.', allowedUses: ['retail', 'office'], reason: '核实' })
    await edit(code, { deposit: '77' })
    await manager.post(`/zh/staff/premises/${code}/status`).type('form').send({ move: 'pause' }).expect(303)

    const base = `/ru/staff/premises/${code}/versions`
    const list = renderedPage(await manager.get(base).expect(200))
    const entries = list.$('[data-test="version"]')
    expect(entries).toHaveLength(3)
    expect(entries.last().text()).toContain('核实')
    expect(entries.last().find('del').first().text()).toBe('Светлое')
    expect(entries.last().find('ins').first().text()).toBe('Тёмное')
    expect(entries.last().text()).toContain('Торговля\u00a0· Офис')

    const shown = await manager.get(`${base}/0`).expect(200)
    const late = typedInto(shown, {}, 'form.panel')
    await edit(code, { deposit: '78' })
    const refused = await manager.post(`${base}/0/restore`).type('form').send(late).expect(409)
    await manager
      .post(`${base}/0/restore`)
      .type('form')
      .send(typedInto(refused, {}, 'form.panel'))
      .expect(303)
    const restored = await stored(code)
    expect(restored).toMatchObject({
      summary: { ru: 'Светлое помещение у входа.' },
      allowedUses: ['retail'],
      depositFen: 300_000,
      status: 'paused',
      version: 5,
    })
    expect(restored.events.at(-1)?.kind).toBe('version-restored')
    await manager
      .get(`${base}/5`)
      .expect(200)
      .expect(/не отличается/)
    for (const path of [`${base}/x`, '/ru/staff/premises/SFH-A-9999/versions']) await manager.get(path).expect(404)
    const reviewer = await site.as(await aColleague('reviewer'))
    await reviewer.get(base).expect(403)
  })

  it('contains the events from before this history once, and the document holds the latest hundred', async () => {
    const { code } = await aPremises()
    const old = Array.from({ length: 130 }, (_, day) => ({
      at: new Date(Date.UTC(2025, 0, day + 1)),
      kind: 'edited',
      by: null,
      byName: '张伟',
      note: `第${day}次`,
    }))
    await PremisesModel.collection.updateOne({ code }, { $set: { events: old } })
    const run = () => migration.up({ db: mongoose.connection.db!, log: site.log })
    await run()
    // State left by a process that died before it had marked the document.
    await PremisesModel.collection.updateOne({ code }, { $unset: { 'events.5.entry': '' } })
    await run()
    expect((await stored(code)).events).toHaveLength(100)
    await edit(code, { deposit: '7' })
    await site.services.listings.versions.file()
    const filed = await PremisesVersionModel.find({ code }).sort({ at: 1, _id: 1 }).lean()
    expect(filed.map(({ note }) => note)).toEqual([...old.map(({ note }) => note), ''])
    const page = renderedPage(await manager.get(`/zh/staff/premises/${code}/versions`).expect(200))
    expect(page.text('found')).toContain('131')
  })
})
