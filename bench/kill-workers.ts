import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildIndexes, openDatabase } from '../server/outside/database/database.ts'
import { setup as buildProcesses } from '../tests/support/processes/built-processes.ts'
import { killWorkers } from '../tests/support/processes/worker-kills.ts'

/**
 * Kills one of two workers a hundred times while effects keep coming, and checks whether any is lost or done twice. `npm run
 * kill-workers`, or `npm run kill-workers -- 10 4711` for another number and seed.
 */
const [kills = 100, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number)
await buildProcesses()
const folder = mkdtempSync(path.join(tmpdir(), 'startup-street-kills-'))
const uri = `mongodb_embedded://${folder}/db`
const database = await openDatabase(uri)
await buildIndexes()
console.log(`${kills} kills, seed ${seed}`)

const { cases, letters, wrong, longestPauseMs } = await killWorkers({ uri, kills, seed })
await database.close()
rmSync(folder, { recursive: true, force: true })

console.log(`${cases} cases, ${letters} letters left; the longest pause was ${(longestPauseMs / 1_000).toFixed(1)} s`)
console.log(`wrong: ${wrong.length}`)
for (const one of wrong.slice(0, 20)) console.log(`  ${one}`)
if (wrong.length > 0) process.exitCode = 1
