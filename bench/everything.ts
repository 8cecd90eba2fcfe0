import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fillQueue } from './fill-queue.ts'
import { line } from './lines.ts'
import { costOf, untilAtRest } from './measuring.ts'
import { seed, startSite } from './processes.ts'
import { signIn } from './signing-in.ts'

/**
 * Measures the staff's search box with many applications. `npm run build && node --import tsx bench/everything.ts`, or with
 * another number than 50,000. Each name that is searched for occurs at least a thousand times.
 */
const applications = Number(process.argv[2] ?? 50_000)
const most = 100

const asked: Record<string, string> = {
  'a name that thousands have': 'иванов',
  'the same, one letter after the other': 'iv',
  'a whole name': 'Анна Петрова',
  'a whole name in Latin, turned round': 'kuznetsova marina',
  'a name that nobody has': 'щербакова',
  'a name in Chinese': '王伟',
  'a reference': 'SS-2025-0123',
  'a number': '12345',
  'the end of a passport': '1234',
  'a telephone number': '+7 912 345-67',
  'the code of a premises': 'SFH-A-0107',
  'a word': 'shop',
}

const folder = mkdtempSync(path.join(tmpdir(), 'startup-street-everything-'))
const place = { folder, port: 4796 }
await seed(place, 300)
await fillQueue(folder, applications)
const site = await startSite(place)
await untilAtRest(site)
const headers = { cookie: await signIn(site) }
console.log(`\nEverything over ${applications} applications, milliseconds one after the other`)
for (const [name, q] of Object.entries(asked)) {
  const paths = [`/zh/staff/search?${new URLSearchParams({ q }).toString()}`]
  const { p50, p95, cpuMs } = await costOf(site, { paths, headers }, 100)
  const told = `p95 ${p95.toFixed(0)}, ${cpuMs.toFixed(0)} of processor time`
  line(name, p50.toFixed(0), `${told}   ${p95 < most ? '' : `wanted: p95 < ${most}`}`)
}
await site.stop()
rmSync(folder, { recursive: true, force: true })
