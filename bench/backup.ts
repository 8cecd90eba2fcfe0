import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import mongoose from 'mongoose'
import { openDatabase } from '../server/outside/database/database.ts'
import { storedBytes } from '../tests/support/database/stored-bytes.ts'
import { setup as buildProcesses } from '../tests/support/processes/built-processes.ts'
import { run, until } from '../tests/support/processes/processes.ts'
import { fillFiles, keepWriting } from './fill-files.ts'
import { fillQueue } from './fill-queue.ts'
import { fillTrail } from './fill-trail.ts'
import { line } from './lines.ts'
import { peakMb, seed, startSite } from './processes.ts'

/**
 * Backs up a running site under writes, restores it into an engine behind TCP, backs that up and restores it into an
 * embedded engine. Measures the memory of each step and how long writes wait, and checks that every document and byte is
 * there.
 * `npm run bench-backup`, or `npm run bench-backup -- 5000 0.5` for so many applications and gigabytes of files.
 */
const [applications = 50_000, gigabytes = 5] = process.argv.slice(2).map(Number)
const most = 300
const folder = mkdtempSync(path.join(tmpdir(), 'startup-street-bench-backup-'))
const at = (name: string) => path.join(folder, name)
const embedded = (name: string) => `mongodb_embedded://${at(name)}/db`
const failures: string[] = []
const keys = { BACKUP_KEY: 'k'.repeat(40), DOCUMENT_KEYS: 'd'.repeat(40) }
Object.assign(process.env, keys)

await buildProcesses()
await seed({ folder: at('site'), port: 0, demo: 'on' }, 500)
await fillQueue(at('site'), applications)
await fillTrail(at('site'), applications)
await fillFiles(embedded('site'), gigabytes)

process.env.JOBS = 'elsewhere'
const site = await startSite({ folder: at('site'), port: 4797 })
const writing = await keepWriting(embedded('site'))
await command('back-up of the running site, under writes', ['backup', embedded('site'), at('one.backup')])
const { writes, longestMs } = await writing.stop()
line('  writes meanwhile', String(writes))
line('  the longest that one of them took', `${longestMs.toFixed(0)} ms`, 'wanted: < 8000')
line('  size', `${(statSync(at('one.backup')).size / 1e9).toFixed(2)} GB`)
if (longestMs > 8_000) failures.push('a write waited for too long')
await command('  reading it to its end', ['verify-backup', embedded('none'), at('one.backup')])
const before = await bytesOf(embedded('site'))
const broken = await brokenIn(embedded('site'))
await site.stop()
rmSync(at('site'), { recursive: true })

const server = run('tests/support/processes/database-server.ts', { args: [at('server')] })
await until(() => server.output().includes('at '), server.output)
const uri = (/at (\S+)/.exec(server.output())?.[1] ?? '').replace(/\/\?|\/$/, '/startup-street?')
await command('restore into a server', ['restore', uri, at('one.backup')])
rmSync(at('one.backup'))
compare(await bytesOf(uri))
const brokenThere = await brokenIn(uri)
line(
  '  promises of verify-data that are broken there only',
  String(brokenThere.filter(one => !broken.includes(one)).length),
)
if (brokenThere.join() !== broken.join()) failures.push(`verify-data: ${brokenThere.join(', ')}`)
await command('back-up of the server', ['backup', uri, at('two.backup')])
server.process.kill('SIGTERM')
await server.exited
rmSync(at('server'), { recursive: true })

const again: [string, string, string] = ['restore', embedded('again'), at('two.backup')]
await command('restore into an embedded database, engine and all', again, Infinity)
compare(await bytesOf(embedded('again')))
rmSync(folder, { recursive: true, force: true })
for (const one of failures) console.log(`WRONG: ${one}`)
if (failures.length > 0) process.exitCode = 1

function envFor(uri: string): Record<string, string> {
  return { MONGODB_URI: uri, DATA_DIR: at('data'), LOG_LEVEL: 'silent', ...keys }
}

/** Runs one of our commands; `mostMb` is the memory it may take. */
async function command(name: string, [which, uri, target]: [string, string, string?], mostMb = most): Promise<void> {
  const began = performance.now()
  const running = run(`server/bin/${which}.ts`, { args: target ? [target] : [], env: envFor(uri) })
  let peak = 0
  const watching = setInterval(() => (peak = Math.max(peak, peakMb(running.process.pid ?? 0))), 100)
  const { code } = await running.exited
  clearInterval(watching)
  line(name, `${((performance.now() - began) / 1000).toFixed(1)} s`, `at most ${peak} MB resident`)
  const said = /waited for \d+ ms/.exec(running.output())?.[0]
  if (said) line(`  writes ${said}`, '')
  if (code !== 0) failures.push(`${name}: ${running.output()}`)
  if (peak > mostMb) failures.push(`${name}: ${peak} MB`)
}

/**
 * Returns the invariants that do not hold. The generated applications have shortened histories, so some may fail; a broken
 * audit chain is a failure.
 */
async function brokenIn(uri: string): Promise<string[]> {
  const verify = run('server/bin/verify-data.ts', { env: envFor(uri) })
  await verify.exited
  const found = verify.output().match(/^BROKEN.*$/gm) ?? []
  failures.push(...found.filter(one => one.includes('audit')))
  if (!verify.output().includes('promises')) failures.push(`verify-data: ${verify.output()}`)
  return found
}

async function bytesOf(uri: string): Promise<Record<string, string>> {
  const database = await openDatabase(uri, { patient: true })
  try {
    const { db } = mongoose.connection
    if (!db) throw new Error('the database is not open')
    const all = Object.entries(await storedBytes(db))
    return Object.fromEntries(all.filter(([name]) => !name.startsWith('bench')))
  } finally {
    await database.close()
  }
}

function compare(found: Record<string, string>): void {
  const unlike = [...new Set([...Object.keys(before), ...Object.keys(found)])].filter(one => before[one] !== found[one])
  line('  every document and byte is there', unlike.length === 0 ? 'yes' : 'NO', unlike.join(', '))
  if (unlike.length > 0) failures.push(`not equal: ${unlike.join(', ')}`)
}
