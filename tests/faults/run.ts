import { setup as buildProcesses } from '../support/processes/built-processes.ts'
import { drain } from './drain.ts'
import { manyProcesses } from './many-processes.ts'
import { upgrade } from './upgrade.ts'

/**
 * What a site must bear, as long measurements; each has a short form among the tests. `npm run fault` lists them,
 * `npm run fault -- drain` runs one; numbers after its name are its own. Exits with 1 when something is wrong.
 */
const faults: Record<string, { what: string; run: (numbers: number[]) => Promise<boolean> }> = {
  'many-processes': {
    what: 'kills two web and two worker processes while people work (how often, 30; seed)',
    run: manyProcesses,
  },
  upgrade: {
    what: 'serves with the version before and this one at once, and goes back (requests of each step, 2000)',
    run: upgrade,
  },
  drain: { what: 'ends processes under requests over kept connections (how many, 20)', run: drain },
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
