import { setup as buildProcesses } from '../support/processes/built-processes.ts'
import { outside, outsideFaults } from './around.ts'
import { clockAhead } from './clock-ahead.ts'
import { diskFull } from './disk-full.ts'
import { drain } from './drain.ts'
import { manyProcesses } from './many-processes.ts'
import { upgrade } from './upgrade.ts'

/**
 * Long measurements of what a site must withstand; each has a short form among the tests. `npm run fault` lists them, `npm
 * run fault -- drain` runs one; numbers after its name are its arguments. Exits with 1 when something is wrong.
 */
type Script = { what: string; run: (numbers: number[]) => Promise<boolean> }
const faults: Record<string, Script> = {
  'many-processes': {
    what: 'kills two web and two worker processes while people work (how often, 30; seed)',
    run: manyProcesses,
  },
  upgrade: {
    what: 'serves with the version before and this one at once, and goes back (requests of each step, 2000)',
    run: upgrade,
  },
  drain: { what: 'ends processes under requests over kept connections (how many, 20)', run: drain },
  'disk-full': { what: 'fills the disk of a site with its own database (seconds, 15; seed)', run: diskFull },
  'clock-ahead': { what: 'sets the clock of the product ahead and back (days, 1096; seed)', run: clockAhead },
  ...Object.fromEntries(
    (Object.keys(outsideFaults) as (keyof typeof outsideFaults)[]).map(each => [
      each,
      { what: 'while people work (seconds, 20; seed)', run: outside(each) },
    ]),
  ),
}

const [name = '', ...numbers] = process.argv.slice(2)
const fault = faults[name]
if (fault) {
  await buildProcesses()
  if (!(await fault.run(numbers.map(Number)))) process.exitCode = 1
} else {
  for (const [each, { what }] of Object.entries(faults)) console.log(`${each.padEnd(16)} ${what}`)
  if (name !== '') process.exitCode = 1
}
