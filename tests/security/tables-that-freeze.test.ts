import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { load } from 'cheerio'
import { aColleague } from '../factories/account.ts'
import { useSite } from '../support/site.ts'
import { aWorkbook as workbook } from '../support/files/zip.ts'

const megabyte = 1024 * 1024
/**
 * Milliseconds of work between two turns of the event loop, during which no request is answered. Processor time is measured
 * instead of the clock, so that other load on the machine does not count. Where Node reports it (23.9) it is the time of
 * this thread, because other threads collect garbage.
 */
const longestStall = 500

/** Tables that cost much more to read than to send (UP7). */
describe('an imported table made to block the site', () => {
  const site = useSite()
  const at = '/en/staff/premises/import'

  /** Runs some work while `/healthz` is requested repeatedly; returns its result and the longest time without a response. */
  async function meanwhile<T>(work: () => Promise<T>): Promise<{ result: T; stall: number; asked: number }> {
    const visitor = site.agent()
    const { longest, end } = watchTurns()
    let over = false
    let asked = 0
    const asking = (async () => {
      // `over` is set below, while this waits.
      while (!(over as boolean)) {
        await visitor.get('/healthz').expect(200)
        asked += 1
        await setTimeout(10)
      }
    })()
    try {
      return { result: await work(), stall: longest(), asked }
    } finally {
      over = true
      end()
      await asking
    }
  }

  const begin = async (bytes: Buffer, name: string) => {
    const manager = await site.as(await aColleague('listing_manager'))
    const sent = await meanwhile(() => manager.post(at).attach('file', bytes, name))
    expect(sent.asked).toBeGreaterThan(0)
    expect(sent.stall).toBeLessThan(longestStall)
    return { manager, answer: sent.result }
  }

  const refused = async (bytes: Buffer, name: string): Promise<string> => {
    const { answer } = await begin(bytes, name)
    expect(answer.status).toBe(422)
    return load(answer.text)('main').text()
  }

  it('of nothing but line breaks is refused', async () => {
    expect(await refused(Buffer.alloc(3 * megabyte, '\n'), 'lines.csv')).toContain('empty rows')
  })

  it('of nothing but separators is refused', async () => {
    expect(await refused(Buffer.alloc(12 * megabyte, ','), 'commas.csv')).toMatch(/row 1 has\s+more columns/)
  })

  it('of wide rows without content is refused', async () => {
    const row = `${','.repeat(16_000)}\n`
    expect(await refused(Buffer.from(row.repeat(700)), 'wide.csv')).toContain('five million cells')
  })

  it('of comments is refused', async () => {
    expect(await refused(Buffer.from('#\n'.repeat(megabyte)), 'remarks.csv')).toContain('empty rows')
  })

  it('of separators in quotation marks over many lines is refused', async () => {
    const { answer } = await begin(Buffer.from(`code\n"${',\n'.repeat(megabyte)}"`), 'quoted.csv')
    expect(answer.status).toBe(422)
  })

  it('of millions of short rows is accepted at first, and then reported as too long', async () => {
    const { manager, answer } = await begin(Buffer.alloc(4 * megabyte, 'a\n'), 'short.csv')
    const page = answer.headers['location'] ?? ''
    const send = () => manager.post(`${page}/columns`).type('form').send({ 'column.0': 'code' })
    await send().expect(303)
    const checked = await meanwhile(() => site.runJobs())
    expect(checked.stall).toBeLessThan(longestStall)
    expect((await manager.get(page).expect(200)).text).toContain('more than 50,000 rows')
  }, 60_000)

  it('of millions of empty cells in a workbook is refused', async () => {
    const row = `<row>${'<c/>'.repeat(5_000)}</row>`
    expect(await refused(workbook(row.repeat(2_000)), 'cells.xlsx')).toContain('five million cells')
  })

  it('of millions of empty rows in a workbook is refused', async () => {
    expect(await refused(workbook('<row/>'.repeat(5_000_000)), 'rows.xlsx')).toContain('empty rows')
  })

  it('of millions of elements other than cells is refused', async () => {
    expect(await refused(workbook('<x/>'.repeat(22_000_000)), 'elements.xlsx')).toContain('five million cells')
  })

  it('of millions of shared texts in a workbook is read without blocking', async () => {
    const texts = '<si><t/></si>'.repeat(7_000_000)
    expect(await refused(workbook('<row><c t="s"><v>0</v></c></row>', texts), 'texts.xlsx')).toContain('no table')
  })

  it('with one very long text in all cells is checked without blocking', async () => {
    const text = `<si><t>${'long '.repeat(190_000)}</t></si>`
    const row = `<row>${'<c t="s"><v>0</v></c>'.repeat(40)}</row>`
    const head = `<row>${['code', 'building', 'layout', 'uses'].map(name => `<c t="inlineStr"><is><t>${name}</t></is></c>`).join('')}</row>`
    const { manager, answer } = await begin(workbook(head + row.repeat(400), text), 'amplified.xlsx')
    const page = answer.headers['location'] ?? ''
    const columns = { 'column.0': 'code', 'column.1': 'building', 'column.2': 'layout', 'column.3': 'uses' }
    await manager.post(`${page}/columns`).type('form').send(columns).expect(303)
    expect((await meanwhile(() => site.runJobs())).stall).toBeLessThan(longestStall)
  })
})

function watchTurns() {
  type Usage = (since?: NodeJS.CpuUsage) => NodeJS.CpuUsage
  const node = process as { threadCpuUsage?: Usage; cpuUsage: Usage }
  const usage: Usage = since => node.threadCpuUsage?.(since) ?? node.cpuUsage(since)
  let most = 0
  let before = usage()
  const look = () => {
    const { user, system } = usage(before)
    most = Math.max(most, (user + system) / 1_000)
    before = usage()
  }
  const timer = setInterval(look, 5)
  const longest = () => {
    look()
    return most
  }
  return { longest, end: () => clearInterval(timer) }
}
