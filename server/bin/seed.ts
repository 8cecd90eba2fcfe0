import { parseArgs } from 'node:util'
import { indexedAfterwards } from '../outside/database/filling.ts'
import { migrate, runCommand } from './program.ts'
import { seed } from './seeding.ts'

const { values } = parseArgs({ options: { demo: { type: 'boolean', default: false }, premises: { type: 'string' } } })

/** More than any street has. */
const many = 10_000

runCommand(async ({ log, services }) => {
  const premises = sizeOf(values.premises)
  const demonstration = values.demo || premises !== undefined
  await migrate(log)
  const fill = () => seed(services, { demonstration, ...(premises === undefined ? {} : { premises }) })
  await ((premises ?? 0) > many ? indexedAfterwards(fill) : fill())
  console.log(
    demonstration ? 'Starting content and demonstration street are in place.' : 'Starting content is in place.',
  )
})

function sizeOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined
  const premises = Number(given)
  if (Number.isInteger(premises) && premises > 0 && premises <= 1_000_000) return premises
  throw new Error('--premises takes a whole number from 1 to 1000000.')
}
