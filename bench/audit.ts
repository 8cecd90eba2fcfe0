import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fillTrail } from './fill-trail.ts'
import { line } from './lines.ts'
import { costOf, untilAtRest } from './measuring.ts'
import { residentMb, seed, startSite, type Started } from './processes.ts'

/**
 * How long the audit page takes over a trail of many years. `npm run build && node --import tsx bench/audit.ts`, or with
 * another number than 1,000,000 entries.
 */
const [entries = 1_000_000] = process.argv.slice(2).map(Number)
const wish = 'wanted: p95 < 200'

const place = { folder: mkdtempSync(path.join(tmpdir(), 'startup-street-audit-')), port: 4798 }
await seed(place, 100)
let began = performance.now()
const [somebody = ''] = await fillTrail(place.folder, entries)
line('filling the trail', `${((performance.now() - began) / 1000).toFixed(0)} s`)
const site = await startSite(place)
await untilAtRest(site)
const headers = { cookie: await signIn(site) }
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
began = performance.now()
const file = await fetch(`${site.url}/zh/staff/audit/export.xlsx?action=account.role_changed`, { headers })
const bytes = (await file.arrayBuffer()).byteLength
const took = ((performance.now() - began) / 1000).toFixed(1)
line('one action as a workbook', `${took} s`, `${Math.round(bytes / 1024)} KB`)
line('resident memory afterwards', `${residentMb(site.pid)} MB`)
await site.stop()
rmSync(place.folder, { recursive: true, force: true })

/** The cookie of the demonstration's administrator. */
async function signIn({ url }: Started): Promise<string> {
  const body = new URLSearchParams({
    email: 'administrator@demo.startup-street.example',
    password: 'snow-on-the-cupolas',
  })
  const own = { 'sec-fetch-site': 'same-origin' }
  const response = await fetch(`${url}/zh/sign-in`, { method: 'POST', body, headers: own, redirect: 'manual' })
  if (response.status !== 303) throw new Error(`signing in answered ${response.status}`)
  return response.headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0])
    .join('; ')
}
