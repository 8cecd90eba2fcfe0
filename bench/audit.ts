import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fillTrail } from './fill-trail.ts'
import { line } from './lines.ts'
import { costOf, untilAtRest } from './measuring.ts'
import { processorMs, residentMb, seed, startSite } from './processes.ts'
import { signIn } from './signing-in.ts'

/**
 * Measures the audit page with a trail of many years. `npm run build && node --import tsx bench/audit.ts`, or with another
 * number than 1,000,000 entries.
 */
const [entries = 1_000_000] = process.argv.slice(2).map(Number)
const wish = 'wanted: p95 < 200'

const place = { folder: mkdtempSync(path.join(tmpdir(), 'startup-street-audit-')), port: 4798 }
await seed(place, 100)
const began = performance.now()
const [somebody = ''] = await fillTrail(place.folder, entries)
line('filling the trail', `${((performance.now() - began) / 1000).toFixed(0)} s`)
const site = await startSite(place)
await untilAtRest(site)
const headers = { cookie: await signIn(site, 'administrator') }
const middle = String(Math.round(entries / 2))
const day = (yearsAgo: number) => new Date(Date.now() - yearsAgo * 366 * 86_400_000).toISOString().slice(0, 10)

const views: Record<string, string> = {
  'as it opens': '',
  'from the middle on': `before=${middle}`,
  'of somebody': `who=${somebody}`,
  'of the program': 'who=system',
  'one action': 'action=signed-in',
  'a rare action': 'action=account.role_changed',
  'one kind': 'kind=premises',
  'one premises': 'subject=SFH-A-01234&kind=premises',
  'turned away': 'outcome=refused',
  'somebody, turned away': `who=${somebody}&outcome=refused`,
  'somebody, one kind and action': `who=${somebody}&kind=tenancy&action=tenancy.changed`,
  'a kind, turned away': 'kind=premises&outcome=refused',
  'a kind that is never turned away': 'kind=document&outcome=refused',
  'an action of another kind': 'kind=premises&action=signed-in',
  'an action that is never turned away': 'action=signed-in&outcome=refused',
  'a month in the middle': `from=${day(2.6)}&to=${day(2.5)}`,
  'somebody, a month in the middle': `who=${somebody}&from=${day(2.6)}&to=${day(2.5)}`,
  'a rare action, a month in the middle': `action=account.role_changed&from=${day(2.6)}&to=${day(2.5)}`,
  'one request': `request=request-${middle}`,
  'nothing found': 'subject=SFH-Z-0000',
}
console.log(`\nThe audit page over ${entries} entries, milliseconds one after the other`)
for (const [name, query] of Object.entries(views)) {
  const { p50, p95, cpuMs } = await costOf(site, { paths: [`/zh/staff/audit?${query}`], headers }, 50)
  line(name, p50.toFixed(0), `p95 ${p95.toFixed(0)}, ${cpuMs.toFixed(0)} of processor time   ${p95 < 200 ? '' : wish}`)
}
await download('one action as a workbook', 'xlsx?action=account.role_changed')
await download('all of it as CSV', 'csv')
await download('all of it as a workbook', 'xlsx')
await leave('all of it as a workbook, left after a megabyte')
line('resident memory afterwards', `${residentMb(site.pid)} MB`)
await site.stop()
rmSync(place.folder, { recursive: true, force: true })

/** Downloads a file completely and prints seconds, size, processor time and the peak resident memory seen meanwhile. */
async function download(name: string, file: string): Promise<void> {
  const began = performance.now()
  const before = processorMs(site.pid)
  let [bytes, peak] = [0, 0]
  const { body } = await fetch(`${site.url}/zh/staff/audit/export.${file}`, { headers })
  for await (const chunk of body ?? []) {
    bytes += (chunk as Uint8Array).length
    peak = Math.max(peak, residentMb(site.pid))
  }
  const took = `${((performance.now() - began) / 1000).toFixed(1)} s`
  const cpu = `${((processorMs(site.pid) - before) / 1000).toFixed(1)} s of processor time`
  line(name, took, `${(bytes / 1e6).toFixed(1)} MB, ${cpu}, at most ${peak} MB resident`)
}

/** Measures what a download costs after the client has disconnected. */
async function leave(name: string): Promise<void> {
  const aborting = new AbortController()
  const { body } = await fetch(`${site.url}/zh/staff/audit/export.xlsx`, { headers, signal: aborting.signal })
  let bytes = 0
  for await (const chunk of body ?? []) {
    bytes += (chunk as Uint8Array).length
    if (bytes > 1e6) break
  }
  aborting.abort()
  const before = processorMs(site.pid)
  await untilAtRest(site)
  line(name, `${((processorMs(site.pid) - before) / 1000).toFixed(1)} s`, 'of processor time afterwards')
}
