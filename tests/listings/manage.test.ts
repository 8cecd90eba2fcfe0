import { Types } from 'mongoose'
import { beforeEach, describe, expect, it } from 'vitest'
import { PremisesModel } from '#models/premises/premises.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aBuilding, aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { typedInto } from '../support/staff-form.ts'

describe('the management of units', () => {
  const site = useSite()
  let manager: Awaited<ReturnType<typeof site.as>>
  beforeEach(async () => {
    manager = await site.as(await aColleague('listing_manager', { name: '王芳' }))
  })

  const open = (code: string, locale = 'zh') => manager.get(`/${locale}/staff/premises/${code}`).expect(200)
  const save = (code: string, form: object, locale = 'zh') =>
    manager.post(`/${locale}/staff/premises/${code}`).type('form').send(form)

  describe('a new unit', () => {
    it('becomes a draft with a code that states its place', async () => {
      await aBuilding({ code: 'A1' })
      const shown = await manager.get('/zh/staff/premises/new').expect(200)
      const building = renderedPage(shown).$('#building option').last().attr('value') ?? ''
      const facts = {
        building,
        unit: '7',
        'title.zh': '临街店铺',
        areaGrossSqM: '72',
        areaUsableSqM: '64,5',
        ceilingHeightM: '3.6',
      }
      const rest = {
        frontageM: '8,4',
        layout: 'open',
        condition: 'basic',
        mainUse: 'retail',
        allowedUses: ['retail', 'office'],
        electricityKw: '10',
        heating: 'central',
      }
      const money = {
        marketRentPerSqMMonth: '91,30',
        managementFeePerSqMMonth: '15.5',
        heatingFeePerSqMSeason: '44.7',
        deposit: '3 000',
      }
      const place = { 'position.row': 'north', 'position.offsetM': '10', 'position.widthM': '8.4' }
      const form = typedInto(shown, { ...facts, ...rest, ...money, ...place, water: 'yes' })
      await manager
        .post('/zh/staff/premises/new')
        .type('form')
        .send(form)
        .expect(303)
        .expect('Location', '/zh/staff/premises/SFH-A-0107/place')

      const made = await PremisesModel.findOne({ code: 'SFH-A-0107' }).lean()
      expect(made).toMatchObject({
        status: 'draft',
        zone: 'suifenhe',
        areaUsableSqM: 64.5,
        marketRentPerSqMMonthFen: 9_130,
        depositFen: 300_000,
        allowedUses: ['retail', 'office'],
        rentFreeMonths: 36,
        water: true,
        events: [{ kind: 'created', byName: '王芳' }],
      })
      expect(made?.features).toContain('water')
      const placed = renderedPage(await manager.get('/zh/staff/premises/SFH-A-0107/place').expect(200))
      expect(placed.notice).toContain('SFH-A-0107')
      expect(placed.$('[data-place-plan] .here')).toHaveLength(1)

      const again = await manager.post('/zh/staff/premises/new').type('form').send(form).expect(422)
      expect(renderedPage(again).errors()).toEqual([{ field: 'unit', text: '该编号已被使用，请更换。' }])
      const high = await manager
        .post('/zh/staff/premises/new')
        .type('form')
        .send({ ...form, unit: '8', floor: '9' })
        .expect(422)
      expect(renderedPage(high).errors()).toMatchObject([{ field: 'floor' }])
    })

    it('is refused with all errors if the form is empty', async () => {
      const page = renderedPage(await manager.post('/ru/staff/premises/new').type('form').send({}).expect(422))
      const fields = page.errors().map(({ field }) => field)
      expect(fields).toEqual(
        expect.arrayContaining(['building', 'unit', 'areaGrossSqM', 'mainUse', 'deposit', 'position.row']),
      )
      for (const field of fields) expect(page.$(`[id="${field}"]`), field).toHaveLength(1)
    })
  })

  describe('an edit', () => {
    it('saves the input, updates the catalogue and adds a history entry', async () => {
      const { code, version, revision } = await aPremises()
      const form = typedInto(await open(code), { 'title.ru': 'Кафе', areaUsableSqM: '50', 'reviewed.ru': 'yes' })
      await save(code, form).expect(303)

      const saved = await PremisesModel.findOne({ code }).lean()
      expect(saved).toMatchObject({
        title: { ru: 'Кафе' },
        areaUsableSqM: 50,
        reviewed: { ru: true },
        version: version + 1,
      })
      expect(saved?.revision).toBeGreaterThan(revision)
      const table = await manager.get(`/zh/staff/premises?q=${encodeURIComponent('кафе')}`).expect(200)
      expect(table.text).toContain(code)
      expect(saved?.events.at(-1)).toMatchObject({ kind: 'edited', note: 'title reviewed areaUsableSqM' })
      const history = renderedPage(await open(code, 'ru'))
        .$('#history')
        .text()
      expect(history).toContain('Название\u00a0· Проверено\u00a0· Полезная площадь')
    })

    it('without changes writes nothing', async () => {
      const { code } = await aPremises()
      await save(code, typedInto(await open(code))).expect(303)
      expect(await PremisesModel.findOne({ code }).lean()).toMatchObject({ version: 0, events: [] })
    })

    it.each([
      [{ areaUsableSqM: '100' }, 'areaUsableSqM'],
      [{ areaUsableSqM: 'много' }, 'areaUsableSqM'],
      [{ deposit: '1.234' }, 'deposit'],
      [{ floor: '1.5' }, 'floor'],
      [{ floor: '7' }, 'floor'],
      [{ mainUse: 'castle' }, 'mainUse'],
      [{ prohibitedUses: 'retail' }, 'prohibitedUses'],
      [{ availableFrom: '2026-02-31x' }, 'availableFrom'],
      [{ 'applicationWindow.from': '2027-02-01', 'applicationWindow.to': '2027-01-01' }, 'applicationWindow.to'],
      [{ publishAt: '2027-02-01T09:00', expiresAt: '2027-01-01' }, 'expiresAt'],
      [{ 'title.ru': 'я'.repeat(121) }, 'title.ru'],
    ])('with %j is refused at %s and keeps the input', async (wrong, field) => {
      const { code } = await aPremises()
      const refused = await save(code, typedInto(await open(code), { 'summary.en': 'Kept <b>', ...wrong })).expect(422)
      const page = renderedPage(refused)
      expect(page.errors().map(error => error.field)).toEqual([field])
      expect(page.$(`[id="${field}"]`)).toHaveLength(1)
      expect(page.value('summary.en')).toBe('Kept <b>')
      expect(await PremisesModel.findOne({ code }).lean()).toMatchObject({ version: 0 })
    })

    it('of an old version is refused with both texts, and can be saved again', async () => {
      const { code } = await aPremises({ title: { ru: 'Было', zh: '原名' } })
      const mine = typedInto(await open(code), { 'title.ru': 'Моё', 'summary.ru': 'Мой текст' })
      await save(code, typedInto(await open(code), { 'title.ru': 'Чужое' })).expect(303)

      const stale = await save(code, mine, 'ru').expect(409)
      const page = renderedPage(stale)
      expect(page.text('stale')).toContain('Чужое')
      expect(page.value('title.ru')).toBe('Моё')
      expect(page.value('summary.ru')).toBe('Мой текст')
      expect(await PremisesModel.findOne({ code }).lean()).toMatchObject({ title: { ru: 'Чужое' } })

      await save(code, typedInto(stale), 'ru').expect(303)
      expect(await PremisesModel.findOne({ code }).lean()).toMatchObject({ title: { ru: 'Моё' }, version: 2 })
    })

    it('accepts only the fields of the form', async () => {
      const { code } = await aPremises()
      await save(
        code,
        typedInto(await open(code), {
          status: 'let',
          demo: 'yes',
          code: 'SFH-A-9999',
          __proto__: 'x',
          shopWindows: '5',
        }),
      ).expect(303)
      expect(await PremisesModel.findOne({ code }).lean()).toMatchObject({
        status: 'available',
        demo: false,
        shopWindows: 5,
      })
    })
  })

  describe('the status form of an older page', () => {
    const form = async (code: string) => {
      const page = await open(code)
      const { $ } = renderedPage(page)
      return typedInto(page, { photos: String($('[name=photos][form=moves-form]').val()) }, '#moves-form')
    }
    const move = (code: string, values: object) =>
      manager.post(`/zh/staff/premises/${code}/status`).type('form').send(values)

    it('does not archive a unit that was paused meanwhile, until its page shows the pause', async () => {
      const { code } = await aPremises({})
      const old = await form(code)
      await move(code, { ...old, move: 'pause', note: '漏水' }).expect(303)
      const refused = renderedPage(await move(code, { ...old, move: 'archive', note: '已租出' }).expect(409))
      expect(refused.text('refusal')).toContain('此页打开后')
      expect(refused.$('#note').val()).toBe('已租出')
      expect((await PremisesModel.findOne({ code }).lean())?.status).toBe('paused')
      await move(code, { ...(await form(code)), move: 'resume' }).expect(303)
      await move(code, { ...old, move: 'archive' }).expect(409)
      await move(code, { ...(await form(code)), move: 'archive' }).expect(303)
    })

    it('publishes only the facts and photos that it showed', async () => {
      const { code } = await aPremises({ status: 'draft', publishAt: null })
      const old = await form(code)
      await PremisesModel.updateOne({ code }, { $set: { marketRentPerSqMMonthFen: 1 }, $inc: { version: 1 } })
      await move(code, { ...old, move: 'publish' }).expect(409)
      const second = await form(code)
      const alt = { ru: 'Вход', en: 'The door', zh: '入口' }
      const photo = { _id: new Types.ObjectId(), alt, width: 1, height: 1, renditions: [] }
      await PremisesModel.updateOne({ code }, { $set: { photos: [photo] }, $inc: { version: 1 } })
      await move(code, { ...second, move: 'publish' }).expect(409)
      expect((await PremisesModel.findOne({ code }).lean())?.status).toBe('draft')
      // A script replaces the photos of the page after the manager has added one, and with them what the form says of them.
      const { $ } = renderedPage(await open(code))
      const photos = $('[data-photo-section] [name=photos]')
      expect(photos.attr('form')).toBe('moves-form')
      await move(code, { ...second, photos: photos.val(), move: 'publish' }).expect(303)
      expect((await PremisesModel.findOne({ code }).lean())?.status).toBe('available')
    })
  })

  describe('the status of a unit', () => {
    const move = (code: string, name: string, note = '') =>
      manager.post(`/zh/staff/premises/${code}/status`).type('form').send({ move: name, note })

    it('changes from draft to published, paused, published again and archived', async () => {
      const { code } = await aPremises({ status: 'draft', publishAt: null })
      for (const [name, status] of [
        ['publish', 'available'],
        ['pause', 'paused'],
        ['resume', 'available'],
        ['archive', 'archived'],
        ['restore', 'draft'],
      ] as const) {
        await move(code, name, '备注').expect(303)
        expect(await PremisesModel.findOne({ code }).lean()).toMatchObject({ status })
      }
      const { events, publishAt } = (await PremisesModel.findOne({ code }).lean())!
      expect(events.map(({ kind }) => kind)).toEqual(['published', 'paused', 'resumed', 'archived', 'restored'])
      expect(publishAt).toEqual(site.clock.now())
      expect(
        renderedPage(await open(code))
          .$('#history')
          .text(),
      ).toContain('备注')
    })

    it.each([
      ['available', 'publish'],
      ['draft', 'resume'],
      ['held', 'pause'],
      ['let', 'archive'],
      ['available', 'hold'],
      ['available', ''],
    ] as const)('%s does not allow "%s"', async (status, name) => {
      const { code } = await aPremises({ status })
      const refused = await move(code, name).expect(422)
      expect(renderedPage(refused).text('refusal')).not.toBe('')
      expect(await PremisesModel.findOne({ code }).lean()).toMatchObject({ status, version: 0 })
    })

    it('cannot be published without a name', async () => {
      const { code } = await aPremises({ status: 'draft', title: { ru: '', en: '', zh: '' } })
      const refused = await move(code, 'publish').expect(422)
      expect(renderedPage(refused).text('refusal')).toBe('发布前请至少填写一种语言的名称。')
    })

    it('cannot be changed by the manager while the unit is held or let', async () => {
      for (const [status, why] of [
        ['held', 'held for an application'],
        ['let', 'the tenancy changes its status'],
      ] as const) {
        const { code } = await aPremises({ code: `SFH-A-01${String(why.length)}`, status })
        const page = renderedPage(await open(code, 'en'))
        expect(page.$('#moves button')).toHaveLength(0)
        expect(page.$('#moves').text()).toContain(why)
      }
    })
  })

  it('shows what each language lacks, where to write it, and when the listing is published', async () => {
    const photo = { alt: { zh: '入口' }, width: 3, height: 2, renditions: [] }
    const { code } = await aPremises({
      title: { ru: 'Кафе', zh: '咖啡馆' },
      summary: { ru: 'Светлое.', en: 'Bright.', zh: '采光好。' },
      description: { ru: 'Всё есть.', en: 'All there.', zh: '设施齐全。' },
      reviewed: { ru: true, en: false, zh: true },
      publishAt: new Date('2026-12-01T01:00:00Z'),
      photos: [photo as never],
    })
    const page = renderedPage(await open(code, 'en'))
    const links = page.$('[data-test="gaps"] a')
    expect(links.map((_, link) => page.$(link).text()).get()).toEqual([
      'description of photo 1',
      'Name',
      'description of photo 1',
    ])
    for (const link of links) expect(page.$(`[id="${(page.$(link).attr('href') ?? '').slice(1)}"]`)).toHaveLength(1)
    expect(page.text('shown')).toContain('09:00')
  })

  it('copies a unit as a draft without the data that belong to the original alone', async () => {
    const { code } = await aPremises({
      code: 'SFH-A-0101',
      certificateNumber: 'A-1',
      reviewed: { ru: true, en: true, zh: true },
    })
    const copy = (unit: string) => manager.post(`/zh/staff/premises/${code}/copy`).type('form').send({ unit })
    for (const wrong of ['', '0', '1']) {
      const refused = renderedPage(await copy(wrong).expect(422))
      expect(refused.errors()).toMatchObject([{ field: 'unit' }])
      expect(refused.value('unit')).toBe(wrong)
    }
    await copy('9').expect(303).expect('Location', '/zh/staff/premises/SFH-A-0109/place')
    expect(await PremisesModel.findOne({ code: 'SFH-A-0109' }).lean()).toMatchObject({
      status: 'draft',
      areaUsableSqM: 64.5,
      certificateNumber: null,
      publishAt: null,
      reviewed: { ru: false, en: false, zh: false },
      photos: [],
      events: [{ kind: 'created' }],
    })
  })

  it('has no page for an unknown code', async () => {
    for (const code of ['SFH-A-9999', 'nonsense', '%00', '__proto__']) {
      await manager.get(`/zh/staff/premises/${code}`).expect(404)
      await manager.post(`/zh/staff/premises/${code}/status`).type('form').send({ move: 'pause' }).expect(404)
    }
  })

  it.each(['applicant', 'reviewer', 'decider'] as const)('is closed to a %s', async role => {
    const { code } = await aPremises()
    const account = role === 'applicant' ? await anApplicant() : await aColleague(role)
    const other = await site.as(account)
    for (const path of ['', '/new', `/${code}`]) await other.get(`/en/staff/premises${path}`).expect(403)
    await other.post(`/en/staff/premises/${code}/status`).type('form').send({ move: 'pause' }).expect(403)
    await other.post(`/en/staff/premises/${code}`).type('form').send({}).expect(403)
    expect(await PremisesModel.findOne({ code }).lean()).toMatchObject({ status: 'available', version: 0 })
  })

  it('requires a sign-in and is open to administrators', async () => {
    await site.visit.get('/zh/staff/premises').expect(303)
    const administrator = await site.as(await aColleague('administrator'))
    await administrator.get('/zh/staff/premises').expect(200)
  })

  it.each(['ru', 'en', 'zh'])('shows no text keys on its pages in %s', async locale => {
    const { code } = await aPremises()
    for (const path of ['premises', 'premises/new', `premises/${code}`, 'buildings', 'buildings/new', 'buildings/A1']) {
      const page = renderedPage(await manager.get(`/${locale}/staff/${path}`).expect(200))
      expect(page.language).toBe(locale)
      expect(page.headings).toBe(1)
      expect(page.main).not.toMatch(/\b(listing|building|desk)\.[a-z]/)
    }
  })
})
