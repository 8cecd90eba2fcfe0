import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { processorMs, startSite } from './processes.ts'

/**
 * Measures how much of a core an idle, empty site uses: processor time of the built site over a minute after its start. `npm
 * run idle`, or `npm run idle -- 300` for so many seconds. On Linux only. It waits two minutes after the start, as a program
 * collects garbage then.
 */
const [seconds = 60] = process.argv.slice(2).map(Number)
const settleMs = 120_000
const most = 0.01

const folder = mkdtempSync(path.join(tmpdir(), 'startup-street-idle-'))
const site = await startSite({ folder, port: 3999, demo: 'off' })
try {
  await wait(settleMs)
  const before = processorMs(site.pid)
  await wait(seconds * 1_000)
  const share = (processorMs(site.pid) - before) / (seconds * 1_000)
  console.log(`${(share * 100).toFixed(2)} % of a core over ${seconds} s`)
  if (share > most) process.exitCode = 1
} finally {
  await site.stop()
  rmSync(folder, { recursive: true, force: true })
}
