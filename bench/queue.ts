import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fillQueue } from './fill-queue.ts'
import { line } from './lines.ts'
import { costOf, untilAtRest } from './measuring.ts'
import { seed, startSite } from './processes.ts'
import { signIn } from './signing-in.ts'

/**
 * Measures the staff's queue with many applications. `npm run build && node --import tsx bench/queue.ts`, or with another
 * number than 50,000, or with `--folder` for a folder that an earlier run with `--keep` has filled.
 */
const args = process.argv.slice(2)
const given = args.includes('--folder') ? args[args.indexOf('--folder') + 1] : undefined
const applications = Number(args.find(arg => /^\d+$/.test(arg)) ?? 50_000)
const wish = 'wanted: p95 < 150'

const queue = '/zh/staff/applications'
const views: Record<string, string> = {
  'as it opens': '',
  'page 3': '?page=3',
  'page in the middle': '?page=200',
  'last page': '?page=100000',
  'all, newest first': '?state=all&sort=-submitted',
  'all, page in the middle': '?state=all&page=1000',
  'all, last page': '?state=all&page=100000',
  ended: '?state=ended',
  'in review': '?state=review',
  'rejected, page 3': '?state=rejected&page=3',
  shops: '?use=retail',
  'with nobody': '?assignee=nobody',
  mine: '?assignee=me',
  'mine, all, shops': '?assignee=me&state=all&use=retail',
  'by applicant': '?sort=applicant',
  'by applicant, all, last page': '?sort=applicant&state=all&page=100000',
  'by applicant, in the middle': '?sort=applicant&page=200',
  'by reference, newest first': '?sort=-reference&state=all',
  'by vehicle': '?sort=vehicle',
  'by premises': '?sort=premises',
  'by use, page 3': '?sort=use&page=3',
  'a name': '?q=ivanov&state=all',
  'a part of a name': '?q=ova%20m&state=all',
  'a reference': '?q=SS-2026-012345&state=all',
  'a premises': '?q=sfh-a-0107&state=all',
  'nothing found': '?q=nobody%20at%20all&state=all',
}

const folder = given ?? mkdtempSync(path.join(tmpdir(), 'startup-street-queue-'))
const place = { folder, port: 4795 }
if (!given) {
  await seed(place, 300)
  await fillQueue(folder, applications)
}
const site = await startSite(place)
await untilAtRest(site)
const headers = { cookie: await signIn(site) }
console.log(`\nThe queue over ${applications} applications, milliseconds one after the other`)
for (const [name, query] of Object.entries(views)) {
  const { p50, p95, cpuMs } = await costOf(site, { paths: [`${queue}${query}`], headers }, 100)
  line(name, p50.toFixed(0), `p95 ${p95.toFixed(0)}, ${cpuMs.toFixed(0)} of processor time   ${p95 < 150 ? '' : wish}`)
}
await site.stop()
if (args.includes('--keep')) console.log(`kept: ${folder}`)
else if (!given) rmSync(folder, { recursive: true, force: true })
