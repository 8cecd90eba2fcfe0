import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fillQueue } from './fill-queue.ts'
import { line } from './lines.ts'
import { costOf, untilAtRest } from './measuring.ts'
import { seed, startSite } from './processes.ts'
import { signIn, type Person } from './signing-in.ts'

/**
 * Measures the staff's start page and the reports on a large street with many applications. `npm run build && node --import
 * tsx bench/desk.ts`, or with other numbers than 50,000 and 100,000.
 */
const [applications = 50_000, premises = 100_000] = process.argv.slice(2).map(Number)
const views: Record<Person, string[]> = {
  reviewer: ['/zh/staff', '/zh/staff/work/cases', '/zh/staff/work/new-cases'],
  decider: ['/zh/staff', '/zh/staff/work/decisions', '/zh/staff/reports'],
  'listing-manager': ['/zh/staff', '/zh/staff/work/listings-without-photos'],
  administrator: ['/zh/staff'],
}
const wish = 'wanted: p95 < 200'

const place = { folder: mkdtempSync(path.join(tmpdir(), 'startup-street-desk-')), port: 4797 }
await seed(place, premises)
await fillQueue(place.folder, applications)
const site = await startSite(place)
await untilAtRest(site)
console.log(`\nThe desk over ${applications} applications and ${premises} premises, milliseconds one after the other`)
for (const [role, paths] of Object.entries(views)) {
  const headers = { cookie: await signIn(site, role as Person) }
  for (const one of paths) {
    const { p50, p95, cpuMs } = await costOf(site, { paths: [one], headers }, 50)
    const told = `p95 ${p95.toFixed(0)}, ${cpuMs.toFixed(0)} of processor time   ${p95 < 200 ? '' : wish}`
    line(`${role} ${one}`, p50.toFixed(0), told)
  }
}
await site.stop()
rmSync(place.folder, { recursive: true, force: true })
