import { beforeEach, describe, expect, it } from 'vitest'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { aColleague } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('a bulk change of figures, days and uses', () => {
  const site = useSite()
  let manager: Awaited<ReturnType<typeof site.as>>
  const codes = ['SFH-A-0101', 'SFH-A-0102', 'SFH-A-0103']
  beforeEach(async () => {
    manager = await site.as(await aColleague('listing_manager'))
    await aPremises({ code: codes[0]!, managementFeePerSqMMonthFen: 150, allowedUses: ['retail', 'office'] })
    await aPremises({ code: codes[1]!, managementFeePerSqMMonthFen: 250, allowedUses: ['office'] })
    await aPremises({ code: codes[2]!, status: 'let', managementFeePerSqMMonthFen: 300, allowedUses: ['retail'] })
  })
  const at = '/en/staff/premises/bulk'
  const stored = async (code: string) => (await PremisesModel.findOne({ code }).lean<Premises>())!
  const send = (path: string, values: object = {}) => manager.post(`${at}${path}`).type('form').send(values)
  async function previewed(values: object): Promise<string> {
    const { headers } = await send('', { code: codes, ...values }).expect(303)
    return `/${headers.location!.split('/').at(-1)!}`
  }
  const open = async (end: string) => renderedPage(await manager.get(`${at}${end}`).expect(200))
  const rows = ({ $ }: ReturnType<typeof renderedPage>) =>
    $('[data-test="bulk"] tbody tr')
      .map((_, row) => $(row).text().replace(/\s+/g, ' ').trim())
      .get()
  async function carriedOut(values: object): Promise<string> {
    const end = await previewed(values)
    await send(`${end}/confirm`).expect(303)
    await site.runJobs()
    return end
  }

  it('sets a fee and what depends on it, with a table of before and after, and can be undone', async () => {
    const before = await stored(codes[0]!)
    const end = await previewed({
      kind: 'value',
      fact: 'managementFeePerSqMMonth',
      value: '2.50',
      note: 'By resolution 12',
    })
    const preview = await open(end)
    expect(preview.$('h1').text()).toBe('Set: Management fee per m² a month – 2.50')
    expect(rows(preview)).toHaveLength(3)
    expect(rows(preview).join('\n')).toMatch(/SFH-A-0101.*1\.50.*2\.50/)
    // One has the value already; a let one can be changed, as by its own form.
    expect(rows(preview).join('\n')).toMatch(/SFH-A-0102.*so already/)
    await send(`${end}/confirm`).expect(303)
    await site.runJobs()
    const after = await stored(codes[0]!)
    expect(after.managementFeePerSqMMonthFen).toBe(250)
    expect(after.firstYearMonthlyFen).toBe(
      before.firstYearMonthlyFen + Math.round(after.areaUsableSqM * 250) - Math.round(before.areaUsableSqM * 150),
    )
    expect((await stored(codes[2]!)).managementFeePerSqMMonthFen).toBe(250)
    expect(after.events.at(-1)).toMatchObject({ kind: 'edited', byName: expect.any(String) as string })

    await send(`${end}/undo`).expect(303)
    await site.runJobs()
    expect(await stored(codes[0]!)).toMatchObject({
      managementFeePerSqMMonthFen: 150,
      firstYearMonthlyFen: before.firstYearMonthlyFen,
    })
  })

  it('sets and removes days, and refuses an application window that ends before it begins', async () => {
    await carriedOut({ kind: 'value', fact: 'applicationWindow.from', value: '1.3.2027' })
    expect((await stored(codes[0]!)).applicationWindow).toMatchObject({ from: '2027-03-01' })
    const late = await open(await previewed({ kind: 'value', fact: 'applicationWindow.to', value: '2027-02-01' }))
    expect(rows(late)[0]).toContain('ends before it begins')
    await carriedOut({ kind: 'value', fact: 'applicationWindow.from', value: '' })
    expect((await stored(codes[0]!)).applicationWindow.from ?? null).toBeNull()
  })

  it('explains an invalid amount and keeps the input', async () => {
    for (const value of ['', 'much', '-1']) {
      const wrong = renderedPage(await send('', { code: codes, kind: 'value', fact: 'deposit', value }).expect(422))
      expect(
        wrong.errors().map(({ field }) => field),
        value,
      ).toEqual(['value'])
      expect(wrong.$('[name=value]').val()).toBe(value)
      expect(wrong.$('[name=fact] [selected]').attr('value')).toBe('deposit')
    }
    await send('', { code: codes, kind: 'value', fact: 'title.ru', value: 'x' }).expect(422)
  })

  it('adds and removes a use, but never the last one', async () => {
    await carriedOut({ kind: 'use', mode: 'allow', use: 'catering' })
    expect((await stored(codes[0]!)).allowedUses).toEqual(['retail', 'office', 'catering'])
    const end = await previewed({ kind: 'use', mode: 'disallow', use: 'retail' })
    expect(rows(await open(end)).join('\n')).toMatch(/Retail · Office · Catering.*Office · Catering/)
    await send(`${end}/confirm`).expect(303)
    await site.runJobs()
    // The first use decides how the shop front is drawn.
    expect((await stored(codes[0]!)).allowedUses).toEqual(['office', 'catering'])
    expect((await stored(codes[2]!)).allowedUses).toEqual(['catering'])
    const last = await open(await previewed({ code: [codes[2]], kind: 'use', mode: 'disallow', use: 'catering' }))
    expect(rows(last)[0]).toContain('No use')
  })
})
