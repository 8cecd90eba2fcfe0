// Compares the titles of all tests with those of an earlier commit, so that no lost test goes unnoticed.
// Usage: node scripts/compare-test-titles.js <commit>
// Titles are read from the sources; one that is made in a loop counts once, as it is written. A test that moved to another
// file under the same title is not lost. Exits with 1 when titles are lost.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const [commit] = process.argv.slice(2)
if (!commit) {
  console.error('Usage: node scripts/compare-test-titles.js <commit>')
  process.exit(2)
}

/** Returns the titles of the tests in a checkout, with the number of their occurrences. */
function titlesIn(checkout, folder) {
  const counts = new Map()
  // An earlier commit may have a second configuration, for the browser.
  const configs = ['vitest.config.ts', 'vitest.browser.config.ts']
  for (const config of configs.filter(file => existsSync(path.join(checkout, file)))) {
    const list = path.join(folder, `${config}.json`)
    const args = ['node_modules/vitest/vitest.mjs', 'list', '--static-parse', `--json=${list}`, '--config', config]
    execFileSync(process.execPath, args, { cwd: checkout, stdio: ['ignore', 'ignore', 'inherit'] })
    for (const { name } of JSON.parse(readFileSync(list, 'utf8'))) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}

const fewerIn = (some, others) =>
  [...some].filter(([title, count]) => (others.get(title) ?? 0) < count).map(([title]) => title)

const folder = mkdtempSync(path.join(tmpdir(), 'startup-street-titles-'))
const earlier = path.join(folder, 'earlier')
try {
  execFileSync('git', ['worktree', 'add', '--quiet', '--detach', earlier, commit])
  symlinkSync(path.resolve('node_modules'), path.join(earlier, 'node_modules'))
  const before = titlesIn(earlier, folder)
  const now = titlesIn('.', folder)
  const vanished = fewerIn(before, now)
  const added = fewerIn(now, before)
  for (const title of vanished) console.log(`- ${title}`)
  for (const title of added) console.log(`+ ${title}`)
  console.log(`${vanished.length} titles have vanished since ${commit}, ${added.length} are new.`)
  process.exitCode = vanished.length > 0 ? 1 : 0
} finally {
  execFileSync('git', ['worktree', 'remove', '--force', earlier])
  rmSync(folder, { recursive: true, force: true })
}
