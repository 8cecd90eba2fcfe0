import { describe, expect, it } from 'vitest'
import { load } from 'cheerio'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { PremisesImportModel, type PremisesImport } from '#models/transfer/premises-import.ts'
import { writeXlsx } from '#outside/tables/xlsx-writing.ts'
import { aColleague } from '../factories/account.ts'
import { aBuilding, aPremises } from '../factories/premises.ts'
import { binary } from '../support/files/binary.ts'
import { useSite } from '../support/site.ts'
import { aWorkbook } from '../support/files/zip.ts'
import { unzip } from '../support/files/unzip.ts'

type Person = Awaited<ReturnType<ReturnType<typeof useSite>['as']>>

describe('importing premises', () => {
  const site = useSite()
  const asManager = async () => site.as(await aColleague('listing_manager'))
  const stored = (code: string) => PremisesModel.findOne({ code }).lean<Premises>()

  /** Sends a file and returns its page. */
  async function send(person: Person, bytes: Buffer | string, name = 'premises.csv', locale = 'en'): Promise<string> {
    const answer = await person.post(`/${locale}/staff/premises/import`).attach('file', Buffer.from(bytes), name)
    expect(answer.status, answer.text.slice(0, 3000)).toBe(303)
    return answer.headers['location'] ?? ''
  }

  /** Accepts the guessed columns and lets the worker check. */
  async function check(person: Person, page: string): Promise<ReturnType<typeof load>> {
    await person
      .post(`${page}/columns`)
      .type('form')
      .send(await guessed(person, page))
      .expect(303)
    await person.get(page).expect('Refresh', '3').expect(200)
    await site.runJobs()
    return load((await person.get(page).expect(200)).text)
  }

  async function guessed(person: Person, page: string): Promise<Record<string, string>> {
    const $ = load((await person.get(page).expect(200)).text)
    return Object.fromEntries(
      $('select[name^="column."]')
        .toArray()
        .map(select => [$(select).attr('name') ?? '', String($(select).val())]),
    )
  }

  const counts = ($: ReturnType<typeof load>) =>
    $('[data-test="counts"] dd')
      .toArray()
      .map(one => $(one).text())
      .join(' ')

  it('explains why the file cannot be read with another separator', async () => {
    const manager = await asManager()
    const page = await send(manager, 'code,"layout"\nSFH-A-0107,"an ""open"" hall"\n')
    const answer = await manager
      .post(`${page}/form`)
      .type('form')
      .send({ encoding: 'utf-8', separator: ';' })
      .expect(422)
    expect(load(answer.text)('main').text()).toContain('Quotation marks are not closed in row')
    expect(await guessed(manager, page)).toMatchObject({ 'column.0': 'code', 'column.1': 'layout' })
  })

  it('explains that an unending row is too long or lacks a quotation mark', async () => {
    const manager = await asManager()
    const long = 'x'.repeat(600 * 1024)
    for (const row of [`SFH-A-0107,"${long}"`, `SFH-A-0107,${long}`, `SFH-A-0107,"${long}`]) {
      const answer = await manager
        .post('/en/staff/premises/import')
        .attach('file', Buffer.from(`code,layout\nSFH-A-0108,open\n${row}\n`), 'premises.csv')
      const page = answer.status === 303 ? await manager.get(answer.headers.location!) : answer
      const told = load(page.text)('main').text()
      expect(told).toContain('Row 3 is longer than 512\u00a0KB')
      expect(told).not.toContain('Quotation marks are not closed in row')
    }
  })

  it('checks a Chinese file as Excel saves it, explains each wrong cell, and writes the good rows', async () => {
    const manager = await asManager()
    const { code } = await aPremises({ depositFen: 300_000 })
    const text = [
      '编号\t押金（元）\t层高\t格局\t简介（中文）',
      `${code}\t4500\t3.6\t通敞\t明亮`,
      `SFH-A-0155\t1000\t3.2\t两间\t新`,
      'XYZ\t1\t2\t通敞\t',
      `${code.toLowerCase()}\t1\t3\t通敞\t`,
    ]
    // "编号\t押金..." in GB18030, as a Chinese Excel saves it.
    const page = await send(manager, gb18030(text.join('\r\n')), '房源.csv', 'zh')
    expect(await guessed(manager, page)).toMatchObject({
      'column.0': 'code',
      'column.1': 'deposit',
      'column.3': 'layout',
    })
    const $ = await check(manager, page)
    expect(counts($)).toBe('0 1 0 3')
    const wrong = $('.transfer-errors tbody tr')
      .toArray()
      .map(row =>
        $(row)
          .find('th, td')
          .toArray()
          .slice(0, 5)
          .map(cell => $(cell).text()),
      )
    expect(wrong).toContainEqual(['4', '', '编号', 'XYZ', '不是有效的房源编号。'])
    expect(wrong).toContainEqual(['5', '', '编号', code.toLowerCase(), '该编号已在第2行出现。'])
    expect(wrong.filter(([row]) => row === '3').map(([, , column]) => column)).toContain('装修状况')
    expect($.text()).toContain('任选其一：毛坯、简装、精装、带家具。')

    const all = await manager.get(`${page}/errors.csv`).expect(200)
    expect(all.text).toContain('XYZ')

    await manager.post(`${page}/write`).type('form').send({ how: 'whole' }).expect(409)
    await manager.post(`${page}/write`).type('form').send({}).expect(422)
    const begun = await manager.post(`${page}/write`).type('form').send({ how: 'good' }).expect(303)
    await site.runJobs()
    const asked = site.log.lines().filter(({ reqId }) => reqId === begun.headers['x-request-id'])
    expect(asked.at(-1)).toMatchObject({ msg: 'import carried on', job: 'import-premises', step: 'writing' })
    const after = await stored(code)
    expect(after).toMatchObject({ depositFen: 450_000, version: 1, summary: { zh: '明亮', en: 'A bright unit.' } })
    expect(after?.events.at(-1)).toMatchObject({ kind: 'imported', note: expect.stringContaining('depositFen') })
    const shown = await manager.get(`/zh/staff/premises/${code}`).expect(200)
    expect(shown.text).toContain('文件导入修改')
    const versions = await manager.get(`/zh/staff/premises/${code}/versions`).expect(200)
    expect(load(versions.text)('[data-test="version"]').text()).toContain('文件导入修改')
    expect(await stored('SFH-A-0155')).toBeNull()

    await manager.post(`${page}/undo`).type('form').expect(303)
    await site.runJobs()
    expect(await stored(code)).toMatchObject({ depositFen: 300_000, summary: { en: 'A bright unit.' }, version: 2 })
    await manager.post(`${page}/undo`).type('form').expect(409)
  })

  it('writes only the check that the page showed, not a later one of a colleague with other columns', async () => {
    const { code } = await aPremises({ depositFen: 300_000 })
    const manager = await asManager()
    const colleague = await site.as(await aColleague('administrator'))
    const page = await send(manager, `code,deposit,ceiling height\n${code},4500,3.7\n`)
    const first = await check(manager, page)
    const write = (checked: string) =>
      manager.post(`${page}/write`).type('form').send({ how: 'good', checked }).redirects(0)
    site.clock.advance({ minutes: 1 })
    const columns = { ...(await guessed(colleague, page)), 'column.1': '' }
    await colleague.post(`${page}/columns`).type('form').send(columns).expect(303)
    await site.runJobs()
    const refused = load((await write(String(first('[name=checked]').val())).expect(409)).text)
    expect(refused('[role=alert]').text()).toContain('already')
    expect(refused('[name=how]:checked').val()).toBe('good')
    await site.runJobs()
    expect((await stored(code))?.version ?? 0).toBe(0)
    await write(String(refused('[name=checked]').val())).expect(303)
    await site.runJobs()
    expect(await stored(code)).toMatchObject({ depositFen: 300_000, version: 1 })
  })

  it('explains that nothing can be confirmed when every changing row is wrong, and what to do', async () => {
    await aPremises({ code: 'SFH-A-0107' })
    const manager = await asManager()
    const page = await send(manager, 'code,deposit\nSFH-A-0107,tenfold\n')
    const $ = await check(manager, page)
    expect(counts($)).toBe('0 0 0 1')
    expect($('[data-test=state]').text()).toBe('Checked, nothing to confirm')
    expect($('main').text()).toContain('Correct the file and load it again.')
    expect((await manager.get('/en/staff/premises/import').expect(200)).text).toContain('Checked, nothing to confirm')
  })

  it('groups the problems by kind, the most frequent first, with their rows', async () => {
    const manager = await asManager()
    const { code } = await aPremises()
    const rows = Array.from({ length: 60 }, (_, at) => `SFH-A-${String(9000 + at)},1,2`)
    const odd = [`${code},free,2`, `${code},1,2`, `XYZ,1,2`]
    const text = ['Code,Deposit (¥),Shop windows', ...odd, ...rows].join('\n')
    const page = await send(manager, Buffer.from(text), 'premises.csv', 'en')
    const $ = await check(manager, page)
    const groups = $('[data-test=problem]').toArray()
    const said = groups.map(group => $(group).find('summary').text())
    expect(said[0]).toMatch(/^60 rows Code: /)
    expect(said.map(one => Number.parseInt(one, 10))).toEqual([60, 1, 1, 1])
    expect(said.join('\n')).toContain('Deposit (¥): ')
    expect($(groups[0]).find('tbody tr')).toHaveLength(50)
    expect($(groups[0]).text()).toContain('And 10 more')
    expect($(groups[0]).find('tbody tr').first().find('th').text()).toBe('5')
    expect((await manager.get(`${page}/errors.csv`).expect(200)).text.trim().split('\r\n')).toHaveLength(64)
  })

  it('names the decimals, the unknown word or the stored value that makes a cell wrong', async () => {
    const manager = await asManager()
    const stored = await aPremises({ allowedUses: ['retail'], prohibitedUses: ['catering'] })
    const { code } = await aPremises()
    const text = `编号,使用面积（平方米）,允许用途\n${code},99.999,赌场\n${stored.code},,零售; 餐饮`
    const $ = await check(manager, await send(manager, Buffer.from(text), '房源.csv', 'zh'))
    const said = $('.transfer-errors').text()
    expect(said).toContain('最多保留2位小数。')
    expect(said).toContain('不认识“赌场”')
    expect(said).toContain('系统中已登记的禁止用途与此处的允许用途冲突')

    const both = `编号,允许用途,禁止用途\n${stored.code},零售; 餐饮,餐饮`
    const written = await check(manager, await send(manager, Buffer.from(both), '房源.csv', 'zh'))
    expect(written('.transfer-errors').text()).toContain('同一用途不能既允许又禁止。')
    expect(written('.transfer-errors').text()).not.toContain('系统中已登记')
  })

  it('names the bounds for a number that is too small or negative', async () => {
    const manager = await asManager()
    const premises = [await aPremises(), await aPremises(), await aPremises()]
    const rows = premises.map(({ code }, at) => `${code},${['-100,-1', "'-0.5,-2", '20000000,0'][at]!}`)
    const $ = await check(manager, await send(manager, ['code,deposit,floor', ...rows].join('\n')))
    const said = $('.transfer-errors tbody tr')
      .toArray()
      .map(row => $(row).find('td').eq(3).text())
    expect(said.filter(sentence => sentence === 'No less than 0 and no more than 10,000,000.')).toHaveLength(3)
    expect(said.filter(sentence => sentence.startsWith('No less than 1 and no more than '))).toHaveLength(3)
    expect(said).toHaveLength(6)
  })

  it('shows days in the format of the page’s language, in errors and in changes', async () => {
    const manager = await asManager()
    const wrong = await aPremises()
    const good = await aPremises()
    const unread = await aPremises()
    const text = [
      'code,applicationWindow.from,applicationWindow.to,publishAt,expiresAt',
      `${wrong.code},2026-12-20,46357,2026-12-21 10:00,2026-12-02 09:30`,
      `${good.code},2026-12-24,,2026-12-25 08:15,`,
      `${unread.code},,31.02.2027,,`,
    ].join('\n')
    const said = async (locale: string) => {
      const $ = await check(manager, await send(manager, text, 'days.csv', locale))
      expect($('.transfer-errors td:nth-child(6)').text()).toContain('2026-12-01')
      $('.transfer-errors td:nth-child(6)').remove()
      return `${$('.transfer-errors').text()} ${$('[data-test="import-row"]').text()}`
    }
    const english = await said('en')
    for (const day of ['1 December 2026', '2 December 2026 at 09:30', '24 December 2026', '25 December 2026 at 08:15'])
      expect(english).toContain(day)
    expect(english).toContain('31.02.2027')
    expect(english).not.toMatch(/2026-12-|46357/)
    const russian = await said('ru')
    for (const day of ['1 декабря 2026', '24 декабря 2026']) expect(russian).toContain(day)
    expect(russian).not.toMatch(/2026-12-|46357/)
  })

  it('creates drafts, keeps changes of other people, and undoes only what nobody has edited', async () => {
    const manager = await asManager()
    const kept = await aPremises()
    const undone = await aPremises()
    const raced = await aPremises()
    const template = await manager.get('/ru/staff/premises/import/template.csv').expect(200)
    const [head = ''] = template.text.replace('\ufeff', '').split('\r\n')
    const headings = head.split(',').length
    expect(headings).toBeGreaterThan(60)
    const columns = [
      'код',
      'title.ru',
      'Площадь: Полезная площадь',
      'areaUsableSqM',
      'areaGrossSqM',
      'ceilingHeightM',
      'frontageM',
      'layout',
      'condition',
      'allowedUses',
      'electricityKw',
      'heating',
      'marketRentPerSqMMonth',
      'managementFeePerSqMMonth',
      'heatingFeePerSqMSeason',
      'deposit',
      'position.row',
      'position.offsetM',
      'position.widthM',
    ]
    const rest = [
      '',
      '50',
      '60',
      '3',
      '0',
      'один зал',
      'shell',
      'склад, офис',
      '10',
      'нет',
      '10',
      '1,5',
      '2',
      '0',
      'северная',
      '20',
      '8',
    ]
    const row = (code: string, title: string) => [code, title, ...rest].join(';')
    const page = await send(
      manager,
      [
        columns.join(';'),
        row('SFH-A-0199', 'Склад'),
        ...[kept, undone, raced].map(({ code }) => row(code, 'Новое имя')),
      ].join('\n'),
    )
    // All four are at the same place, which is reported for each.
    expect(counts(await check(manager, page))).toBe('1 3 0 0 4')
    await PremisesModel.updateOne({ code: raced.code }, { $inc: { version: 1 } })
    await manager.post(`${page}/write`).type('form').send({ how: 'good' }).expect(303)
    await site.runJobs()

    const draft = await stored('SFH-A-0199')
    expect(draft).toMatchObject({
      status: 'draft',
      buildingCode: 'A1',
      allowedUses: ['warehouse', 'office'],
      managementFeePerSqMMonthFen: 150,
      version: 0,
      rentFreeMonths: 36,
    })
    expect(draft?.texts.length).toBeGreaterThan(0)
    const $ = load((await manager.get(page).expect(200)).text)
    expect(counts($)).toBe('1 3 0 0 4 3 1')
    expect($('.transfer-errors').text()).toContain('was changed while the file was being checked')
    expect((await stored(raced.code))?.title).toEqual(raced.title)

    await PremisesModel.updateOne({ code: kept.code }, { $inc: { version: 1 } })
    await manager.post(`${page}/undo`).type('form').expect(303)
    await site.runJobs()
    expect(await stored('SFH-A-0199')).toBeNull()
    expect((await stored(undone.code))?.title).toEqual(undone.title)
    expect((await stored(kept.code))?.title.ru).toBe('Новое имя')
  })

  it('writes all or nothing, and reuses the remembered choice of columns', async () => {
    const manager = await asManager()
    const codes = [(await aPremises()).code, (await aPremises()).code]
    const bytes = await workbook(
      ['What it is', 'Money'],
      codes.map(code => [code, 1234.5]),
    )
    const page = await send(manager, bytes, 'two.xlsx')
    await manager.post(`${page}/columns`).type('form').send({ 'column.1': 'deposit' }).expect(422)
    await manager.post(`${page}/columns`).type('form').send({ 'column.0': 'code', 'column.1': 'deposit' }).expect(303)
    await site.runJobs()
    await PremisesModel.updateOne({ code: codes[1] ?? '' }, { $inc: { version: 1 } })
    await manager.post(`${page}/write`).type('form').send({ how: 'whole' }).expect(303)
    await site.runJobs()
    const $ = load((await manager.get(page).expect(200)).text)
    expect($('[data-test="alert"]').text()).toContain(codes[1])
    expect(await Promise.all(codes.map(async code => (await stored(code))?.depositFen))).toEqual([300_000, 300_000])

    const again = await send(manager, bytes, 'three.xlsx')
    expect(await guessed(manager, again)).toEqual({ 'column.0': 'code', 'column.1': 'deposit' })
    await check(manager, again)
    await manager.post(`${again}/write`).type('form').send({ how: 'whole' }).expect(303)
    await site.runJobs()
    expect(await Promise.all(codes.map(async code => (await stored(code))?.depositFen))).toEqual([123_450, 123_450])
  })

  it('removes the mark "reviewed" from a changed text, unless the file sets it again', async () => {
    const manager = await asManager()
    const reviewed = { ru: true, en: true, zh: true }
    const told = await aPremises({ reviewed })
    const read = await aPremises({ reviewed: { ...reviewed, en: false } })
    const same = await aPremises({ reviewed })
    const page = await send(
      manager,
      [
        'code,title.en,reviewed.en,reviewed.ru',
        `${told.code},Another shop,yes,yes`,
        `${read.code},Another shop,yes,yes`,
        `${same.code},${same.title.en},yes,yes`,
      ].join('\n'),
    )
    const $ = await check(manager, page)
    expect(counts($)).toBe('0 2 1 0 1')
    expect($('[data-test="counts"]').text()).toContain('Lose the mark “reviewed”1')
    await manager.post(`${page}/write`).type('form').send({ how: 'whole' }).expect(303)
    await site.runJobs()
    expect(await stored(told.code)).toMatchObject({
      title: { en: 'Another shop' },
      reviewed: { ...reviewed, en: false },
    })
    expect((await stored(read.code))?.reviewed).toEqual(reviewed)
    expect(await stored(same.code)).toMatchObject({ version: 0, reviewed })
    await manager.post(`${page}/undo`).type('form').expect(303)
    await site.runJobs()
    expect(await stored(told.code)).toMatchObject({ title: { en: told.title.en }, reviewed })
  })

  it('continues where a killed process stopped, and never in two processes at once', async () => {
    const manager = await asManager()
    const { code } = await aPremises()
    const page = await send(manager, `code,deposit\n${code},7\n`)
    await check(manager, page)
    await manager.post(`${page}/write`).type('form').send({ how: 'good' }).expect(303)
    const another = { token: 'of a process that is gone', until: new Date(site.clock.now().getTime() + 60_000) }
    await PremisesImportModel.updateMany({}, { $set: { turn: another } })
    expect(await site.services.transfer.imports.work()).toBe(0)
    site.clock.set(new Date(site.clock.now().getTime() + 61_000).toISOString())
    // Stopped after the first batch, like a process that ends: the next one finds what has been written.
    let asked = 0
    await site.services.transfer.imports.work(() => (asked += 1) > 1)
    expect(await stored(code)).toMatchObject({ depositFen: 700, version: 1 })
    await PremisesImportModel.updateMany({}, { $set: { state: 'writing' } })
    await site.services.transfer.imports.work()
    expect(await stored(code)).toMatchObject({ depositFen: 700, version: 1 })
    expect(load((await manager.get(page)).text)('[data-test="state"]').text()).toBe('Written')
  })

  it('gives up after five failed checks, reports it, and accepts the file again', async () => {
    const manager = await asManager()
    const { code } = await aPremises()
    const { imports } = site.services.transfer
    const page = await send(manager, `code,deposit\n${code},7\n`)
    await manager
      .post(`${page}/columns`)
      .type('form')
      .send(await guessed(manager, page))
      .expect(303)
    const { _id, file } = await PremisesImportModel.findOne({ _id: page.split('/').at(-1) ?? '' })
      .orFail()
      .lean<PremisesImport>()
    await imports.store.remove(file.id.toHexString())
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expect(imports.work()).rejects.toThrow()
      site.clock.set(new Date(site.clock.now().getTime() + 13_000).toISOString())
    }
    expect(await imports.work()).toBe(1)
    expect(await PremisesImportModel.findById(_id).lean()).toMatchObject({ state: 'failed', attempts: 0 })
    const $ = load((await manager.get(page).expect(200)).text)
    expect($('[data-test="alert"]').text()).toContain('could not carry this out')
    expect(await imports.work()).toBe(0)
  })

  it('can be cancelled during the check and during the writing, and leaves nothing behind', async () => {
    const manager = await asManager()
    const { code } = await aPremises()
    const page = await send(manager, `code,deposit\n${code},7\n`)
    const columns = await guessed(manager, page)
    await manager.post(`${page}/columns`).type('form').send(columns).expect(303)
    const running = load((await manager.get(page).expect(200)).text)
    expect(running('[data-test="progress"] form').attr('action')).toBe(`${page}/cancel`)
    await manager.post(`${page}/cancel`).type('form').expect(303)
    await manager.post(`${page}/cancel`).type('form').expect(409)
    const cancelled = load((await manager.get(page).expect(200)).text)
    expect(cancelled('[data-test="alert"]').text()).toContain('Somebody cancelled this import')

    await check(manager, page)
    await manager.post(`${page}/write`).type('form').send({ how: 'good' }).expect(303)
    // Stopped after the first batch, with the rows written.
    let asked = 0
    await site.services.transfer.imports.work(() => (asked += 1) > 1)
    expect((await stored(code))?.depositFen).toBe(700)
    await manager.post(`${page}/cancel`).type('form').expect(303)
    await site.runJobs()
    expect((await stored(code))?.depositFen).toBe(300_000)
    expect(load((await manager.get(page).expect(200)).text)('[data-test="state"]').text()).toBe('Taken back')
  })

  it('refuses a workbook with a repeated row number as damaged', async () => {
    const manager = await asManager()
    const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
    const row = (number: number, text: string) => `<row r="${number}">${cell(text)}</row>`
    const bytes = aWorkbook(row(1, 'code') + row(2, 'SFH-A-0001') + row(2, 'SFH-A-0002'))
    const answer = await manager.post('/en/staff/premises/import').attach('file', bytes, 'a.xlsx').expect(422)
    expect(answer.text).toContain('The file is damaged or is no table.')
  })

  it('refuses a file that is not a table, and an import of somebody else', async () => {
    const manager = await asManager()
    const file = (bytes: Buffer, name: string) => manager.post('/en/staff/premises/import').attach('file', bytes, name)
    await file(Buffer.from('PK nothing'), 'a.xlsx').expect(422)
    await file(Buffer.from('a,b'), 'a.txt')
      .expect(422)
      .expect(/Only CSV and XLSX/)
    await file(Buffer.from('\n\n'), 'a.csv').expect(422)
    await manager.post('/en/staff/premises/import').type('form').send({}).expect(422)
    await file(Buffer.from('code,title.en\nSFH-A-0001,"open'), 'a.csv')
      .expect(422)
      .expect(/not closed in row 2/)
    const theirs = await send(manager, 'code\nSFH-A-0001')

    const other = await aBuilding({ code: 'B1' })
    const limited = await site.as(await aColleague('listing_manager', { buildings: [other.code] }))
    await limited.get(theirs).expect(404)
    const { code } = await aPremises()
    const $ = await check(limited, await send(limited, `code,deposit\n${code},7\n`))
    expect($('.transfer-errors').text()).toContain('You do not look after this building.')
    await (await site.as(await aColleague('reviewer'))).get('/en/staff/premises/import').expect(403)
  })

  it('offers a template that explains the allowed values of each column', async () => {
    const manager = await asManager()
    const { body } = await manager.get('/zh/staff/premises/import/template.xlsx').buffer(true).parse(binary)
    const parts = unzip(body as Buffer)
    expect(parts.get('xl/worksheets/sheet1.xml')?.toString()).toContain('毛坯,简装,精装,带家具')
    expect(parts.get('xl/worksheets/sheet2.xml')?.toString()).toContain('1至100,000的数字，最多2位小数。')
  })
})

async function workbook(head: string[], rows: (string | number)[][]): Promise<Buffer> {
  const chunks: Buffer[] = []
  const columns = head.map(() => ({ width: 12 }))
  for await (const chunk of writeXlsx([{ name: 'A', columns, head, rows }])) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** Encodes text by the two bytes of each Chinese character, found by decoding all pairs: Node cannot encode GB18030. */
function gb18030(text: string): Buffer {
  const decoder = new TextDecoder('gb18030')
  const table = new Map<string, Buffer>()
  for (let first = 0xa1; first <= 0xf7; first += 1) {
    for (let second = 0xa1; second <= 0xfe; second += 1) {
      const pair = Buffer.from([first, second])
      table.set(decoder.decode(pair), pair)
    }
  }
  return Buffer.concat(Array.from(text).map(character => table.get(character) ?? Buffer.from(character, 'latin1')))
}
