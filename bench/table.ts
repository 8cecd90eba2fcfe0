import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { line } from './lines.ts'
import { costOf, untilAtRest } from './measuring.ts'
import { residentMb, seed, startSite, type Started } from './processes.ts'
import { fromThePages, signIn } from './signing-in.ts'

/**
 * Measures the staff's table of units, and a change of a thousand of them. `npm run build && node --import tsx
 * bench/table.ts`, or with another number than 100,000, or with `--folder` for a folder that an earlier run with `--keep`
 * has seeded.
 */
const args = process.argv.slice(2)
const given = args.includes('--folder') ? args[args.indexOf('--folder') + 1] : undefined
const premises = Number(args.find(arg => /^\d+$/.test(arg)) ?? 100_000)
const wish = 'wanted: p95 < 200'

const table = '/zh/staff/premises'
const views: Record<string, string> = {
  'as it opens': '',
  'page in the middle': '?page=1000',
  'last page': '?page=100000',
  'by area, largest first, page 500': '?sort=-area&page=500',
  'last changed first': '?sort=-updated',
  'by status': '?sort=status&page=200',
  'free ones, by cost': '?status=available&sort=cost',
  'of a building': '?building=A1',
  'not reviewed in Chinese': '?texts=unreviewed-zh',
  'without photos, offices, second floor': '?photos=none&use=office&floor=2',
  'not on the site': '?published=no&sort=-updated',
  'leaves the site soon': '?expiry=30',
  'an area range': '?minArea=40&maxArea=60&sort=area&page=100',
  'a word': '?q=%E4%BB%93%E5%BA%93',
  'a code': '?q=SFH-A-01',
  'nothing found': '?q=nobody%20at%20all',
}

const folder = given ?? mkdtempSync(path.join(tmpdir(), 'startup-street-table-'))
const place = { folder, port: 4797 }
if (!given) await seed(place, premises)
const site = await startSite(place)
await untilAtRest(site)
const headers = { cookie: await signIn(site, 'listing-manager') }
console.log(`\nThe table over ${premises} premises, milliseconds one after the other`)
for (const [name, query] of Object.entries(views)) {
  const { p50, p95, cpuMs } = await costOf(site, { paths: [`${table}${query}`], headers }, 100)
  line(name, p50.toFixed(0), `p95 ${p95.toFixed(0)}, ${cpuMs.toFixed(0)} of processor time   ${p95 < 200 ? '' : wish}`)
}
await changeThousand(site)
line('resident memory afterwards', `${residentMb(site.pid)} MB`)
await site.stop()
if (args.includes('--keep')) console.log(`kept: ${folder}`)
else if (!given) rmSync(folder, { recursive: true, force: true })

/**
 * Adds a sentence to the first thousand or so units of the buildings and measures from the confirmation until the page says
 * it is done.
 */
async function changeThousand({ url }: Started): Promise<void> {
  const wanted = { kind: 'text', field: 'summary', locale: 'zh', mode: 'after', text: '冬季有人除雪。' }
  const filter = { all: 'yes', status: 'available', texts: 'unreviewed-zh', minArea: '60', maxArea: '90' }
  let began = performance.now()
  const planned = await send(url, `${table}/bulk`, { ...wanted, ...filter })
  const address = planned.headers.get('location') ?? ''
  line('planning a bulk change', `${((performance.now() - began) / 1000).toFixed(1)} s`, address)
  began = performance.now()
  await send(url, `${address}/confirm`, {})
  for (;;) {
    const page = await (await fetch(`${url}${address}`, { headers })).text()
    if (page.includes('data-test="outcomes"')) {
      const told = /data-test="outcomes">\s*<li>([^<]*)/.exec(page)?.[1] ?? ''
      line(
        'carrying it out',
        `${((performance.now() - began) / 1000).toFixed(1)} s`,
        `${told}   wanted: 1,000 in < 5 s`,
      )
      return
    }
    await wait(100)
  }
}

function send(url: string, address: string, values: Record<string, string>): Promise<Response> {
  const body = new URLSearchParams(values)
  const own = { ...headers, ...fromThePages }
  return fetch(`${url}${address}`, { method: 'POST', body, headers: own, redirect: 'manual' })
}
