import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { openDatabase } from '#outside/database/database.ts'
import { projectRoot } from '#outside/project-root.ts'
import { keepAliveLoad } from '../support/processes/keep-alive-load.ts'
import { killUnderLoad } from '../support/processes/kills-under-load.ts'
import { run, type Running } from '../support/processes/processes.ts'
import { severalProcesses, type Web } from '../support/processes/several-processes.ts'
import { restoreDump, storedVersions } from '../support/database/stored-dump.ts'

const [version] = storedVersions.slice(-1)
const paths = ['/ru', '/en/premises', '/zh/plan', '/ru/incentives', '/en/premises/SFH-A-0101']

/**
 * Upgrades under load, as an operator with several processes does, and rolls back: the previous version alone on its own
 * data, then this version beside it (which migrates), this version alone, then the previous version again. People send
 * enquiries, save and move units on both versions, also after the rollback. Prints the failed requests, the acknowledged
 * acts that are missing or were done twice, and whether `npm run verify-data` holds. Needs a clone with its history, and npm.
 */
export async function upgrade([requests = 2_000]: number[]): Promise<boolean> {
  const before = buildOf(version!)
  const site = await severalProcesses({ env: { LOG_LEVEL: 'error', SEALING: 'off', TRUST_PROXY: '1' } })
  const errors: string[] = []
  async function load(step: string, webs: readonly Web[]): Promise<void> {
    let answered = 0
    for (const at of paths) {
      const asked = { connections: 8, requests: requests / paths.length, path: at, pauseMs: 20 }
      const came = await keepAliveLoad({ ports: () => webs.map(({ port }) => port), ...asked })
      answered += came.answered
      const resets = Array<string>(came.reset).fill('a new connection was reset')
      errors.push(...[...came.errors, ...resets].map(error => `${step}, ${at}: ${error}`))
    }
    console.log(`${step}: ${answered} requests answered`)
  }
  /** Lets people work while the requests of a step are answered and a worker carries out the follow-up work. */
  async function work(step: string, webs: Web[], worker: Running): Promise<void> {
    const people = { site, webs, workers: [worker], kills: [], seed: 1 }
    const { acknowledged, wrong } = await killUnderLoad({ ...people, meanwhile: () => load(step, webs) })
    errors.push(...wrong.map(one => `${step}: ${one}`))
    console.log(`${step}: ${acknowledged} acts acknowledged`)
    await ended(worker)
  }
  const database = await openDatabase(site.uri, { patient: true })
  try {
    await restoreDump(version!)
    const old = await site.web(undefined, before)
    await load(`${version} alone`, [old])
    const [present] = await Promise.all([site.web(), load(`${version} while this version migrates`, [old])])
    await work('both', [old, present], await site.worker())
    await ended(old)
    await load('this version alone', [present])
    const again = await site.web(undefined, before)
    await work(`both, ${version} begun anew`, [again, present], await site.worker(before))
    await ended(present)
    await work(`back to ${version}`, [again], await site.worker(before))
    await ended(again)
    const verify = run('server/bin/verify-data.ts', { env: site.env })
    const { code } = await verify.exited
    if (code !== 0) errors.push(verify.output())
  } finally {
    await database.close()
    await site.end()
    execFileSync('git', ['worktree', 'remove', '--force', before], { cwd: projectRoot })
    rmSync(path.dirname(before), { recursive: true, force: true })
  }
  console.log(`in error: ${errors.length}`)
  for (const one of errors.slice(0, 20)) console.log(`  ${one}`)
  return errors.length === 0
}

async function ended({ process, exited }: Running): Promise<void> {
  process.kill('SIGTERM')
  await exited
}

/**
 * Returns a folder with an earlier version as it was built, with its own packages: the commit that stored its dump, which
 * has the tag where tags were fetched.
 */
function buildOf(earlier: string): string {
  const dump = `tests/dumps/${earlier}.ndjson.gz`
  const stored = ['log', '-1', '--diff-filter=A', '--format=%H', '--', dump]
  const commit = execFileSync('git', stored, { cwd: projectRoot, encoding: 'utf8' }).trim()
  const folder = path.join(mkdtempSync(path.join(projectRoot, '.release-build-')), 'before')
  execFileSync('git', ['worktree', 'add', '--detach', folder, commit], { cwd: projectRoot, stdio: 'ignore' })
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel', 'error'], { cwd: folder, stdio: 'ignore' })
  execFileSync(process.execPath, ['scripts/build.js'], { cwd: folder })
  return folder
}
