import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { line } from './lines.ts'
import { CatalogueModel } from '../models/premises/catalogue.ts'
import { storedSnapshot } from '../server/features/catalogue/snapshot/stored-snapshot.ts'
import { openDatabase } from '../server/outside/database/database.ts'
import { peakMb, processorMs, productionNode, residentMb, seed, settings } from './processes.ts'

/**
 * Measures how the site starts on a large street: time and processor time to the first search, memory, and the delay of the
 * event loop while the catalogue is read. It measures the first start after the street was filled, and later ones. Jobs are
 * left to a worker.
 * `npm run growth`, or `npm run growth -- 1000000` for another number than 100,000 premises; `-- 100000 <folder>` keeps the
 * filled street there.
 */
const [premises = 100_000] = process.argv.slice(2, 3).map(Number)
const given = process.argv[3]
const folder = given ?? mkdtempSync(path.join(tmpdir(), 'startup-street-growth-'))
const port = 4200
const firstSearch = '/ru/premises?use=retail&minArea=30&sort=cheap'
const wished = { seconds: premises > 100_000 ? 10 : 5, megabytes: 1_024, delayMs: 50 }

type Delay = { p99Ms: number; mostMs: number }

async function start(name: string): Promise<void> {
  const began = performance.now()
  const env = { ...settings({ folder, port, demo: 'off' }), JOBS: 'elsewhere' }
  const site = spawn(productionNode, ['--import', './bench/event-loop.js', 'dist/server/bin/web.js'], {
    env,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  const pid = site.pid ?? 0
  try {
    await until(async () => (await said()).includes('catalogue') || (await said()) === 'ready')
    site.send('begin')
    const readingAt = performance.now()
    const before = processorMs(pid)
    await until(async () => (await said()) === 'ready')
    const answer = await fetch(`http://localhost:${port}${firstSearch}`)
    if (!answer.ok) throw new Error(`the search answered ${answer.status}`)
    const ended = performance.now()
    const cpuMs = processorMs(pid)
    site.send('end')
    const [delay] = (await once(site, 'message')) as [Delay]
    console.log(`\n${name}`)
    line('from the start to the first search', seconds(ended - began), `wanted: ≤ ${wished.seconds} s`)
    line('  of that, until the catalogue begins to be read', seconds(readingAt - began))
    line('processor time, all threads', seconds(cpuMs))
    line('  of that, until the catalogue begins to be read', seconds(before))
    line('event loop while it is read: delay p99', `${delay.p99Ms.toFixed(0)} ms`, `wanted: ≤ ${wished.delayMs} ms`)
    line('  the longest', `${delay.mostMs.toFixed(0)} ms`)
    line('resident memory', `${residentMb(pid)} MB`, `wanted: ≤ ${wished.megabytes} MB`)
    line('  at the most', `${peakMb(pid)} MB`)
  } finally {
    site.kill('SIGINT')
    if (site.exitCode === null) await once(site, 'exit')
  }

  async function said(): Promise<string> {
    const answer = await fetch(`http://localhost:${port}/readyz`).catch(() => null)
    return answer ? answer.text() : ''
  }

  async function until(done: () => Promise<boolean>): Promise<void> {
    while (!(await done())) {
      if (site.exitCode !== null) throw new Error('the site ended before it served a page')
      await wait(20)
    }
  }
}

/**
 * Removes the snapshot and makes the street look as after some days of work: its last 200 changes are not those that filled
 * it.
 */
async function asAfterDays(): Promise<void> {
  const database = await openDatabase(`mongodb_embedded://${folder}/db`)
  await storedSnapshot.clear()
  await CatalogueModel.updateOne({}, { $inc: { revision: 200 } })
  await database.close()
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`

console.log(`${premises} premises`)
if (!existsSync(path.join(folder, 'db'))) {
  const began = performance.now()
  await seed({ folder, port }, premises)
  line('filling the street', seconds(performance.now() - began))
}
await asAfterDays()
await start('The first start, which stores the catalogue')
await start('A later start')
if (!given) rmSync(folder, { recursive: true, force: true })
