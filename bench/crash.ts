import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setup as buildProcesses } from '../tests/support/processes/built-processes.ts'
import { crashTest } from '../tests/support/crash/run.ts'

/**
 * Kills the process that twenty applicants, five officers and the worker share fifty times at random. Checks whether an
 * acknowledged act is lost, an effect is missing or done twice, or an invariant of the data is broken. Documents are
 * uploaded, drafts abandoned and deleted with their documents, cases reopened and offered units again; eight days pass from
 * one life to the next.
 * `npm run crash-test`, or `npm run crash-test -- 10 4711` for another number of kills and the seed of an earlier run.
 */
const [kills = 50, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number)
await buildProcesses()
const folder = mkdtempSync(path.join(tmpdir(), 'startup-street-crash-'))
console.log(`${kills} kills, seed ${seed}`)

const began = performance.now()
const result = await crashTest({
  folder,
  kills,
  seed,
  onKill: (number, acknowledged) => {
    if (number % 10 === 0) console.log(`  ${number} kills, ${acknowledged} acts acknowledged`)
  },
})
rmSync(folder, { recursive: true, force: true })

const seconds = Math.round((performance.now() - began) / 1_000)
console.log(`\n${result.acknowledged} acts acknowledged in ${seconds} s; cases now: ${words(result.states)}`)
console.log(
  `${result.uploads} uploads; ${result.draftsDeleted} drafts deleted, of whose deletions ${result.deletionsCutOff} were cut off by a kill`,
)
console.log(`${result.reopened} cases reopened; ${result.offeredAgain} cases were offered premises more than once`)
console.log(`${result.mails} letters left, ${result.resent} of them again with the same id after a kill`)
const wrong = { lost: result.lost, effects: result.effects, broken: result.broken, failures: result.failures }
for (const [what, which] of Object.entries(wrong)) {
  console.log(`${what}: ${which.length}`)
  for (const one of which.slice(0, 20)) console.log(`  ${one}`)
}
if (Object.values(wrong).some(which => which.length > 0)) process.exitCode = 1

function words(states: Record<string, number>): string {
  return Object.entries(states)
    .map(([state, count]) => `${state} ${count}`)
    .join(', ')
}
