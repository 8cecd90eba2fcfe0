import { describe, expect, it } from 'vitest'
import { PremisesModel } from '#models/premises/premises.ts'
import { ImportRowModel, PremisesImportModel } from '#models/transfer/premises-import.ts'
import { aColleague } from '../factories/account.ts'
import { aBuilding, aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('the list of what an import changes in each unit', () => {
  const site = useSite()
  const begin = '/zh/staff/premises/import'
  type Person = Awaited<ReturnType<typeof site.as>>

  /** Sends a file with our field names in its head, and lets the worker check it. */
  async function checked(person: Person, lines: string[], locale = 'zh'): Promise<string> {
    const sent = await person
      .post(begin)
      .attach('file', Buffer.from(lines.join('\n')), 'list.csv')
      .expect(303)
    const page = (sent.headers['location'] ?? '').replace('/zh/', `/${locale}/`)
    const columns = lines[0]?.split(',').map((name, index) => [`column.${index}`, name]) ?? []
    await person
      .post(`${page}/columns`)
      .type('form')
      .send(Object.fromEntries(columns) as Record<string, string>)
      .expect(303)
    await site.runJobs()
    return page
  }

  async function shown(person: Person, address: string) {
    const { $ } = renderedPage(await person.get(address).expect(200))
    const text = (selector: string, within = $('#changes')) =>
      within
        .find(selector)
        .toArray()
        .map(one => $(one).text().replace(/\s+/g, ' ').trim())
    return {
      title: text('h2')[0],
      tabs: text('.work-tabs a'),
      current: text('.work-tabs [aria-current]')[0],
      rows: text('[data-test="import-row"] > p'),
      fields: text('.changes > div'),
      summary: text('summary')[0],
      pages: text('.pagination__where')[0],
      next: $('#changes a[rel="next"]').attr('href'),
      links: $('#changes b a')
        .toArray()
        .map(one => $(one).attr('href')),
    }
  }

  const heads = 'code,title.zh,layout,deposit,water,areaUsableSqM,areaGrossSqM,ceilingHeightM,frontageM,condition'
  const rest = 'allowedUses,electricityKw,heating,marketRentPerSqMMonth,managementFeePerSqMMonth,heatingFeePerSqMSeason'
  const head = `${heads},${rest},position.row,position.offsetM,position.widthM`
  const newRow = 'SFH-A-0155,新店铺,open,1000,yes,50,60,3,0,shell,warehouse,10,none,10,1,2,north,20,8'

  it('shows each field in words before the confirmation, and the outcome afterwards', async () => {
    await aBuilding()
    const manager = await site.as(await aColleague('listing_manager'))
    const { code } = await aPremises({ title: { zh: '临街店铺' }, layout: 'open', depositFen: 300_000, water: true })
    const same = await aPremises({
      title: { zh: '老店铺' },
      position: { row: 'north', offsetM: 90, widthM: 8, depth: 'whole' },
    })
    const page = await checked(manager, [
      'code,title.zh,layout,deposit,water',
      `${code},临街<b>商铺,mezzanine,4500,no`,
      `${same.code},老店铺,open,3000,yes`,
    ])

    const before = await shown(manager, page)
    expect(before).toMatchObject({
      title: '变更明细',
      tabs: ['更新：1', '无变化：1'],
      current: '更新：1',
      rows: [`${code} 临街店铺 第2行`],
      links: [`/zh/staff/premises/${code}`],
    })
    expect(before.fields).toEqual(['名称（中文）临街店铺 <b>商铺', '押金3000 4500', '供水是 否', '格局通敞 带夹层'])
    const unchanged = await shown(manager, `${page}?show=same`)
    expect(unchanged).toMatchObject({ rows: [`${same.code} 老店铺 第3行`], fields: [] })
    // Nothing is written yet, and invalid values in the address are dropped.
    expect(await PremisesModel.countDocuments({ version: 0 })).toBe(2)
    expect((await shown(manager, `${page}?show=all&page=-1`)).current).toBe('更新：1')

    await manager.post(`${page}/write`).type('form').send({ how: 'whole' }).expect(303)
    await site.runJobs()
    const after = await shown(manager, page)
    expect(after).toMatchObject({ title: '已导入的变更', rows: [`${code} 临街<b>商铺 第2行 已写入`] })
    expect(after.fields).toEqual(before.fields)
    await manager.post(`${page}/undo`).expect(303)
    await site.runJobs()
    expect((await shown(manager, page)).rows).toEqual([`${code} 临街店铺 第2行 已撤回`])
  })

  it('shows new units with their filled-in fields, and links to them once they exist', async () => {
    await aBuilding()
    const manager = await site.as(await aColleague('listing_manager'))
    const page = await checked(manager, [head, newRow], 'en')
    const before = await shown(manager, page)
    expect(before).toMatchObject({ tabs: ['New: 1'], rows: ['SFH-A-0155 新店铺 row 2'], links: [] })
    expect(before.summary).toBe(`${before.fields.length} fields are filled in`)
    expect(before.fields).toEqual(expect.arrayContaining(['Deposit1000', 'Wateryes', 'HeatingNone']))
    await manager.post(`${page}/write`).type('form').send({ how: 'whole' }).expect(303)
    await site.runJobs()
    expect(await shown(manager, page)).toMatchObject({
      rows: ['SFH-A-0155 新店铺 row 2 Written'],
      links: ['/en/staff/premises/SFH-A-0155'],
    })
    await manager.post(`${page}/undo`).expect(303)
    await site.runJobs()
    expect(await shown(manager, page)).toMatchObject({ rows: ['SFH-A-0155 新店铺 row 2 Taken back'], links: [] })
  })

  it('is above the errors, to which the page links', async () => {
    await aBuilding()
    const manager = await site.as(await aColleague('listing_manager'))
    const wrongRow = newRow.replace('SFH-A-0155', 'SFH-A-0156').replace('warehouse', 'castle')
    const { $ } = renderedPage(await manager.get(await checked(manager, [head, newRow, wrongRow], 'en')).expect(200))
    const ids = $('main h2[id]')
      .toArray()
      .map(one => $(one).attr('id'))
    expect(ids.filter(id => id === 'changes-title' || id === 'errors')).toEqual(['changes-title', 'errors'])
    expect($('main a[href="#errors"]')).toHaveLength(1)
  })

  it('is paged, in the order of the file', async () => {
    await aBuilding()
    const manager = await site.as(await aColleague('listing_manager'))
    const codes = Array.from({ length: 30 }, (_, index) => `SFH-A-0${155 + index}`)
    const page = await checked(manager, [head, ...codes.map(code => newRow.replace('SFH-A-0155', code))], 'en')
    const first = await shown(manager, page)
    expect(first.rows).toHaveLength(25)
    expect(first.next).toBe(`${page}?show=create&page=2#changes`)
    const last = await shown(manager, `${page}?show=create&page=99`)
    expect(last.rows.map(one => one.slice(0, 10))).toEqual(codes.slice(25))
  })

  it('is empty before the check and marks units that no longer exist', async () => {
    const manager = await site.as(await aColleague('listing_manager'))
    const { code } = await aPremises({ depositFen: 100 })
    const sent = await manager.post(begin).attach('file', Buffer.from('code,deposit'), 'list.csv').expect(303)
    expect((await shown(manager, sent.headers['location'] ?? '')).title).toBeUndefined()
    const page = await checked(manager, ['code,deposit', `${code},4500`])
    await PremisesModel.deleteOne({ code })
    expect(await shown(manager, page)).toMatchObject({ rows: [`${code} 第2行`, '该房源已不存在。'], links: [] })
    expect(await PremisesImportModel.countDocuments()).toBe(2)
    expect(await ImportRowModel.countDocuments()).toBe(1)
  })
})
