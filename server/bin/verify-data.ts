import { setTimeout as wait } from 'node:timers/promises'
import { runChecks, type CheckResult } from '../shared/checks.ts'
import { checksOf } from '../slices.ts'
import { runCommand } from './program.ts'

/** How long a running site is given to finish what it is in the middle of, in milliseconds. */
const settleMs = 5_000
const maxShownProblems = 20

/**
 * Checks the stored data and prints which rules hold: ids, never names. Changes nothing, and may run beside the site. Exits
 * with 1 when a rule is broken; what is merely late does not count.
 */
runCommand(async ({ slices }) => {
  const examined = await runChecks(checksOf(slices), () => wait(settleMs))
  for (const one of examined) print(one)
  const broken = examined.filter(({ level, count }) => level === 'violation' && count > 0)
  console.log(`\n${examined.length} promises, ${broken.length} of them broken.`)
  if (broken.length > 0) process.exitCode = 1
})

const levelLabels = { violation: 'BROKEN', warning: 'late', note: 'note' } as const

function print({ name, level, count, problems }: CheckResult): void {
  console.log(`${(count === 0 ? 'ok' : levelLabels[level]).padEnd(8)}${name}${count === 0 ? '' : ` (${count})`}`)
  for (const { id, why } of problems.slice(0, maxShownProblems)) console.log(`          ${id}  ${why}`)
  if (count > maxShownProblems) console.log(`          and ${count - maxShownProblems} more`)
}
